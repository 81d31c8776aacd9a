"""Tables without rulings: their columns are told by the white space that runs down between the texts."""

from __future__ import annotations

import re
from itertools import pairwise

from auditor.documents.pdf.filling import fill
from auditor.documents.pdf.geometry import Char, Edge
from auditor.documents.pdf.grids import Grid, grid_of
from auditor.documents.pdf.lines import Line
from auditor.documents.prose import is_contents

_GAP = 1.2
"""Share of a character's height that parts two cells of a line."""
_FEWEST_AMOUNTS = 2
_LINE_GAP = 2.5
"""Lines further apart than so many heights are not of one table."""
_AMOUNT = re.compile(r"[-+(（]?[\d,]*\d\.\d+[%％)）]?")

_Cell = tuple[float, float]


def find_spaced(lines: list[Line]) -> tuple[list[Grid], list[Line]]:
    """The tables that lines set in columns make, and the other lines."""
    grids: list[Grid] = []
    rest: list[Line] = []
    for run in _runs(lines):
        grid = _table_of(run) if len(run) > 1 else None
        if grid is None:
            rest += run
        else:
            grids.append(grid)
    return grids, rest


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Consecutive lines of several cells each; every other line is alone."""
    runs: list[list[Line]] = []
    was_row = False
    for line in lines:
        # A gap wide enough to part cells has been given a space.
        is_row = " " in line.text and len(_cells(line)) > 1 and not is_contents(line.text)
        if is_row and was_row and line.box[1] - runs[-1][-1].box[3] < _LINE_GAP * line.height:
            runs[-1].append(line)
        else:
            runs.append([line])
        was_row = is_row
    return runs


def _cells(line: Line) -> list[list[Char]]:
    """The characters of a line, parted where a wide gap is."""
    cells: list[list[Char]] = [[]]
    for char in line.chars:
        if char.text.isspace():
            continue
        if cells[-1] and char.left - cells[-1][-1].right > _GAP * char.height:
            cells.append([])
        cells[-1].append(char)
    return cells


def _table_of(run: list[Line]) -> Grid | None:
    """The grid around some lines; None where they have no columns of amounts."""
    rows = [_cells(line) for line in run]
    amounts = [row for row in rows if any(_AMOUNT.fullmatch("".join(char.text for char in cell)) for cell in row)]
    if len(amounts) < _FEWEST_AMOUNTS:
        return None
    lefts = _gaps(sorted((cell[0].left, cell[-1].right) for row in amounts for cell in row))
    if len(lefts) < _FEWEST_AMOUNTS:
        return None
    left, right = min(line.box[0] for line in run) - 1, max(line.box[2] for line in run) + 1
    tops = [
        run[0].box[1] - 1,
        *((above.box[3] + below.box[1]) / 2 for above, below in pairwise(run)),
        run[-1].box[3] + 1,
    ]
    across = [Edge(top, left, right) for top in tops]
    down = [Edge(side, tops[0], tops[-1]) for side in (left, right)]
    for place in lefts:
        for row, (top, bottom) in zip(rows, pairwise(tops), strict=True):
            if not any(cell[0].left < place < cell[-1].right for cell in row):
                down.append(Edge(place, top, bottom))
    grid = grid_of(tops, [left, *lefts, right], across, down)
    fill([grid], [char for line in run for char in line.chars])
    return grid


def _gaps(cells: list[_Cell]) -> list[float]:
    """The middle of every stretch that no cell reaches into; `cells` are sorted."""
    places = []
    end = cells[0][1]
    for left, right in cells:
        if left > end:
            places.append((left + end) / 2)
        end = max(end, right)
    return places
