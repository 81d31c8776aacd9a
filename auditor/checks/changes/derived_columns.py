"""Columns that are made of two others of their row: 增减额, 增减%, 为上年的%.

`2025年预算数 | 2025年执行数 | 2024年决算数 | 比2024年决算数增长%`: the header says what the rate is over and not what is over it.
Where no word says, the rows do: the two columns of which nearly every row makes it.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import product

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.rule import Proof, Rule
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Block, Fact, FactSet, Statement
from auditor.figures import PERCENT, Figure, Interval
from auditor.tuples import NamedTuple
from auditor.verdicts import Outcome, Remark, Term, Verdict, weaker
from auditor.vocabulary import pattern_of

_MOST_COLUMNS = 12
"""Among more columns nobody looks for those that a rate is of."""
_RATES = ("growth", "ratio")


class Row(NamedTuple):
    """The figures of one thing before and after a change; `change` or `rate` may be missing."""

    current: Fact
    base: Fact
    change: Fact | None
    rate: Fact | None


def change_verdict(rule: Rule, row: Row) -> Verdict | None:
    if row.change is None or row.change.figure is None:
        return None
    return sum_verdict(rule, [Term("whole", 1, row.change), Term("part", -1, row.current), Term("part", 1, row.base)])


def rate_verdict(rule: Rule, row: Row) -> Verdict | None:
    """The change over what was before. It holds whatever its sign, as columns say in many ways whether a change is up or down;
    the expected rate has the sign of the change.
    """
    if row.rate is None or row.rate.figure is None:
        return None
    base, percent = row.base.figure, row.rate.figure
    if base is None or base.value <= 0:
        return _over_nothing(rule, row, percent)
    numerator = _size(row)
    is_printed = row.change is not None and row.change.figure is not None
    top = Term("numerator", 1, row.change) if is_printed and row.change else Term("current", 1, row.current)
    terms = (Term("percent", 1, row.rate), top, Term("denominator", 1, row.base))
    bottom = Interval.of(base)
    if numerator is None or bottom.low <= 0:
        return undecided(rule, terms, "base-near-zero")
    size = percent._replace(value=abs(percent.value))
    outcome: Outcome = judge_ratio(numerator, bottom, size)
    expected = percentage((numerator.low + numerator.high) / 2, base.base, percent.decimals)
    expected = -expected if _falls(row, percent) else expected
    half = percent.slack(fine=False)
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, expected, percent.value - expected, half)


def _size(row: Row) -> Interval | None:
    """How large a change is: as printed, else as both figures make it."""
    if row.change is not None and row.change.figure is not None:
        figure: Figure = row.change.figure
        return Interval.of(figure._replace(value=abs(figure.value)))
    if row.change is not None or row.current.figure is None or row.base.figure is None:
        return None
    now, before = Interval.of(row.current.figure), Interval.of(row.base.figure)
    if row.current.figure.base < row.base.figure.base:
        now, before = before, now
    return Interval(now.low - before.high, now.high - before.low)


def _falls(row: Row, percent: Figure) -> bool:
    """Whether there is less than before; where one figure is missing, whether the rate says so."""
    if row.current.figure is None or row.base.figure is None:
        return percent.value < 0
    return row.current.figure.base < row.base.figure.base


def _over_nothing(rule: Rule, row: Row, percent: Figure) -> Verdict | None:
    """A rate where there was nothing before; a zero may stand for a blank."""
    if percent.value == 0 or row.rate is None or (row.base.figure is not None and row.base.figure.value < 0):
        return None
    terms = (Term("percent", 1, row.rate), Term("denominator", 1, row.base))
    remark = Remark("zero-base")
    severity = weaker(rule.severity)
    return Verdict(rule.code, rule.family, "inconsistent", severity, terms, remarks=(remark,), reason=remark)


def ratio_verdict(rule: Rule, row: Row) -> Verdict | None:
    """A share of the base as a percentage, as 完成预算% is."""
    if row.rate is None or row.rate.figure is None or row.current.figure is None or row.base.figure is None:
        return None
    top, bottom, percent = Interval.of(row.current.figure), Interval.of(row.base.figure), row.rate.figure
    terms = (Term("percent", 1, row.rate), Term("numerator", 1, row.current), Term("denominator", 1, row.base))
    if bottom.low <= 0 or top.low < 0:
        return undecided(rule, terms, "base-near-zero")
    outcome: Outcome = judge_ratio(top, bottom, percent)
    expected = percentage(row.current.figure.base, row.base.figure.base, percent.decimals)
    half = percent.slack(fine=False)
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, expected, percent.value - expected, half)


def read_by_rows(
    rule: Rule, proof: Proof, statement: Statement, facts: FactSet, known: Collection[int], *, are_rates: bool
) -> Iterator[tuple[int, list[Verdict]]]:
    """For each derived column of a table that is not yet known what its rows show: its place and the verdicts of its rows."""
    is_rate = pattern_of(facts.vocabulary.rate)
    forms = _RATES if are_rates else ("change",)
    for block in statement.blocks:
        columns = [line.at for line in block.columns if line.at < len(statement.settings)]
        derived = [at for at in columns if statement.settings[at].is_derived and at not in known]
        amounts = [at for at in columns if not statement.settings[at].is_derived]
        if len(amounts) > _MOST_COLUMNS:
            continue
        for at in derived:
            header = "/".join(statement.table.columns[at].path)
            if bool(is_rate.search(header)) == are_rates:
                tried = [
                    _best_made(rule, proof, (statement, block), at, forms, (bases, amounts), facts)
                    for bases in _bases(statement, at, amounts)
                ]
                # 2021年 | 2022年 | 增长%: small rates hold either way round, but for their signs.
                made = [verdicts for verdicts in tried if verdicts]
                verdicts = next((one for one in made if not _is_turned_round(one)), made[0] if made else None)
                if verdicts:
                    yield at, verdicts


def _is_turned_round(verdicts: Sequence[Verdict]) -> bool:
    """Whether most rates that rows make have the contrary of the sign that is printed."""
    told = [(one.expected, figure.value) for one in verdicts if (figure := one.terms[0].fact.figure) is not None]
    signs = [expected * printed < 0 for expected, printed in told if expected and printed]
    return 2 * sum(signs) > len(signs)


def _bases(statement: Statement, at: int, amounts: Sequence[int]) -> tuple[Sequence[int], ...]:
    """The columns a header may mean by what it compares with: those of the year and measure that it names, else of the year, else any."""
    wanted = statement.settings[at]
    of_year = [other for other in amounts if statement.settings[other].year == wanted.year]
    alike = [other for other in of_year if statement.settings[other].members == wanted.members]
    return alike, of_year, amounts


def _best_made(
    rule: Rule,
    proof: Proof,
    where: tuple[Statement, Block],
    at: int,
    forms: Sequence[str],
    columns: tuple[Sequence[int], Sequence[int]],
    facts: FactSet,
) -> list[Verdict]:
    """The verdicts of the two columns that most rows show, where these are enough; no two columns else."""
    best: list[Verdict] = []
    most = 0
    for base, current, form in product(*columns, forms):
        if base == current:
            continue
        verdicts = list(_made_of(rule, *where, (at, current, base), form, facts))
        telling = [verdict for verdict in verdicts if verdict.outcome != "unverifiable"]
        holding = sum(1 for verdict in telling if verdict.holds)
        enough = len(telling) >= proof.cells and holding * 100 >= proof.percent * len(telling)
        if enough and holding > most:
            best, most = verdicts, holding
    return best


def _made_of(
    rule: Rule, statement: Statement, block: Block, columns: tuple[int, int, int], form: str, facts: FactSet
) -> Iterator[Verdict]:
    """The rows of a column as made of two others; rows in which one of the three is blank or nothing say nothing."""
    for line in block.rows:
        cells = [facts.cells.get((statement.number, line.at, at)) for at in columns]
        if not all(cell is not None and cell.figure is not None and cell.figure.value for cell in cells):
            continue
        made, current, base = (cell for cell in cells if cell is not None)
        if form == "change":
            verdict = change_verdict(rule, Row(current, base, made, None))
        else:
            row = Row(current, base, None, _as_percent(made))
            verdict = rate_verdict(rule, row) if form == "growth" else ratio_verdict(rule, row)
        if verdict is not None:
            yield verdict


def _as_percent(fact: Fact) -> Fact:
    """A cell of a rate, whatever unit is printed above its table."""
    return fact._replace(figure=fact.figure._replace(unit=PERCENT)) if fact.figure else fact
