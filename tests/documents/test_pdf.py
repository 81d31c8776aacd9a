"""PDF: lines in content order, tables from rulings, pages joined, and what cannot be read said aloud."""

from __future__ import annotations

import pytest

from auditor.documents.pdf import read_pdf
from auditor.errors import UnreadableDocument
from tests.documents.pdf_pages import PdfPage, pdf_of
from tests.documents.pdf_views import only_table, prose, read, texts

LONG = "本单位今年的收入比上年增加了一些，其原因是项目增加，支出随之增加，合计"


def test_digits_that_sit_lower_than_the_han_beside_them_stay_in_their_sentence() -> None:
    page = PdfPage().text(60, 100, "收入合计").latin(100, 102.5, "123.45", size=9).text(130, 100, "万元，支出合计")
    page.text(60, 112, "第二行")
    assert prose(read(page))[0] == "收入合计123.45万元，支出合计"


def test_text_is_read_in_its_lines_whatever_order_the_content_has() -> None:
    page = PdfPage().text(60, 130, "第二行文字。").text(100, 100, "后半行。").text(60, 100, "前半行，")
    assert "".join(prose(read(page))) == "前半行，后半行。第二行文字。"


def test_letters_set_wide_apart_are_one_number() -> None:
    page = PdfPage().text(60, 100, "收入合计1234.56万元", spacing=6)
    assert prose(read(page)) == ["收入合计1234.56万元"]


def test_text_printed_twice_for_boldness_is_read_once() -> None:
    page = PdfPage().text(60, 100, "合计123").text(60.3, 100, "合计123")
    assert "".join(prose(read(page))).count("123") == 1


def test_a_gap_parts_two_numbers() -> None:
    page = PdfPage().latin(60, 100, "12").latin(90, 100, "34")
    assert prose(read(page)) == ["12 34"]


def test_a_sentence_goes_on_over_a_full_line() -> None:
    page = PdfPage()
    page.text(80, 100, "本单位今年的收入比上年有所增加，合计为一千二百三十四点五六，其中拨款收入为12")
    page.text(60, 118, "34.56万元。")
    page.text(80, 136, "另起一段的文字在这里，也写得足够长，好让右边的界限能够看得出来，不会弄错成短行")
    assert "其中拨款收入为1234.56万元。" in prose(read(page))[0]


def test_a_sentence_goes_on_over_a_page_and_the_page_number_is_no_part_of_it() -> None:
    first = PdfPage().text(60, 700, LONG + "12").text(290, 810, "- 1 -")
    second = PdfPage().text(60, 80, "34.56万元。").text(290, 810, "- 2 -")
    document = read(first, second)
    assert prose(document) == [LONG + "1234.56万元。"]
    assert [left.reason for left in document.residue] == ["page number", "page number"]


def test_a_head_on_every_page_is_no_content() -> None:
    pages = [
        PdfPage().text(60, 40, f"某某局决算 第{number}页").text(60, 200, f"第{number}段文字。")
        for number in range(1, 6)
    ]
    document = read(*pages)
    assert prose(document) == [f"第{number}段文字。" for number in range(1, 6)]
    assert {left.reason for left in document.residue} == {"running head"}


def test_a_figure_knows_its_page_and_the_box_it_is_printed_in() -> None:
    document = read(PdfPage().text(60, 100, "空"), PdfPage().text(60, 100, "合计12.5"))
    source = document.paragraphs()[-1].source
    place = source.locate(source.text.index("12.5"), len(source.text))
    assert place.page == 2
    assert place.bbox is not None
    left, top, right, bottom = place.bbox
    assert (round(left), round(right)) == (80, 100)
    assert top < 100 < bottom


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    table = only_table(
        read(
            PdfPage().table(50, 100, [120, 80, 80], [["项目", "预算", "决算"], ["甲", "1.00", ""], ["乙", "", "2.00"]])
        )
    )
    assert [column.path for column in table.columns] == [("项目",), ("预算",), ("决算",)]
    assert texts(table) == [["甲", "1.00", ""], ["乙", "", "2.00"]]


