"""An overview as a workbook: a sheet for each chapter, numbers as numbers, text as text, rows that lead to documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from auditor.records.choices import Lang
from auditor.reports.overview.links import Links
from auditor.reports.overview.tables import Cell, Chapter, Column, Hit, Row, Share, Table, in_words
from auditor.reports.overview.words import word
from auditor.reports.working_paper.paper import FILLS
from auditor.reports.working_paper.workbook import CELL, HEAD, WRAPPED, Book, Sheet, width_of

_WIDTHS = {"text": 34, "small": 34, "code": 18, "year": 11, "count": 9, "share": 12, "verdict": 18, "severity": 9}
_NARROW = {"year": 12, "kind": 14, "body": 26, "finding": 70, "reason": 60, "example": 60}
"""Of columns of text that are narrower or wider than others, by their keys."""
_MATRIX = 6
_HEAD_HEIGHT, _MATRIX_HEIGHT = 28, 150
_COUNT, _YEAR = {"num_format": "#,##0"}, {"num_format": "0", "align": "left"}
_FOOTER = "&C&P / &N"


def render(chapters: Sequence[Chapter], lang: Lang, links: Links, most: int) -> Iterator[bytes]:
    """The file; of each table `most` rows at most. The same bytes for the same chapters."""
    book = Book(lang)
    for chapter in chapters:
        _Writer(book, chapter, lang, links, most).write()
    yield book.close()


class _Writer:
    """A chapter on its sheet."""

    def __init__(self, book: Book, chapter: Chapter, lang: Lang, links: Links, most: int) -> None:
        self._chapter, self._lang, self._links, self._most = chapter, lang, links, most
        is_long = len(chapter.tables) == 1
        self._sheet = Sheet(book, book.name(chapter.title), _FOOTER, head=1 + len(chapter.says) if is_long else None)

    def write(self) -> None:
        sheet, row = self._sheet, 1
        sheet.title(self._chapter.title if self._chapter.key != "summary" else word("title", self._lang))
        for said in self._chapter.says:
            sheet.text(row, 0, said, font_color="#595959")
            row += 1
        widths: dict[int, int] = {}
        for table in self._chapter.tables:
            if len(self._chapter.tables) > 1:
                sheet.text(row + 1, 0, table.title, bold=True, font_size=12)
                row += 2
            row = self._table(table, row, widths) + 1
        for column, width in widths.items():
            sheet.page.set_column(column, column, width)

    def _table(self, table: Table, row: int, widths: dict[int, int]) -> int:
        """Write a table from a row on; gives the row behind it."""
        sheet = self._sheet
        if not table.rows:
            sheet.text(row, 0, word("none", self._lang))
            return row + 1
        is_matrix = table.form == "matrix"
        heads = [head for column in table.columns for head in self._heads(column, is_matrix)]
        sheet.page.set_row(row, _MATRIX_HEIGHT if is_matrix else _HEAD_HEIGHT)
        for number, (title, width, style) in enumerate(heads):
            sheet.text(row, number, title, **{**HEAD, **style})
            widths[number] = max(width, widths.get(number, 0))
        shown = table.rows[: self._most]
        for at, entry in enumerate(shown, row + 1):
            self._row(at, entry, table.columns)
        if table.form == "list" and len(self._chapter.tables) == 1:
            sheet.page.autofilter(row, 0, row + len(shown), len(heads) - 1)
        left = table.total - len(shown)
        if left:
            sheet.text(row + 1 + len(shown), 0, word("more", self._lang, count=left))
        return row + 1 + len(shown) + bool(left)

    def _heads(self, column: Column, is_matrix: bool) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """The columns of the sheet that a column takes: title, width, style."""
        if column.kind == "share":
            yield from ((word(key, self._lang), _WIDTHS["count"], {}) for key in ("checked", "possible"))
        is_body = is_matrix and column.key.startswith("body-")
        width = _MATRIX if is_body else _NARROW.get(column.key, _WIDTHS[column.kind])
        longest = (
            0 if is_body else max((width_of(part) + 2 for part in column.title.split() if part.isascii()), default=0)
        )
        yield column.title, max(width, longest), {"rotation": 90} if is_body else {}

    def _row(self, at: int, row: Row, columns: Sequence[Column]) -> None:
        place = 0
        for cell, column in zip(row.cells, columns, strict=True):
            if not place and row.place and (link := self._links.of(row.place)):
                self._sheet.reference(at, place, link, in_words(cell, column, self._lang), **WRAPPED)
            else:
                self._cell(at, place, cell, column)
            place += 3 if isinstance(cell, Share) else 1

    def _cell(self, at: int, place: int, cell: Cell, column: Column) -> None:
        sheet = self._sheet
        if isinstance(cell, Share):
            sheet.count(at, place, cell.checked, **CELL, **_COUNT)
            sheet.count(at, place + 1, cell.possible, **CELL, **_COUNT)
            part = Decimal(100 * cell.checked // cell.possible) / 100 if cell.possible else None
            if part is None:
                sheet.amount(at, place + 2, None, **CELL)
            else:
                sheet.count(at, place + 2, float(part), **CELL, num_format="0%")
        elif isinstance(cell, Hit):
            sheet.count(at, place, cell.findings, **CELL, bg_color=FILLS[cell.severity])
        elif isinstance(cell, int):
            sheet.count(at, place, cell, **CELL, **(_YEAR if column.kind == "year" else _COUNT))
        else:
            sheet.text(at, place, in_words(cell, column, self._lang), **WRAPPED)
