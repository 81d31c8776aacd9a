"""Lists: the parts that a sentence or a form names against their whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from auditor.arithmetic import is_any_slip, is_copied, is_one_slip
from auditor.checks.rule import Rule
from auditor.checks.sums.left_out import rest_is_printed
from auditor.checks.verdict_of import restatement_verdict, sum_verdict
from auditor.facts import Breakdown, Fact, FactSet
from auditor.figures import MONEY, Figure, Unit
from auditor.verdicts import Remark, Term, Verdict, weaker

_FEW_DIGITS = 100_000
"""A whole of so many of its smallest units tells a slip from chance; without a limit texts of governments gave four more false alarms."""
_MORE_THAN_ROUNDED = 10
"""Units of the last digit: 6000.01 beside parts of 6000.00 may be rounded somewhere."""
_TELLING, _TELLING_WHOLE = 100, 10_000
"""A figure of so many of its smallest units, in a sum of so many, is by no chance what another slip of it would be."""
_FEWEST = 2
"""The terms of a restatement: a whole and its only part."""


def _rests(verdict: Verdict) -> list[Decimal]:
    """What rounding alone may leave of a sum, next to nothing: 0.01万元 or two of them, if so much is allowed."""
    figure = verdict.terms[0].fact.figure
    step = Decimal(1).scaleb(-figure.decimals) if figure is not None else Decimal(0)
    # Of a whole of few digits such a rest is no small one, and a slip beside it mere chance.
    allowed = (
        min(verdict.allowance or Decimal(0), abs(figure.value) / _FEW_DIGITS) if figure is not None else Decimal(0)
    )
    return [step * times for times in (0, 1, -1, 2, -2) if abs(step * times) <= allowed]


def _dues(verdict: Verdict, rests: Sequence[Decimal]) -> Iterator[tuple[Figure, Decimal, int]]:
    """Each figure of a sum that does not hold with the value that would make it hold, and the decimals of both."""
    if verdict.difference is None:
        return
    first = verdict.terms[0].fact.figure
    scale = first.unit.scale if first and first.unit else Decimal(1)
    figures = [term.fact.figure for term in verdict.terms if term.fact.figure]
    finest: dict[Unit | None, int] = {}
    for one in figures:
        finest[one.unit] = max(finest.get(one.unit, one.decimals), one.decimals)
    for term, rest in product(verdict.terms, rests):
        figure = term.fact.figure
        if figure is not None:
            gap = (verdict.difference - rest) * scale
            due = figure.value - term.sign * gap / (figure.unit.scale if figure.unit else 1)
            # 73亿元 beside 76.9亿元 has lost its zero: the digits are those of 73.0.
            yield figure, due, max(figure.decimals, finest.get(figure.unit, 0))


def _is_slip(verdict: Verdict, *, exactly: bool = False) -> bool:
    """Whether one figure of a sum with one digit, or two neighbouring ones, written otherwise would make it hold."""
    rests = [Decimal(0)] if exactly else _rests(verdict)
    return any(is_one_slip(figure.value, due, decimals) for figure, due, decimals in _dues(verdict, rests))


def _is_slip_of_hand(verdict: Verdict) -> bool:
    """Whether one figure with a digit left out or typed twice, its digits in another order or its point elsewhere makes a sum exact."""
    whole = verdict.terms[0].fact.figure
    if whole is None or abs(whole.value).scaleb(whole.decimals) < _TELLING_WHOLE:
        return False
    return any(
        is_any_slip(figure.value, due, decimals, _TELLING) for figure, due, decimals in _dues(verdict, [Decimal(0)])
    )


def _is_copied(verdict: Verdict) -> bool:
    """Whether a part was given its neighbour's figure: 货物237.89万元、工程78.42万元、服务78.42万元, of 430.88万元."""
    whole, *terms = verdict.terms
    unit = whole.fact.figure.unit if whole.fact.figure is not None else None
    if verdict.difference is None or unit is None or unit.quantity != MONEY:
        return False
    parts = [term.fact.figure for term in terms if term.sign < 0 and term.fact.figure is not None]
    return is_copied(parts, verdict.difference * unit.scale)


