"""The room that equations leave to one figure, and which of the numbers in it can be printed, are asked for, are spelled alike. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from auditor.diagnosis.equations import Admitted, Equation, Place
from auditor.diagnosis.slips import spelled_alike
from auditor.figures import Figure

_ANY = 10**9
"""Where a room has no end, so many numbers are in it that none is told from others."""


def common_room(equations: Sequence[Equation], place: Place) -> Admitted | None:
    """The values for which all of some equations hold; None where there is none but what is printed."""
    room = Admitted(None, None, None)
    for equation in equations:
        admitted = equation.admitted(place)
        within = overlap(room, admitted) if admitted is not None else room
        if within is None:
            return None
        room = within
    return room


def overlap(room: Admitted, other: Admitted | None) -> Admitted | None:
    """What is in both; None where nothing is."""
    if other is None:
        return None
    lows = [low for low in (room.low, other.low) if low is not None]
    highs = [high for high in (room.high, other.high) if high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low > high else Admitted(low, high, None)


def first_printable(room: Admitted, figure: Figure) -> Decimal | None:
    """A number in a room that can be printed with the decimals of a figure and is not what is printed; None where none is."""
    quantum = figure.quantum()
    if room.low is None or room.high is None:
        end = room.low if room.low is not None else room.high
        return None if end is None else _rounded(end, quantum, ROUND_CEILING if room.low is not None else ROUND_FLOOR)
    first = _rounded(room.low, quantum, ROUND_CEILING)
    if first == figure.base:
        first += quantum
    return first if first <= room.high else None


def asked_value(place: Place, room: Admitted, figure: Figure, equations: Sequence[Equation]) -> Decimal | None:
    """The one number that can be printed and fits, or else the one by which most equations hold to the last digit."""
    quantum = figure.quantum()
    first = first_printable(room, figure)
    if first is None or room.low is None or room.high is None:
        return None
    if first + quantum > room.high:
        return first
    asked: Counter[Decimal] = Counter()
    for equation in equations:
        admitted = equation.admitted(place)
        if admitted is not None and admitted.exact is not None:
            value = _rounded(admitted.exact, quantum, ROUND_HALF_UP)
            if value in room and value != figure.base:
                asked[value] += 1
    ranked = asked.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


def fitting_numbers(room: Admitted, figure: Figure) -> int:
    """How many numbers that can be printed are in a room."""
    if room.low is None or room.high is None:
        return _ANY
    return max(int((room.high - room.low) / figure.quantum()), 1)


def spelled_value(room: Admitted, figure: Figure) -> Decimal | None:
    """The only number that fits of those of which a slip makes what is printed."""
    if room.low is None or room.high is None:
        return None
    scale = figure.unit.scale if figure.unit else Decimal(1)
    # Nobody prints 0.0000184457 among figures of two decimals.
    printable = [value for value in spelled_alike(figure.value, figure.decimals) if round(value, figure.decimals)]
    fitting = {value for value in printable if value * scale in room}
    return fitting.pop() * scale if len(fitting) == 1 else None


def _rounded(value: Decimal, quantum: Decimal, rounding: str) -> Decimal:
    return (value / quantum).to_integral_value(rounding=rounding) * quantum
