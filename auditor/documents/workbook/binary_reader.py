"""Excel workbooks in the binary format (.xls, and .et of WPS, which is the same): sheets as the cells print them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from io import StringIO

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.formula import FormulaError
from xlrd.sheet import Sheet as BinarySheet

from auditor.documents.raw import Found, RawNotice
from auditor.documents.refusals import encrypted, refused
from auditor.documents.workbook.cells import (
    MOST_CELLS,
    Merge,
    Sheet,
    cell_text,
    sheet_name,
    too_many_cells,
    weight,
)
from auditor.documents.workbook.format_code import built_in_code
from auditor.documents.workbook.number_format import NumberFormat
from auditor.documents.workbook.sheets import sheet_blocks

_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOCAL_DATES = frozenset((14, 22, *range(27, 37), *range(50, 59)))
"""Numbers of formats that every language prints its own way; files do not store their codes."""
_FROM_LEFT = (0, 1)
"""Alignments of a cell, general and left, that set a text in from its left side."""
_DAMAGE = (
    xlrd.XLRDError,
    CompDocError,
    FormulaError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
)


def read_workbook_binary(content: bytes) -> list[Found]:
    """The visible sheets in their order ([MS-XLS]; BIFF8 and what `xlrd` reads of earlier versions).

    A formula without a stored result cannot be told from one of zero. Raises `UnreadableDocument` for what is
    damaged, encrypted, no workbook, or without a filled cell.
    """
    if _PACKAGE in content:
        raise encrypted()
    try:
        sheets = _sheets(content)
    except _DAMAGE as error:
        if "encrypted" in str(error):
            raise encrypted() from error
        detail = " ".join(str(error).split())[:100] or type(error).__name__
        raise refused("no-workbook", detail=detail) from error
    found = [block for sheet in sheets for block in sheet_blocks(sheet)]
    if all(isinstance(block, RawNotice) for block in found):
        raise refused("no-filled-cell")
    return found


def _sheets(content: bytes) -> list[Sheet]:
    # The library prints what it finds odd; nobody is to read that.
    with xlrd.open_workbook(
        file_contents=content, logfile=StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
    ) as book:
        formats = _formats(book)
        left = MOST_CELLS
        sheets = []
        for index in range(book.nsheets):
            binary = book.sheet_by_index(index)
            rows = _rows(binary, formats, left)
            left -= sum(weight(text) for row in rows.values() for text in row.values())
            sheets.append(_sheet(binary, rows))
            book.unload_sheet(index)
    return sheets


def _formats(book: Book) -> list[NumberFormat]:
    """The number format of each cell style."""
    epoch_1904 = book.datemode == 1
    ready: dict[tuple[str, int], NumberFormat] = {}
    formats = []
    for style in book.xf_list:
        stored = book.format_map.get(style.format_key)
        own = built_in_code(style.format_key)
        code: str = own if stored is None or style.format_key in _LOCAL_DATES else stored.format_str
        indent = style.alignment.indent_level if style.alignment.hor_align in _FROM_LEFT else 0
        if (code, indent) not in ready:
            ready[code, indent] = NumberFormat(code, epoch_1904=epoch_1904, indent=indent)
        formats.append(ready[code, indent])
    return formats


def _rows(sheet: BinarySheet, formats: list[NumberFormat], left: int) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for row in range(sheet.nrows):
        texts = {}
        for column, cell in enumerate(sheet.row(row)):
            text = _text(cell.ctype, cell.value, formats[cell.xf_index or 0]) if cell.ctype else ""
            if text:
                texts[column] = text
                left -= weight(text)
        if left < 0:
            raise too_many_cells()
        if texts:
            rows[row] = texts
    return rows


def _text(kind: int, value: object, number_format: NumberFormat) -> str:
    """What a cell prints; `repr` gives the shortest decimal that is stored as the same number."""
    if kind in (XL_CELL_NUMBER, XL_CELL_DATE):
        return number_format.number(repr(value))
    if kind == XL_CELL_TEXT:
        text = cell_text(str(value))
        return number_format.text(text) if text else ""
    if kind == XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == XL_CELL_ERROR and isinstance(value, int):
        return str(xlrd.error_text_from_code.get(value, "#N/A"))
    return ""


def _sheet(sheet: BinarySheet, rows: Mapping[int, Mapping[int, str]]) -> Sheet:
    hidden_columns = frozenset(column for column, about in sheet.colinfo_map.items() if about.hidden)
    hidden_rows = frozenset(row for row, about in sheet.rowinfo_map.items() if about.hidden)
    merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return Sheet(sheet_name(sheet.name), rows, merges, sheet.visibility != 0, hidden_rows, hidden_columns)
