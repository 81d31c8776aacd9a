"""Comma-separated values (.csv): one sheet without a name, its rows as records, whatever separates their cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from auditor.documents.bounds import check_total
from auditor.documents.encoding import decode
from auditor.documents.raw import Found
from auditor.documents.workbook.cells import MOST_CELLS, MOST_COLUMNS, Sheet, cell_text, too_many_cells, weight
from auditor.documents.workbook.sheets import sheet_blocks
from auditor.errors import UnreadableDocument
from auditor.patterns import regex

_DELIMITERS = (",", "\t", ";", "|")
"""What parts cells; where two would part as many rows, the first."""
_LOOKED_AT = 200
"""So many rows tell what parts the cells."""
_DECLARED = regex(r"sep=([,;|\t])\r?\n", re.IGNORECASE)
"""The first line that Excel heeds and does not show."""
_AS_TEXT = regex(r'="([^"]*)"')
"""How a program writes a code that Excel shall not take for a number."""


def read_csv(content: bytes) -> tuple[list[Found], str]:
    """What the rows hold, and the encoding they were read in; raises `UnreadableDocument` for what is no such text.

    Titles, units and notes are told from the rows of tables as those of a worksheet are. Records are counted as a spreadsheet
    counts its rows: one whose cell has a line break is one.
    """
    text, encoding = decode(content)
    check_total(len(text))
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else _delimiter_of(text)
    found = sheet_blocks(Sheet("", _rows(text, delimiter)))
    if not found:
        raise UnreadableDocument("no cell of it is filled", "文件中没有任何内容")
    return found, encoding


def _delimiter_of(text: str) -> str:
    """What parts the cells: that with which most rows have several and equally many."""
    return max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> int:
    """How many of the first rows have as many cells as most of those that have several."""
    widths: Counter[int] = Counter()
    try:
        for record in islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _LOOKED_AT):
            if len(record) > 1:
                widths[len(record)] += 1
    except csv.Error:
        return 0
    return max(widths.values(), default=0)


def _rows(text: str, delimiter: str) -> dict[int, dict[int, str]]:
    """The filled cells by row and column."""
    rows: dict[int, dict[int, str]] = {}
    left = MOST_CELLS
    for number, record in enumerate(_records(text, delimiter)):
        if len(record) > MOST_COLUMNS:
            raise too_many_cells()
        cells = {column: shown for column, field in enumerate(record) if field and (shown := _shown(field))}
        left -= sum(map(weight, cells.values()))
        if left < 0:
            raise too_many_cells()
        if cells:
            rows[number] = cells
    return rows


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records; raises `UnreadableDocument` at a quotation mark that would swallow what follows."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: Iterable[list[str]] = reader
    try:
        yield from records
    except csv.Error as error:
        raise UnreadableDocument(
            f"its cells cannot be told apart up to line {reader.line_num} ({error}): a quotation mark is missing or too many",
            f"到第 {reader.line_num} 行为止无法划分单元格（{error}）：引号缺失或多余",
        ) from error


def _shown(field: str) -> str:
    """What a spreadsheet shows of a field."""
    literal = _AS_TEXT.fullmatch(field.strip())
    return cell_text(literal[1] if literal else field)