def _is_sure_slip(claim: Breakdown, verdict: Verdict) -> bool:
    """Whether one mistyped digit is the likeliest cause, though names alone do not say that the parts are all.

    A whole that words call the sum of them (`加上…，收入总计88万元`) has all; else the rest, a part that is left out, looks like
    a slip now and then where the whole has few digits: 3769 = 2384 + 1382 and interest of 3. No such
    list of six digits and more was right in 263 real documents.
    """
    figure = claim.whole.figure
    if figure is None or not _is_slip(verdict):
        return False
    if claim.extent == "told" or figure.unit is None or figure.unit.quantity != MONEY:
        # Of counts one less or more is always a slip.
        return claim.extent == "told"
    gap = abs(verdict.difference or Decimal(0)).scaleb(figure.decimals)
    is_telling = abs(figure.value).scaleb(figure.decimals) >= _FEW_DIGITS and gap >= _MORE_THAN_ROUNDED
    return is_telling and _is_slip(verdict, exactly=True)


def list_verdict(rule: Rule, claim: Breakdown, facts: FactSet) -> Verdict:
    """The parts a sentence or a form names against its whole, in the first reading that holds or is open."""
    verdicts = [_hold(rule, claim._replace(parts=parts)) for parts in _readings(claim)]
    verdicts = [
        verdict._replace(outcome="not_applicable", reason=Remark("list-not-exhaustive"))
        if verdict.outcome == "inconsistent" and rest_is_printed(claim, verdict.difference or Decimal(0), facts)
        else verdict
        for verdict in verdicts
    ]
    settled = [verdict for verdict in verdicts if verdict.outcome != "inconsistent"]
    settled.sort(key=lambda verdict: not verdict.holds)
    # Of readings that are all wrong the nearest is the likeliest.
    return settled[0] if settled else min(verdicts, key=lambda verdict: abs(verdict.difference or Decimal(0)))


def _readings(claim: Breakdown) -> Iterator[tuple[Fact, ...]]:
    """The parts of a list: all of them, then without some that are open to doubt."""
    for count in range(len(claim.doubtful) + 1):
        for left_out in combinations(claim.doubtful, count):
            parts = tuple(part for part in claim.parts if part not in left_out)
            if parts:
                yield parts


def may_leave_out(claim: Breakdown, verdict: Verdict) -> bool:
    """Whether a list of a sentence need not have all parts.

    其中 before items of unknown names often leaves some out; one mistyped figure is told by its digits.
    """
    if claim.whole.statement is not None:
        return False
    is_typed = claim.extent == "open" and (_is_slip(verdict) or _is_slip_of_hand(verdict) or _is_copied(verdict))
    return claim.extent == "some" or (claim.extent == "open" and not is_typed)


def _hold(rule: Rule, claim: Breakdown) -> Verdict:
    """One reading of a list; a list that may go on can be less than its whole, never more.

    Where only words say that it is complete, a difference is an error if one slip of the pen explains it.
    """
    terms = [
        Term("whole", 1, claim.whole),
        *(Term("part", -1, part) for part in claim.parts),
        *(Term("part", 1, part) for part in claim.taken_off),
    ]
    severity = rule.severity if claim.extent == "all" else weaker(rule.severity)
    hold = restatement_verdict if len(terms) == _FEWEST else sum_verdict
    verdict = hold(rule, terms, severity=severity)
    unit = claim.whole.figure.unit if claim.whole.figure else None
    # Things of unknown names that are counted need not be of one kind.
    is_loose = claim.extent != "all" and unit is not None and unit.quantity != MONEY and len(claim.parts) == 1
    is_less = (
        (claim.extent == "some" or may_leave_out(claim, verdict))
        and verdict.difference is not None
        and verdict.difference > 0
    )
    if verdict.outcome in ("inconsistent", "forced") and (is_less or is_loose):
        return verdict._replace(outcome="not_applicable", reason=Remark("list-not-exhaustive"))
    if verdict.outcome == "inconsistent" and claim.extent != "some" and _is_sure_slip(claim, verdict):
        return verdict._replace(severity=rule.severity)
    return verdict
