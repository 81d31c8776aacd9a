"""Tables of a Word file: rows of cells become a grid, merged cells become one."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.documents.model import Origin
from auditor.documents.raw import RawCell, RawTable, RawText
from auditor.tuples import NamedTuple

_WIDEST = 4096


class Printed(NamedTuple):
    """The printed lines of a paragraph, none of them blank."""

    lines: tuple[str, ...]
    contents_style: bool = False
    contents_field: bool = False


class Container:
    """What holds paragraphs and tables: the text itself, a cell, a text box, a note."""

    def __init__(self) -> None:
        self.blocks: list[Printed | Grid] = []
        self.carried: list[str] = []
        """Text of paragraphs whose mark is deleted or hidden; it goes on in the next paragraph."""


class Cell(Container):
    """A cell; `row`, `column` and `row_span` are known once its row is complete."""

    def __init__(self) -> None:
        super().__init__()
        self.row = self.column = 0
        self.row_span = self.column_span = 1
        self.goes_on_below = False
        """First of cells merged downwards, or one of them (`vMerge`)."""
        self.goes_on_above = False
        self.goes_on_before = False
        """Part of the cell before it (`hMerge`)."""
        self.deleted = False


class Row:
    """A row while it is read."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.skipped_columns = 0
        self.deleted = False
        self.hidden = False


class Grid:
    """A table while it is read, then as it is printed."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self._height = 0
        self._open: dict[int, Cell] = {}
        """By column, the cell that cells further down may be part of."""

    def add(self, row: Row) -> list[Cell]:
        """Put a complete row below the others; gives the cells of it that are not printed though not deleted."""
        if row.deleted:
            return []
        if row.hidden:
            return [cell for cell in row.cells if not cell.deleted]
        cells, unprinted = _side_by_side(row)
        for cell in cells:
            cell.row = self._height
            above = self._above(cell)
            if above is None:
                self.cells.append(cell)
                if cell.goes_on_below:
                    self._open[cell.column] = cell
            else:
                above.row_span += 1
                unprinted.append(cell)
        self._height += 1
        return unprinted

    def _above(self, cell: Cell) -> Cell | None:
        """The cell that a cell is the lower part of."""
        above = self._open.get(cell.column) if cell.goes_on_above else None
        if above is None or above.row + above.row_span != cell.row or above.column_span != cell.column_span:
            return None
        return above


def _side_by_side(row: Row) -> tuple[list[Cell], list[Cell]]:
    """The cells of a row in their columns, and those that are part of the cell before them."""
    cells: list[Cell] = []
    parts: list[Cell] = []
    column = min(row.skipped_columns, _WIDEST)
    for cell in row.cells:
        cell.column_span = min(cell.column_span, max(1, _WIDEST - column))
        cell.column = column
        column += cell.column_span
        if cell.deleted:
            continue
        if cells and cell.goes_on_before:
            cells[-1].column_span += cell.column_span
            parts.append(cell)
        else:
            cells.append(cell)
    return cells, parts


def raw_tables(grid: Grid, numbers: Iterator[int]) -> Iterator[RawTable]:
    """A table, then those nested in it; `numbers` gives each its number in the document."""
    if grid.cells:
        number = next(numbers)
        yield RawTable(tuple(_raw_cell(cell, number) for cell in grid.cells))
    for cell in grid.cells:
        for block in cell.blocks:
            if isinstance(block, Grid):
                yield from raw_tables(block, numbers)


def _raw_cell(cell: Cell, number: int) -> RawCell:
    origin = Origin(cell=f"table {number}!R{cell.row + 1}C{cell.column + 1}")
    lines = tuple(RawText(line, origin) for block in cell.blocks if isinstance(block, Printed) for line in block.lines)
    return RawCell(cell.row, cell.column, lines, cell.row_span, cell.column_span)


def characters(container: Container) -> int:
    """The characters in a container that are not blank, those of its tables too."""
    count = 0
    for block in container.blocks:
        if isinstance(block, Printed):
            count += sum(visible_length(line) for line in block.lines)
        else:
            count += sum(characters(cell) for cell in block.cells)
    return count


def visible_length(text: str) -> int:
    """How many characters of a text are not blank."""
    return sum(map(len, text.split()))
