"""Formulas that a table prints are its sums: above the columns, beside the rows, in labels of rows that have numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.facts import FactSet
from auditor.facts.tables.formulas import PRINTED, Formula, formula_of
from tests.conftest import TextAudit
from tests.readings import of_columns, of_rows

Read = Callable[[str], FactSet]

COLUMNS = """债务余额情况表
单位：亿元
地区\t限额\t一般\t专项\t余额
公式\tA=B+C\tB\tC\tD
甲区\t30.00\t20.00\t10.00\t25.00
乙区\t50.00\t20.00\t30.00\t45.00
"""
CHANGES = """收入完成情况表
单位：万元
项目\t预算数\t决算数\t增减额\t完成比例
栏次\t1\t2\t3=2-1\t4=2/1
拨款收入\t100.00\t110.00\t10.00\t1.10
事业收入\t20.00\t25.00\t5.00\t1.25
"""
BESIDE = """债务情况表
单位：亿元
项目\t公式\t本地区\t本级
一、限额\tA=B+D\t30.00\t12.00
（一）一般债务\tB\t20.00\t7.00
其中：再融资\tC\t4.00\t1.00
（二）专项债务\tD\t10.00\t5.00
"""
LABELS = """收入构成表
单位：万元
项目\t行次\t上年\t本年
拨款收入\t1\t90.00\t100.00
事业收入\t2\t20.00\t20.00
其他收入\t3\t5.00\t5.00
本年收入（1+2+3）\t4\t115.00\t125.00
年初结转\t5\t3.00\t3.00
可用资金 6=4+5\t6\t118.00\t128.00
缴回\t7\t1.00\t1.00
净额（6-7）\t8\t117.00\t127.00
"""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3", Formula("3", (), ())),
        ("（1）＝（2）＋（3）", Formula("1", ("2", "3"), ())),
        ("a=b+c", Formula("A", ("B", "C"), ())),
        ("③=①+②", Formula("3", ("1", "2"), ())),
        ("1+2", Formula("", ("1", "2"), ())),
        ("5=3-2", Formula("5", ("3",), ("2",))),
        ("9=1+2+…+5", Formula("9", ("1", "2", "3", "4", "5"), ())),
        ("4=3/2-1", Formula("4", (), (), is_rate=True)),
        ("增长率=③/②", Formula("增长率", (), (), is_rate=True)),
        ("٣=١+٢", Formula("3", ("1", "2"), ())),
        ("合计", None),
        ("1,200.00", None),
        ("2024", None),
    ],
)
def test_a_formula_is_read(text: str, read: Formula | None) -> None:
    assert formula_of(text) == read


def names_of(facts: FactSet) -> set[str]:
    return {structure.chosen.candidate.name for structure in facts.structures}


def test_a_formula_above_a_column_says_what_it_is_the_sum_of(read_facts: Read) -> None:
    assert of_columns(read_facts(COLUMNS)) == {"限额 = 一般 + 专项"}


def test_a_formula_of_a_difference_is_a_sum_of_what_it_is_taken_from(read_facts: Read) -> None:
    assert of_columns(read_facts(CHANGES)) == {"决算数 = 增减额 + 预算数"}


def test_formulas_beside_the_rows_are_their_sums(read_facts: Read) -> None:
    facts = read_facts(BESIDE)
    assert of_rows(facts) == {"限额 = 一般债务 + 专项债务"}
    assert PRINTED in names_of(facts)


def test_formulas_in_labels_are_sums_of_the_rows_with_these_numbers(read_facts: Read) -> None:
    assert of_rows(read_facts(LABELS)) == {
        "本年收入（1+2+3） = 拨款收入 + 事业收入 + 其他收入",
        "可用资金6=4+5 = 本年收入（1+2+3） + 年初结转",
        "可用资金6=4+5 = 净额（6-7） + 缴回",
    }


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (COLUMNS, "50.00\t20.00", "51.00\t20.00"),
        (CHANGES, "\t5.00\t1.25", "\t6.00\t1.25"),
        (BESIDE, "20.00\t7.00", "20.00\t8.00"),
        (LABELS, "115.00\t125.00", "115.00\t126.00"),
    ],
    ids=["columns", "difference", "beside", "labels"],
)
def test_a_figure_that_breaks_a_printed_formula_is_an_error(
    audit_text: TextAudit, text: str, right: str, wrong: str
) -> None:
    assert not audit_text(text).findings
    assert "error" in {finding.severity for finding in audit_text(text.replace(right, wrong)).findings}


@pytest.mark.parametrize(
    "text",
    [
        COLUMNS.replace("A=B+C", "A=B+X"),
        BESIDE.replace("A=B+D", "A=B+X"),
        BESIDE.replace("A=B+D", "A=A+D"),
        BESIDE.replace("\tC\t", "\tB\t"),
        LABELS.replace("（1+2+3）", "（1+2+33）").replace("6=4+5", "9=4+5").replace("（6-7）", "（6-77）"),
        LABELS.replace("行次", "备注").replace("\t3\t5.00", "\t见说明\t5.00"),
    ],
    ids=["no such column", "no such row", "itself", "a name twice", "wrong numbers", "no numbers of rows"],
)
def test_a_formula_that_names_no_other_line_licenses_nothing(read_facts: Read, text: str) -> None:
    assert not any(name.startswith(PRINTED) for name in names_of(read_facts(text)))


def test_a_wrong_formula_does_not_stand_against_sums_that_hold(audit_text: TextAudit) -> None:
    """合计 | 甲 | 乙 numbered 1=3-2: as a sum of its columns it holds in every row, as printed in none."""
    text = "情况表\n单位：万元\n项目\t合计\t基本支出\t项目支出\n栏次\t1=3-2\t2\t3\n" + "".join(
        f"事项{number}\t{30 + number}.00\t10.00\t{20 + number}.00\n" for number in range(6)
    )
    assert "error" not in {finding.severity for finding in audit_text(text).findings}
