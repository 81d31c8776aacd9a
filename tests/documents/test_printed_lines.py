"""Plain text of printed pages: columns side by side, one printed line in several pieces, headings above long lines."""

from __future__ import annotations

from auditor.documents import Paragraph, Table
from tests.conftest import document_of


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text without its blanks."""
    blocks = document_of(text).blocks
    return ["".join(block.source.text.split()) for block in blocks if isinstance(block, Paragraph)]


def paragraphs_with_blanks(text: str) -> list[str]:
    return [block.source.text for block in document_of(text).blocks if isinstance(block, Paragraph)]


def side_by_side(columns: list[list[str]], width: int = 40) -> str:
    """Columns of lines set beside each other, each so many characters wide."""
    height = max(map(len, columns))
    rows = ([column[row] if row < len(column) else "" for column in columns] for row in range(height))
    return "\n".join("".join(text.ljust(width) for text in row).rstrip() for row in rows)


LINE = "统筹推进各项重点工作，支持全市经济平稳运行，"
PLACES = "东西南北中前后左右上下内外山水林田湖草沙"


def filling(marker: str) -> list[str]:
    """Eighteen full lines of a sentence, no two alike."""
    return [f"支持{marker}{place}片区重点项目建设，推动经济平稳运行，" for place in PLACES[:18]]


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    first = [
        "     全市收入完成52.30亿元，其中税收收入",
        "完成31.20亿元，非税收入完成21.10亿元。",
        "     " + LINE,
        *filling("甲"),
    ]
    second = [*filling("乙"), "完成。", "    2.政府性基金。全市收入完成8.40亿元，", "支出完成9.10亿元。"]
    third = ["上年结余0.70亿元。", "    3.国有资本经营预算收支情况。", *filling("丙")]
    found = paragraphs_of("关于预算执行情况的报告\n\n" + side_by_side([first, second, third]))
    assert "全市收入完成52.30亿元，其中税收收入完成31.20亿元，非税收入完成21.10亿元。" in found
    assert "2.政府性基金。全市收入完成8.40亿元，支出完成9.10亿元。上年结余0.70亿元。" in found


def test_a_table_is_no_text_in_columns() -> None:
    names = [f"{place}片区支出" for place in PLACES[:18]]
    amounts = [[f"{row + 12}.{column}5" for row in range(18)] for column in range(3)]
    text = side_by_side([["项目", *names], ["预算数", *amounts[0]], ["执行数", *amounts[1]], ["决算数", *amounts[2]]])
    tables = [block for block in document_of(text).blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [18]


def test_pieces_of_one_printed_line_go_on() -> None:
    text = """   市级收入完成5.78亿元，其中：
                  税收收入完成3.18
                            亿元，增长4.1%，主要是
                                           重点企业
缴库较多。"""
    assert (
        paragraphs_of(text)[0] == "市级收入完成5.78亿元，其中：税收收入完成3.18亿元，增长4.1%，主要是重点企业缴库较多。"
    )


def test_a_long_heading_does_not_go_on_in_a_paragraph_of_one_line() -> None:
    heading = "一、上年全市和市级财政预算执行情况及重点工作落实情况"
    body = "上年全市财政运行总体平稳，" + LINE * 5 + "全市收入完成52.30亿元。"
    assert paragraphs_of(f"{heading}\n{body}")[0] == heading


def test_letters_set_apart_to_fill_a_line_are_drawn_together() -> None:
    text = "   市 本 级 支 出 执 行 87.9 亿 元 ，为 变 动 预 算 的 96.6%，下降8.2%。"
    assert paragraphs_with_blanks(text) == ["   市本级支出执行87.9亿元，为变动预算的96.6%，下降8.2%。"]
    assert paragraphs_with_blanks("姓 名 单位名称") == ["姓 名 单位名称"]
