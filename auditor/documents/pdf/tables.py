"""Grids to tables: cell texts, and tables that go on over a page put together again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from auditor.documents.pdf.cell_lines import COMPLETE, ends_full, fused, raw_cell
from auditor.documents.pdf.chunks import is_amount
from auditor.documents.pdf.grids import Grid, GridCell
from auditor.documents.pdf.indents import Gaps, gaps_of, indented
from auditor.documents.raw import Found, RawCell, RawParagraph, RawTable, RawText
from auditor.patterns import regex

_SAME_COLUMN = 3.0
_FEWEST_ROWS = 3
_FIGURE = regex(r"-?[\d,]+(?:\.\d+)?%?")
_OPENS_ROW = regex(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、]|\d{2,}|[^，。]{1,4}[:：]|[①-⑳]"
)


class TableBuilder:
    """The rows of one table over all its pages."""

    def __init__(self, grid: Grid, page: int) -> None:
        self._lefts = grid.lefts
        self._header_rows = grid.header_rows
        self._is_doubtful = False
        self._first_page = page
        self._has_ends = not grid.is_open_above
        self._is_cut = False
        self._broken: set[int] = set()
        """The columns of the last row whose text the side of its cell broke, so that it may go on over the page."""
        self._cells: list[RawCell] = []
        self._gaps: dict[tuple[int, int], Gaps] = {}
        """Where the names of its cells stand, by their rows and columns."""
        self._height = 0
        self.add(grid, page)

    def continued_by(self, grid: Grid) -> Grid | None:
        """A grid at the head of the next page in the columns of this one, None where it has others.

        Rows that merge some of the columns (合计 over three columns of codes, alone on its page) and the first row of a
        header, cut from the rows below it, rule only some of them.
        """
        if _same(grid.lefts, self._lefts):
            return grid
        if _is_among(grid.lefts, self._lefts) and _has_figures(grid):
            at = _places(grid.lefts, self._lefts)
            cells = [
                cell._replace(column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column])
                for cell in grid.cells
            ]
            return grid._replace(lefts=self._lefts, cells=cells)
        if _is_among(self._lefts, grid.lefts) and not any(_FIGURE.fullmatch(_text(cell)) for cell in self._cells):
            at = _places(self._lefts, grid.lefts)
            self._cells = [
                cell._replace(column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column])
                for cell in self._cells
            ]
            self._broken = set()
            self._gaps = {}
            self._lefts = grid.lefts
            return grid
        return None

    @property
    def is_spaced(self) -> bool:
        """Whether white space makes its columns, which then are not at the same places on every page."""
        return self._header_rows is not None

    def may_go_on(self, page: int) -> bool:
        """Whether what stands on a page may be more of it: it ends the page before, or all there is of the page so far goes on with it."""
        return page == self._page + 1 or (page == self._page and page > self._first_page)

    def aligned(self, grid: Grid) -> Grid | None:
        """A grid of white space at the head of the next page in the columns of this one; None where it does not fit in."""
        cells = []
        for cell in grid.cells:
            columns = [bisect_right(self._lefts, place) - 1 for place in _sides_of(cell)]
            if not 0 <= columns[0] <= columns[1] < len(self._lefts) - 1:
                return None
            cells.append(cell._replace(column=columns[0], column_span=columns[1] - columns[0] + 1))
        places = {(cell.row, cell.column) for cell in cells}
        return grid._replace(lefts=self._lefts, cells=cells) if len(places) == len(cells) else None

    def says(self, texts: Iterable[str]) -> bool:
        """Whether texts are all of its header or of the row below, which may number the columns."""
        known = {_text(cell) for cell in self._cells if cell.row <= (self._header_rows or 0)}
        return bool(self._header_rows) and all(any(text in whole for whole in known) for text in texts)

    def doubt(self) -> None:
        """What follows may be more of the table: sums over its rows would not be whole."""
        self._is_doubtful = True

    def add(self, grid: Grid, page: int) -> None:
        """Append a page's rows; the first goes on with the last row above where the page cut that in two."""
        cells = [raw_cell(cell, page, self._height) for cell in grid.cells]
        names = [(cell, gaps) for cell, held in zip(cells, grid.cells, strict=True) if (gaps := gaps_of(held, cell))]
        first = [cell for cell in cells if cell.row == self._height]
        is_open = self._is_cut and grid.is_open_above and self._has_ends
        if self._cells and all(cell.row_span == 1 for cell in first) and self._is_row_rest(first, is_open):
            rests = {cell.column: cell for cell in first if _text(cell)}
            self._cells = [
                cell._replace(lines=_rejoined(cell.lines, rests[cell.column].lines))
                if cell.row == self._last_row and cell.column in rests
                else cell
                for cell in self._cells
            ]
            cells = [cell._replace(row=cell.row - 1) for cell in cells if cell.row > self._height]
            names = [(cell._replace(row=cell.row - 1), gaps) for cell, gaps in names if cell.row > self._height]
            self._height -= 1
        self._cells += cells
        self._gaps |= {(cell.row, cell.column): gaps for cell, gaps in names}
        self._height += len(grid.tops) - 1
        self._is_cut = grid.is_open_below
        self._broken = {
            cell.column for cell in grid.cells if cell.row + cell.row_span == len(grid.tops) - 1 and ends_full(cell)
        }
        self._page = page

    @property
    def _last_row(self) -> int:
        return self._height - 1

    def _is_row_rest(self, first: list[RawCell], is_open: bool) -> bool:
        """Whether a page's first row only ends cells of the row above: each under one whose last line was broken, none a figure or
        item of its own. Where no ruling closes either row (`is_open`), it may fill cells that are blank above.
        """
        above, filled, head = self._row(self._last_row), _filled(first), self._row(0)
        if not filled or filled == head:
            return False
        if is_open:
            starts_later = min(above, default=0) < min(filled)
            return starts_later or all(column not in above or column in self._broken for column in filled)
        return len(filled) < len(above) and all(
            column in self._broken and not COMPLETE.fullmatch(text) and not _OPENS_ROW.match(text)
            for column, text in filled.items()
        )

    def _row(self, row: int) -> dict[int, str]:
        return _filled([cell for cell in self._cells if cell.row == row])

    @property
    def first_page(self) -> int:
        return self._first_page

    @property
    def is_unread(self) -> bool:
        """Whether rows of several amounts have no header that leaves no doubt, so that nothing can be held against them."""
        if not self.is_spaced or (self._header_rows and not self._is_doubtful):
            return False
        rows: dict[int, int] = {}
        for cell in self._cells:
            rows[cell.row] = rows.get(cell.row, 0) + is_amount(_text(cell))
        return sum(count > 1 for count in rows.values()) >= _FEWEST_ROWS

    def found(self) -> list[Found]:
        """The table; its header apart where there is doubt whether these are all its rows."""
        cells = indented(self._cells, self._gaps)
        if not self._is_doubtful or not self._header_rows:
            return [RawTable(tuple(cells))]
        header = [RawParagraph(cell.lines) for cell in cells if cell.row < self._header_rows]
        return [*header, RawTable(tuple(cell for cell in cells if cell.row >= self._header_rows))]


