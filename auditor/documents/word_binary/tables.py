"""Rows of a Word 97+ binary file: the edges and merges that their modifiers give their cells."""

from __future__ import annotations

import struct

from auditor.documents.edged_rows import EdgedRow
from auditor.tuples import NamedTuple

_DEFAULT_WIDTH = 1440
_MOST_CELLS = 64
_DEFINITION, _MERGE, _SPLIT, _MERGE_BELOW = 0xD608, 0x5624, 0x5625, 0xD62B


class Row(NamedTuple):
    """A row: the text lines of its cells, and the modifiers that tell their edges and merges."""

    cells: list[list[str]]
    modifiers: tuple[tuple[int, bytes], ...]


class _Shape:
    """Edges and merges of the cells of a row, as of `EdgedRow`."""

    def __init__(self) -> None:
        self.edges: list[int] = []
        self.sideways: list[int] = []
        self.downwards: list[int] = []


def edged(rows: list[Row]) -> list[EdgedRow]:
    """The rows of a table with their edges; a row that tells none has those of the row above."""
    shapes: list[_Shape] = []
    for row in rows:
        shapes.append(_shape(row, shapes[-1] if shapes else None))
    return [
        EdgedRow(row.cells, shape.edges, shape.sideways, shape.downwards)
        for row, shape in zip(rows, shapes, strict=True)
    ]


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
