"""A disclosure as a workbook: the prose on the first sheet, every table on one of its own."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from source.disclosure import CONTENTS, CONTENTS_TITLE, TEXT, Cell, Disclosure, Paragraph, Sum, Table
from source.widths import column_widths

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_PROSE_SHEET = "情况说明"
_PROSE_WIDTH = 96
_CHARACTERS_PER_EM = 1.8
_FONT = {"font_name": "宋体", "font_size": 10}


class _Formats(NamedTuple):
    title: Format
    left: Format
    right: Format
    prose: Format
    heading: Format
    header: Format
    label: Format
    figure: Format
    grouped: Format
    count: Format


def workbook_of(disclosure: Disclosure) -> bytes:
    """The whole `.xlsx`; figures are numbers, codes are text, some totals are formulas with their values."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": disclosure.title, "author": "", "created": datetime.fromisoformat(disclosure.issued)})
    formats = _formats(book)
    _write_prose(book.add_worksheet(_PROSE_SHEET), disclosure, formats)
    for block in disclosure.blocks:
        if isinstance(block, Table):
            _write_table(book.add_worksheet(block.sheet), block, formats)
    book.close()
    return stream.getvalue()


def _formats(book: xlsxwriter.Workbook) -> _Formats:
    ruled = {**_FONT, "border": 1, "valign": "vcenter"}
    return _Formats(
        title=book.add_format({**_FONT, "font_size": 16, "align": "center", "valign": "vcenter"}),
        left=book.add_format(_FONT),
        right=book.add_format({**_FONT, "align": "right"}),
        prose=book.add_format({**_FONT, "font_size": 12, "text_wrap": True, "valign": "top"}),
        heading=book.add_format({**_FONT, "font_size": 14, "bold": True}),
        header=book.add_format({**ruled, "align": "center", "text_wrap": True}),
        label=book.add_format({**ruled, "text_wrap": True}),
        figure=book.add_format({**ruled, "num_format": "0.00"}),
        grouped=book.add_format({**ruled, "num_format": "#,##0.00"}),
        count=book.add_format({**ruled, "align": "center", "num_format": "0"}),
    )


def _write_prose(sheet: Worksheet, disclosure: Disclosure, formats: _Formats) -> None:
    sheet.set_column(0, 0, _PROSE_WIDTH)
    paragraphs = [block for block in disclosure.blocks if isinstance(block, Paragraph)]
    for row, paragraph in enumerate(each for each in paragraphs if each.kind not in (CONTENTS, CONTENTS_TITLE)):
        sheet.write_string(row, 0, paragraph.text, formats.heading if paragraph.kind != TEXT else formats.prose)


def _write_table(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    last = table.column_count - 1
    for index, width in enumerate(column_widths(table)):
        sheet.set_column(index, index, round(width * _CHARACTERS_PER_EM, 1))
    row = 0
    if table.number:
        sheet.write_string(row, last, table.number, formats.right)
        row += 1
    sheet.merge_range(row, 0, row, last, table.title, formats.title)
    sheet.set_row(row, 30)
    row += 1
    if table.captions:
        _write_captions(sheet, row, last, table.captions, formats)
        row += 1
    _write_cells(sheet, row, table, formats)
    if table.note:
        sheet.merge_range(row + table.row_count, 0, row + table.row_count, last, table.note, formats.left)
    _set_page(sheet, row, table)


def _write_captions(sheet: Worksheet, row: int, last: int, captions: tuple[str, ...], formats: _Formats) -> None:
    *first, unit = captions
    for place, caption in zip((0, last // 2), first, strict=False):
        sheet.write_string(row, place, caption, formats.left)
    sheet.write_string(row, last, unit, formats.right)


def _set_page(sheet: Worksheet, top: int, table: Table) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top, top + table.repeated_rows - 1)
    if table.page == "landscape":
        sheet.set_landscape()


def _write_cells(sheet: Worksheet, top: int, table: Table, formats: _Formats) -> None:
    sums = {each.column: each for each in table.sums}
    printed = {(cell.row, cell.column): cell.text for cell in table.cells if table.is_number(cell)}
    for cell in table.cells:
        _write_cell(sheet, top, table, cell, formats)
        if (cell.row, cell.column) in printed and cell.column in sums:
            _write_sum(sheet, top, cell, sums[cell.column], printed, formats)


def _write_cell(sheet: Worksheet, top: int, table: Table, cell: Cell, formats: _Formats) -> None:
    row, column = top + cell.row, cell.column
    form = _format_of(table, cell, formats)
    if cell.row_span > 1 or cell.column_span > 1:
        sheet.merge_range(row, column, row + cell.row_span - 1, column + cell.column_span - 1, cell.text, form)
    elif table.is_number(cell):
        sheet.write_number(row, column, float(_value(cell.text)), form)
    elif cell.text:
        sheet.write_string(row, column, cell.text, form)
    else:
        sheet.write_blank(row, column, None, form)


def _format_of(table: Table, cell: Cell, formats: _Formats) -> Format:
    if cell.row < table.header_rows:
        return formats.header
    if not table.is_number(cell):
        return formats.label
    if "." not in cell.text:
        return formats.count
    return formats.grouped if "," in cell.text else formats.figure


def _write_sum(
    sheet: Worksheet, top: int, cell: Cell, total: Sum, printed: dict[tuple[int, int], str], formats: _Formats
) -> None:
    """Put a formula in place of a figure that it gives; a misprinted one stays a figure."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    value = sum((_value(printed.get((cell.row, part), "0")) for part in total.parts), Decimal(0))
    if value != _value(cell.text):
        return
    places = "+".join(xl_rowcol_to_cell(top + cell.row, part) for part in total.parts)
    form = formats.grouped if "," in cell.text else formats.figure
    sheet.write_formula(top + cell.row, cell.column, f"={places}", form, float(value))


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
