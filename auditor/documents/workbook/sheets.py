"""The cells of one sheet of a workbook to paragraphs and tables, each text with the address of its cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice, repeat, takewhile

from auditor.documents.model import Origin
from auditor.documents.raw import Found, RawCell, RawNotice, RawParagraph, RawTable, RawText
from auditor.documents.workbook.cells import MOST_STEPS, Line, Merge, Sheet, Spans, column_letters, too_many_cells
from auditor.documents.workbook.hidden import without_idle
from auditor.patterns import regex

_SHORTEST_SENTENCE = 15
_FARTHEST_HEADER = 10
_SENTENCE = regex(r"。|^\s*(?:备?注|说明)\s*[:：]")

# A tuple of this kind made of what it holds; calling the class takes twice as long, and these are made by the million.
_new_cell = partial(tuple.__new__, RawCell)
_new_text = partial(tuple.__new__, RawText)
_new_origin = partial(tuple.__new__, Origin)


def sheet_blocks(sheet: Sheet) -> list[Found]:
    """What a sheet holds, in reading order: what is to be said aloud, then its paragraphs and tables.

    A sheet that does not begin with a title gets its name, if it has one, as one.
    """
    if sheet.is_hidden:
        filled = sum(map(len, sheet.rows.values()))
        return [RawNotice("hidden-sheet", {"sheet": sheet.name, "cells": filled})] if filled else []
    spans = Spans(sheet.merges, sorted(sheet.rows))
    whole = _lines(sheet, spans)
    lines, notices = without_idle(sheet, whole, spans)
    found: list[Found] = [*notices, *_notices(sheet, spans)]
    if not lines:
        return found
    page = _Page(sheet.name, spans)
    if sheet.name and (lines[0].only is None or lines[0].has_number):
        found.append(RawParagraph((RawText(sheet.name),)))
    for part in _parts(lines, spans):
        found += page.blocks(part)
    return found


def _lines(sheet: Sheet, spans: Spans) -> list[Line]:
    lines = []
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        columns: Sequence[int] = sorted(cells)
        if number in spans.rows:
            columns = [column for column in columns if not spans.covers(number, column)]
        if columns:
            lines.append(Line(number, columns, cells))
    return lines


def _notices(sheet: Sheet, spans: Spans) -> Iterator[RawNotice]:
    covered = [
        (row, column) for row in sorted(spans.rows) for column in sorted(sheet.rows[row]) if spans.covers(row, column)
    ]
    for key, places in (("covered-cells", covered), ("uncalculated-formulas", sheet.uncalculated)):
        if places:
            first = f"{column_letters(places[0][1])}{places[0][0] + 1}"
            arguments: dict[str, object] = {"sheet": sheet.name, "cells": len(places), "first": first}
            yield RawNotice(key, arguments, incomplete=key == "uncalculated-formulas")


def _parts(lines: Sequence[Line], spans: Spans) -> Iterator[list[Line]]:
    """The lines of each table: a new one begins behind a blank row, with a title or header of its own."""
    part: list[Line] = []
    has_number = False
    rows = 0
    for index, line in enumerate(lines):
        if part and line.number > part[-1].number + 1 and _is_end(lines, index, part, spans, rows, has_number):
            yield part
            part, has_number, rows = [], False, 0
        part.append(line)
        has_number = has_number or line.has_number
        rows += line.only is None
    yield part


def _is_end(lines: Sequence[Line], index: int, part: Sequence[Line], spans: Spans, rows: int, has_number: bool) -> bool:
    """Whether the lines before a blank row are all of a table, or the prose before one, `rows` of them having several texts."""
    if not rows and not has_number:
        return any(_is_sentence(line.only or "") for line in part)
    if _opens_prose(lines, index):
        return has_number or rows > 1
    if has_number:
        return _opens_table(lines, index, part, spans)
    return rows > 1 and _is_wide(lines[index], part, spans) and not _is_sentence(lines[index].only or "")


def _opens_table(lines: Sequence[Line], index: int, part: Sequence[Line], spans: Spans) -> bool:
    """Whether a line behind a blank row is no more of the table before, as the name of a group of rows is."""
    line = lines[index]
    if line.has_number or any(merge.bottom > part[-1].number for merge in spans.rows.get(part[-1].number, ())):
        return False
    if _is_wide(line, part, spans):
        return not _is_sentence(line.only or "")
    header = 0
    for ahead in lines[index : index + _FARTHEST_HEADER]:
        if ahead.has_number:
            return header > 0
        header += ahead.only is None
    return header > 1


def _opens_prose(lines: Sequence[Line], index: int) -> bool:
    """Whether a heading and sentences follow: prose between tables, as where a sheet holds a whole document."""
    alone = list(takewhile(lambda line: line.only is not None, islice(lines, index, index + _FARTHEST_HEADER)))
    return not _is_sentence(lines[index].only or "") and any(_is_sentence(line.only or "") for line in alone)


def _is_wide(line: Line, part: Sequence[Line], spans: Spans) -> bool:
    """Whether a line is one text merged over at least half the width of the table before, as titles are."""
    title = spans.at(line.number, line.columns[0]) if line.only is not None else None
    if not title or title.right == title.left:
        return False
    width = max(before.columns[-1] for before in part) - min(before.columns[0] for before in part) + 1
    return 2 * (title.right - title.left + 1) >= width


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(text)) or ("，" in text and len(text) >= _SHORTEST_SENTENCE)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether there is one text to a line, all in one column or none of them a number."""
    if any(line.only is None for line in lines):
        return False
    return len({line.columns[0] for line in lines}) == 1 or not any(line.has_number for line in lines)


