"""Plain text whose tables were run together: a code, a name and figures on a line, blank cells gone."""

from __future__ import annotations

import pytest

from auditor.documents import Document
from auditor.documents.lost_blanks import placed
from auditor.documents.model import Paragraph, Table
from tests.conftest import document_of

TITLE = """一般公共预算支出表
单位：万元
项目 一般公共预算支出
科目编码
科目名称 合计 基本支出 项目支出
类款项
"""
ROWS = """201 一般公共服务支出 96.20 96.20
20136 其他事务 96.20 96.20
2013601 行政运行 96.20 96.20
208 社会保障支出 739.80 527.60 212.20
20805 养老支出 527.60 527.60
20810 社会福利 212.20 212.20
合计 836.00 623.80 212.20
"""
SUMMED = {
    "": ["836.00", "623.80", "212.20"],
    "201": ["96.20", "96.20"],
    "208": ["739.80", "527.60", "212.20"],
    "20805": ["527.60", "527.60"],
    "20810": ["212.20", "212.20"],
}


def tables_of(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def table_of(text: str) -> Table:
    (table,) = tables_of(document_of(text))
    return table


def test_rows_without_their_blanks_are_a_table_again() -> None:
    table = table_of(TITLE + ROWS)
    assert [column.path for column in table.columns] == [
        ("科目编码",),
        ("科目名称",),
        ("合计",),
        ("基本支出",),
        ("项目支出",),
    ]
    assert cells(table)[0] == ["201", "一般公共服务支出", "96.20", "96.20", ""]
    assert cells(table)[3] == ["208", "社会保障支出", "739.80", "527.60", "212.20"]
    assert cells(table)[5] == ["20810", "社会福利", "212.20", "", "212.20"]


def test_a_figure_stands_where_it_was_printed() -> None:
    figure = table_of(TITLE + ROWS).rows[5][4]
    assert (figure.line, figure.place(0)) == (12, (12, 19))


def test_the_title_and_the_unit_above_stay_prose() -> None:
    first, second, *_ = document_of(TITLE + ROWS).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert [first.source.text, second.source.text] == ["一般公共预算支出表", "单位：万元"]


@pytest.mark.parametrize("row", ["2013601行政运行 96.20 96.20", "201 36 01 行政运行 96.20 96.20"])
def test_a_code_may_touch_its_name_or_stand_in_groups(row: str) -> None:
    table = table_of(TITLE + ROWS.replace("2013601 行政运行 96.20 96.20", row))
    assert cells(table)[2][1:4] == ["行政运行", "96.20", "96.20"]


def test_a_header_that_is_printed_again_does_not_end_the_table() -> None:
    first, *rest = ROWS.splitlines(keepends=True)
    header = "".join(TITLE.splitlines(keepends=True)[2:])
    assert cells(table_of(TITLE + first + header + "".join(rest))) == cells(table_of(TITLE + ROWS))


def test_a_name_broken_over_lines_is_nobodys() -> None:
    document = document_of(
        TITLE + ROWS.replace("20805 养老支出 527.60", "机关事业单位养老\n20805 527.60").replace("20810", "支出\n20810")
    )
    (table,) = tables_of(document)
    assert cells(table)[4] == ["20805", "", "527.60", "527.60", ""]
    assert [piece.source.text for piece in document.residue] == ["机关事业单位养老", "支出"]


def test_figures_below_the_line_of_their_code_are_its_own() -> None:
    table = table_of(TITLE + ROWS.replace("20805 养老支出 527.60 527.60", "20805\n养老支出\n527.60 527.60"))
    assert cells(table)[4] == ["20805", "", "527.60", "527.60", ""]


def test_figures_that_belong_to_no_row_leave_all_of_it_prose_and_that_is_told() -> None:
    document = document_of(TITLE + ROWS.replace("合计", "12.00 12.00\n合计"))
    assert not tables_of(document)
    assert {notice.key for notice in document.notices} == {"run-together"}


def test_rows_that_go_on_behind_something_else_leave_all_of_it_prose() -> None:
    assert not tables_of(document_of(TITLE + ROWS + "甲\n乙\n丙\n丁\n" + ROWS.replace("6", "7")))


def test_of_columns_without_names_only_the_first_is_read_and_that_is_told() -> None:
    document = document_of(TITLE.replace(" 基本支出", " 基本支出 其他 经营") + ROWS)
    (table,) = tables_of(document)
    assert cells(table)[3] == ["208", "社会保障支出", "739.80"]
    assert [notice.key for notice in document.notices] == ["lost-blanks"]
    assert "527.60 212.20" in [block.source.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_column_is_not_named_by_a_word_for_something_else() -> None:
    document = document_of(TITLE.replace("合计 基本支出", "分类 基本支出") + ROWS)
    assert [len(table.columns) for table in tables_of(document)] == [3]


def test_two_tables_side_by_side_stay_apart() -> None:
    text = """基本支出表
单位：万元
科目编码
科目名称 决算数 科目名称 决算数
301 工资福利支出 30.00 302 商品和服务支出 14.00
30101 基本工资 20.00 30201 办公费 9.00
30102 津贴补贴 10.00 30211 差旅费
30103 奖金 30212 5.00
303 对个人和家庭的补助 6.00 30213 维修费
30302 退休费 6.00 30214 租赁费
310 资本性支出 1.00
31002 设备购置 1.00
人员经费合计 36.00 公用经费合计 15.00
"""
    table = table_of(text)
    assert [column.path for column in table.columns] == [("科目编码",), ("科目名称",), ("决算数",)] * 2
    assert cells(table)[3] == ["30103", "奖金", "", "30212", "", "5.00"]
    assert cells(table)[6] == ["", "", "", "310", "资本性支出", "1.00"]
    assert cells(table)[8] == ["", "人员经费合计", "36.00", "", "公用经费合计", "15.00"]


def test_a_list_of_figures_in_prose_is_no_table() -> None:
    text = "".join(f"20{number} 年全市收入 {number}00 亿元，支出 {number}50 亿元。\n" for number in range(11, 19))
    assert not tables_of(document_of(text))


def test_figures_find_the_columns_that_make_the_sums_above() -> None:
    places = placed(list(SUMMED), list(SUMMED.values()))
    assert places == [[0, 1, 2], [0, 1], [0, 1, 2], [0, 1], [0, 2]]


def test_a_mistyped_figure_does_not_keep_the_others_from_their_columns() -> None:
    wrong = {**SUMMED, "208": ["739.80", "52.76", "212.20"]}
    assert placed(list(wrong), list(wrong.values())) == placed(list(SUMMED), list(SUMMED.values()))


@pytest.mark.parametrize(
    "rows",
    [
        {"": ["20.00", "10.00", "10.00"], "201": ["10.00", "10.00"], "205": ["10.00", "10.00"]},
        {"": ["20.00", "12.00", "8.00"], "201": ["11.00", "11.00"], "205": ["9.00", "9.00"]},
        {"201": ["20.00", "12.00", "8.00"], "205": ["11.00", "11.00"]},
        {"": ["20.00", "12.00", "9.00"], "201": ["12.00", "12.00"], "205": ["8.00", "8.00"]},
    ],
    ids=["two ways", "no way", "no whole", "first is not the sum"],
)
def test_columns_that_nobody_can_tell_are_not_guessed(rows: dict[str, list[str]]) -> None:
    assert placed(list(rows), list(rows.values())) is None


def test_rows_that_lack_nothing_need_no_sums() -> None:
    assert placed(["201", "205"], [["1.00", "7.00"], ["2.00", "9.00"]]) == [[0, 1], [0, 1]]


def test_a_search_that_would_take_for_ever_is_given_up() -> None:
    parts = {f"2{number:02d}": [f"{2**number}.01"] * 2 for number in range(1, 40)}
    rows = {"": ["1000000000000.00", "400000000000.00", "600000000000.00"], **parts}
    assert placed(list(rows), list(rows.values())) is None


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("1.社会保障和就业支出（类）行政事业单位养老支出（款）", "行政单位离退休（项），主要用于退休人员。"),
        ("“卫生健康支出（类）行政事业单位医疗（款）行政单", "位医疗（项）”10.25万元。"),
        ("19.住房保障支出（类）住房改革支出（款）住房公积金", "（项），主要用于住房公积金。"),
        ("（4）卫生健康支出（210类）行政事业单位医疗（11款）行政单位医疗（01", "项）：支出决算数为15.40万元。"),
    ],
)
def test_a_path_of_items_goes_on_behind_the_break_of_a_line(above: str, below: str) -> None:
    (block,) = document_of(f"{above}\n{below}\n").blocks
    assert isinstance(block, Paragraph)
    assert block.source.text == above + below