def _same(lefts: list[float], others: list[float]) -> bool:
    return len(lefts) == len(others) and all(
        abs(one - other) < _SAME_COLUMN for one, other in zip(lefts, others, strict=True)
    )


def _is_among(few: list[float], many: list[float]) -> bool:
    """Whether two grids have the same outer sides, and the first no column that the second has not."""
    return _same([few[0], few[-1]], [many[0], many[-1]]) and all(
        any(abs(one - other) < _SAME_COLUMN for other in many) for one in few
    )


def _places(few: list[float], many: list[float]) -> list[int]:
    """Which of many sides each of a few is."""
    return [min(range(len(many)), key=lambda at: abs(many[at] - side)) for side in few]


def _has_figures(grid: Grid) -> bool:
    """Whether a figure stands in the first row of a grid, which so is no header."""
    first = ("".join(char.text for char in cell.chars).strip() for cell in grid.cells if cell.row == 0)
    return any(_FIGURE.fullmatch(text) for text in first)


def _sides_of(cell: GridCell) -> tuple[float, float]:
    """A place in the first and one in the last column that a cell covers; of one column, the middle of its text."""
    middle = (min(char.left for char in cell.chars) + max(char.right for char in cell.chars)) / 2
    return (cell.box[0] + _SAME_COLUMN, cell.box[2] - _SAME_COLUMN) if cell.column_span > 1 else (middle, middle)


def _filled(cells: list[RawCell]) -> dict[int, str]:
    """The texts of the cells of a row that have one, by column."""
    return {cell.column: text for cell in cells if (text := _text(cell))}


def _text(cell: RawCell) -> str:
    return "".join(line.text for line in cell.lines).strip()


def _rejoined(above: tuple[RawText, ...], below: tuple[RawText, ...]) -> tuple[RawText, ...]:
    """The lines of a cell that a page cut; a figure cut in two is one again."""
    if not any(line.text for line in above):
        return below
    last, first = above[-1], below[0]
    if last.origin and first.origin and last.text[-1:].isdigit() and re.fullmatch(r"[\d.,]+", first.text):
        return (*above[:-1], fused(last, first), *below[1:])
    return above + below
