"""Tables of a Word 97+ binary file: rows of cells with the edges they give themselves become a grid."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from auditor.documents.model import Origin
from auditor.documents.raw import RawCell, RawTable, RawText

_SAME_EDGE = 30
"""Edges that are at most so many twentieths of a point apart are one."""
_DEFAULT_WIDTH = 1440
_MOST_CELLS = 64
_PART_OF_ABOVE = 1
_DEFINITION, _MERGE, _SPLIT, _MERGE_BELOW = 0xD608, 0x5624, 0x5625, 0xD62B


class Row(NamedTuple):
    """A row: the text lines of its cells, and the modifiers that tell their edges and merges."""

    cells: list[list[str]]
    modifiers: tuple[tuple[int, bytes], ...]


class _Shape:
    """Edges and merges of the cells of a row."""

    def __init__(self) -> None:
        self.edges: list[int] = []
        self.sideways: list[int] = []
        """Of each cell: how it is merged with its neighbours, see `_goes_on`."""
        self.downwards: list[int] = []
        """Of each cell: 1 part of the cell above, 3 the first of several."""


class _Cell(NamedTuple):
    """A printed cell of a row, with those merged with it sideways."""

    left: int
    right: int
    downwards: int
    lines: list[str]


def table_of(rows: list[Row], number: int) -> tuple[RawTable, int]:
    """The grid of a table, and how many characters stand in cells that are covered by the one they are merged with.

    `number` is that of the table in the document.
    """
    shapes: list[_Shape] = []
    for row in rows:
        shapes.append(_shape(row, shapes[-1] if shapes else None))
    columns = _columns({edge for shape in shapes for edge in shape.edges})
    found: list[RawCell] = []
    covered = 0
    open_cells: dict[tuple[int, int], int] = {}
    for index, (row, shape) in enumerate(zip(rows, shapes, strict=True)):
        cells, lost = _printed(row, shape, columns)
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


def _printed(row: Row, shape: _Shape, columns: dict[int, int]) -> tuple[list[_Cell], int]:
    """The printed cells of a row in their columns, and how many characters are in those that are not."""
    cells: list[_Cell] = []
    covered = 0
    right = 0
    for index, (lines, goes_on) in enumerate(zip(row.cells, _goes_on(shape.sideways), strict=False)):
        left = max(columns[shape.edges[index]], right)
        right = max(columns[shape.edges[index + 1]], left + 1)
        if goes_on:
            cells[-1] = cells[-1]._replace(right=right)
            covered += visible_length(lines)
        else:
            cells.append(_Cell(left, right, shape.downwards[index], lines))
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


def _shape(row: Row, above: _Shape | None) -> _Shape:
    shape = _Shape()
    for code, operand in row.modifiers:
        if code == _DEFINITION:
            _define(shape, operand)
        elif code in (_MERGE, _SPLIT):
            _merge(shape, operand[0], operand[1], code == _MERGE)
        elif code == _MERGE_BELOW and len(operand) > 1 and operand[0] < len(shape.downwards):
            shape.downwards[operand[0]] = operand[1] & 3
    count = len(row.cells)
    if not shape.edges and above is not None:
        shape.edges = above.edges[:]
    shape.edges = shape.edges or [0]
    while len(shape.edges) <= count:
        shape.edges.append(shape.edges[-1] + _DEFAULT_WIDTH)
    del shape.edges[count + 1 :]
    shape.sideways += [0] * (count - len(shape.sideways))
    shape.downwards += [0] * (count - len(shape.downwards))
    return shape


def _define(shape: _Shape, operand: bytes) -> None:
    """The definition of a row: number of cells, their edges, and for each 20 bytes of properties ([MS-DOC] TDefTableOperand)."""
    count = min(operand[0], _MOST_CELLS) if operand else 0
    if len(operand) < 1 + 2 * (count + 1):
        return
    shape.edges = list(struct.unpack_from(f"<{count + 1}h", operand, 1))
    start = 3 + 2 * count
    flags = [int.from_bytes(operand[start + 20 * cell : start + 20 * cell + 2], "little") for cell in range(count)]
    shape.sideways = [flag & 3 for flag in flags]
    shape.downwards = [flag >> 5 & 3 for flag in flags]


def _merge(shape: _Shape, first: int, limit: int, merged: bool) -> None:
    for cell in range(first, min(limit, len(shape.sideways))):
        shape.sideways[cell] = 0 if not merged else 2 if cell == first else 1
