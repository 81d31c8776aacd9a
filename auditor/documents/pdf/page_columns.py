"""Pages set in columns, as a newspaper prints a report or a sheet holds two pages: each column is read from top to bottom.

    各位代表：                  元，补助下级支出192.78亿元，       其他支出20.25亿元。主要用于
        受市政府委托，现将      债务还本支出12.41亿元，支          债务偿还。
    预算执行情况提请审议。      出总计265.94亿元。                     2.政府性基金预算。2024年

Columns are equally wide, most of their lines are full, and next to nothing stands between them. Tables have columns of
several widths, and short ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from statistics import median

from auditor.documents.pdf.geometry import Char
from auditor.documents.pdf.lines import Line, lines_of
from auditor.tuples import NamedTuple

_FEWEST_LINES = 15
_BLANK, _TITLES = 0.05, 3
"""Of the lines of a page at most this share, and besides so many, run across a gutter."""
_FULL, _MOST = 0.85, 0.6
"""A full line reaches over this share of its column, and this share of the lines is full."""
_UNEVEN = 2.0
"""By how many characters columns may differ in width."""
_NARROWEST = 8
"""Characters of a line in a column."""
_WIDEST_PAGE = 30_000
"""Points; no page of a PDF is half as wide, whatever its fonts say."""


class Columns(NamedTuple):
    """The lines of a page in the order of reading, and where its columns part."""

    lines: list[Line]
    gutters: tuple[float, ...]


def columns_of(chars: Sequence[Char]) -> Columns | None:
    """The lines of a page in columns; None for any other page."""
    printed = [char for char in chars if not char.text.isspace()]
    if len(printed) < 2 * _FEWEST_LINES * _NARROWEST:
        return None
    size = median(char.height for char in printed)
    gutters = _gutters(printed, size)
    if not gutters:
        return None
    top, bottom = _body(printed, gutters)
    above = [char for char in chars if char.bottom <= top]
    below = [char for char in chars if char.top >= bottom]
    columns: list[list[Char]] = [[] for _ in (*gutters, 0)]
    for char in chars:
        if top < char.bottom and char.top < bottom:
            columns[sum(gutter < char.left for gutter in gutters)].append(char)
    lines = [lines_of(column) for column in columns]
    if not all(map(_is_full, lines)):
        return None
    return Columns([*lines_of(above), *(line for column in lines for line in column), *lines_of(below)], gutters)


def _gutters(chars: Sequence[Char], size: float) -> tuple[float, ...]:
    """The middles of what is blank from the top of a page to its bottom between columns of one width."""
    changes: dict[int, int] = defaultdict(int)
    for char in chars:
        changes[int(char.left)] += 1
        changes[int(char.right) + 1] -= 1
    left, right = min(changes), max(changes)
    if right - left > _WIDEST_PAGE:
        return ()
    counts = accumulate(changes.get(place, 0) for place in range(left, right))
    covered = {place: count for place, count in enumerate(counts, left) if count}
    most = _BLANK * median(covered.values()) + _TITLES
    written = [place for place, count in covered.items() if count > most]
    if not written:
        return ()
    first, last = min(written), max(written)
    blank = list(_runs([place for place in range(first, last) if covered.get(place, 0) <= most]))
    edges = [(float(first), float(first)), *blank, (float(last), float(last))]
    widths = [after[0] - before[1] for before, after in pairwise(edges)]
    if not blank or max(widths) - min(widths) > _UNEVEN * size or min(widths) < _NARROWEST * size:
        return ()
    return tuple((start + end) / 2 for start, end in blank)


def _runs(places: Sequence[int]) -> Iterator[tuple[float, float]]:
    start = 0
    for index in range(1, len(places) + 1):
        if index == len(places) or places[index] > places[index - 1] + 1:
            yield float(places[start]), float(places[index - 1] + 1)
            start = index


def _body(chars: Sequence[Char], gutters: Sequence[float]) -> tuple[float, float]:
    """From where to where a page is set in columns: between the title that runs across them and what does below."""
    middle = median(char.top for char in chars)
    across = [char for char in chars if any(char.left < gutter < char.right for gutter in gutters)]
    top = max((char.bottom for char in across if char.top < middle), default=float("-inf"))
    bottom = min((char.top for char in across if char.top >= middle), default=float("inf"))
    return top, bottom


def _is_full(lines: Sequence[Line]) -> bool:
    if len(lines) < _FEWEST_LINES:
        return False
    left, right = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    full = sum(line.box[2] - line.box[0] >= _FULL * (right - left) for line in lines)
    return full >= _MOST * len(lines)
