"""How near amounts come to a sum: whether parts make a whole, or would but for one digit of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.arithmetic import is_copied, is_in_other_unit, is_likely_slip
from auditor.facts.model import Fact
from auditor.facts.prose.listing import Level
from auditor.figures import MONEY

_TELLING = 100
"""An amount of so many units of its last digit is not by chance one digit off what other amounts make of it."""
_ALL, _FARTHEST = 100, 30
"""What shares of one whole make, and how many points from it they can be with one of them mistyped."""


def is_near(whole: Level, items: Sequence[Level]) -> bool:
    """Whether parts make a whole, or would but for one digit of one of them, or one that was copied from its neighbour."""
    if whole.fact.figure is None or any(item.fact.figure is None for item in items):
        return False
    rest = whole.fact.figure.base - total_of(items)
    if not rest:
        return True
    signed = [(whole, -rest), *((item, rest) for item in items)]
    if whole.quantity == MONEY and is_copied(
        [item.fact.figure for item in items if item.fact.figure is not None], rest
    ):
        return True
    return any(may_be(level, due) for level, due in signed)


def is_of_other_unit(whole: Level, items: Sequence[Level]) -> bool:
    """债券4.5亿元，支持甲2.0亿元、乙1.6亿元、丙9000亿元: whether parts would make a whole if one of all were in another unit of money."""
    rest = base_of(whole) - total_of(items)
    return any(
        level.quantity == MONEY
        and (figure := level.fact.figure) is not None
        and figure.unit is not None
        and is_in_other_unit(figure.value, figure.value + more / figure.unit.scale)
        for level, more in ((whole, -rest), *((item, rest) for item in items))
    )


def may_be(level: Level, more: Decimal) -> bool:
    """Whether an amount would be so much more but for one digit, or but for its unit."""
    figure = level.fact.figure
    if figure is None or figure.unit is None or abs(figure.value).scaleb(figure.decimals) < _TELLING:
        return False
    due = figure.value + more / figure.unit.scale
    return is_likely_slip(figure.value, due, figure.decimals) or is_in_other_unit(figure.value, due)


def base_of(level: Level) -> Decimal:
    """The figure of an amount in base units; nothing where none is printed."""
    return level.fact.figure.base if level.fact.figure is not None else Decimal(0)


def total_of(levels: Sequence[Level]) -> Decimal:
    """What amounts come to in base units."""
    return sum(map(base_of, levels), Decimal(0))


def may_make_all(percents: Sequence[Fact]) -> bool:
    """Whether shares can be all of one whole, mistyped or not: 61.5% and 83.5%; those of 90.1% and 80.8% are of two."""
    values = [percent.figure.value for percent in percents if percent.figure is not None]
    return abs(sum(values, Decimal(0)) - _ALL) < _FARTHEST