def test_a_merged_header_stands_above_all_its_columns() -> None:
    page = PdfPage()
    for y in (100, 140, 160, 180):
        page.line(50, y, 290, y)
    page.line(130, 120, 290, 120)
    for x, top in ((50, 100), (130, 100), (210, 120), (290, 100)):
        page.line(x, top, x, 180)
    page.text(60, 124, "项目").text(190, 114, "支出").text(140, 134, "基本").text(220, 134, "专项")
    page.text(60, 154, "甲").text(140, 154, "1.00").text(220, 154, "2.00")
    page.text(60, 174, "乙").text(140, 174, "3.00").text(220, 174, "4.00")
    table = only_table(read(page))
    assert [column.path for column in table.columns] == [("项目",), ("支出", "基本"), ("支出", "专项")]
    assert texts(table) == [["甲", "1.00", "2.00"], ["乙", "3.00", "4.00"]]


def test_a_table_without_its_outer_sides_has_its_outer_columns() -> None:
    page = PdfPage().text(60, 114, "项目").text(140, 114, "预算").text(60, 134, "甲").text(140, 134, "1.00")
    for y in (100, 120, 140):
        page.line(50, y, 200, y)
    page.line(130, 100, 130, 140)
    assert texts(only_table(read(page))) == [["甲", "1.00"]]


def test_a_table_without_rulings_has_the_columns_that_white_space_makes() -> None:
    page = (
        PdfPage()
        .text(200, 80, "收支表")
        .text(60, 100, "项目")
        .text(190, 100, "支出")
        .text(160, 120, "基本")
        .text(230, 120, "专项")
    )
    for y, (name, one, other) in enumerate((("甲", "1.00", "2.00"), ("乙乙乙", "13.00", "4.00"))):
        page.text(60, 140 + 20 * y, name).text(160, 140 + 20 * y, one).text(230, 140 + 20 * y, other)
    table = only_table(read(page))
    assert texts(table) == [["甲", "1.00", "2.00"], ["乙乙乙", "13.00", "4.00"]]
    assert [column.path[-1] for column in table.columns] == ["项目", "基本", "专项"]


def test_a_table_of_contents_without_leaders_is_no_table() -> None:
    page = PdfPage()
    for number in range(1, 6):
        page.text(60, 100 + 20 * number, f"第{number}部分").text(500, 100 + 20 * number, str(number))
    assert read(page).tables() == []


def test_amounts_under_one_another_without_rulings_between_are_rows_of_their_own() -> None:
    page = PdfPage().grid([50, 130, 200], [100, 120, 180]).text(60, 114, "项目").text(140, 114, "金额")
    for row, (name, amount) in enumerate((("甲", "1.00"), ("乙", "2.00"), ("丙", "3.00"))):
        page.text(60, 134 + 18 * row, name).text(140, 134 + 18 * row, amount)
    assert texts(only_table(read(page))) == [["甲", "1.00"], ["乙", "2.00"], ["丙", "3.00"]]


def test_a_number_that_its_narrow_cell_breaks_is_one_number() -> None:
    page = PdfPage().grid([50, 130, 165], [100, 120, 150])
    page.text(60, 114, "项目").text(133, 114, "金额").text(60, 134, "甲").text(133, 132, "12345.").text(133, 146, "67")
    assert texts(only_table(read(page))) == [["甲", "12345.67"]]


def test_a_table_goes_on_over_a_page_without_its_repeated_header() -> None:
    first = PdfPage().text(60, 90, "支出表").table(50, 700, [120, 80], [["项目", "预算"], ["甲", "1.00"]])
    second = PdfPage().table(50, 60, [120, 80], [["项目", "预算"], ["乙", "2.00"]])
    document = read(first, second)
    assert texts(only_table(document)) == [["甲", "1.00"], ["乙", "2.00"]]
    assert [left.source.text for left in document.residue] == ["项目", "预算"]


def test_a_table_goes_on_over_a_page_that_has_others_with_nearly_its_columns() -> None:
    first = PdfPage().table(50, 700, [100, 40, 80], [["项目", "编码", "预算"], ["甲", "01", "1.00"]])
    second = PdfPage().table(50, 60, [100, 40, 80], [["乙", "", "2.00"]])
    for y, width, name in ((120, 102.5, "收入"), (220, 105, "支出")):
        rows = [["项目", "编码", name], ["丙", "03", "3.00"], ["丁", "04", "4.00"]]
        second.text(50, y - 5, name + "表").table(50, y, [width, 40, 180 - width], rows)
    tables = read(first, second).tables()
    assert len(tables) == 3
    assert texts(tables[0]) == [["甲", "01", "1.00"], ["乙", "", "2.00"]]


