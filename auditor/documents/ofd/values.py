"""The values of attributes in OFD: numbers, matrices, how far characters step, paths."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice, repeat

from auditor.documents.pdf.rulings import Point
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_LARGEST = 1e6
"""Millimetres; what is farther away is on no page."""
_PATH = regex(r"[A-Za-z]|[-+]?[\d.]+(?:[eE][-+]?\d+)?")
_COUNT = regex(r"[0-9]{1,9}")
_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_CURVES = "QBA"


class Matrix(NamedTuple):
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def step(self, x: float, y: float) -> Point:
        """Where a step leads, wherever it begins."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def inside(self, outer: Matrix) -> Matrix:
        """This matrix within another."""
        a, b = outer.step(self.a, self.b)
        c, d = outer.step(self.c, self.d)
        e, f = outer.point(self.e, self.f)
        return Matrix(a, b, c, d, e, f)


def number(text: str | None, default: float = 0.0) -> float:
    """A number, the default where it is none."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) <= _LARGEST else default


def numbers(text: str | None) -> list[float]:
    return [number(part) for part in (text or "").replace(",", " ").split()]


def matrix(text: str | None) -> Matrix:
    """The matrix of a `CTM`; that of no change where there is none."""
    values = numbers(text)
    return Matrix(*values) if len(values) == 6 else Matrix()


def box(text: str | None) -> tuple[float, float, float, float] | None:
    """Left, top, width and height; None where it is not four numbers or has no size."""
    values = numbers(text)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 and min(values[2:]) >= 0 else None


def steps(text: str | None, wanted: int) -> list[float] | None:
    """So many steps of `DeltaX` or `DeltaY`; None where there are none.

    `g 5 3.2` is 3.2 five times over. Where there are too few the last goes on, as viewers have it.
    """
    found = list(islice(_each_step((text or "").split(), wanted), max(0, wanted)))
    return [*found, *repeat(found[-1], wanted - len(found))] if found else None


def _each_step(parts: list[str], wanted: int) -> Iterator[float]:
    at = 0
    while at < len(parts):
        if parts[at].lower() == "g" and at + 2 < len(parts):
            times = parts[at + 1]
            yield from repeat(number(parts[at + 2]), min(int(times), wanted) if _COUNT.fullmatch(times) else 0)
            at += 3
        else:
            yield number(parts[at])
            at += 1


def subpaths(text: str, most: int) -> Iterator[list[Point]]:
    """The straight parts of `AbbreviatedData`, of at most so many points in all; one that has a curve is left out."""
    points: list[Point] = []
    is_curved = False
    operands: list[float] = []
    operator = ""
    for found in islice(_PATH.finditer(text), 4 * most):
        part = found[0]
        if part.isalpha():
            operator, operands = part.upper(), []
        else:
            operands.append(number(part))
        if operator not in _OPERANDS or len(operands) < _OPERANDS[operator]:
            continue
        if operator in "MS":
            if len(points) > 1 and not is_curved:
                yield points
            points, is_curved = [], False
        if operator in _CURVES:
            is_curved = True
        if operator == "C":
            points += points[:1]
        else:
            points.append((operands[-2], operands[-1]))
        # The operands of a line may go on without the letter.
        operands = []
        operator = "" if operator == "C" else "L" if operator in "MS" else operator
    if len(points) > 1 and not is_curved:
        yield points
