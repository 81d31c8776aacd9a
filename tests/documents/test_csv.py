"""Comma-separated values: what parts the cells, which rows are a table, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.documents import Document, read_document
from auditor.errors import UnreadableDocument


def read(tmp_path: Path, content: str | bytes, encoding: str = "utf-8") -> Document:
    file = tmp_path / "table.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return read_document(file)


def cells(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.text for cell in row] for row in table.rows]


TABLE = "收支表,,\n,,单位：万元\n项目,金额,备注\n办公费,12.50,\n印刷费,3.00,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_each_encoding_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    document = read(tmp_path, TABLE, encoding)
    (table,) = document.tables()
    assert [caption.text for caption in table.captions] == ["收支表", "单位：万元"]
    assert [column.path for column in table.columns] == [("项目",), ("金额",), ("备注",)]
    assert cells(document) == [["办公费", "12.50", ""], ["印刷费", "3.00", ""]]


def test_a_cell_is_named_as_a_spreadsheet_names_it(tmp_path: Path) -> None:
    (table,) = read(tmp_path, 'a\n项目,"说\n明",金额\n办公费,无,12.50\n').tables()
    figure = table.rows[0][2]
    assert figure.locate(0, 5).cell == "C3", "a record over two lines is one row"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_cells_is_what_makes_rows_equally_wide(tmp_path: Path, delimiter: str) -> None:
    rows = [["项目", "金额", "备注"], ["办公费", '"1,2;3"', "甲"], ["印刷费", "3.00", "乙，丙"]]
    assert cells(read(tmp_path, "\n".join(delimiter.join(row) for row in rows))) == [
        ["办公费", "1,2;3", "甲"],
        ["印刷费", "3.00", "乙，丙"],
    ]


def test_amounts_with_commas_between_semicolons_are_whole(tmp_path: Path) -> None:
    content = "项目;金额;预算\n办公费;1,250.00;2,000.00\n印刷费;12.00;1,000.00\n"
    assert cells(read(tmp_path, content))[0] == ["办公费", "1,250.00", "2,000.00"]


def test_a_declared_delimiter_is_heeded_and_not_shown(tmp_path: Path) -> None:
    document = read(tmp_path, "sep=;\r\n项目;金额\r\n办公费;1,5\r\n")
    assert cells(document) == [["办公费", "1,5"]]


def test_a_code_written_as_a_formula_of_text_is_the_code(tmp_path: Path) -> None:
    assert cells(read(tmp_path, '编码,金额\n="0201",12.50\n'))[0][0] == "0201"


def test_prose_and_tables_in_one_sheet_are_apart(tmp_path: Path) -> None:
    content = (
        "情况说明,,\n本年收入12.50万元，均为拨款。,,\n,,\n" + TABLE + ",,\n二、支出\n支出合计12.50万元，与上年持平。\n"
    )
    document = read(tmp_path, content)
    assert [paragraph.source.text for paragraph in document.paragraphs()] == [
        "情况说明",
        "本年收入12.50万元，均为拨款。",
        "二、支出",
        "支出合计12.50万元，与上年持平。",
    ]
    assert len(cells(document)) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b",,,\r\n,,,\r\n", "no cell of it is filled"),
        ('项目,金额\n"办公费,12.50\n印刷费,3.00\n'.encode(), "line 3 .*quotation mark"),
        ('项目,金额\n"办公"费,12.50\n'.encode(), "quotation mark"),
        (b"1\n" + b"," * 20_000, "more than 2,000,000 cells"),
        (b"\0\1\2\3,\0", "binary"),
        (b'"' + b"x" * 150_000 + b'",1\n', "cells cannot be told apart"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as caught:
        read(tmp_path, content)
    assert caught.value.chinese


def test_a_web_page_under_the_name_is_a_web_page(tmp_path: Path) -> None:
    document = read(
        tmp_path, "<html><body><table><tr><td>项目</td><td>金额</td></tr><tr><td>甲</td><td>1.5</td></tr></table>"
    )
    assert document.format == "html"
