"""What a cell in the place of an amount says, and what one odd cell does to its column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.documents import Column, Table
from auditor.facts import FactSet
from auditor.facts.cell_text import read_text
from auditor.facts.columns import parts_of
from auditor.vocabulary import Vocabulary
from tests.conftest import TextAudit

Read = Callable[[str], FactSet]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("836.00万元", "836.00", "万元"),
        ("212.20（含结转20.00）", "212.20", None),
        ("1,750,000 ①", "1750000", None),
        ("836.00万元（不含上缴）", "836.00", "万元"),
        ("负0.60", "-0.60", None),
        ("减2.53", "-2.53", None),
        ("增加3.00", "3.00", None),
        ("下降5.2%", "-5.2", "%"),
        ("（6.12%）", "-6.12", "%"),
        ("0.60-", "-0.60", None),
        ("12次", "12", "次"),
    ],
)
def test_a_number_with_its_unit_or_a_remark_is_read(
    text: str, value: str, unit: str | None, vocabulary: Vocabulary
) -> None:
    cell = read_text(text, vocabulary)
    assert cell.state == "printed" and cell.numeral
    assert str(-cell.numeral.value if cell.negative else cell.numeral.value) == value
    assert (cell.unit.name if cell.unit else None) == unit


@pytest.mark.parametrize("text", ["无", "／", "N/A", "不适用", "——", "-", "nil"])
def test_words_for_nothing_are_dashes(text: str, vocabulary: Vocabulary) -> None:
    assert read_text(text, vocabulary).state == "dash"


@pytest.mark.parametrize(
    "text",
    [
        "812.4/0",
        "32,5217",
        "13,486.0218,308.57",
        "212..20",
        "212。20",
        "212.2O",
        "######",
        "#REF!",
        "1902/4/15",
        "8 300",
    ],
)
def test_digits_glued_or_torn_are_unreadable(text: str, vocabulary: Vocabulary) -> None:
    cell = read_text(text, vocabulary)
    assert (cell.state, cell.torn, cell.numeral) == ("unreadable", True, None)


@pytest.mark.parametrize(
    ("text", "state"), [("2025年预算数", "unreadable"), ("较好", "word"), ("***", "word"), ("", "blank")]
)
def test_words_are_no_torn_figures(text: str, state: str, vocabulary: Vocabulary) -> None:
    cell = read_text(text, vocabulary)
    assert (cell.state, cell.torn) == (state, False)


EXPENDITURE = (
    "2025年部门预算\n部门支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    "\t合计\t90.00\t60.00\t30.00\n201\t一般公共服务支出\t{cell}\t50.00\t{odd}\n208\t社会保障和就业支出\t10.00\t10.00\t\n"
)


@pytest.mark.parametrize("odd", ["无", "***", "30.00（含上年结转）", "30..00"])
def test_one_odd_cell_changes_no_column(odd: str, read_facts: Read) -> None:
    facts = read_facts(EXPENDITURE.format(cell="80.00", odd=odd))
    assert [line.label for line in facts.statements[0].blocks[0].columns] == ["合计", "基本支出", "项目支出"]


def test_a_torn_figure_makes_its_sums_unverifiable_and_the_document_incomplete(audit_text: TextAudit) -> None:
    audit = audit_text(EXPENDITURE.format(cell="80。00", odd="30.00"))
    assert not audit.is_complete
    assert [gap.arguments["text"] for gap in audit.gaps] == ["80。00"]
    assert {
        verdict.outcome for verdict in audit.verdicts if any(t.fact.state == "unreadable" for t in verdict.terms)
    } == {"unverifiable"}


def printed(facts: FactSet) -> list[str]:
    return [str(fact.figure.value) for fact in facts.facts if fact.figure and fact.statement is not None]


def test_blanks_part_thousands_where_all_numbers_are_printed_so(read_facts: Read) -> None:
    head = "2025年部门预算\n某事项情况表\n单位：元\n项目\t上年\t本年\n"
    assert printed(read_facts(head + "甲\t20 410.00\t21 500.00\n乙\t460.00\t3 600.00\n")) == [
        "20410.00",
        "21500.00",
        "460.00",
        "3600.00",
    ]
    glued = read_facts(head + "甲\t267 247.22\t2842391 76.13\n乙\t460.00\t36001.00\n")
    assert printed(glued) == ["460.00", "36001.00"]


def test_one_comma_before_the_last_three_digits_may_be_the_style_of_a_table(read_facts: Read) -> None:
    head = "2025年部门预算\n某事项情况表\n单位：元\n项目\t上年\t本年\n"
    assert printed(read_facts(head + "甲\t19349,057\t2603,760\n乙\t981,789\t10360,707\n")) == [
        "19349057",
        "2603760",
        "981789",
        "10360707",
    ]
    assert printed(read_facts(head + "甲\t19349,057\t2,603,760\n乙\t981,789\t10,360,707\n")) == [
        "2603760",
        "981789",
        "10360707",
    ]


def test_a_closing_bracket_in_the_next_cell_belongs_to_the_number(read_facts: Read) -> None:
    facts = read_facts(
        "2025年部门预算\n某事项情况表\n单位：元\n项目\t上年\t本年\t\n甲\t3.00\t(0.60\t)\n乙\t4.00\t5.00\t\n"
    )
    assert printed(facts) == ["3.00", "-0.60", "4.00", "5.00"]


def table_of(header: str, *rows: str) -> Table:
    from auditor.documents.model import Piece, SourceText

    def row_of(line: str) -> tuple[SourceText, ...]:
        return tuple(SourceText(text, (Piece(0, 1, 1),)) for text in line.split("|"))

    columns = tuple(Column((cell.text,) if cell.text else (), (cell,)) for cell in row_of(header))
    return Table((), columns, tuple(map(row_of, rows)), (row_of(header),))


@pytest.mark.parametrize(
    ("header", "rows", "parts"),
    [
        ("|名称|金额", ["201|一般公共服务支出|9", "20101|人大事务|9"], ["code", "label", "amount"]),
        ("科目|名称|金额", ["301|工资福利支出|9", "30101|基本工资|9"], ["code", "label", "amount"]),
        ("科目名称|金额", ["甲|301", "乙|20101"], ["label", "amount"]),
        ("项目|金额|发行日期", ["甲|9.00|2022-07", "乙|8.00|2022-10"], ["label", "amount", "text"]),
        ("项目|￥|金额", ["甲|￥|9.00", "乙|￥|8.00"], ["label", "text", "amount"]),
    ],
)
def test_codes_are_no_amounts(header: str, rows: list[str], parts: list[str], vocabulary: Vocabulary) -> None:
    assert parts_of(table_of(header, *rows), vocabulary) == parts


def test_rates_add_up_to_nothing(read_facts: Read) -> None:
    facts = read_facts(
        "2025年部门预算\n一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t合计\t比上年增减%\n201\t一般公共服务支出\t80.00\t5.00\n"
    )
    assert [line.role for line in facts.statements[0].blocks[0].columns][-1] == "apart"
