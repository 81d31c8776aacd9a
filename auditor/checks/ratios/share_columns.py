"""Share columns: 占比% of a column of amounts in its total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import ClassVar

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.rule import Proof, Proven, Rule, Sentence
from auditor.checks.verdict_of import undecided
from auditor.facts import Block, Fact, FactSet, Line, Statement
from auditor.figures import PERCENT, Interval
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import pattern_of

_HUNDRED = Decimal(100)
_MOST_COLUMNS = 12
"""Among more columns nobody looks for the one that shares are of."""


class ShareColumns(Rule):
    """A column of shares is each row's amount in a hundred of the total, in tables most of whose rows are computed so."""

    kind: ClassVar[str] = "share-columns"
    family: ClassVar[str] = "share"
    says: ClassVar[Sentence] = (
        "表中占比一栏 = 该行数 ÷ 合计数 × 100，以该表多数各行如此计算为前提",
        "a column of shares is the row's amount ÷ the total × 100, where most rows of the table are computed so",
    )

    proof: Proven
    """From so many rows on so many in a hundred must hold before the others are held."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        is_share = pattern_of(facts.vocabulary.grammar.structure["share_column"])
        for statement in facts.statements:
            for block in statement.blocks:
                columns = [line.at for line in block.columns if line.at < len(statement.settings)]
                amounts = [at for at in columns if not statement.settings[at].is_derived]
                for at in columns:
                    header = "/".join(statement.table.columns[at].path)
                    if is_share.search(header) and len(amounts) <= _MOST_COLUMNS:
                        yield from _best(self, statement, block, (at, amounts), facts)


def _best(
    rule: ShareColumns, statement: Statement, block: Block, columns: tuple[int, Sequence[int]], facts: FactSet
) -> list[Verdict]:
    """The verdicts of the amounts and the total that most rows show, where these are enough; none else."""
    shares, amounts = columns
    best: list[Verdict] = []
    most = 0
    for whole, amount in product(_wholes(statement, block, shares, facts), amounts):
        verdicts = list(_shares_of(rule, statement, block, (whole, shares, amount), facts))
        telling = [verdict for verdict in verdicts if verdict.outcome != "unverifiable"]
        holding = sum(1 for verdict in telling if verdict.holds)
        if holding > most and _is_proven(holding, len(telling), rule.proof):
            best, most = verdicts, holding
    return best


def _is_proven(holding: int, telling: int, proof: Proof) -> bool:
    return telling >= proof.cells and holding * 100 >= proof.percent * telling


def _wholes(statement: Statement, block: Block, shares: int, facts: FactSet) -> list[Line]:
    """The rows that may be the whole: totals, and those whose share is a hundred."""
    found = []
    for line in block.rows:
        cell = facts.cells.get((statement.number, line.at, shares))
        is_all = cell is not None and cell.figure is not None and cell.figure.value == _HUNDRED
        if is_all or (line.role == "total" and line.label):
            found.append(line)
    return found


def _shares_of(
    rule: ShareColumns, statement: Statement, block: Block, place: tuple[Line, int, int], facts: FactSet
) -> Iterator[Verdict]:
    """The rows with a share and an amount; those in which one is blank or nothing say nothing."""
    whole, shares, amounts = place
    total = facts.cells.get((statement.number, whole.at, amounts))
    for line in block.rows:
        share, amount = (facts.cells.get((statement.number, line.at, at)) for at in (shares, amounts))
        if _is_told(total) and _is_told(share) and _is_told(amount):
            yield _verdict(rule, share, amount, total)  # type: ignore[arg-type]


def _is_told(cell: Fact | None) -> bool:
    return cell is not None and cell.figure is not None and bool(cell.figure.value)


def _verdict(rule: ShareColumns, share: Fact, amount: Fact, total: Fact) -> Verdict:
    assert share.figure and amount.figure and total.figure
    percent = share.figure._replace(unit=PERCENT)
    terms = (
        Term("percent", 1, share._replace(figure=percent)),
        Term("numerator", 1, amount),
        Term("denominator", 1, total),
    )
    top, bottom = Interval.of(amount.figure), Interval.of(total.figure)
    if bottom.low <= 0 or top.low < 0:
        return undecided(rule, terms, "base-near-zero")
    outcome = judge_ratio(top, bottom, percent)
    expected = percentage(amount.figure.base, total.figure.base, percent.decimals)
    half = percent.slack(fine=False)
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, expected, percent.value - expected, half)
