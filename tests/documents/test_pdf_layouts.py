"""PDF: how different programs rule their tables, and what they print over, around and across them."""

from __future__ import annotations

from math import inf

import pytest

from tests.documents.pdf_pages import A4, PdfPage
from tests.documents.pdf_views import only_table, prose, read, texts

ROWS = [["项目", "预算"], ["甲", "1.00"], ["乙", "2.00"]]


def written(page: PdfPage, xs: tuple[float, ...], y: float, rows: list[list[str]]) -> PdfPage:
    """Texts in columns from the given places, rows 20 points apart."""
    for row, cells in enumerate(rows):
        for x, text in zip(xs, cells, strict=True):
            if text:
                page.text(x, y + 20 * row, text)
    return page


@pytest.mark.parametrize(("length", "gap"), [(2.25, 1.5), (0.75, 1.0)], ids=["dashes", "dots"])
def test_a_table_ruled_by_small_rectangles_is_ruled(length: float, gap: float) -> None:
    page = written(PdfPage(), (60, 140), 114, ROWS)
    step = length + gap
    for y in (100, 120, 140, 160):
        for number in range(int(160 / step)):
            page.fill(50 + number * step, y, length, 0.75)
    for x in (50, 130, 209):
        for number in range(int(60 / step)):
            page.fill(x, 100 + number * step, 0.75, length)
    assert texts(only_table(read(page))) == [["甲", "1.00"], ["乙", "2.00"]]


def test_a_table_without_any_outer_ruling_has_its_outer_rows_and_columns() -> None:
    page = written(PdfPage(), (60, 140), 114, ROWS)
    for y in (120, 140):
        page.line(50, y, 200, y)
    page.line(130, 100, 130, 160)
    assert texts(only_table(read(page))) == [["甲", "1.00"], ["乙", "2.00"]]


def test_a_row_that_the_page_leaves_open_goes_on_over_the_page() -> None:
    first = written(PdfPage(), (60, 160, 260), 694, [["编码", "项目", "预算"], ["201", "很长的项目", ""]])
    second = written(PdfPage(), (60, 160, 260), 54, [["", "的名称", "1.00"], ["202", "乙", "2.00"]])
    for y in (680, 700):
        first.line(50, y, 300, y)
    for y in (60, 80):
        second.line(50, y, 300, y)
    for x in (50, 150, 250, 300):
        first.line(x, 680, x, 720)
        second.line(x, 40, x, 80)
    assert texts(only_table(read(first, second))) == [["201", "很长的项目的名称", "1.00"], ["202", "乙", "2.00"]]


def test_a_stamp_askew_over_the_page_is_no_text_of_it() -> None:
    page = PdfPage().table(50, 100, [120, 80], ROWS).turned(60, 150, "公示2024", 1, size=40)
    document = read(page)
    assert texts(only_table(document)) == [["甲", "1.00"], ["乙", "2.00"]]
    assert [(left.source.text, left.reason) for left in document.residue] == [("公示2024", "watermark")]


def test_slanted_letters_are_text() -> None:
    page = PdfPage()
    page.content.append("BT /Latin 10 Tf 0 Tr 0 Tc 1 0 0.33 1 60 700 Tm (12.5) Tj ET")
    assert prose(read(page)) == ["12.5"]


def test_a_turned_header_is_read_in_its_order() -> None:
    page = PdfPage().grid([50, 130, 200], [100, 180, 200]).text(60, 114, "项目").turned(150, 170, "预算", inf)
    page.text(60, 194, "甲").text(140, 194, "1.00")
    assert [column.path for column in only_table(read(page)).columns] == [("项目",), ("预算",)]


