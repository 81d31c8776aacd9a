"""Columns of changes: this year's figure less last year's, and its rate, where a table shows that it computes them so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Fact, FactSet, Statement
from auditor.figures import Figure, Interval
from auditor.rulebook import Rule
from auditor.verdicts import Outcome, Remark, Term, Verdict, weaker


class _Row(NamedTuple):
    """The figures of one thing before and after a change; `change` or `rate` may be missing."""

    current: Fact
    base: Fact
    change: Fact | None
    rate: Fact | None


def check_columns(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """`about` is columns (amounts) or rates. What a table computes in another way is left alone: its other rows tell."""
    for statement in facts.statements:
        rows = _rows(statement, facts)
        if rule.about == "columns":
            verdicts = [verdict for row in rows if (verdict := _amount(rule, row)) is not None]
            yield from _believed(rule, statement, verdicts, _signs(verdicts))
        else:
            verdicts = [verdict for row in rows if (verdict := _rate(rule, row)) is not None]
            yield from _believed(rule, statement, verdicts, set())


def _rows(statement: Statement, facts: FactSet) -> list[_Row]:
    """What a table prints before and after a change: rows of it, or columns where it is printed turned round."""
    groups: dict[object, dict[str, list[Fact]]] = {}
    for block in statement.blocks:
        for line in block.rows:
            for column in block.columns:
                fact = facts.cells.get((statement.number, line.at, column.at))
                if fact is None:
                    continue
                label = f"{line.label} {column.label}" if block.pane.either_way else column.label
                dims, part = _part(fact, label, facts)
                key = (fact.concept, dims, None if block.pane.either_way else fact.row)
                groups.setdefault(key, {}).setdefault(part, []).append(fact)
    found = []
    for group in groups.values():
        current, base = group.get("current", []), group.get("base", [])
        changes, rates = group.get("amount", []), group.get("percent", [])
        is_plain = len(current) == 1 == len(base) and len(changes) <= 1 and len(rates) <= 1 and (changes or rates)
        if (
            is_plain
            and current[0].state in ("printed", "blank", "dash")
            and base[0].state in ("printed", "blank", "dash")
        ):
            found.append(_Row(current[0], base[0], changes[0] if changes else None, rates[0] if rates else None))
    return found


def _part(fact: Fact, label: str, facts: FactSet) -> tuple[tuple[tuple[str, str], ...], str]:
    """The dimensions of a cell without what tells its part in a change, and that part; a label may name the year before."""
    changes = facts.vocabulary.changes
    part = next((changes[entry] for entry in fact.dims if entry in changes), "current")
    year = facts.profile.year
    if part == "current" and year is not None and _years(label, facts) == {year - 1}:
        return tuple(entry for entry in fact.dims if entry[0] != "column"), "base"
    return tuple(entry for entry in fact.dims if entry not in changes), part


def _years(text: str, facts: FactSet) -> set[int]:
    return {int(match["year"]) for match in facts.vocabulary.year_pattern.finditer(text)}


def _amount(rule: Rule, row: _Row) -> Verdict | None:
    if row.change is None or row.change.figure is None:
        return None
    return sum_verdict(rule, [Term("whole", 1, row.change), Term("part", -1, row.current), Term("part", 1, row.base)])


def _signs(verdicts: Sequence[Verdict]) -> set[int]:
    """The changes that hold but for their sign, where the column prints none, or prints them the other way round throughout."""
    telling = [verdict for verdict in verdicts if verdict.terms[0].fact.figure and verdict.terms[0].fact.figure.value]
    turned = {id(verdict) for verdict in telling if not verdict.holds and _is_turned(verdict)}
    has_signs = any(verdict.terms[0].fact.figure.value < 0 for verdict in telling if verdict.terms[0].fact.figure)
    return turned if not has_signs or len(turned) == len(telling) else set()


def _is_turned(verdict: Verdict) -> bool:
    """Whether the change is as large as it should be, with the other sign."""
    figure = verdict.terms[0].fact.figure
    return figure is not None and verdict.expected is not None and verdict.expected == -figure.value


def _rate(rule: Rule, row: _Row) -> Verdict | None:
    """The change over what was before, signs aside, as columns say in many ways whether a change is up or down."""
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
    expected = -expected if percent.value < 0 else expected
    half = percent.slack(fine=False)
    return Verdict(rule.code, rule.kind, outcome, rule.severity, terms, expected, percent.value - expected, half)


def _size(row: _Row) -> Interval | None:
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


def _over_nothing(rule: Rule, row: _Row, percent: Figure) -> Verdict | None:
    """A rate where there was nothing before; a zero may stand for a blank."""
    if percent.value == 0 or row.rate is None or (row.base.figure is not None and row.base.figure.value < 0):
        return None
    terms = (Term("percent", 1, row.rate), Term("denominator", 1, row.base))
    remark = Remark("zero-base")
    severity = weaker(rule.severity)
    return Verdict(rule.code, rule.kind, "inconsistent", severity, terms, remarks=(remark,), reason=remark)


def _believed(rule: Rule, statement: Statement, verdicts: Sequence[Verdict], turned: set[int]) -> Iterator[Verdict]:
    """Violations stand where most rows with figures hold; alone in a table that a template knows, they are warnings."""
    holding = sum(1 for verdict in verdicts if verdict.holds and _is_telling(verdict))
    broken = sum(1 for verdict in verdicts if verdict.outcome == "inconsistent" and not _is_baseless(verdict))
    for verdict in verdicts:
        if verdict.outcome != "inconsistent" or _is_baseless(verdict):
            yield verdict
        elif id(verdict) in turned:
            yield verdict._replace(outcome="not_applicable", reason=Remark("sign-not-printed"))
        elif holding >= broken:
            yield verdict
        elif broken == 1 and statement.layout is not None:
            yield verdict._replace(severity=weaker(rule.severity))
        else:
            yield verdict._replace(outcome="not_applicable", reason=Remark("columns-do-not-add"))


def _is_telling(verdict: Verdict) -> bool:
    return any(term.fact.figure.value for term in verdict.terms if term.fact.figure)


def _is_baseless(verdict: Verdict) -> bool:
    return verdict.reason is not None and verdict.reason.key == "zero-base"
