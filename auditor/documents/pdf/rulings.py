"""Straight paths to rulings: strokes along an axis, thin rectangles that are filled, the sides of others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.documents.pdf.geometry import Edge, Rulings
from auditor.tuples import NamedTuple

_THIN = 2.5
"""Points. A filled rectangle thinner than this is a ruling."""
_DOT = 0.7
"""A filled rectangle with a side of more than this share of the other may be a dot of a ruling along either."""
_STRAIGHT = 0.8
_SHORTEST = 1.0

Point = tuple[float, float]


class Pen(NamedTuple):
    """How a path is drawn."""

    fills: bool
    strokes: bool
    is_white: bool


def add_path(rulings: Rulings, points: Sequence[Point], pen: Pen) -> None:
    """Add what of a straight path is a ruling; points are from the upper left corner of the page, the last of a closed one its first."""
    across, down = (
        (rulings.white_horizontal, rulings.white_vertical) if pen.is_white else (rulings.horizontal, rulings.vertical)
    )
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    is_thin = min(right - left, bottom - top) < _THIN
    if len(points) > 2 and (not pen.strokes or (pen.fills and is_thin)):
        if is_thin:
            # A dash lies as it is longer; a dot may be one of either ruling, and is lost where no others follow it.
            if right - left > _DOT * (bottom - top):
                across.append(Edge((top + bottom) / 2, left, right))
            if bottom - top > _DOT * (right - left):
                down.append(Edge((left + right) / 2, top, bottom))
        elif len(points) <= 5:
            across += [Edge(top, left, right), Edge(bottom, left, right)]
            down += [Edge(left, top, bottom), Edge(right, top, bottom)]
        return
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y0 - y1) < _STRAIGHT and abs(x0 - x1) > _SHORTEST:
            across.append(Edge((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < _STRAIGHT and abs(y0 - y1) > _SHORTEST:
            down.append(Edge((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
