"""PDF: pages set in columns are read column by column; tables and plain pages are not cut."""

from __future__ import annotations

from auditor.documents.pdf.geometry import Char
from auditor.documents.pdf.page_columns import columns_of
from tests.documents.pdf_pages import PdfPage
from tests.documents.pdf_views import prose, read

_FIRST = "二〇二五年全市预算收入完成"
_SECOND = "市本级预算支出安排比上年增加"
_LINES = 18


def _in_columns(*columns: list[str]) -> PdfPage:
    page = PdfPage()
    for at, lines in enumerate(columns):
        for row, text in enumerate(lines):
            page.text(50 + 160 * at, 120 + 14 * row, text, size=10)
    return page


def test_columns_of_prose_are_read_one_behind_the_other() -> None:
    page = _in_columns([_FIRST] * _LINES + ["254.8亿元。"], [_SECOND] * _LINES + ["31.5亿元。"])
    page.text(50, 60, "关于云川市预算执行情况和预算草案的报告", size=16)
    assert prose(read(page)) == [
        "关于云川市预算执行情况和预算草案的报告",
        _FIRST * _LINES + "254.8亿元。",
        _SECOND * _LINES + "31.5亿元。",
    ]


def test_short_texts_under_one_another_are_no_columns_of_prose() -> None:
    page = _in_columns([_FIRST] + ["社会保障"] * _LINES, [_SECOND] + ["住房保障"] * _LINES)
    assert not any(text.startswith(f"{_FIRST}社会保障社会保障") for text in prose(read(page)))


def test_lines_over_the_whole_page_are_not_cut() -> None:
    page = _in_columns([_FIRST + _FIRST] * (2 * _LINES))
    assert prose(read(page)) == [_FIRST * 4 * _LINES]


def test_one_long_line_on_a_wide_page_is_a_line() -> None:
    text = "收入" * 150
    assert prose(read(PdfPage(width=3200).text(50, 120, text, size=10))) == [text]


def test_characters_wider_than_any_page_make_no_columns() -> None:
    wide = [Char(50, 100 + 14 * row, 5e8, 110 + 14 * row, "收", 108 + 14 * row) for row in range(30)]
    assert columns_of([*wide] * 10) is None
