"""PDF tables that white space makes, or rulings in one direction only."""

from __future__ import annotations

from auditor.documents import Paragraph, Table
from tests.documents.pdf_pages import PdfPage
from tests.documents.pdf_views import only_table, read, texts

XS = (60, 120, 260, 340)
HEADER = ["编码", "项目", "预算", "决算"]


def paths(table: Table) -> list[tuple[str, ...]]:
    return [column.path for column in table.columns]


def rows(page: PdfPage, y: float, *lines: list[str], xs: tuple[float, ...] = XS, height: float = 20) -> PdfPage:
    for line, cells in enumerate(lines):
        for x, text in zip(xs, cells, strict=True):
            if text:
                page.text(x, y + height * line, text)
    return page


def test_figures_and_labels_that_stand_close_are_cells_of_their_own() -> None:
    body = [["1", "本年收入合计", "12.00", "一、教育支出"], ["2", "上年结转收入", "13.00", "二、卫生支出"]]
    page = rows(PdfPage(), 100, ["序号", "项目", "金额", "支出项目"], *body, xs=(60, 100, 200, 228))
    assert texts(only_table(read(page))) == body


def test_a_column_of_blanks_is_known_by_its_header() -> None:
    page = rows(PdfPage(), 100, HEADER, ["201", "甲", "1.00", ""], ["202", "乙", "2.00", ""])
    table = only_table(read(page))
    assert paths(table) == [("编码",), ("项目",), ("预算",), ("决算",)]
    assert texts(table) == [["201", "甲", "1.00", ""], ["202", "乙", "2.00", ""]]


def test_amounts_on_the_right_stand_under_a_header_in_the_middle() -> None:
    page = rows(PdfPage(), 100, HEADER)
    rows(page, 120, ["201", "甲", "1.00", "2.00"], ["202", "乙", "3.00", "4.00"], xs=(60, 120, 290, 370))
    assert paths(only_table(read(page))) == [("编码",), ("项目",), ("预算",), ("决算",)]


def test_two_texts_over_several_columns_each_stand_over_those_in_whose_middle_they_are() -> None:
    page = rows(PdfPage(), 100, ["收入", "支出"], xs=(115, 265))
    rows(page, 120, ["项目", "金额", "项目", "金额"], xs=(90, 165, 240, 315))
    rows(page, 140, ["甲甲甲甲甲", "1.00", "丙丙丙丙丙", "3.00"], ["乙", "2.00", "丁", "4.00"], xs=(53, 178, 203, 328))
    assert paths(only_table(read(page))) == [("收入", "项目"), ("收入", "金额"), ("支出", "项目"), ("支出", "金额")]


def test_headers_set_to_the_left_stand_over_the_columns_that_begin_with_them() -> None:
    page = rows(PdfPage(), 100, ["项目", "", "", "", ""], xs=(60, 120, 200, 270, 340))
    rows(page, 120, ["编码", "名称", "合计", "甲费", "乙费"], xs=(60, 120, 200, 270, 340))
    body = [["201", "甲", "3.00", "", "3.00"], ["202", "乙乙", "4.00", "", ""], ["203", "丙", "5.00", "", "2.00"]]
    table = only_table(read(rows(page, 140, *body, xs=(60, 120, 200, 270, 340))))
    assert paths(table) == [("项目", "编码"), ("名称",), ("合计",), ("甲费",), ("乙费",)]
    assert texts(table) == body


def test_groups_set_to_the_left_reach_up_to_the_next() -> None:
    xs = (60, 150, 250, 340)
    page = rows(PdfPage(), 100, ["收", "", "支", ""], ["项目", "金额", "项目", "金额"], xs=xs)
    body = [["甲甲甲甲", "1.00", "丙丙", "3.00"], ["乙", "2.00", "丁", "4.00"], ["合计", "3.00", "合计", "7.00"]]
    table = only_table(read(rows(page, 140, *body, xs=xs)))
    assert paths(table) == [("收", "项目"), ("收", "金额"), ("支", "项目"), ("支", "金额")]
    assert texts(table) == body


def test_a_header_whose_places_leave_doubt_is_none() -> None:
    page = rows(PdfPage(), 100, ["收入支出", "合计"], xs=(140, 290))
    rows(page, 120, ["项目", "金额", "项目", "金额"], xs=(90, 165, 240, 315))
    rows(page, 140, ["甲甲甲甲甲", "1.00", "丙丙丙丙丙", "3.00"], ["乙", "2.00", "丁", "4.00"], xs=(53, 178, 203, 328))
    table = only_table(read(page))
    assert paths(table) == [(), (), (), ()]
    assert len(table.rows) == 2