def test_a_header_set_from_the_top_down_in_two_columns_is_read_in_its_order() -> None:
    page = PdfPage().grid([50, 130, 200], [100, 180, 200]).text(60, 114, "项目")
    for index, char in enumerate("基本支出"):
        page.text(170 - 14 * (index // 2), 120 + 14 * (index % 2), char)
    page.text(60, 194, "甲").text(140, 194, "1.00")
    assert [column.path for column in only_table(read(page)).columns] == [("项目",), ("基本支出",)]


def test_turned_headers_do_not_turn_the_page() -> None:
    page = PdfPage().grid([50, 130, 200], [100, 260, 280])
    page.turned(90, 250, "很长的项目名称", inf).turned(160, 250, "很长的预算名称", inf)
    page.text(60, 274, "甲").text(140, 274, "1.00")
    assert texts(only_table(read(page))) == [["甲", "1.00"]]


def test_a_label_that_runs_over_into_a_blank_cell_stays_in_its_own() -> None:
    page = PdfPage().table(50, 100, [60, 80], [["项目", "预算"], ["国有资本经营预算", ""], ["乙", "2.00"]])
    assert texts(only_table(read(page))) == [["国有资本经营预算", ""], ["乙", "2.00"]]


def test_an_amount_is_kept_out_of_the_label_that_runs_into_its_cell() -> None:
    page = PdfPage().grid([50, 110, 200], [100, 120, 140]).text(53, 114, "项目").text(140, 114, "预算")
    page.text(53, 134, "自然资源海洋").text(113, 134, "1,982.35")
    assert texts(only_table(read(page))) == [["自然资源海洋", "1,982.35"]]


@pytest.mark.parametrize(
    "number", ["第 3 页 共 20 页", "共20页，第3页", "第三页", "·3·", "Page 3 of 20", "P3", "- 3 -", "3/20"]
)
def test_a_page_number_is_no_content(number: str) -> None:
    document = read(PdfPage().text(60, 100, "一段文字。").text(280, 810, number))
    assert prose(document) == ["一段文字。"]
    assert [left.reason for left in document.residue] == ["page number"]


def test_a_number_between_dashes_ends_a_page_of_any_margin() -> None:
    first = PdfPage().text(60, 100, "一段文字，调出资金1.3亿").text(280, 700, "-20-")
    document = read(first, PdfPage().text(60, 100, "元。"))
    assert [left.reason for left in document.residue] == ["page number"]


def test_an_amount_alone_at_the_foot_of_a_page_is_no_page_number() -> None:
    assert prose(read(PdfPage().text(60, 100, "一段文字。").text(280, 810, "12,345"))) == ["一段文字。", "12,345"]


def test_a_sheet_laid_across_keeps_its_margins() -> None:
    page = PdfPage(width=A4[1], height=A4[0]).text(60, 100, "一段文字。").text(400, 530, "— 3 —")
    assert [left.reason for left in read(page).residue] == ["page number"]


def test_captions_inside_the_table_are_read_once_and_make_no_columns() -> None:
    def page(*rows: str) -> PdfPage:
        made = PdfPage().grid([50, 350], [100, 120])
        made.text(160, 114, "支出预算表").line(50, 140, 350, 140).text(60, 134, "部门：某局").text(
            260, 134, "单位：万元"
        )
        made.line(50, 120, 50, 160 + 20 * len(rows)).line(350, 120, 350, 160 + 20 * len(rows)).line(210, 120, 210, 140)
        for x in (150, 250):
            made.line(x, 140, x, 160 + 20 * len(rows))
        for index in range(len(rows) + 1):
            made.line(50, 160 + 20 * index, 350, 160 + 20 * index)
        written(made, (60, 160, 260), 154, [["编码", "项目", "预算"], *(list(row.split("|")) for row in rows)])
        return made

    table = only_table(read(page("201|甲|1.00"), page("202|乙|2.00")))
    assert [caption.text for caption in table.captions] == ["支出预算表", "部门：某局", "单位：万元"]
    assert [column.path for column in table.columns] == [("编码",), ("项目",), ("预算",)]
    assert texts(table) == [["201", "甲", "1.00"], ["202", "乙", "2.00"]]


def test_a_figure_that_its_cell_broke_is_one() -> None:
    page = PdfPage().grid([50, 110, 142], [100, 120, 150, 180])
    page.text(60, 114, "项目").text(116, 114, "金额").text(60, 134, "甲").text(60, 164, "乙")
    page.latin(116, 132, "15.0", size=9).latin(116, 143, "0", size=9)
    page.latin(116, 162, "1.00", size=6).latin(116, 173, "2.00", size=6)
    assert texts(only_table(read(page)))[0] == ["甲", "15.00"]
    assert "1.002.00" not in str(texts(only_table(read(page))))


def test_a_small_raised_figure_is_the_mark_of_a_note() -> None:
    page = PdfPage().table(50, 100, [120, 80], [["项目", "预算"], ["甲", ""], ["乙", "2.00"]])
    page.latin(180, 134, "623.80").latin(212, 130, "1", size=5)
    document = read(page)
    assert texts(only_table(document)) == [["甲", "623.80"], ["乙", "2.00"]]
    assert [(left.source.text, left.reason) for left in document.residue] == [("¹", "note mark")]


def set_in(*names: tuple[float, str]) -> PdfPage:
    """A table of names that stand so far from the side of their column."""
    page = PdfPage().grid([50, 200, 280], [100 + 20 * row for row in range(len(names) + 2)])
    page.text(105, 114, "项目").text(220, 114, "预算")
    for row, (left, name) in enumerate(names, 1):
        page.text(50 + left, 114 + 20 * row, name).text(220, 114 + 20 * row, f"{row}.00")
    return page


def test_names_set_in_from_the_side_of_their_column_have_blanks_before_them() -> None:
    names = [(3, "海南省"), (13, "海口市"), (23, "秀英区"), (23, "海口市本级"), (13, "三亚市"), (23, "崖州区")]
    rows = texts(only_table(read(set_in(*names, (65, "合计")))))
    assert [row[0] for row in rows] == [
        "海南省",
        "  海口市",
        "    秀英区",
        "    海口市本级",
        "  三亚市",
        "    崖州区",
        "合计",
    ]


def test_names_in_the_middle_of_their_column_are_not_set_in() -> None:
    names = ["海南省", "海口市", "秀英区", "海口市本级", "三亚市本级", "崖州区"]
    rows = texts(only_table(read(set_in(*((75 - 5 * len(name), name) for name in names)))))
    assert [row[0] for row in rows] == names


def test_a_name_set_in_is_boxed_where_it_is_printed() -> None:
    names = [(3, "海南省"), (13, "海口市"), (13, "三亚市"), (13, "儋州市"), (13, "三沙市")]
    cell = only_table(read(set_in(*names))).rows[1][0]
    box = cell.locate(2, len(cell.text)).bbox
    assert box is not None and box[0] == pytest.approx(63, abs=1)
