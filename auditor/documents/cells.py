"""Questions about the cells of a row: what fills them, whether one row says the same as another."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.documents.model import SourceText
from auditor.figures import is_figure
from auditor.patterns import regex

Row = list[SourceText]
_CONTINUED = regex(r"[（(]续[^（）()]{0,4}[)）]|续表[一二三四五六七八九十\d]{0,2}")
_YEAR = regex(r"\s*(?:19|20)\d{2}\s*")


def is_number(cell: SourceText) -> bool:
    """Whether a number fills the cell, be it with its unit."""
    return is_figure(cell.text)


def has_figure(row: Row) -> bool:
    """Whether a number fills a cell of a row; a year may as well head a column."""
    numbers = [cell for cell in row if is_number(cell)]
    return any(not _YEAR.fullmatch(cell.text) for cell in numbers)


def is_blank(cell: SourceText) -> bool:
    return not cell.text.strip()


def squeeze(cell: SourceText) -> str:
    return "".join(cell.text.split())


def squeezed(rows: Iterable[Iterable[SourceText]]) -> list[list[str]]:
    return [[squeeze(cell) for cell in row] for row in rows]


def filled(row: Row) -> list[SourceText]:
    return [cell for cell in row if not is_blank(cell)]


def place(cell: SourceText) -> tuple[int, int]:
    """Where a cell's text starts, which is how `Spans` know it."""
    return cell.line, cell.pieces[0].column


def texts(row: Row) -> list[str]:
    return [squeeze(cell) for cell in filled(row)]


def without_continued(text: str) -> str:
    """A heading without the words that say it is printed again."""
    return _CONTINUED.sub("", text)


def is_continued(text: str) -> bool:
    """Whether a heading says nothing but that it is printed again."""
    return _CONTINUED.fullmatch(text) is not None
