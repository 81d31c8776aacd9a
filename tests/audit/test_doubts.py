"""Errors that are sooner misread than mistyped: far off without a slip, or the same in most places written alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.audit import confront
from auditor.facts import FactSet
from auditor.rulebook import Rulebook
from tests.conftest import TextAudit

TABLE = """云川市港务局2025年度部门决算
支出决算表
单位：万元
科目名称	本年支出合计	基本支出	项目支出
合计	1,468.22	983.99	484.23
交通运输支出	1,300.22	815.99	484.23
住房保障支出	168.00	168.00	0.00
"""
TWICE = "2025年度住房保障支出93.60万元，比上年160.00万元增加8.00万元。\n"
ITEMS = [("疏浚", "41.20", "3.20"), ("照明", "62.80", "5.10"), ("监测", "27.50", "2.45"), ("巡护", "33.90", "4.05")]


def told(audit_text: TextAudit, text: str) -> list[tuple[str, list[str]]]:
    """The severity of each finding and the keys of its remarks."""
    audit = audit_text(text)
    return [
        (finding.severity, [remark.key for remark in audit.verdicts[finding.head].remarks])
        for finding in audit.findings
        if finding.severity != "note"
    ]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("168.00", []),
        ("169.00", [("error", [])]),
        ("16.80", [("error", [])]),
        ("-168.00", [("error", [])]),
        ("93.60", [("warning", ["far-off"])]),
        ("291.37", [("warning", ["far-off"])]),
    ],
)
def test_what_is_far_off_without_a_slip_is_a_warning(
    printed: str, found: list[tuple[str, list[str]]], audit_text: TextAudit
) -> None:
    assert told(audit_text, f"{TABLE}2025年度住房保障支出{printed}万元。\n") == found


def test_what_two_rules_ask_for_is_an_error_however_far_off(audit_text: TextAudit) -> None:
    assert [severity for severity, _ in told(audit_text, TABLE + TWICE)] == ["error"]


def rates(bases: list[bool]) -> str:
    """Items with their changes: of the year before where told so, else of this year."""
    lines = []
    for (name, current, change), is_right in zip(ITEMS, bases, strict=False):
        base = float(current) - float(change) if is_right else float(current)
        rate = f"{float(change) / base * 100:.2f}"
        lines.append(f"{name}经费{current}万元，比上年增加{change}万元，增长{rate}%。\n")
    return "云川市港务局2025年度部门决算\n一、情况说明\n" + "".join(lines)


def test_what_fails_wherever_it_is_written_alike_is_a_warning(audit_text: TextAudit) -> None:
    assert told(audit_text, rates([True, True, True])) == []
    one_wrong = told(audit_text, rates([True, True, False]))
    assert [severity for severity, _ in one_wrong] == ["error"]
    all_wrong = told(audit_text, rates([False, False, False]))
    assert [severity for severity, _ in all_wrong] == ["warning"] * 3
    assert all("fails-alike" in remarks for _, remarks in all_wrong)


def test_errors_that_are_the_fewer_of_their_shape_stay_errors(audit_text: TextAudit) -> None:
    lines = rates([False, False, False]) + rates([True] * 4).split("说明\n")[1].replace("经费", "费用")
    assert [severity for severity, _ in told(audit_text, lines)] == ["error"] * 3


def test_of_rules_that_speak_for_each_other_one_may_be_asked_for(
    rulebook: Rulebook, read_facts: Callable[[str], FactSet]
) -> None:
    facts = read_facts(TABLE + TWICE)
    assert [found.severity for found in confront(facts, rulebook, frozenset({"AG-PROSE"})).findings] == ["error"]


def test_what_one_value_mends_in_all_places_is_an_error(audit_text: TextAudit) -> None:
    sentence = "2025年度支出1200.00万元，其中：甲支出501.23万元，占50.12%；乙支出213.45万元，占21.35%；丙支出100.56万元，占10.06%等。\n"
    assert [severity for severity, _ in told(audit_text, "云川市港务局2025年度部门决算\n" + sentence)] == ["error"]


SET = """云川市港务局2025年度部门决算
                    支出决算表
                                单位：万元
项目                        金额
合计                    1,468.22
交通运输支出            1,300.22
住房保障支出            {housing}
"""


def test_in_a_table_set_with_blanks_only_a_slip_is_an_error(audit_text: TextAudit) -> None:
    assert told(audit_text, SET.format(housing="  168.00")) == []
    assert [severity for severity, _ in told(audit_text, SET.format(housing="  186.00"))] == ["error"]
    assert told(audit_text, SET.format(housing="1,025.47")) == [("warning", ["set-with-blanks"])]
