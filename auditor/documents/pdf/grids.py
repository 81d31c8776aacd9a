"""Rulings to grids: which boxes they enclose, which neighbouring boxes no ruling parts and so are one merged cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from auditor.documents.model import Box
from auditor.documents.pdf.geometry import Char, Edge
from auditor.tuples import NamedTuple

_SNAP = 3.0
"""Points. Parallel edges closer than this are one ruling; a ruling may be interrupted by so much."""
_SHORTEST_ACROSS, _SHORTEST_DOWN = 6.0, 4.0
_NARROWEST = 8.0
"""Points by which rulings across must reach beyond the last one down to make a column there."""
_BESIDE = 1.0
"""A ruling down that is as long as a table may be a side of it no further away than so many times its width."""
_MOST_BOXES = 60_000
_COVERED = 0.5
"""A ruling that runs along more than this share of a side parts the boxes on it."""


class GridCell(NamedTuple):
    """A cell of a grid: its place, what it covers, and the characters in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    chars: list[Char]


class Grid(NamedTuple):
    """A ruled table: the positions of its columns and rows, and its cells."""

    lefts: list[float]
    tops: list[float]
    cells: list[GridCell]
    owners: list[GridCell]
    """The cell that each box belongs to, row by row."""
    is_open_above: bool = False
    is_open_below: bool = False
    """Whether no ruling closes it there."""
    header_rows: int | None = None
    """How many rows are known to be its header; None where rulings make the grid and the rows themselves must tell."""

    @property
    def box(self) -> Box:
        return self.lefts[0], self.tops[0], self.lefts[-1], self.tops[-1]

    def holds(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.box
        return left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1

    def cell_at(self, x: float, y: float) -> GridCell:
        width, height = len(self.lefts) - 1, len(self.tops) - 1
        column = min(max(bisect_right(self.lefts, x) - 1, 0), width - 1)
        row = min(max(bisect_right(self.tops, y) - 1, 0), height - 1)
        return self.owners[row * width + column]


def find_grids(horizontal: list[Edge], vertical: list[Edge]) -> list[Grid]:
    """The grids that rulings make, from the top down."""
    across = [edge for edge in _merge(horizontal) if edge.end - edge.start > _SHORTEST_ACROSS]
    down = [edge for edge in _merge(vertical) if edge.end - edge.start > _SHORTEST_DOWN]
    grids = []
    groups = _touching(across, down)
    loose = [edge for rows, columns in groups if not rows for edge in columns]
    for rows, columns in groups:
        if not rows or not columns:
            continue
        rows, columns = _levelled(rows), _levelled(columns)
        sides = _open_sides(rows, columns)
        columns = columns + sides + _loose_sides(rows, columns, loose)
        ends = _open_ends(rows, columns, 1 if sides else 2)
        rows = rows + ends
        if len(rows) < 2 or len(columns) < 2:
            continue
        tops, lefts = _positions(rows), _positions(columns)
        boxes = (len(tops) - 1) * (len(lefts) - 1)
        if 2 <= boxes <= _MOST_BOXES:
            grid = grid_of(tops, lefts, rows, columns)
            open_above, open_below = (any(edge.position == at for edge in ends) for at in (tops[0], tops[-1]))
            grids.append(grid._replace(is_open_above=open_above, is_open_below=open_below))
    return sorted(grids, key=lambda grid: (grid.tops[0], grid.lefts[0]))


def _merge(edges: list[Edge]) -> list[Edge]:
    """Edges on one line as one ruling, as far as they touch; those of another table on the line keep their own place."""
    merged: list[Edge] = []
    for group in _lines(edges):
        runs: list[list[Edge]] = []
        end = 0.0
        for edge in sorted(group, key=lambda edge: edge.start):
            if runs and edge.start <= end + _SNAP:
                runs[-1].append(edge)
                end = max(end, edge.end)
            else:
                runs.append([edge])
                end = edge.end
        merged += [Edge(_position(run), run[0].start, max(edge.end for edge in run)) for run in runs]
    return sorted(merged)


def _levelled(edges: list[Edge]) -> list[Edge]:
    """The rulings of one table, those on one line at one position."""
    return [edge._replace(position=place) for line in _lines(edges) for place in (_position(line),) for edge in line]


def _lines(edges: list[Edge]) -> list[list[Edge]]:
    """Edges by the line that they lie on."""
    lines: list[list[Edge]] = []
    for edge in sorted(edges):
        line = lines[-1] if lines else []
        if line and edge.position - line[-1].position <= _SNAP and edge.position - line[0].position <= 2 * _SNAP:
            line.append(edge)
        else:
            lines.append([edge])
    return lines


def _position(edges: list[Edge]) -> float:
    """Where edges lie, the longer the weightier."""
    length = sum(edge.end - edge.start for edge in edges)
    return sum(edge.position * (edge.end - edge.start) for edge in edges) / length if length else edges[0].position


class _Union:
    """Which of `count` things belong together."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def find(self, index: int) -> int:
        parents = self._parents
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    def join(self, one: int, other: int) -> None:
        self._parents[self.find(one)] = self.find(other)

    def groups(self) -> list[list[int]]:
        found: dict[int, list[int]] = {}
        for index in range(len(self._parents)):
            found.setdefault(self.find(index), []).append(index)
        return list(found.values())


def _touching(across: list[Edge], down: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """The rulings that touch one another, directly or over others."""
    union = _Union(len(across) + len(down))
    positions = [edge.position for edge in across]
    for number, edge in enumerate(down, len(across)):
        first = bisect_left(positions, edge.start - _SNAP)
        last = bisect_right(positions, edge.end + _SNAP)
        for index in range(first, last):
            if across[index].start - _SNAP <= edge.position <= across[index].end + _SNAP:
                union.join(index, number)
    return [
        (
            [across[index] for index in group if index < len(across)],
            [down[index - len(across)] for index in group if index >= len(across)],
        )
        for group in union.groups()
    ]


def _open_sides(rows: list[Edge], columns: list[Edge]) -> list[Edge]:
    """The sides of a table printed without them: where most of its rulings across end, beyond the outermost one down."""
    top, bottom = min(edge.position for edge in rows), max(edge.position for edge in rows)
    sides = []
    for ends, outermost, is_beyond in (
        ([edge.start for edge in rows], min(edge.position for edge in columns), -1),
        ([edge.end for edge in rows], max(edge.position for edge in columns), 1),
    ):
        side = sorted(ends)[len(ends) // 2]
        shared = sum(1 for end in ends if abs(end - side) <= _SNAP)
        if is_beyond * (side - outermost) > _NARROWEST and shared * 2 > len(ends):
            sides.append(Edge(side, top, bottom))
    return sides


def _loose_sides(rows: list[Edge], columns: list[Edge], loose: list[Edge]) -> list[Edge]:
    """The sides of cells merged over all rows of a page, which no ruling across reaches: as long as the table and close beside it."""
    top, bottom = min(edge.position for edge in rows), max(edge.position for edge in rows)
    left, right = min(edge.position for edge in columns), max(edge.position for edge in columns)
    top, bottom = min(top, *(edge.start for edge in columns)), max(bottom, *(edge.end for edge in columns))
    return [
        edge
        for edge in loose
        if max(abs(edge.start - top), abs(edge.end - bottom)) <= _NARROWEST
        and _NARROWEST < max(left - edge.position, edge.position - right) < _BESIDE * (right - left)
    ]


def _open_ends(rows: list[Edge], columns: list[Edge], fewest: int) -> list[Edge]:
    """The top and bottom of a table printed without them, or cut by the page: where rulings down end beyond those across."""
    left, right = min(edge.position for edge in columns), max(edge.position for edge in columns)
    ends = []
    for reached, outermost, is_beyond in (
        ([edge.start for edge in columns], min(edge.position for edge in rows), -1),
        ([edge.end for edge in columns], max(edge.position for edge in rows), 1),
    ):
        end = max(reached, key=lambda place: is_beyond * place)
        shared = sum(1 for place in reached if abs(place - end) <= _SNAP)
        if is_beyond * (end - outermost) > _NARROWEST and shared >= fewest:
            ends.append(Edge(end, left, right))
    return ends


def _positions(edges: list[Edge]) -> list[float]:
    found: list[float] = []
    for position in sorted(edge.position for edge in edges):
        if not found or position - found[-1] > _SNAP:
            found.append(position)
    return found


def _nearest(positions: list[float], value: float) -> int:
    index = bisect_left(positions, value)
    if index == len(positions) or (index and value - positions[index - 1] < positions[index] - value):
        return index - 1
    return index


def _along(positions: list[float], edges: list[Edge]) -> list[list[Edge]]:
    """The rulings at each position."""
    at: list[list[Edge]] = [[] for _ in positions]
    for edge in edges:
        at[_nearest(positions, edge.position)].append(edge)
    return at


def _parts(edges: list[Edge], start: float, end: float) -> bool:
    return any(min(edge.end, end) - max(edge.start, start) > _COVERED * (end - start) for edge in edges)


def grid_of(tops: list[float], lefts: list[float], rows: list[Edge], columns: list[Edge]) -> Grid:
    """The grid of given positions; boxes that no ruling parts are one cell."""
    height, width = len(tops) - 1, len(lefts) - 1
    across, down = _along(tops, rows), _along(lefts, columns)
    union = _Union(height * width)
    for row in range(height):
        for column in range(width):
            index = row * width + column
            if column + 1 < width and not _parts(down[column + 1], tops[row], tops[row + 1]):
                union.join(index, index + 1)
            if row + 1 < height and not _parts(across[row + 1], lefts[column], lefts[column + 1]):
                union.join(index, index + width)
    cells: list[GridCell] = []
    owners: dict[int, GridCell] = {}
    for group in union.groups():
        for boxes in _rectangles(group, width):
            cell = _cell(boxes, width, tops, lefts)
            cells.append(cell)
            owners |= dict.fromkeys(boxes, cell)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(lefts, tops, cells, [owners[index] for index in range(height * width)])


def _rectangles(boxes: list[int], width: int) -> list[list[int]]:
    """Boxes that make a rectangle as they are; others row by row, since no cell has another shape."""
    rows = {box // width for box in boxes}
    columns = {box % width for box in boxes}
    if len(boxes) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1):
        return [boxes]
    strips: list[list[int]] = []
    for box in boxes:
        if strips and box == strips[-1][-1] + 1 and box % width:
            strips[-1].append(box)
        else:
            strips.append([box])
    return strips


def _cell(boxes: list[int], width: int, tops: list[float], lefts: list[float]) -> GridCell:
    first, last = boxes[0], boxes[-1]
    row, column = first // width, first % width
    bottom, right = last // width + 1, last % width + 1
    return GridCell(
        row, column, bottom - row, right - column, (lefts[column], tops[row], lefts[right], tops[bottom]), []
    )
