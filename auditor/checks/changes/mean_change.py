"""The rates of parts against that of their whole: `收入200亿元，增长3%，其中：税收120亿元，增长5%；非税80亿元，增长0.1%`.

What the parts were before adds up to what the whole was: 120/1.05 + 80/1.001 = 200/1.03. Each of these is known within
what the digits of its amount and rate leave open.
"""

from collections.abc import Iterator
from decimal import Decimal

from auditor.checks.rule import Rule
from auditor.facts import Change
from auditor.figures import Interval
from auditor.verdicts import Term, Verdict, weaker

_HUNDRED = Decimal(100)
_FEWEST = 2


def mean_of_rates(rule: Rule, claim: Change) -> Iterator[Verdict]:
    """A whole and all of its parts, each with its amount and its rate."""
    changes = (claim, *claim.parts)
    if len(claim.parts) < _FEWEST or any(change.loose or change.comparable or change.turned for change in changes):
        return
    before = [prior for change in changes if (prior := _before(change)) is not None]
    if len(before) < len(changes) or not _are_all(claim):
        return
    whole, parts = before[0], before[1:]
    low, high = (sum((getattr(part, end) for part in parts), Decimal(0)) for end in ("low", "high"))
    is_held = low <= whole.high and whole.low <= high
    if claim.is_proven and high < whole.low:
        # A part of the year before may be none now.
        return
    current, rate = claim.current, claim.percent
    assert current is not None and current.figure is not None and rate is not None and rate.figure is not None
    middle = (low + high) / 2
    due = (current.figure.base / middle - 1) * _HUNDRED * (claim.direction or 1)
    expected = due.quantize(Decimal(1).scaleb(-rate.figure.decimals))
    spread = (current.figure.base / low - current.figure.base / high) * _HUNDRED / 2
    terms = [Term("percent", 1, rate), Term("current", 1, current)]
    for part in claim.parts:
        if part.percent is not None and part.current is not None:
            terms += [Term("part", 1, part.current), Term("change", part.direction or 1, part.percent)]
    outcome = "exact" if is_held else "inconsistent"
    allowance = rate.figure.slack(fine=False) + spread.quantize(Decimal("0.01"))
    difference = rate.figure.value - expected
    severity = weaker(rule.severity)
    yield Verdict(rule.code, rule.family, outcome, severity, tuple(terms), expected, difference, allowance)  # type: ignore[arg-type]


def _before(change: Change) -> Interval | None:
    """What there was before a change, by its amount now and its rate; None where one of them is not printed."""
    current, rate = change.current, change.percent
    if current is None or current.figure is None or rate is None or rate.figure is None or not change.direction:
        return None
    now, slack = Interval.of(current.figure), rate.figure.slack(fine=False)
    ends = [1 + (change.direction * rate.figure.value + step * slack) / _HUNDRED for step in (-1, 1)]
    if min(ends) <= 0 or now.low <= 0:
        return None
    return Interval(now.low / ends[1], now.high / ends[0])


def _are_all(claim: Change) -> bool:
    """Whether the amounts of the parts add up to that of the whole, so that none is left out."""
    figures = [change.current.figure for change in (claim, *claim.parts) if change.current is not None]
    known = [figure for figure in figures if figure is not None and figure.unit is not None]
    if len(known) < len(claim.parts) + 1 or len({figure.unit.quantity for figure in known if figure.unit}) > 1:
        return False
    rest = known[0].base - sum((figure.base for figure in known[1:]), Decimal(0))
    return abs(rest) <= sum((figure.slack(fine=False) for figure in known), Decimal(0))
