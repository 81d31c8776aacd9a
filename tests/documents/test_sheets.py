"""Sheets to paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from auditor.documents.raw import Found, RawCell, RawNotice, RawParagraph, RawTable
from auditor.documents.workbook.cells import Merge, Sheet, cell_text, column_letters
from auditor.documents.workbook.sheets import sheet_blocks
from auditor.errors import UnreadableDocument

TITLE = {0: "某某单位收支表"}
HEADER = {0: "项目", 1: "金额", 2: "备注"}
BODY = {0: "办公费", 1: "12.50"}


def rows(*lines: dict[int, str] | None) -> dict[int, dict[int, str]]:
    """Rows from the first down; None is a blank one."""
    return {number: line for number, line in enumerate(lines) if line}


def texts(block: Found) -> list[str]:
    if isinstance(block, RawParagraph):
        return [line.text for line in block.lines]
    assert isinstance(block, RawTable)
    return [line.text for cell in block.cells for line in cell.lines]


def kinds(blocks: Sequence[Found]) -> list[str]:
    return [type(block).__name__ for block in blocks]


def cells(block: Found) -> tuple[RawCell, ...]:
    assert isinstance(block, RawTable)
    return block.cells


def place(block: Found) -> list[str | None]:
    lines = block.lines if isinstance(block, RawParagraph) else [line for cell in cells(block) for line in cell.lines]
    return [line.origin.cell if line.origin else None for line in lines]


def test_a_sheet_with_a_title_is_a_table() -> None:
    (table,) = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY)))
    assert texts(table) == ["某某单位收支表", "项目", "金额", "备注", "办公费", "12.50"]


def test_a_sheet_without_title_gets_its_name_as_one() -> None:
    name, _ = sheet_blocks(Sheet("表1", rows(HEADER, BODY)))
    assert texts(name) == ["表1"]


@pytest.mark.parametrize(
    ("name", "address"),
    [("表1", "表1!A1"), ("收入 支出", "'收入 支出'!A1"), ("表1-1", "'表1-1'!A1"), ("it's", "'it''s'!A1")],
)
def test_every_text_has_the_address_of_its_cell(name: str, address: str) -> None:
    (table,) = sheet_blocks(Sheet(name, rows(TITLE, HEADER, BODY)))
    assert place(table)[0] == address


def test_an_address_has_the_letters_and_the_row_of_the_sheet() -> None:
    (paragraph,) = sheet_blocks(Sheet("表1", {9: {27: "说明文字"}}))
    assert place(paragraph) == ["表1!AB10"]


def test_columns_have_letters() -> None:
    assert [column_letters(column) for column in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_line_breaks_in_a_cell_make_several_lines() -> None:
    (table,) = sheet_blocks(Sheet("表1", rows(TITLE, {0: "项目\n名称", 1: "金额"}, BODY)))
    assert [line.text for line in cells(table)[1].lines] == ["项目", "名称"]


@pytest.mark.parametrize(
    ("stored", "read"), [("甲\r\n乙", "甲\n乙"), ("甲\n\n", "甲"), ("\x07甲\x0b乙", "甲\n乙"), (" \u3000", "")]
)
def test_every_kind_of_line_break_is_one(stored: str, read: str) -> None:
    assert cell_text(stored) == read


def test_a_merged_cell_is_one_cell_with_its_spans() -> None:
    merges = [Merge(0, 0, 0, 2), Merge(1, 0, 2, 0), Merge(1, 1, 1, 2)]
    sheet = Sheet("表1", rows(TITLE, {0: "项目", 1: "金额"}, {1: "上年", 2: "本年"}, {0: "甲", 1: "1", 2: "2"}), merges)
    (table,) = sheet_blocks(sheet)
    spans = [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in cells(table)][:4]
    assert spans == [(0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 1, 2), (2, 1, 1, 1)]


def test_a_merged_range_that_overlaps_an_earlier_one_is_none() -> None:
    (table,) = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY), [Merge(1, 0, 1, 1), Merge(1, 1, 2, 2)]))[-1:]
    assert {cell.row_span for cell in cells(table)} == {1}


def test_cells_under_a_merged_range_are_left_out_aloud() -> None:
    notice, table = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY), [Merge(1, 0, 1, 1)]))
    assert notice == RawNotice("covered-cells", {"sheet": "表1", "cells": 1, "first": "B2"})
    assert "金额" not in texts(table)


def test_rows_and_columns_without_text_are_left_out() -> None:
    (table,) = sheet_blocks(
        Sheet("表1", {3: {2: "收支表"}, 5: {2: "项目", 16383: "金额"}, 1048575: {2: "甲", 16383: "1"}})
    )
    assert [(cell.row, cell.column) for cell in cells(table)] == [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1)]


def test_a_title_behind_a_blank_row_begins_a_table() -> None:
    second = {0: "某某单位支出表"}
    blocks = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY, None, second, HEADER, BODY)))
    assert [texts(block)[0] for block in blocks] == ["某某单位收支表", "某某单位支出表"]


def test_a_header_behind_a_blank_row_begins_a_table() -> None:
    assert kinds(sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY, None, HEADER, BODY)))) == ["RawTable", "RawTable"]


def test_a_wide_merged_title_behind_a_blank_row_begins_a_table() -> None:
    second = {0: "某某单位支出表"}
    years = {0: "项目", 1: "2023", 2: "2024"}
    sheet = Sheet("表1", rows(TITLE, HEADER, BODY, None, second, years, BODY), [Merge(4, 0, 4, 2)])
    assert kinds(sheet_blocks(sheet)) == ["RawTable", "RawTable"]


def test_a_wide_merged_title_behind_a_blank_row_ends_a_table_of_words() -> None:
    words = [{0: "单位名称", 1: "性质"}, {0: "某局机关", 1: "行政"}]
    sheet = Sheet("表1", rows(TITLE, *words, None, {0: "固定资产表"}, HEADER, BODY), merges=[Merge(4, 0, 4, 2)])
    assert kinds(sheet_blocks(sheet)) == ["RawTable", "RawTable"]


def test_the_name_of_a_group_behind_a_blank_row_goes_on_with_the_table() -> None:
    blocks = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY, None, {0: "二、项目"}, BODY)))
    assert kinds(blocks) == ["RawTable"]


def test_figures_behind_a_blank_row_go_on_with_the_table() -> None:
    assert kinds(sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY, None, BODY)))) == ["RawTable"]


def test_a_blank_row_between_title_and_header_parts_nothing() -> None:
    assert kinds(sheet_blocks(Sheet("表1", rows(TITLE, None, HEADER, BODY)))) == ["RawTable"]


def test_a_sheet_of_one_column_is_prose() -> None:
    blocks = sheet_blocks(Sheet("说明", rows({1: "一、基本情况"}, {1: "本单位有3人。"}, {1: "12"})))
    assert [texts(block) for block in blocks] == [["一、基本情况"], ["本单位有3人。"], ["12"]]
    assert kinds(blocks) == ["RawParagraph"] * 3


def test_a_cover_with_one_text_to_a_row_is_prose() -> None:
    assert kinds(sheet_blocks(Sheet("封面", rows({0: "附件"}, {3: "收支表"}, {2: "某某单位"})))) == ["RawParagraph"] * 3


@pytest.mark.parametrize("note", ["注：本表没有数字", "本表反映收支情况。", "本表反映本单位一年的收入，以及支出情况"])
def test_a_note_behind_a_table_is_a_paragraph(note: str) -> None:
    blocks = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY, {0: note}, {0: "另一行"})))
    assert [texts(block) for block in blocks[1:]] == [[note], ["另一行"]]


def test_a_sentence_above_a_table_is_a_paragraph() -> None:
    blocks = sheet_blocks(Sheet("表1", rows(TITLE, {0: "本表反映收支情况。"}, HEADER, BODY)))
    assert kinds(blocks) == ["RawParagraph", "RawTable"]
    assert texts(blocks[1])[0] == TITLE[0]


def test_a_unit_line_stays_with_its_table() -> None:
    (table,) = sheet_blocks(Sheet("表1", rows(TITLE, {2: "单位：万元"}, HEADER, BODY)))
    assert "单位：万元" in texts(table)


def test_a_hidden_sheet_is_named_but_not_read() -> None:
    (notice,) = sheet_blocks(Sheet("底稿", rows(TITLE, HEADER), is_hidden=True))
    assert notice == RawNotice("hidden-sheet", {"sheet": "底稿", "cells": 4})


def test_hidden_rows_among_figures_are_read_aloud() -> None:
    notice, table = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY, {0: "水费", 1: "3"}), hidden_rows={3, 99}))
    assert notice == RawNotice("hidden-rows", {"sheet": "表1", "count": 1})
    assert "水费" in texts(table)


def test_hidden_columns_under_a_header_are_read_aloud() -> None:
    notice, table = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, BODY), hidden_columns={1, 99}))
    assert notice == RawNotice("hidden-columns", {"sheet": "表1", "count": 1})
    assert "12.50" in texts(table)


def test_hidden_rows_above_all_that_is_seen_are_left_out_aloud() -> None:
    notice, table = sheet_blocks(Sheet("表1", rows({0: "KEY#1"}, TITLE, HEADER, BODY), hidden_rows={0}))
    assert notice == RawNotice("hidden-rows-unread", {"sheet": "表1", "count": 1})
    assert texts(table)[0] == TITLE[0]


def test_hidden_columns_without_header_are_left_out_aloud() -> None:
    keyed = [{column + 1: text for column, text in line.items()} for line in (TITLE, HEADER, BODY)]
    sheet = Sheet(
        "表1", rows(*({0: mark, **line} for mark, line in zip("009", keyed, strict=True))), hidden_columns={0}
    )
    notice, table = sheet_blocks(sheet)
    assert notice == RawNotice("hidden-columns-unread", {"sheet": "表1", "count": 1})
    assert texts(table) == [*TITLE.values(), *HEADER.values(), *BODY.values()]


def test_formulas_without_result_are_counted_aloud() -> None:
    notice, _ = sheet_blocks(Sheet("表1", rows(TITLE, HEADER, {0: "甲", 1: "=B1"}), uncalculated=[(2, 1)]))
    assert notice == RawNotice("uncalculated-formulas", {"sheet": "表1", "cells": 1, "first": "B3"}, incomplete=True)


def test_a_sheet_without_text_gives_nothing() -> None:
    assert sheet_blocks(Sheet("表1", {})) == []


def test_cells_too_scattered_for_a_grid_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="cannot be laid out"):
        sheet_blocks(Sheet("表1", {number: {number: "1"} for number in range(6000)}))
