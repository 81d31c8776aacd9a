"""Binary workbooks, built record by record."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from pathlib import Path

import pytest

from auditor.documents.raw import RawNotice, RawParagraph, RawTable
from auditor.documents.workbook.binary_reader import read_workbook_binary
from auditor.errors import UnreadableDocument
from tests.conftest import SHARED
from tests.documents.raw_views import texts

FILES = sorted((SHARED / "corpus" / "formats").glob("*.xls"))
GENERAL, GROUPED, DATE, PERCENT, SET_IN = range(5)
FORMATS = (0, 164, 14, 10, 0)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def short(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def start(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))


def number(row: int, column: int, value: float, style: int = GENERAL) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, text: str, style: int = GENERAL) -> bytes:
    return record(0x204, struct.pack("<HHH", row, column, style) + long(text))


def boolean_or_error(row: int, column: int, value: int, *, is_error: bool) -> bytes:
    return record(0x205, struct.pack("<HHHBB", row, column, GENERAL, value, is_error))


def formula(row: int, column: int, value: float, style: int = GENERAL) -> bytes:
    return record(0x06, struct.pack("<HHHdHI", row, column, style, value, 0, 0) + struct.pack("<HB", 1, 0x16))


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    return record(0xE5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def hidden_column(column: int) -> bytes:
    return record(0x7D, struct.pack("<HHHHHH", column, column, 2048, 0, 1, 0))


def hidden_row(row: int) -> bytes:
    return record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x20))


def workbook(*sheets: tuple[str, Iterable[bytes]], states: tuple[int, ...] = (), epoch_1904: bool = False) -> bytes:
    """A BIFF8 stream ([MS-XLS] 2.1.7); `states` 1 and 2 are hidden and very hidden."""
    head = start(5) + record(0x42, struct.pack("<H", 1200)) + record(0x22, struct.pack("<H", epoch_1904))
    head += record(0x31, struct.pack("<HHHHHBBBx", 200, 0, 0x7FFF, 400, 0, 0, 0, 0) + short("A")) * 4
    head += record(0x41E, struct.pack("<H", 164) + long("#,##0.00_ "))
    head += b"".join(
        record(0xE0, struct.pack("<HHHBBBBIIH", 0, code, 0, 0, 0, 2 * (style == SET_IN), *(0,) * 4))
        for style, code in enumerate(FORMATS)
    )
    bodies = [start(0x10) + b"".join(cells) + record(0x0A) for _, cells in sheets]
    offset = len(head) + sum(len(record(0x85, b"\0" * 6 + short(name))) for name, _ in sheets) + len(record(0x0A))
    for index, (name, _) in enumerate(sheets):
        state = states[index] if index < len(states) else 0
        head += record(0x85, struct.pack("<IBB", offset, state, 0) + short(name))
        offset += len(bodies[index])
    return head + record(0x0A) + b"".join(bodies)


TITLE = label(0, 0, "某某单位收支表")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (number(1, 1, 2106.665, GROUPED), "2,106.67"),
        (number(1, 1, 0.1 + 0.2), "0.3"),
        (number(1, 1, 5.0), "5"),
        (number(1, 1, 45000.0, DATE), "2023/3/15"),
        (number(1, 1, 0.125, PERCENT), "12.50%"),
        (formula(1, 1, 12.5, GROUPED), "12.50"),
        (label(1, 1, "1,234.50"), "1,234.50"),
        (label(1, 1, "海口市", SET_IN), "    海口市"),
        (boolean_or_error(1, 1, 1, is_error=False), "TRUE"),
        (boolean_or_error(1, 1, 0x17, is_error=True), "#REF!"),
    ],
)
def test_a_cell_reads_as_it_prints(cell: bytes, printed: str) -> None:
    assert texts(read_workbook_binary(workbook(("表1", [TITLE, label(1, 0, "甲"), cell]))))[-1] == printed


def test_days_may_count_from_1904() -> None:
    content = workbook(("表1", [TITLE, label(1, 0, "甲"), number(1, 1, 43538.0, DATE)]), epoch_1904=True)
    assert texts(read_workbook_binary(content))[-1] == "2023/3/15"


def test_a_merged_cell_is_one_cell_with_its_spans() -> None:
    content = workbook(("表1", [TITLE, label(1, 0, "甲"), label(1, 1, "乙"), merged(0, 0, 0, 1)]))
    (table,) = read_workbook_binary(content)
    assert isinstance(table, RawTable)
    assert [(cell.row_span, cell.column_span) for cell in table.cells] == [(1, 2), (1, 1), (1, 1)]


def test_sheets_come_in_their_order_with_their_addresses() -> None:
    content = workbook(("表 2", [label(3, 2, "甲")]), ("表1", [label(0, 0, "乙")]))
    lines = [line for block in read_workbook_binary(content) if isinstance(block, RawParagraph) for line in block.lines]
    assert [(line.text, line.origin.cell if line.origin else None) for line in lines] == [
        ("甲", "'表 2'!C4"),
        ("乙", "表1!A1"),
    ]


@pytest.mark.parametrize("state", [1, 2])
def test_a_hidden_sheet_is_named_but_not_read(state: int) -> None:
    found = read_workbook_binary(workbook(("底稿", [TITLE]), ("表1", [label(0, 0, "甲")]), states=(state,)))
    assert found[0] == RawNotice("hidden-sheet", {"sheet": "底稿", "cells": 1})
    assert texts(found) == ["甲"]


def test_hidden_rows_and_columns_are_said_aloud() -> None:
    header = [label(1, 0, "项目"), label(1, 1, "金额"), label(1, 2, "备注")]
    body = [label(2, 0, "甲"), number(2, 1, 1.0), label(3, 0, "乙"), number(3, 1, 2.0)]
    content = workbook(("表1", [hidden_column(2), hidden_row(3), TITLE, *header, *body]))
    notices = [block for block in read_workbook_binary(content) if isinstance(block, RawNotice)]
    assert notices == [
        RawNotice("hidden-rows", {"sheet": "表1", "count": 1}),
        RawNotice("hidden-columns", {"sheet": "表1", "count": 1}),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"<html></html>", b"PK\3\4"]
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="no Excel workbook"):
        read_workbook_binary(content)


def test_a_name_whose_formula_is_damaged_makes_a_workbook_damaged() -> None:
    name = record(0x18, struct.pack("<HBBHHHBBBB", 0, 0, 1, 1, 0, 0, 0, 0, 0, 0) + b"\0A" + b"\0")
    date = record(0x22, b"\0\0")
    with pytest.raises(UnreadableDocument, match="no Excel workbook"):
        read_workbook_binary(workbook(("表1", [TITLE, label(1, 0, "甲")])).replace(date, date + name))


def test_an_encrypted_workbook_is_refused_as_encrypted() -> None:
    encrypted = workbook(("表1", [TITLE])).replace(record(0x22, b"\0\0"), record(0x2F, struct.pack("<HHH", 0, 1, 1)))
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read_workbook_binary(encrypted)


def test_an_encrypted_package_is_refused_as_encrypted() -> None:
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read_workbook_binary(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))


def test_a_workbook_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no visible sheet"):
        read_workbook_binary(workbook(("表1", [])))


def test_a_workbook_cut_short_anywhere_gives_no_other_exception(capsys: pytest.CaptureFixture[str]) -> None:
    content = workbook(("表1", [TITLE, label(1, 0, "甲"), number(1, 1, 5.0), merged(0, 0, 0, 1)]))
    for length in range(0, len(content), 7):
        try:
            read_workbook_binary(content[:length])
        except UnreadableDocument:
            continue
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(not FILES, reason="the collection of published workbooks is not there")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_published_workbooks_give_tables_without_keys_of_programs(file: Path) -> None:
    found = read_workbook_binary(file.read_bytes())
    assert any(isinstance(block, RawTable) for block in found)
    assert not [text for text in texts(found) if re.match(r"[A-Z_]+\d*#", text)]