def test_a_row_that_the_page_cuts_in_two_is_one_row() -> None:
    first = PdfPage().table(50, 700, [70, 80], [["项目", "预算"], ["很长的项目名", "754.7"]])
    second = PdfPage().table(50, 60, [70, 80], [["称", ""], ["乙", "2.00"]])
    assert texts(only_table(read(first, second))) == [["很长的项目名称", "754.7"], ["乙", "2.00"]]


def test_a_row_without_figures_at_the_head_of_a_page_is_a_row_of_its_own() -> None:
    first = PdfPage().table(50, 700, [120, 80], [["项目", "预算"], ["本年收入合计", "754.70"]])
    second = PdfPage().table(50, 60, [120, 80], [["使用结余", ""], ["上年结转", "2.00"]])
    assert texts(only_table(read(first, second))) == [
        ["本年收入合计", "754.70"],
        ["使用结余", ""],
        ["上年结转", "2.00"],
    ]


def test_tables_of_the_same_columns_under_titles_of_their_own_stay_apart() -> None:
    first = PdfPage().table(50, 700, [120, 80], [["项目", "预算"], ["甲", "1.00"]])
    second = PdfPage().text(60, 50, "另一张表").table(50, 60, [120, 80], [["项目", "决算"], ["乙", "2.00"]])
    assert len(read(first, second).tables()) == 2


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_is_read_upright_whatever_its_rotation_entry_says(rotate: int) -> None:
    page = PdfPage(rotate=rotate).table(50, 100, [120, 80], [["项目", "预算"], ["甲", "1.00"]])
    assert texts(only_table(read(page))) == [["甲", "1.00"]]


def test_a_page_without_text_under_an_image_is_said_aloud() -> None:
    document = read(PdfPage().text(60, 100, "有文字的一页。"), PdfPage().image(0, 0, 595, 842))
    (notice,) = document.notices
    assert (notice.key, notice.arguments["pages"], notice.incomplete) == ("scanned-pages", "2", True)


def test_a_scan_cannot_be_read() -> None:
    with pytest.raises(UnreadableDocument, match="1 of its 1 pages are images"):
        read(PdfPage().image(0, 0, 595, 842))


def test_text_laid_invisibly_over_a_scan_is_not_taken_for_print() -> None:
    page = PdfPage().image(0, 0, 595, 842)
    for y in range(100, 400, 20):
        page.text(60, y, "识别出来的文字12.5", mode=3)
    with pytest.raises(UnreadableDocument, match="images"):
        read(page)


def test_a_font_that_does_not_say_its_characters_cannot_be_read() -> None:
    with pytest.raises(UnreadableDocument, match="fonts"):
        read(PdfPage().text(60, 100, "看不懂的文字", font="/Blind"))


def test_a_pdf_of_too_many_pages_is_refused_before_any_is_read() -> None:
    page = PdfPage().text(60, 100, "一")
    with pytest.raises(UnreadableDocument, match="5000 pages"):
        read(*[page] * 5000)


def test_a_page_of_endless_graphics_is_cut_and_said_aloud() -> None:
    page = PdfPage().text(60, 100, "文字。")
    page.content.append("1 1 m 2 2 l S\n" * 120_000)
    (notice,) = read(page).notices
    assert (notice.key, notice.incomplete) == ("cut-pages", True)


def test_a_ruled_page_of_a_million_boxes_is_bounded() -> None:
    page = PdfPage(5000, 5000).text(60, 4990, "文字。")
    page.grid([10.0 + 4 * index for index in range(1000)], [10.0 + 4 * index for index in range(1000)])
    assert "文字。" in "".join(prose(read(page)))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused_or_read_but_never_breaks(share: float) -> None:
    content = pdf_of(PdfPage().table(50, 100, [120, 80], [["项目", "预算"], ["甲", "1.00"]]))
    try:
        read_pdf(content[: int(len(content) * share)])
    except UnreadableDocument as error:
        assert error.chinese
