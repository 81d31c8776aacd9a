"""What a grid over several pages prints again, and where a second table begins in it."""

from __future__ import annotations

from auditor.documents.cells import Row, filled, is_blank, is_number, place, squeeze, squeezed, texts, without_continued
from auditor.documents.headers import Spans
from auditor.documents.model import Residue
from auditor.patterns import regex

_CARRY = regex("[（(]?(?:[过转接]次页|[承接]前页|[转接]下页|[承接]上页)[)）]?")
_TITLE = regex(r"[^，。；]{2,60}表(?:[（(][^（）()]{1,20}[)）])?")


def opens_table(rows: list[Row], index: int, spans: Spans) -> bool:
    """Whether a row within a grid is the title of a second table: a name over the whole width behind figures, then a header."""
    if not _is_title(rows[index], spans) or _is_title(rows[index - 1], spans):
        return False
    name = texts(rows[index])
    return (
        index + 1 < len(rows)
        and not any(is_number(cell) for cell in rows[index + 1])
        and any(is_number(cell) for row in rows[:index] for cell in row)
        and not any(_says_again(name, row) for row in rows[:index])
    )


def _is_title(row: Row, spans: Spans) -> bool:
    """Whether a row is one cell over the whole width that names a table."""
    cells = filled(row)
    return (
        len(cells) == 1
        and spans.get(place(cells[0]), (1, 1))[1] == len(row)
        and _TITLE.fullmatch(squeeze(cells[0])) is not None
    )


def _says_again(name: list[str], row: Row) -> bool:
    return name == texts(row) or without_continued("".join(name)) == "".join(texts(row))


def drop_blank_columns(rows: list[Row], spans: Spans) -> tuple[list[Row], list[int]]:
    """Rows without the columns that only the captions above them had, and which columns these are; `spans` follow."""
    width = len(rows[0])
    used = [index for index in range(width) if any(not is_blank(row[index]) for row in rows)]
    if len(used) == width:
        return rows, used
    for row in rows:
        for index, cell in enumerate(row):
            down, along = spans.get(place(cell), (1, 1))
            if along > 1:
                spans[place(cell)] = down, sum(1 for column in used if index <= column < index + along)
    return [[row[index] for index in used] for row in rows], used


def drop_carries(rows: list[Row], residue: list[Residue]) -> list[Row]:
    """Rows without those that carry a sum over the page (过次页, 承前页): what they add up is printed above them."""
    kept: list[Row] = []
    for row in rows:
        words = [cell for cell in row if not is_blank(cell) and not is_number(cell)]
        if len(words) == 1 and _CARRY.fullmatch(squeeze(words[0])):
            residue.extend(Residue(cell, "carried over the page") for cell in filled(row))
        else:
            kept.append(row)
    return kept


def drop_repeated_header(captions: list[Row], header: list[Row], body: list[Row], residue: list[Residue]) -> list[Row]:
    """The body without what is printed again on every page: the header's rows or the first of them, the captions, or both."""
    wanted = squeezed(header)
    kept: list[Row] = []
    index = 0
    while index < len(body):
        start = index
        while index < len(body) and any(_says_again(texts(body[index]), row) for row in captions):
            index += 1
        height = 0
        while index < len(body) and height < len(wanted) and squeezed([body[index]])[0] == wanted[height]:
            height += 1
            index += 1
        if height or (captions and index - start == len(captions)):
            residue.extend(Residue(cell, "repeated header") for row in body[start:index] for cell in filled(row))
        else:
            kept.append(body[start])
            index = start + 1
    return kept
