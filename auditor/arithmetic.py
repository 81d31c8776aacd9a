"""When two printed numbers disagree: sums, restatements, ratios and bounds over the intervals their digits allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from auditor.figures import Figure, Interval
from auditor.tuples import NamedTuple

Outcome = Literal["exact", "rounding", "forced", "inconsistent", "unverifiable", "not_applicable"]
"""What holding a relation against printed figures comes to; the last two are said of relations that could not be held."""
Signed = tuple[int, Figure | None]
"""A figure with its sign in a sum; None is a blank or a dash, which is nothing."""

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_LONG = 10_000
"""So many units of its last digit are a long number."""
_TELLING_DIGITS = 3
_COPIED_DIGITS = 4
"""So many significant digits are the same in two units by a slip, whatever else is arguable about the two figures."""

_PLACES_BETWEEN_UNITS = (3, 4, 8)
"""Amounts are counted in ones, thousands, ten thousands and hundred millions."""


class Judgement(NamedTuple):
    """An outcome with its numbers, all in base units."""

    outcome: Outcome
    difference: Decimal
    allowance: Decimal


def judge_sum(terms: Sequence[Signed]) -> Judgement:
    """A signed sum that should be zero: inconsistent only where no reading of the printed digits makes it so.

    Figures with fewer decimals than those around them are read first as stripped of zeros, then as rounded to what they show.
    """
    residual = sum((sign * figure.base for sign, figure in terms if figure), _ZERO)
    figures = [figure for _, figure in terms if figure]
    fine = sum((figure.slack(fine=True) for figure in figures), _ZERO)
    if residual == 0:
        return Judgement("exact", _ZERO, fine)
    if abs(residual) <= fine:
        return Judgement("rounding", residual, fine)
    coarse = sum((figure.slack(fine=False) for figure in figures), _ZERO)
    return Judgement("rounding" if abs(residual) <= coarse else "inconsistent", residual, coarse)


def judge_restatement(left: Figure | None, right: Figure | None) -> Judgement:
    """One number printed twice: equal, rounded, or off by one last digit of the coarser print."""
    first, second = (figure.base if figure else _ZERO for figure in (left, right))
    difference = first - second
    if difference == 0:
        return Judgement("exact", _ZERO, _ZERO)
    if left and right and _rounds_to_nothing(*sorted((left, right), key=lambda figure: abs(figure.base))):
        return Judgement("rounding", difference, max(left.quantum(), right.quantum()) / 2)
    quanta = [
        figure.quantum() for figure in (left, right) if figure and not (figure.value == 0 and figure.decimals == 0)
    ]
    coarsest, finest = max(quanta, default=_ZERO), min(quanta, default=_ZERO)
    if left is None or right is None:
        return Judgement("inconsistent", difference, _ZERO)
    if coarsest != finest and abs(difference) <= coarsest / 2:
        return Judgement("rounding", difference, coarsest / 2)
    if coarsest == finest and left.is_exact and right.is_exact:
        return Judgement("inconsistent", difference, _ZERO)
    return Judgement("forced" if abs(difference) <= coarsest else "inconsistent", difference, coarsest)


def _rounds_to_nothing(zero: Figure, other: Figure) -> bool:
    """Whether a bare zero is all that a coarser unit leaves of a figure: 23.00元 is 0万元; 0.30万元 is not."""
    is_coarser = zero.unit is not None and other.unit is not None and zero.unit.scale > other.unit.scale
    return zero.value == 0 and is_coarser and abs(other.base) * 2 < zero.quantum()


def judge_ratio(numerator: Interval, denominator: Interval, percent: Figure) -> Outcome:
    """A printed percentage against the interval of a quotient; both bounds positive. A truncated percentage is forced.

    The quotient is least with the lower numerator over the upper denominator, greatest the other way round.
    """
    low, high = numerator.low * _HUNDRED, numerator.high * _HUNDRED
    printed = Interval.of(percent)
    if low <= printed.high * denominator.high and high >= printed.low * denominator.low:
        middle = percentage(
            (numerator.low + numerator.high) / 2, (denominator.low + denominator.high) / 2, percent.decimals, least=0
        )
        return "exact" if middle == percent.value else "rounding"
    if percent.decimals < 0:
        # 增长三成: so rough a rate is not cut off besides.
        return "inconsistent"
    step = Decimal(1).scaleb(-percent.decimals)
    if low <= (percent.value + step) * denominator.high and high >= (percent.value - step) * denominator.low:
        return "forced"
    return "inconsistent"


def percentage(numerator: Decimal, denominator: Decimal, decimals: int, least: int = 2) -> Decimal:
    """A recomputed percentage, rounded half up to as many decimals as printed and at least two."""
    return (numerator * _HUNDRED / denominator).quantize(Decimal(1).scaleb(-max(decimals, least)), ROUND_HALF_UP)


def judge_bound(left: Figure | None, right: Figure | None) -> Judgement:
    """The left at most the right, given the room the digits of both leave."""
    difference = (left.base if left else _ZERO) - (right.base if right else _ZERO)
    allowance = sum((figure.slack(fine=False) for figure in (left, right) if figure), _ZERO)
    if difference <= 0:
        return Judgement("exact", difference, allowance)
    return Judgement("rounding" if difference <= allowance else "inconsistent", difference, allowance)


def same_digits(left: Figure, right: Figure) -> bool:
    """Whether two figures show the same digits in units a thousand or more apart."""
    if not left.unit or not right.unit or left.unit.quantity != right.unit.quantity:
        return False
    ratio = max(left.unit.scale, right.unit.scale) / min(left.unit.scale, right.unit.scale)
    return ratio >= 1000 and left.value == right.value != 0


def is_one_slip(printed: Decimal, due: Decimal, decimals: int) -> bool:
    """Whether two values differ by one digit, by two neighbouring digits that changed places, or by one place of the point."""
    one, other = (str(abs(value.quantize(Decimal(1).scaleb(-decimals)))).replace(".", "") for value in (printed, due))
    if due <= 0 or printed <= 0:
        return False
    if one.strip("0") == other.strip("0") or _digits(printed) == _digits(due):
        # 381.6 for 38.16, too: the point was set one place further, and what it was is not rounded.
        return min(len(one.strip("0")), len(_digits(due))) >= _TELLING_DIGITS
    if len(one) != len(other):
        return False
    return sum(left != right for left, right in zip(one, other, strict=True)) <= 1 or _are_swapped(one, other)


def _digits(value: Decimal) -> str:
    """The digits of a value without its point, and without the zeros around them."""
    return f"{abs(value):f}".replace(".", "").strip("0")


def _are_swapped(one: str, other: str) -> bool:
    """Whether two numbers as long as each other differ by two neighbouring digits that changed places."""
    apart = [place for place in range(len(one)) if one[place] != other[place]]
    first, second = (apart[0], apart[-1]) if apart else (0, 0)
    return second - first == 1 and one[first] == other[second] and one[second] == other[first]


def is_slip_of_hand(printed: Decimal, due: Decimal, decimals: int, least: int) -> bool:
    """Whether values of so many units of their last digit differ by one slip: of a digit, the point, or a digit left out or typed twice."""
    one, other = (abs(value.quantize(Decimal(1).scaleb(-decimals))).scaleb(decimals) for value in (printed, due))
    if min(one, other) < least or printed * due <= 0:
        return False
    if is_one_slip(abs(printed), abs(due), decimals):
        return one != other
    short, long = sorted((f"{one:.0f}", f"{other:.0f}"), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def is_likely_slip(printed: Decimal, due: Decimal, decimals: int) -> bool:
    """Whether values differ by one slip that is likely at their length: of a digit or the point; of many digits by one left out, too.

    28936 for 284936; in short numbers a digit left out is too often chance.
    """
    return is_one_slip(printed, due, decimals) or is_slip_of_hand(printed, due, decimals, _LONG)


def has_same_digits(printed: Decimal, due: Decimal) -> bool:
    """Whether two values have the same digits in any order and of any size: 541.83 and 145.83, 86.4 and 8.64, 3.18 and 31800."""
    one, other = (sorted(f"{abs(value):f}".replace(".", "").strip("0")) for value in (printed, due))
    return one == other and len(one) > 1 and printed * due > 0


def is_any_slip(printed: Decimal, due: Decimal, decimals: int, least: int) -> bool:
    """Whether values of so many units of their last digit differ by a slip of the hand, or have their digits in another order."""
    if min(abs(printed), abs(due)).scaleb(decimals) < least:
        return False
    return is_slip_of_hand(printed, due, decimals, least) or has_same_digits(printed, due)


def is_copied(parts: Sequence[Figure], rest: Decimal) -> bool:
    """Whether one of two parts that are printed alike would make a sum hold: a neighbour's figure was typed for its own.

    `rest` is by how much the whole is more than its parts, in base units; figures of few digits are alike by chance, and what is
    missing of a whole most of which is missing is more than one of its parts.
    """
    if 2 * rest > sum((part.base for part in parts), Decimal(0)):
        return False
    counts = Counter(part.base for part in parts if len(_digits(part.value)) >= _COPIED_DIGITS)
    return bool(rest) and any(count > 1 and base + rest > 0 for base, count in counts.items())


def is_swap(printed: Decimal, due: Decimal, decimals: int) -> bool:
    """Whether a value becomes another, to the last digit, by two neighbouring digits that change places: seldom by chance."""
    one, other = (str(abs(value.scaleb(decimals).normalize().quantize(Decimal(1)))) for value in (printed, due))
    is_whole = due.scaleb(decimals) % 1 == 0
    return is_whole and printed > 0 and due > 0 and len(one) == len(other) and _are_swapped(one, other)


def is_telling_slip(left: Figure | None, right: Figure | None, least: int) -> bool:
    """Whether two figures of one unit, of at least so many units of their last digit, differ by a slip: seldom by chance."""
    if left is None or right is None or left.unit != right.unit:
        return False
    decimals = max(left.decimals, right.decimals)
    is_telling = min(abs(left.value), abs(right.value)).scaleb(decimals) >= least
    return is_telling and left.value != right.value and is_one_slip(left.value, right.value, decimals)


def is_unit_slip(left: Figure, right: Figure) -> bool:
    """Whether two figures show the same digits in different units, and so many of them that it is no chance."""
    return same_digits(left, right) and len(left.value.normalize().as_tuple().digits) >= _TELLING_DIGITS


def is_in_other_unit(printed: Decimal, due: Decimal) -> bool:
    """Whether a value would be another in another unit of money: 9000亿元 for the 0.9亿元 of 9000万元, to the last digit."""
    return printed * due > 0 and any(
        printed.scaleb(places) == due or due.scaleb(places) == printed for places in _PLACES_BETWEEN_UNITS
    )


def magnitudes_apart(left: Figure, right: Figure) -> int | None:
    """By how many places one figure's point is off the other's: as many as between two units in use, the digits the same."""
    if not comparable(left, right):
        return None
    telling = min(len(figure.value.normalize().as_tuple().digits) for figure in (left, right)) >= _TELLING_DIGITS
    return places_apart(left, right) if telling else None


def places_apart(left: Figure, right: Figure) -> int | None:
    """The same of figures that need neither a known unit nor many digits, as where all cells of a table are so."""
    if left.value * right.value <= 0:
        return None
    small, large = sorted((left, right), key=lambda figure: abs(figure.base))
    for places in _PLACES_BETWEEN_UNITS:
        room = small.slack(fine=False).scaleb(places) + large.slack(fine=False)
        if abs(small.base.scaleb(places) - large.base) <= room:
            return places
    return None


def comparable(left: Figure, right: Figure) -> bool:
    """Whether two figures are measured in one quantity; a figure without a unit can be held against none with one."""
    if left.unit is None or right.unit is None:
        return left.unit is right.unit
    return left.unit.quantity == right.unit.quantity
