"""The rows of a table without rulings down: those that rulings across part, or lines and what is wrapped around them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from auditor.documents.pdf.chunks import Chunk, Rows
from auditor.documents.pdf.geometry import Edge
from auditor.documents.pdf.lines import Line

_CLOSE = 0.6
"""Lines of one cell are no further apart than so many heights."""
_MOST_FRAGMENTS = 3
_WIDE = 0.6
"""Share of a table's width along which a ruling across runs."""
_ROWS_TO_A_RULE = 3
"""Rulings across part rows where there is one to no more than so many lines; fewer part the header and the foot."""


def rules_among(run: list[Line], rulings: list[Edge]) -> list[float]:
    """Where rulings run across most of a table, from the top down; none where they are too few to part its rows."""
    left, right = min(line.box[0] for line in run), max(line.box[2] for line in run)
    top, bottom = run[0].box[1], run[-1].box[3]
    lengths: dict[int, float] = {}
    for edge in rulings:
        if top < edge.position < bottom:
            at = round(edge.position)
            lengths[at] = lengths.get(at, 0.0) + max(0.0, min(edge.end, right) - max(edge.start, left))
    rules: list[float] = sorted(at for at, length in lengths.items() if length > _WIDE * (right - left))
    return rules if _ROWS_TO_A_RULE * len(rules) >= len(run) else []


def begins_row(row: list[Chunk], below: list[Chunk], rules: list[float]) -> bool:
    """Whether a line above the first row is the first of a label that is wrapped around the amounts of it."""
    above, at = _band(row, rules), _band(below, rules)
    if above == at > 0:
        return True
    return above == at and _is_close(row, below) and not any(_has_text_at(chunk, below) for chunk in row)


def rows_of(body: Rows, rules: list[float]) -> Rows:
    """The rows of the body: those that rulings part; without them, lines of several texts and what goes on with them.

    A line of one text goes on with one next to it that has none in its column, or with the nearest.
    """
    parted: dict[int, list[Chunk]] = {}
    for row in body if rules else ():
        parted.setdefault(_band(row, rules), []).extend(row)
    if rules and not any(map(_has_two_amounts_in_a_column, parted.values())):
        return [parted[at] for at in sorted(parted)]
    anchors = {
        index
        for index, row in enumerate(body)
        if any(chunk.is_amount or chunk.is_whole for chunk in row) or len(row) > 1
    }
    rows = {index: list(body[index]) for index in sorted(anchors)}
    for index, row in enumerate(body):
        around = range(index - _MOST_FRAGMENTS, index + _MOST_FRAGMENTS + 1)
        near = [at for at in around if at in anchors and at != index and _is_close(row, body[at])]
        blank = [at for at in near if not any(_has_text_at(chunk, body[at]) for chunk in row)]
        nearest = min(blank or near, key=lambda at: _distance(row[0], body[at]), default=None)
        is_row = index in rows and (not blank or any(chunk.is_amount or chunk.is_whole for chunk in row))
        if is_row or nearest is None or (not blank and row[0].opens_row):
            rows.setdefault(index, list(row))
        else:
            rows.pop(index, None)
            rows.setdefault(nearest, list(body[nearest])).extend(row)
    return [rows[index] for index in sorted(rows)]


def is_named(row: list[Chunk]) -> bool:
    """Whether a row of amounts says what they are; one that does not is part of another."""
    return not any(chunk.is_amount for chunk in row) or not all(chunk.is_amount or chunk.is_whole for chunk in row)


def _band(row: list[Chunk], rules: list[float]) -> int:
    """How many rulings across stand above a line."""
    return bisect_left(rules, (row[0].top + row[0].bottom) / 2)


def _is_close(row: list[Chunk], other: list[Chunk]) -> bool:
    return _distance(row[0], other) < _CLOSE * row[0].height


def _distance(chunk: Chunk, row: list[Chunk]) -> float:
    top, bottom = min(other.top for other in row), max(other.bottom for other in row)
    return max(chunk.top - bottom, top - chunk.bottom, 0.0)


def _has_text_at(chunk: Chunk, row: list[Chunk]) -> bool:
    """Whether a row has a text in the column of another."""
    return any(other.left < chunk.right and chunk.left < other.right for other in row)


def _has_two_amounts_in_a_column(row: list[Chunk]) -> bool:
    amounts = sorted(chunk for chunk in row if chunk.is_amount)
    return any(after.left < before.right for before, after in pairwise(amounts))
