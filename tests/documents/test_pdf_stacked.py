"""PDF: tables ruled down but not across keep the header and the columns of their rulings."""

from __future__ import annotations

from tests.documents.pdf_pages import PdfPage
from tests.documents.pdf_views import only_table, read, texts
from tests.documents.test_pdf_layouts import written


def page_of(rows: list[list[str]], pitch: float = 20) -> PdfPage:
    """A header of two rows with a merged cell, then `rows` in one box of the page for each column."""
    page = written(PdfPage(), (60, 160), 114, [["项目", "上年数"]])
    page.text(270, 110, "本年数").text(240, 134, "预算").text(300, 134, "决算")
    bottom = 150 + pitch * len(rows)
    for y in (100, 140, bottom):
        page.line(50, y, 350, y)
    page.line(230, 118, 350, 118)
    for x in (50, 150, 230, 350):
        page.line(x, 100, x, bottom)
    page.line(290, 118, 290, bottom)
    for number, cells in enumerate(rows):
        for x, text in zip((55, 160, 240, 300), cells, strict=True):
            if text:
                page.text(x, 158 + pitch * number, text)
    return page


def test_a_header_of_two_rows_above_a_body_without_rulings_across_is_read_with_its_merged_cells() -> None:
    rows = [["甲税", "1200", "1300", "1250"], ["乙税", "200", "210", "220"], ["丙税", "30", "40", "50"]]
    table = only_table(read(page_of(rows)))
    assert [column.path for column in table.columns] == [
        ("项目",),
        ("上年数",),
        ("本年数", "预算"),
        ("本年数", "决算"),
    ]
    assert texts(table) == rows


def test_a_label_without_figures_is_a_row_of_its_own() -> None:
    rows = [
        ["甲税", "1.20", "1.30", "1.25"],
        ["乙税", "", "", ""],
        ["丙税", "0.30", "0.40", "0.50"],
        ["丁税", "2.00", "2.10", ""],
    ]
    assert texts(only_table(read(page_of(rows, pitch=14)))) == rows


def test_a_label_wrapped_around_its_figures_is_one() -> None:
    rows = [["甲税", "1.20", "1.30", "1.25"], ["", "2.20", "2.30", "2.25"], ["丙税", "0.30", "0.40", "0.50"]]
    page = page_of(rows, pitch=30).text(55, 182, "国有资源（资产）").text(55, 194, "有偿使用")
    rows[1][0] = "国有资源（资产）有偿使用"
    assert texts(only_table(read(page))) == rows


def test_amounts_without_decimals_in_one_box_are_the_rows_of_the_names_beside_them() -> None:
    page = PdfPage().grid([50, 250, 310], [100, 120, 140, 200, 220])
    written(page, (60, 256), 114, [["项目", "决算数"], ["本年支出合计", "3703614"]])
    for y, name, left, amount in (
        (154, "上解支出", 290, "834"),
        (172, "调出资金", 280, "38882"),
        (190, "年终结余", 270, "8531851"),
    ):
        page.text(60, y, name).latin(left, y, amount)
    written(page, (60, 256), 214, [["总计", "12275181"]])
    assert texts(only_table(read(page)))[1:4] == [["上解支出", "834"], ["调出资金", "38882"], ["年终结余", "8531851"]]


def test_a_number_that_its_box_breaks_stays_one_beside_a_wrapped_name() -> None:
    page = PdfPage().grid([50, 130, 164], [100, 120, 150])
    page.text(60, 114, "项目").text(136, 114, "金额").text(60, 132, "上解上级").text(60, 144, "支出")
    page.latin(133, 132, "12345").latin(152, 144, "67")
    assert texts(only_table(read(page))) == [["上解上级支出", "1234567"]]


def test_a_code_that_its_box_breaks_parts_no_row() -> None:
    page = PdfPage().grid([50, 70, 130, 190], [100, 120, 150])
    written(page, (55, 80, 140), 114, [["款", "名称", "金额"]]).latin(58, 132, "0").latin(58, 144, "1")
    page.text(75, 132, "保障性安居").text(75, 144, "工程支出").latin(140, 138, "3714.61")
    rows = texts(only_table(read(page)))
    assert [row[1:] for row in rows] == [["保障性安居工程支出", "3714.61"]]
