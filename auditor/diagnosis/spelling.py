"""Whether a verdict is violated by a slip: some figure of it is spelled like one by which it holds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.diagnosis.equations import equations_of
from auditor.diagnosis.rooms import spelled_value
from auditor.diagnosis.slips import UNIT_PLACES
from auditor.figures import MONEY, Figure
from auditor.verdicts import Verdict

_MOST = 200
"""Figures of a verdict among which a slip is looked for."""


def is_one_slip_off(verdict: Verdict) -> bool:
    """Whether one slip in one of its figures explains a violated verdict, whichever: 12.11 + 8.00 = 19.21 is 11.21 + 8.00.

    A slip is one of a digit or the point, a sign, or a unit in place of another. Of very many figures one nearly always has a slip that
    would do, so that it explains nothing.
    """
    for equation in equations_of([verdict]) if len(verdict.terms) <= _MOST else ():
        for place, _, figure in equation.figures:
            room = equation.admitted(place)
            if room is None:
                continue
            if spelled_value(room, figure) is not None or any(value in room for value in _written_otherwise(figure)):
                return True
    return False


def _written_otherwise(figure: Figure) -> Iterator[Decimal]:
    """What a figure would be with the other sign, or its digits under another unit, in base units: -4.22%, 7.14亿元 for 7.14万元.

    Of a percentage below zero an equation admits what has its sign, though none may have it.
    """
    yield from (figure.base, -figure.base)
    if figure.unit is not None and figure.unit.quantity == MONEY:
        yield from (figure.base.scaleb(step) for places in UNIT_PLACES for step in (places, -places))
