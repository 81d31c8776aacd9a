"""Slips of the pen: how a printed number may have come about from another one, and how likely that is by chance.

12.11 for 11.21 are two digits that changed places, 1,066.51 for 10,661.51 one that was dropped. Numbers of few digits are by
chance one slip apart now and then: what a slip explains weighs as much as there are numbers that no slip would explain. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Literal

from auditor.tuples import NamedTuple

Kind = Literal[
    "digit",
    "transposed",
    "dropped",
    "added",
    "point",
    "unit",
    "sign",
    "direction",
    "neighbour",
    "part-missing",
    "part-twice",
    "base",
]
_SHARES: dict[Kind, float] = {
    "digit": 0.35,
    "transposed": 0.2,
    "dropped": 0.1,
    "added": 0.1,
    "point": 0.05,
    "unit": 0.03,
    "sign": 0.03,
    "direction": 0.03,
    "neighbour": 0.05,
    "part-missing": 0.04,
    "part-twice": 0.02,
    "base": 0.03,
}
"""Of the slips that happen so many are of each kind."""
_EXPLAINED = 0.75
"""Of wrong figures so many are a slip of one of these kinds."""
UNIT_PLACES = (3, 4, 8)
"""Amounts are counted in ones, thousands, ten thousands and hundred millions."""
_ROUNDED_APART = 2
_POINT_PLACES = (1, 2)
_DIGITS = "0123456789"
_OF_OTHER_SIGN = 0.02
"""Of the figures above zero so many were due below it."""


_BY_CHANCE = 0.05
"""So likely at most may be that a number is by chance one slip of a kind apart, for the kind to be named."""


class Slip(NamedTuple):
    """What made a printed number of another one."""

    kind: Kind
    likelihood: float
    """How likely this number is to be printed for the other one."""
    chance: float
    """How likely any other number would be as near."""


class Surroundings(NamedTuple):
    """What a figure may have been confused with, in its printed unit."""

    neighbours: Collection[Decimal] = ()
    """The figures beside, above and below it, and those of other years and columns in its row."""
    parts: Collection[Decimal] = ()
    """The figures that add up to it."""
    is_change: bool = False
    """Whether it is by how much something changed, above zero, with a word for whether it grew."""
    is_over_wrong_base: bool = False
    """Whether it is a percentage that fits another base."""


def likelihood_of(
    printed: Decimal, due: Decimal, decimals: int, around: Surroundings, fitting: int = 1
) -> tuple[float, Kind | None]:
    """How likely a number is to be printed where another one was due, and the kind of slip that makes it so; None of no slip.

    `fitting` numbers, of which the one due is spelled most like the printed one, would all do as well. A kind that fits most other
    numbers too is not named: of 9 for 7 one digit is wrong, and so it is of any other.
    """
    if around.is_over_wrong_base:
        return _EXPLAINED * _SHARES["base"], "base"
    is_turned = printed == -due and (printed < 0 or around.is_change)
    if (printed < 0) != (due < 0) and due and not is_turned:
        return (1 - _EXPLAINED) * _OF_OTHER_SIGN / 10.0 ** len(_digits(due, decimals)), None
    best = max(_slips(printed, due, decimals, around), key=lambda slip: slip.likelihood, default=None)
    unexplained = (1 - _EXPLAINED) / 10.0 ** max(len(_digits(number, decimals)) for number in (printed, due))
    if best is None or best.likelihood / fitting <= unexplained:
        return unexplained, None
    return best.likelihood / fitting, best.kind if best.chance * fitting <= _BY_CHANCE else None


def _slips(printed: Decimal, due: Decimal, decimals: int, around: Surroundings) -> Iterator[Slip]:
    one, other = _digits(printed, decimals), _digits(due, decimals)
    space = 10.0 ** len(other)
    if printed == -due and due:
        yield _slip("sign" if printed < 0 else "direction", 1, space)
    if (printed < 0) == (due < 0) and due:
        yield from _of_digits(one, other, space)
        yield from _of_point(printed, due, decimals, space)
    yield from _of_neighbours(printed, due, around, space)


def _of_digits(one: str, other: str, space: float) -> Iterator[Slip]:
    """Digits replaced, exchanged, left out, put in."""
    length = len(other)
    if len(one) == length:
        apart = [place for place in range(length) if one[place] != other[place]]
        if len(apart) == 1 and not _is_rounding(one, other):
            yield _slip("digit", 9 * length, space)
        if len(apart) == 2 and one == _exchanged(other, *apart):
            yield _slip("transposed", length if apart[1] - apart[0] == 1 else 4 * length**2, space)
    if len(one) == length - 1 and any(_without(other, place) == one for place in range(length)):
        yield _slip("dropped", length, space)
    if len(one) == length + 1 and any(_without(one, place) == other for place in range(length + 1)):
        yield _slip("added", 10 * len(one), space)


def _is_rounding(one: str, other: str) -> bool:
    """Whether two numbers are one or two units of the last place apart, which rounding explains better than a slip."""
    return abs(int(one) - int(other)) <= _ROUNDED_APART and len(other) > 1


def _of_point(printed: Decimal, due: Decimal, decimals: int, space: float) -> Iterator[Slip]:
    """The point moved by a place or two, or a unit in place of another, after which figures of few decimals are rounded."""
    half = Decimal(1).scaleb(-decimals) / 2
    if any(printed in (due.scaleb(step), due.scaleb(-step)) for step in _POINT_PLACES):
        yield _slip("point", 2 * len(_POINT_PLACES), space)
    for step in UNIT_PLACES:
        if abs(printed.scaleb(step) - due) <= half.scaleb(step) or abs(printed - due.scaleb(step)) <= half:
            # Of a number rounded to few digits, and of 0, many others are as near.
            digits = len(_digits(printed, decimals)) if printed else 0
            yield _slip("unit", 2 * len(UNIT_PLACES), 10.0**digits)


def _of_neighbours(printed: Decimal, due: Decimal, around: Surroundings, space: float) -> Iterator[Slip]:
    """The number of another cell, a part left out of a sum or put in twice."""
    if printed in around.neighbours:
        yield _slip("neighbour", len(set(around.neighbours)), space)
    if due != printed and due - printed in around.parts:
        yield _slip("part-missing", len(around.parts), space)
    if due != printed and printed - due in around.parts:
        yield _slip("part-twice", len(around.parts), space)


def _slip(kind: Kind, ways: int, space: float) -> Slip:
    """A slip of one kind, of so many that could have happened to the number, of so many numbers that are as long."""
    return Slip(kind, _EXPLAINED * _SHARES[kind] / ways, ways / space)


def _without(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


def _digits(value: Decimal, decimals: int) -> str:
    """The digits of a number as it is printed, without sign, point and leading zeros."""
    return str(int(abs(value).scaleb(decimals).to_integral_value()))


def _exchanged(text: str, one: int, other: int) -> str:
    found = list(text)
    found[one], found[other] = found[other], found[one]
    return "".join(found)


def spelled_alike(printed: Decimal, decimals: int) -> Iterator[Decimal]:
    """The numbers of which one slip of a digit or the point makes a printed one."""
    text, sign = _digits(printed, decimals), -1 if printed < 0 else 1
    spelled: set[str] = set()
    for place in range(len(text)):
        spelled |= {text[:place] + digit + text[place + 1 :] for digit in _DIGITS}
        spelled.add(text[:place] + text[place + 1 :])
        spelled |= {_exchanged(text, place, other) for other in range(place + 1, len(text))}
    spelled |= {text[:place] + digit + text[place:] for place in range(len(text) + 1) for digit in _DIGITS}
    found = {sign * Decimal(digits).scaleb(-decimals) for digits in spelled if digits}
    found |= {printed.scaleb(step) for places in (_POINT_PLACES, UNIT_PLACES) for n in places for step in (n, -n)}
    yield from sorted(found - {printed})