class _Heads(dict[int, str]):
    """Addresses of columns up to the row number."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix

    def __missing__(self, column: int) -> str:
        self[column] = head = self._prefix + column_letters(column)
        return head


class _Page:
    """Makes blocks of the lines of one sheet."""

    def __init__(self, name: str, spans: Spans) -> None:
        prefix = name and (f"{name}!" if re.fullmatch(r"\w+", name) else "'" + name.replace("'", "''") + "'!")
        self._spans = spans
        self._heads = _Heads(prefix)

    def blocks(self, lines: Sequence[Line]) -> list[Found]:
        """A table and the sentences before and behind it; lines of one text each are prose."""
        if _is_prose(lines):
            return [self._paragraph(line) for line in lines]
        top = next((index for index, line in enumerate(lines) if line.only is None), 0)
        end = next((index for index in range(len(lines), top, -1) if lines[index - 1].only is None), len(lines))
        notes = (index for index in range(end, len(lines)) if _is_sentence(lines[index].only or ""))
        end = next(notes, len(lines))
        before = [line for line in lines[:top] if _is_sentence(line.only or "")]
        body = [line for line in lines[:top] if not _is_sentence(line.only or "")] + list(lines[top:end])
        behind = [self._paragraph(line) for line in lines[end:]]
        return [*map(self._paragraph, before), self._table(body), *behind]

    def _paragraph(self, line: Line) -> RawParagraph:
        return RawParagraph(next(iter(self._lines(line))))

    def _table(self, lines: Sequence[Line]) -> RawTable:
        """Rows and columns without a filled cell are left out."""
        columns = sorted(set().union(*(line.columns for line in lines)))
        if len(columns) * len(lines) > MOST_STEPS:
            raise too_many_cells()
        places = {column: place for place, column in enumerate(columns)}
        numbers = [line.number for line in lines]
        cells: list[RawCell] = []
        for row, line in enumerate(lines):
            merges = {merge.left: merge for merge in self._spans.rows.get(line.number, ()) if merge.top == line.number}
            texts = self._lines(line)
            if not merges:
                columns_of = map(places.__getitem__, line.columns)
                cells += map(_new_cell, zip(repeat(row), columns_of, texts, repeat(1), repeat(1)))
                continue
            for column, printed in zip(line.columns, texts, strict=True):
                merge = merges.get(column, Merge(line.number, column, line.number, column))
                height = bisect_right(numbers, merge.bottom) - row
                width = bisect_right(columns, merge.right) - places[column]
                cells.append(RawCell(row, places[column], printed, height, width))
        return RawTable(tuple(cells))

    def _lines(self, line: Line) -> Iterable[tuple[RawText, ...]]:
        """The printed lines of each cell of a row."""
        number = str(line.number + 1)
        names = [self._heads[column] + number for column in line.columns]
        origins = map(_new_origin, zip(repeat(None), names, repeat(None)))
        texts = [line.cells[column] for column in line.columns]
        if "\n" not in "".join(texts):
            return zip(map(_new_text, zip(texts, origins, strict=True)))
        return [
            tuple(RawText(part, origin) for part in text.split("\n"))
            for text, origin in zip(texts, origins, strict=True)
        ]
