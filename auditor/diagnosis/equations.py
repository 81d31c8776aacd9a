"""Verdicts as equations over printed figures: for which values of one figure a relation holds, all others as they are printed.

`合计 10 = 3 + 6` holds where the total is 9, or the 3 is 4, or the 6 is 7. Sums, restatements, bounds, percentages; of other
verdicts, such as those on words, nobody knows which value would make them hold. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.facts import Fact
from auditor.figures import Figure
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict

Place = tuple[int, int]
"""The line and column of a figure."""
_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_SUMS = frozenset(("rollup", "balance", "agreement", "count", "change"))
_PERCENT_SHARES = "share"


class Admitted(NamedTuple):
    """The values of one figure for which an equation holds, in base units; None on a side is without end."""

    low: Decimal | None
    high: Decimal | None
    exact: Decimal | None
    """The one by which it holds to the last digit; None where many do, as below a bound."""

    def __contains__(self, value: object) -> bool:
        return (
            isinstance(value, Decimal)
            and (self.low is None or self.low <= value)
            and (self.high is None or value <= self.high)
        )


class Equation(NamedTuple):
    """One verdict over the figures it relates."""

    verdict: int
    """Its place in the list of verdicts."""
    holds: bool
    figures: tuple[tuple[Place, int, Figure], ...]
    """Where each figure stands, its sign and what is printed."""
    solve: Callable[[Equation, int], Admitted | None]
    numbers: dict[Place, int]
    """Which of the figures stands at a place."""
    total: Decimal
    """The signed sum of all figures, in base units; of shares that make a hundred the plain one."""
    slack: Decimal
    """What the digits of all leave open."""

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(place for place, _, _ in self.figures)

    def admitted(self, place: Place) -> Admitted | None:
        """For which values of the figure at a place it holds, others as printed; None: for none that is known."""
        return self.solve(self, self.numbers[place])

    def value(self, number: int) -> Decimal:
        """What is printed, in base units."""
        return self.figures[number][2].base


def place_of(fact: Fact) -> Place:
    return fact.location.line, fact.location.column


def equations_of(verdicts: Sequence[Verdict]) -> Iterator[Equation]:
    """The verdicts that hold or are violated and are equations, in their order.

    17374万元 for 173,746,137元 was cut off, not rounded: it is forgiven, but bounds no value of the other print.
    """
    for number, verdict in enumerate(verdicts):
        if verdict.outcome == "inconsistent" or (verdict.holds and verdict.outcome != "forced"):
            equation = _equation_of(number, verdict)
            if equation is not None:
                yield equation


def _equation_of(number: int, verdict: Verdict) -> Equation | None:
    solve = _solver_of(verdict)
    terms = [term for term in verdict.terms if term.fact.figure is not None]
    figures = tuple((place_of(term.fact), term.sign, term.fact.figure) for term in terms if term.fact.figure)
    if (
        solve is None
        or len(figures) < 2 - (solve is _of_hundred)
        or len({place for place, _, _ in figures}) < len(figures)
    ):
        return None
    # Shares are added whatever signs their verdict gives them.
    total = sum(((1 if solve is _of_hundred else sign) * figure.base for _, sign, figure in figures), _ZERO)
    slack = sum((figure.slack(fine=False) for _, _, figure in figures), _ZERO)
    numbers = {place: index for index, (place, _, _) in enumerate(figures)}
    return Equation(number, verdict.holds, figures, solve, numbers, total, slack)


def _solver_of(verdict: Verdict) -> Callable[[Equation, int], Admitted | None] | None:
    """How the equation of a verdict is solved; None where it is none."""
    roles = tuple(term.role for term in verdict.terms if term.fact.figure is not None)
    if any(term.role == "word" and term.fact.figure is None for term in verdict.terms) and verdict.family != "change":
        return None
    if verdict.family == "bound":
        return (_of_parts if roles[0] == "whole" else _of_bound) if len(roles) > 1 else None
    if roles[:1] == ("percent",):
        return _percent_solver(verdict, roles)
    is_sum = verdict.family in _SUMS and verdict.difference is not None
    return _of_sum if is_sum and "percent" not in roles and _adds_up(verdict) else None


def _adds_up(verdict: Verdict) -> bool:
    """Whether the signed sum of the figures is what a verdict says that it is off by."""
    total = sum((_signed(term) for term in verdict.terms), _ZERO)
    if verdict.outcome == "exact":
        return total == 0
    first = verdict.terms[0].fact.figure
    scale = first.unit.scale if first is not None and first.unit is not None else Decimal(1)
    return verdict.difference is not None and abs(abs(total) - abs(verdict.difference * scale)) <= scale / 1000


def _signed(term: Term) -> Decimal:
    return term.sign * term.fact.figure.base if term.fact.figure is not None else _ZERO


# --- sums and bounds ---------------------------------------------------------------------------------------------


def _rest(equation: Equation, number: int) -> Decimal:
    """The signed sum of all figures but one."""
    _, sign, figure = equation.figures[number]
    return equation.total - sign * figure.base


def _of_sum(equation: Equation, number: int) -> Admitted:
    exact, slack = -_rest(equation, number) * equation.figures[number][1], equation.slack
    return Admitted(exact - slack, exact + slack, exact)


def _of_bound(equation: Equation, number: int) -> Admitted:
    """左 ≤ 右: the signed sum is at most nothing."""
    return _bounded(equation, number, is_at_most=equation.figures[number][1] > 0)


def _of_parts(equation: Equation, number: int) -> Admitted:
    """Parts are at most their whole: the signed sum is at least nothing."""
    return _bounded(equation, number, is_at_most=equation.figures[number][1] < 0)


def _bounded(equation: Equation, number: int, *, is_at_most: bool) -> Admitted:
    slack = equation.slack if equation.holds else _ZERO
    end = -_rest(equation, number) * equation.figures[number][1]
    return Admitted(None, end + slack, None) if is_at_most else Admitted(end - slack, None, None)


# --- percentages -------------------------------------------------------------------------------------------------


def _percent_solver(verdict: Verdict, roles: tuple[str, ...]) -> Callable[[Equation, int], Admitted | None] | None:
    if set(roles) == {"percent"}:
        return _of_hundred if verdict.family == "share" else None
    forms: dict[tuple[str, ...], Callable[[Equation, int], Admitted | None]] = {
        ("percent", "numerator", "denominator"): _of_ratio,
        ("percent", "change", "current"): _of_change,
        ("percent", "current", "base"): _of_growth,
        ("percent", "current", "denominator"): _of_growth,
    }
    return forms.get(roles)


def _of_hundred(equation: Equation, number: int) -> Admitted:
    exact, slack = _HUNDRED - equation.total + equation.value(number), equation.slack
    return Admitted(exact - slack, exact + slack, exact)


def _of_ratio(equation: Equation, number: int) -> Admitted | None:
    """百分比 = 100 × 分子 ÷ 分母."""
    percent, top, bottom = (abs(equation.value(place)) for place in range(3))
    half = _half(equation.figures[0][2])
    if number == 0:
        return _signed_like(equation, _around(_HUNDRED * top / bottom, half)) if bottom else None
    if number == 1:
        return _between(bottom, percent, half, lambda share: bottom * share / _HUNDRED)
    return _between(top, percent, half, lambda share: top * _HUNDRED / share)


def _of_change(equation: Equation, number: int) -> Admitted | None:
    """百分比 = 100 × 增减额 ÷ (本年数 − 增减额)."""
    percent, change, now = (equation.value(place) for place in range(3))
    sign = -1 if equation.figures[1][1] < 0 else 1
    half = _half(equation.figures[0][2])
    if number == 0:
        before = now - sign * change
        return _around(_HUNDRED * change / before, half) if before > 0 else None
    if number == 1:
        return _between(now, percent, half, lambda share: now * share / (_HUNDRED + sign * share))
    return _between(change, percent, half, lambda share: change * (_HUNDRED / share + sign))


def _of_growth(equation: Equation, number: int) -> Admitted | None:
    """百分比 = 100 × (本年数 ÷ 上年数 − 1), down where the signs say so or, in a column, where the figures do."""
    percent, now, before = (equation.value(place) for place in range(3))
    is_column = equation.figures[1][1] == equation.figures[2][1]
    sign = equation.figures[1][1] if not is_column else -1 if (percent < 0 or now < before) else 1
    percent = abs(percent) if is_column else percent
    half = _half(equation.figures[0][2])
    if number == 0:
        return (
            _signed_like(equation, _around(sign * (_HUNDRED * now / before - _HUNDRED), half)) if before > 0 else None
        )
    if number == 1:
        return _between(before, percent, half, lambda share: before * (_HUNDRED + sign * share) / _HUNDRED)
    return _between(now, percent, half, lambda share: now * _HUNDRED / (_HUNDRED + sign * share))


def _signed_like(equation: Equation, found: Admitted) -> Admitted:
    """A percentage below zero where one is printed."""
    figure = equation.figures[0][2]
    if figure.value >= 0 or found.low is None or found.high is None or found.exact is None or found.exact < 0:
        return found
    return Admitted(-found.high, -found.low, -found.exact)


def _half(figure: Figure) -> Decimal:
    return Decimal(1).scaleb(-figure.decimals) / 2


def _around(exact: Decimal, half: Decimal) -> Admitted:
    return Admitted(exact - half, exact + half, exact)


def _between(other: Decimal, percent: Decimal, half: Decimal, value: Callable[[Decimal], Decimal]) -> Admitted | None:
    """The values that one percentage, and those that are printed as it is, give a figure."""
    if other <= 0 or percent - half <= 0:
        return None
    try:
        ends = sorted((value(percent - half), value(percent + half)))
    except ArithmeticError:
        return None
    return Admitted(ends[0], ends[1], None)


def involved(equations: Iterable[Equation]) -> dict[Place, list[Equation]]:
    """The equations by the places of their figures."""
    found: dict[Place, list[Equation]] = {}
    for equation in equations:
        for place in equation.places:
            found.setdefault(place, []).append(equation)
    return found
