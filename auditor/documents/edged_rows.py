"""Tables whose rows say where the edges of their cells are, as Word's own formats store them: the rows become a grid."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.documents.model import Origin
from auditor.documents.raw import RawCell, RawTable, RawText
from auditor.errors import UnreadableDocument
from auditor.tuples import NamedTuple

_SAME_EDGE = 30
"""Edges that are at most so many twentieths of a point apart are one."""
_PART_OF_ABOVE = 1
_MOST_PLACES = 5_000_000
"""Of a table, whatever of it is filled."""


class EdgedRow(NamedTuple):
    """A row: of each cell its lines of text and how it is merged; there is one edge more than cells."""

    cells: list[list[str]]
    edges: list[int]
    """In twentieths of a point, from the left."""
    sideways: list[int]
    """How each cell is merged with its neighbours, see `_goes_on`."""
    downwards: list[int]
    """1 part of the cell above, 3 the first of several."""


class _Cell(NamedTuple):
    """A printed cell of a row, with those merged with it sideways."""

    left: int
    right: int
    downwards: int
    lines: list[str]


def table_of(rows: list[EdgedRow], number: int) -> tuple[RawTable, int]:
    """The grid of a table, and how many characters stand in cells that are covered by the one they are merged with.

    `number` is that of the table in the document. Raises `UnreadableDocument` for a table of more places than are laid out.
    """
    columns = _columns({edge for row in rows for edge in row.edges})
    if len(rows) * len(columns) > _MOST_PLACES:
        raise UnreadableDocument(
            f"a table of it has {len(rows):,} rows in {len(columns):,} columns, which cannot be laid out",
            f"其中一张表有 {len(rows):,} 行、{len(columns):,} 列，无法还原",
        )
    found: list[RawCell] = []
    covered = 0
    open_cells: dict[tuple[int, int], int] = {}
    for index, row in enumerate(rows):
        cells, lost = _printed(row, columns)
        covered += lost
        still_open: dict[tuple[int, int], int] = {}
        for cell in cells:
            place = (cell.left, cell.right)
            above = open_cells.get(place)
            if cell.downwards == _PART_OF_ABOVE and above is not None:
                found[above] = found[above]._replace(row_span=found[above].row_span + 1)
                covered += visible_length(cell.lines)
                still_open[place] = above
                continue
            still_open[place] = len(found)
            found.append(_raw_cell(cell, index, number))
        open_cells = still_open
    return RawTable(tuple(found)), covered


def visible_length(lines: list[str]) -> int:
    """How many characters of lines are not blank."""
    return sum(len(part) for line in lines for part in line.split())


def _raw_cell(cell: _Cell, row: int, number: int) -> RawCell:
    origin = Origin(cell=f"table {number}!R{row + 1}C{cell.left + 1}")
    lines = tuple(RawText(line, origin) for line in cell.lines)
    return RawCell(row, cell.left, lines, 1, cell.right - cell.left)


def _printed(row: EdgedRow, columns: dict[int, int]) -> tuple[list[_Cell], int]:
    """The printed cells of a row in their columns, and how many characters are in those that are not."""
    cells: list[_Cell] = []
    covered = 0
    right = 0
    for index, (lines, goes_on) in enumerate(zip(row.cells, _goes_on(row.sideways), strict=False)):
        left = max(columns[row.edges[index]], right)
        right = max(columns[row.edges[index + 1]], left + 1)
        if goes_on:
            cells[-1] = cells[-1]._replace(right=right)
            covered += visible_length(lines)
        else:
            cells.append(_Cell(left, right, row.downwards[index], lines))
    return cells, covered


def _goes_on(merges: list[int]) -> Iterator[bool]:
    """Whether each cell is part of the one before it.

    In [MS-DOC] 2.9.317 (TCGRF) 2 leads and 1 follows; in the format's first description, and what was written after it,
    1 leads and 2 follows. The first cell of a run tells which.
    """
    leader = 0
    for merge in merges:
        goes_on = leader != 0 and merge not in (0, 3, leader)
        if not goes_on:
            leader = min(merge, 2)
        yield goes_on


def _columns(edges: set[int]) -> dict[int, int]:
    """The grid line of each edge; edges that are nearly the same are on one."""
    lines: dict[int, int] = {}
    first = 0
    line = -1
    for edge in sorted(edges):
        if line < 0 or edge - first > _SAME_EDGE:
            first = edge
            line += 1
        lines[edge] = line
    return lines
