"""Form total: the total that a form about the whole body prints is the amount that it has elsewhere.

`部门整体支出绩效目标表 … 金额合计 1,493.51` beside `本年支出合计 1,899.90`: the form is that of the year before.
"""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.candidates import chosen
from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import joined
from auditor.checks.verdict_of import restatement_verdict
from auditor.documents import Table
from auditor.facts import Fact, FactSet, Statement
from auditor.facts.captions import captions_of
from auditor.facts.labels import squeeze
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import pattern_of


class FormTotal(Rule):
    """The total of each table with a caption of some kind is one of the wholes that are printed elsewhere."""

    kind: ClassVar[str] = "form-total"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "整体目标申报表的金额合计等于 {right}",
        "the total on the form of the whole body’s targets is {right}",
    )

    where: Patterns
    """The captions of such forms."""
    amount: Patterns
    """The cell that names the row of the total, in full."""
    right: Selects
    """The wholes; one that fits is enough."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        wholes = [
            fact for select in self.right for fact in joined([select], facts, frozenset()).values() if fact.figure
        ]
        for statement in facts.statements if wholes else ():
            total = _total(self, statement, facts) if _is_captioned(self, statement, facts) else None
            if total is not None:
                verdicts = [
                    restatement_verdict(self, [Term("left", 1, total), Term("right", -1, whole)]) for whole in wholes
                ]
                verdict = chosen(verdicts, ranked=True)
                if verdict is not None:
                    yield verdict


def _is_captioned(rule: FormTotal, statement: Statement, facts: FactSet) -> bool:
    blocks = facts.document.blocks
    place = next((at for at, block in enumerate(blocks) if isinstance(block, Table) and block is statement.table), None)
    captions = captions_of(blocks, place, facts.vocabulary) if place is not None else []
    return any(pattern_of(pattern).search(squeeze(caption.text)) for pattern in rule.where for caption in captions)


def _total(rule: FormTotal, statement: Statement, facts: FactSet) -> Fact | None:
    """The first amount of the one row that a cell names as the total."""
    named = [pattern_of(pattern) for pattern in rule.amount]
    rows = [
        at
        for at, row in enumerate(statement.table.rows)
        if any(pattern.fullmatch(squeeze(cell.text)) for pattern in named for cell in row)
    ]
    if len(rows) != 1:
        return None
    cells = (facts.cells.get((statement.number, rows[0], column)) for column in range(statement.table.width))
    return next((cell for cell in cells if cell is not None and cell.figure and cell.figure.value), None)
