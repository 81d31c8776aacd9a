"""Whole forms: the total that a form of the whole body's targets prints is what the body spends.

`部门整体支出绩效目标表 … 金额合计 1,493.51` beside `本年支出合计 1,899.90`: the form is that of the year before.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.candidates import chosen
from auditor.checks.selection import joined
from auditor.checks.verdict_of import restatement_verdict
from auditor.documents import Table
from auditor.facts import Fact, FactSet, Statement
from auditor.facts.captions import captions_of
from auditor.facts.labels import squeeze
from auditor.rulebook import Rule
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import pattern_of


def check_whole_forms(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """The total of each table that is captioned as such a form, against any of the wholes that are printed."""
    wholes = [fact for select in rule.right for fact in joined([select], facts, rule.join).values() if fact.figure]
    for statement in facts.statements if wholes else ():
        total = _total(rule, statement, facts) if _is_captioned(rule, statement, facts) else None
        if total is not None:
            verdicts = [
                restatement_verdict(rule, [Term("left", 1, total), Term("right", -1, whole)]) for whole in wholes
            ]
            verdict = chosen(verdicts, ranked=True)
            if verdict is not None:
                yield verdict


def _is_captioned(rule: Rule, statement: Statement, facts: FactSet) -> bool:
    blocks = facts.document.blocks
    place = next((at for at, block in enumerate(blocks) if isinstance(block, Table) and block is statement.table), None)
    captions = captions_of(blocks, place, facts.vocabulary) if place is not None else []
    return any(pattern_of(pattern).search(squeeze(caption.text)) for pattern in rule.where for caption in captions)


def _total(rule: Rule, statement: Statement, facts: FactSet) -> Fact | None:
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
