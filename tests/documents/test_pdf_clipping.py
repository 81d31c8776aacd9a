"""PDF: what a page cuts off of its text, and cells merged over the rows of several pages."""

from __future__ import annotations

from tests.documents.pdf_pages import PdfPage
from tests.documents.pdf_views import only_table, prose, read, texts

XS = [50.0, 150.0, 250.0, 350.0]
ROWS = ["巡检", "维保", "检测"]


def clipped(page: PdfPage, box: tuple[float, float, float, float], *texts: tuple[float, float, str]) -> PdfPage:
    """Texts of which only what is inside a box is seen."""
    left, top, right, bottom = box
    page.content.append(f"q {left} {page.height - bottom} {right - left} {bottom - top} re W n")
    for x, y, text in texts:
        page.text(x, y, text)
    page.content.append("Q")
    return page


def sheet(top: float, rows: list[str], name_at: float, is_merged: bool) -> PdfPage:
    """A page of a table whose first column is one cell over all its pages, the name drawn whole on each at its place."""
    page = PdfPage()
    ys = [top + 20 * number for number in range(len(rows) + 1)]
    for number, y in enumerate(ys):
        ends = number == 0 and not is_merged
        page.line(XS[0] if ends else XS[1], y, XS[-1], y)
    for x in XS:
        page.line(x, ys[0], x, ys[-1])
    for y, text in zip(ys, rows, strict=False):
        page.text(153, y + 14, text).text(253, y + 14, "12")
    name = [(53.0, name_at + 12 * line, part) for line, part in enumerate(("河道", "养护"))]
    return clipped(page, (40, ys[0], 400, ys[-1]), *name)


def test_text_that_a_page_cuts_off_is_not_on_it() -> None:
    page = PdfPage().table(50, 100, [100, 100], [["项目", "金额"], ["甲", "1.00"]])
    page = clipped(page, (50, 100, 550, 140), (153, 190, "2.00"), (53, 190, "乙"))
    document = read(page)
    assert texts(only_table(document)) == [["甲", "1.00"]]
    assert not prose(document)


def test_a_line_in_a_cell_too_low_for_it_stays_in_its_cell() -> None:
    page = PdfPage().table(50, 100, [100, 100], [["项目", "金额"], ["", "1.00"], ["丙", "2.00"]])
    page = clipped(page, (50, 120, 150, 140), (53, 134, "水利工程"), (53, 147, "运行"))
    assert texts(only_table(read(page))) == [["水利工程运行", "1.00"], ["丙", "2.00"]]


def test_a_cell_merged_over_pages_has_its_text_where_it_is_seen() -> None:
    first = sheet(740, ROWS[:2], 812, is_merged=False)
    second = sheet(40, ROWS * 2, 90, is_merged=True)
    table = only_table(read(first, second))
    assert table.width == 3
    assert [row[1].text for row in table.rows] == [*ROWS[:2], *ROWS, *ROWS]
    assert "".join(row[0].text for row in table.rows) == "河道养护"


def test_a_figure_that_runs_over_into_a_blank_cell_stays_in_its_column() -> None:
    page = PdfPage().table(50, 100, [100, 60, 60], [["项目", "科目", "金额"], ["甲", "乙", "1.00"]])
    for y in (140, 160):
        page.line(50, y, 270, y)
    for x in (50, 150, 270):
        page.line(x, 140, x, 160)
    page.text(53, 154, "合计").latin(208, 154, "1,024,807.17")
    assert texts(only_table(read(page))) == [["甲", "乙", "1.00"], ["合计", "", "1,024,807.17"]]