def test_a_label_wrapped_around_its_amounts_is_one() -> None:
    page = rows(PdfPage(), 100, HEADER)
    page.text(120, 121, "很长的项目").text(120, 133, "的名称")
    rows(page, 127, ["201", "", "1.00", "2.00"], ["202", "乙", "3.00", "4.00"], height=28)
    assert texts(only_table(read(page))) == [["201", "很长的项目的名称", "1.00", "2.00"], ["202", "乙", "3.00", "4.00"]]


def test_rulings_across_part_the_rows() -> None:
    page = rows(PdfPage(), 100, HEADER)
    for index, y in enumerate((104, 128, 152, 176)):
        page.line(50, y, 400, y)
        if index < 3:
            rows(
                page,
                y + 10,
                ["", f"很长的项目{index}", "", ""],
                ["20" + str(index), "的名称", "1.00", "2.00"],
                height=11,
            )
    assert [row[1] for row in texts(only_table(read(page)))] == [f"很长的项目{index}的名称" for index in range(3)]


def test_a_table_goes_on_over_a_page_in_the_columns_it_has() -> None:
    first = rows(PdfPage(), 700, HEADER, ["201", "甲甲甲甲", "1.00", "2.00"], ["202", "乙", "3.00", "4.00"])
    second = rows(PdfPage(), 60, HEADER, ["203", "丙", "5.00", ""], ["", "合计", "9.00", "6.00"])
    table = only_table(read(first, second))
    assert [row[1] for row in texts(table)] == ["甲甲甲甲", "乙", "丙", "合计"]
    assert texts(table)[-1] == ["", "合计", "9.00", "6.00"]


def test_a_table_that_may_go_on_in_other_columns_has_no_header_to_sum_under() -> None:
    first = rows(PdfPage(), 700, HEADER, ["201", "甲", "1.00", "2.00"], ["202", "乙", "3.00", "4.00"])
    second = rows(PdfPage(), 60, ["203", "丙", "5.00", "6.00"], ["", "合计", "9.00", "12.00"], xs=(60, 120, 160, 260))
    for table in read(first, second).tables():
        assert not any(paths(table))


def test_a_table_ruled_down_but_not_across_has_the_rows_of_its_texts() -> None:
    body = [[f"20{index}", f"项目{index}", f"{index}.00", f"{index}.50"] for index in range(1, 5)]
    page = rows(PdfPage(), 114, HEADER, *body)
    page.line(50, 100, 400, 100).line(50, 200, 400, 200)
    for x in (50, 110, 250, 330, 400):
        page.line(x, 100, x, 200)
    table = only_table(read(page))
    assert paths(table) == [("编码",), ("项目",), ("预算",), ("决算",)]
    assert texts(table) == body


def test_prose_with_spaces_around_its_figures_is_no_table() -> None:
    page = PdfPage()
    for y in (100, 120, 140):
        page.text(60, y, "收入合计 123.45 万元，支出合计 123.45 万元，其中基本支出")
    document = read(page)
    assert document.tables() == []
    assert any("123.45" in block.source.text for block in document.blocks if isinstance(block, Paragraph))


def test_figures_that_narrow_cells_break_are_no_rows() -> None:
    page = PdfPage().grid([50, 80, 110, 140], [100, 120, 170, 220])
    rows(page, 114, ["编码", "预算", "决算"], xs=(53, 83, 113))
    for top in (120, 170):
        rows(
            page,
            top + 12,
            ["20805", "12345", "12345"],
            ["01123", "67890", "67890"],
            ["45678", "12.34", "12.34"],
            xs=(53, 83, 113),
            height=12,
        )
    assert texts(only_table(read(page))) == [["208050112345678", "123456789012.34", "123456789012.34"]] * 2


def test_columns_of_amounts_that_were_not_understood_are_told() -> None:
    page = PdfPage().text(60, 80, "某表")
    rows(page, 100, *[[f"{row}.00", f"{row}.50", f"{row}.25", ""] for row in range(1, 5)])
    (notice,) = read(page).notices
    assert (notice.key, notice.incomplete, notice.arguments["pages"]) == ("unread-columns", True, "1")


def test_a_table_that_was_read_is_not_told() -> None:
    body = [[f"20{row}", "甲", f"{row}.00", f"{row}.50"] for row in range(1, 5)]
    assert read(rows(PdfPage(), 100, HEADER, *body)).notices == ()
