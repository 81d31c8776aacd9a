"""The unit of a table is what its captions, its header and its cells say; what nothing says is unknown and compares with nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.facts import FactSet
from auditor.facts.units import unit_called
from auditor.vocabulary import Vocabulary
from tests.conftest import TextAudit

Read = Callable[[str], FactSet]

TABLE = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t90.00\t60.00\t30.00\n201\t一般公共服务支出\t90.00\t60.00\t30.00\n"


def units_of(facts: FactSet) -> set[str]:
    return {
        fact.figure.unit.name if fact.figure.unit else ""
        for fact in facts.facts
        if fact.figure and fact.statement is not None
    }


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("单位：万元", "万元"),
        ("编制单位：某县示例局　　单位：万元", "万元"),
        ("编制单位：某县示例局单位：元", "元"),
        ("单位：某县示例局 金额单位：千元", "千元"),
        ("单位：人民币元", "元"),
        ("金额单位：人民币 万元", "万元"),
        ("单位：元、%", "元"),
        ("单位：人、万元", "万元"),
        ("单位：元（列至角分）", "元"),
        ("单 位：万 元", "万元"),
        ("计量单位:亿元", "亿元"),
        ("（万元）", "万元"),
        ("单位 万元", "万元"),
        ("编制单位：元谋县示例局", ""),
    ],
)
def test_every_word_that_announces_a_unit_is_asked(read_facts: Read, caption: str, unit: str) -> None:
    assert units_of(read_facts(f"2025年部门预算\n部门支出总表\n{caption}\n{TABLE}")) == {unit}


def test_the_header_and_the_row_go_before_the_caption(read_facts: Read) -> None:
    facts = read_facts(
        "2025年部门预算\n某事项情况表\n单位：万元\n"
        "项目\t上年（元）\t本年\t比上年增减%\n设备购置\t500.00\t0.06\t20.00\n车辆（辆）\t3\t4\t33.33\n"
    )
    found = {fact.figure.printed: fact.figure.unit.name for fact in facts.facts if fact.figure and fact.figure.unit}
    units = [found[printed] for printed in ("500.00", "0.06", "20.00", "3", "4", "33.33")]
    assert units == ["元", "万元", "%", "元", "辆", "%"]


def test_the_level_of_a_classification_is_no_unit(read_facts: Read) -> None:
    facts = read_facts(
        "2025年部门预算\n部门支出总表\n单位：万元\n科目编码\t科目名称\t合计\n2019999\t其他一般公共服务支出（项）\t9.00\n"
    )
    assert units_of(facts) == {"万元"}


def test_a_table_that_goes_on_has_the_unit_of_the_one_before(read_facts: Read) -> None:
    facts = read_facts(f"2025年部门预算\n部门支出总表\n单位：元\n{TABLE}\n续表\n{TABLE}")
    assert units_of(facts) == {"元"}
    assert [statement.unit_inherited for statement in facts.statements] in ([False, True], [False])


def test_a_table_with_a_title_of_its_own_inherits_nothing(read_facts: Read) -> None:
    facts = read_facts(f"2025年部门预算\n部门支出总表\n单位：元\n{TABLE}\n一般公共预算支出表\n{TABLE}")
    assert [statement.unit.name if statement.unit else None for statement in facts.statements] == ["元", None]
    assert [(gap.reason, gap.core) for gap in facts.gaps] == [("unit-not-printed", True)]


def test_amounts_of_two_tables_without_units_are_held_against_nothing(audit_text: TextAudit) -> None:
    other = TABLE.replace("90.00", "95.00").replace("60.00", "65.00")
    income = "部门收入总表\n科目编码\t科目名称\t合计\t财政拨款收入\n\t合计\t90.00\t90.00\n"
    audit = audit_text(f"2025年部门预算\n{income}部门支出总表\n{TABLE}\n一般公共预算支出表\n{other}")
    outcomes = {
        verdict.outcome
        for verdict in audit.verdicts
        if len({term.fact.statement for term in verdict.terms if term.fact.figure}) > 1
    }
    assert outcomes == {"unverifiable"}
    assert not audit.findings


def test_a_unit_that_is_no_known_word_is_none(vocabulary: Vocabulary) -> None:
    assert unit_called("某县示例局", vocabulary) is None
    assert unit_called("", vocabulary) is None


def test_what_is_counted_is_no_unit_of_what_it_is_worth(read_facts: Read, audit_text: TextAudit) -> None:
    text = """2020年部门决算
国有资产占有使用情况表
单位：万元
项目\t行次\t数量\t价值（原值）
合计\t1\t\t{total}
一、房屋（平方米）\t2\t213\t168.00
二、车辆（台、辆）\t3\t12\t51.00
三、其他固定资产\t4\t\t30.00
"""
    facts = read_facts(text.format(total="249.00"))
    assert [fact.figure.unit.name for fact in facts.facts if fact.figure and fact.figure.unit] == [
        *("万元", "平方米", "万元", "辆", "万元", "万元")
    ]
    assert not audit_text(text.format(total="249.00")).findings
    assert [finding.severity for finding in audit_text(text.format(total="294.00")).findings] == ["error"]
