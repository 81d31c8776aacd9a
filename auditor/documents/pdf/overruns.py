"""Figures too wide for their column: where one runs over into the blank cell before it, no ruling is drawn between the two.

合 计 |             | 1,024,807.17 | 186,874.72      the figure belongs to the column at whose right side it ends,
      |             1,024,807.17 | 186,874.72        as in the rows above, and not to a cell merged of two columns
"""

from __future__ import annotations

from auditor.documents.pdf.grids import Grid, GridCell
from auditor.patterns import regex

_FIGURE = regex(r"-?\d[\d,]*\.\d+")
_OVER = 1.0
"""So many heights a figure may run over."""


def part_overruns(grid: Grid) -> Grid:
    """The grid with such cells parted before the last of their columns."""
    cells: list[GridCell] = []
    for cell in grid.cells:
        cells += _parted(cell, grid) if cell.column_span > 1 and cell.row_span == 1 and cell.chars else [cell]
    return grid if len(cells) == len(grid.cells) else grid._replace(cells=cells)


def _parted(cell: GridCell, grid: Grid) -> list[GridCell]:
    last = cell.column + cell.column_span - 1
    side = grid.lefts[last]
    chars = [char for char in cell.chars if not char.text.isspace()]
    if not chars or not _FIGURE.fullmatch("".join(char.text for char in chars)):
        return [cell]
    height, left, right = chars[0].height, min(char.left for char in chars), max(char.right for char in chars)
    runs_over = side - _OVER * height < left < side < right and cell.box[2] - right < height
    if not runs_over:
        return [cell]
    before = cell._replace(column_span=cell.column_span - 1, box=(*cell.box[:2], side, cell.box[3]), chars=[])
    own = cell._replace(column=last, column_span=1, box=(side, *cell.box[1:]))
    return [before, own]
