"""Verdicts to findings: one cause, one finding; severity, identity, coverage."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.conftest import TextAudit

TABLE = """某某县示例局2022年部门预算
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t80.00\t30.00\t50.00
205\t教育支出\t30.00\t10.00\t20.00
20501\t教育管理事务\t30.00\t10.00\t20.00
2050101\t行政运行\t30.00\t10.00\t20.00
206\t科学技术支出\t50.00\t20.00\t30.00
20601\t科学技术管理事务\t50.00\t20.00\t30.00
2060101\t行政运行\t50.00\t20.00\t30.00
"""


def test_a_clean_table_has_no_finding(audit_text: TextAudit) -> None:
    audit = audit_text(TABLE)
    assert audit.findings == ()
    assert audit.is_complete


def test_one_wrong_cell_is_one_finding_with_every_sum_it_breaks(audit_text: TextAudit) -> None:
    audit = audit_text(TABLE.replace("20501\t教育管理事务\t30.00\t10.00", "20501\t教育管理事务\t30.00\t16.00"))
    assert len(audit.findings) == 1
    finding = audit.findings[0]
    assert {audit.verdicts[number].rule for number in finding.verdicts} == {"RU-FUNCTION", "RU-NATURE"}
    assert len(finding.verdicts) == 3
    head = audit.verdicts[finding.head]
    assert "16.00" in [term.fact.figure.printed for term in head.terms if term.fact.figure]


def test_two_unrelated_errors_are_two_findings(audit_text: TextAudit) -> None:
    text = TABLE.replace("2050101\t行政运行\t30.00\t10.00\t20.00", "2050101\t行政运行\t30.00\t10.00\t21.00")
    text = text.replace("2060101\t行政运行\t50.00\t20.00\t30.00", "2060101\t行政运行\t50.00\t27.00\t30.00")
    assert len(audit_text(text).findings) == 2


def test_a_finding_keeps_its_identity_when_rows_move(audit_text: TextAudit) -> None:
    wrong = TABLE.replace("2050101\t行政运行\t30.00\t10.00", "2050101\t行政运行\t30.00\t16.00")
    moved = wrong.replace("部门支出总表", "一、概况\n本单位负责全县示例工作。\n部门支出总表")
    assert [finding.id for finding in audit_text(wrong).findings] == [
        finding.id for finding in audit_text(moved).findings
    ]


def test_a_rounding_tail_is_a_note(audit_text: TextAudit) -> None:
    text = TABLE.replace("\t合计\t80.00\t30.00\t50.00", "\t合计\t80.01\t30.00\t50.00")
    assert [finding.severity for finding in audit_text(text).findings] == ["note", "note"]


def test_a_single_child_must_be_an_exact_copy(audit_text: TextAudit) -> None:
    text = TABLE.replace("20501\t教育管理事务\t30.00\t10.00\t20.00", "20501\t教育管理事务\t30.00\t10.00\t20.01")
    audit = audit_text(text)
    assert [finding.severity for finding in audit.findings if finding.severity != "note"] == ["warning"]


def test_every_numeral_is_in_exactly_one_state(audit_text: TextAudit) -> None:
    coverage = audit_text(TABLE).coverage
    assert coverage.figures == coverage.checked + coverage.unrelated + coverage.excluded + coverage.unread
    assert coverage.unread == 0
    assert coverage.checked == 21


@pytest.mark.parametrize(
    ("sentence", "printed", "reason"),
    [
        ("公务接待费12.5万元。", "12.5", "no-rule"),
        ("收到社会捐赠款12.5万元。", "12.5", "no-production"),
        ("培训在册学员36人。", "36", "no-production"),
        ("占同类单位平均水平的12.5%。", "12.5", "slot-open"),
    ],
)
def test_a_figure_in_no_relation_is_listed_with_how_far_its_sentence_was_read(
    sentence: str, printed: str, reason: str, audit_text: TextAudit
) -> None:
    coverage = audit_text(f"某某县示例局2022年部门预算\n{sentence}\n").coverage
    assert [(entry.printed, entry.line, entry.reason) for entry in coverage.unchecked] == [(printed, 2, reason)]


def test_what_cannot_be_decided_does_not_count_as_passed(audit_text: TextAudit) -> None:
    audit = audit_text(TABLE.replace("单位：万元\n", "") + "2022年支出预算80.00万元。\n")
    undecided = [verdict for verdict in audit.verdicts if verdict.outcome == "unverifiable"]
    assert [verdict.reason.key for verdict in undecided if verdict.reason] == ["unit-unknown"]


OVERVIEW = """部门收支总表
单位：万元
收入\t预算数\t支出\t预算数
本年收入合计\t814.26\t一、教育支出\t306.11
\t\t二、科学技术支出\t508.15
\t\t本年支出合计\t814.26
"""
OUTLAYS = """部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t814.26\t300.00\t514.26
205\t教育支出\t306.11\t100.00\t206.11
206\t科学技术支出\t508.15\t200.00\t308.15
"""


@pytest.mark.parametrize("key", ["unit-slip", "magnitude-slip"])
def test_the_wrong_unit_of_a_table_is_one_finding_however_many_figures_it_shifts(
    key: str, audit_text: TextAudit
) -> None:
    shifted = re.sub(r"\d+\.\d\d", lambda figure: f"{Decimal(figure[0]) * 10000:.2f}", OUTLAYS)
    wrong = OUTLAYS.replace("单位：万元", "单位：元") if key == "unit-slip" else shifted
    audit = audit_text(f"2022年部门预算\n{OVERVIEW}{wrong}")
    (finding,) = audit.findings
    assert finding.severity == "error"
    assert len(finding.verdicts) == 3
    assert {remark.key for number in finding.verdicts for remark in audit.verdicts[number].remarks} == {key}


def test_two_slips_that_one_sum_connects_are_two_findings(audit_text: TextAudit) -> None:
    text = TABLE.replace("2050101\t行政运行\t30.00\t10.00\t20.00", "2050101\t行政运行\t31.00\t10.00\t20.00")
    text = text.replace("205\t教育支出\t30.00\t10.00\t20.00", "205\t教育支出\t37.00\t10.00\t20.00")
    audit = audit_text(text)
    printed = [
        {
            term.fact.figure.printed
            for number in finding.verdicts
            for term in audit.verdicts[number].terms
            if term.fact.figure
        }
        for finding in audit.findings
    ]
    assert [sorted(figures & {"31.00", "37.00"}) for figures in printed] == [["37.00"], ["31.00"]]


def test_a_finding_keeps_its_identity_when_its_number_changes_to_another_wrong_one(audit_text: TextAudit) -> None:
    wrong = TABLE.replace("2050101\t行政运行\t30.00\t10.00", "2050101\t行政运行\t30.00\t16.00")
    (before,), (after,) = audit_text(wrong).findings, audit_text(wrong.replace("16.00", "18.00")).findings
    assert before.id == after.id
    assert before.numbers != after.numbers


def test_another_row_in_a_sum_does_not_change_the_identity_of_a_finding(audit_text: TextAudit) -> None:
    wrong = TABLE.replace("\t合计\t80.00\t30.00\t50.00", "\t合计\t88.00\t30.00\t50.00")
    more = wrong + "207\t文化支出\t0.00\t0.00\t0.00\n20701\t文化和旅游\t0.00\t0.00\t0.00\n"
    assert [finding.id for finding in audit_text(wrong).findings] == [
        finding.id for finding in audit_text(more).findings
    ]
