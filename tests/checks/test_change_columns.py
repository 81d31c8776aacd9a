"""Columns of changes and their rates: what is a mistake, and what another way of computing or printing them."""

from __future__ import annotations

import pytest

from auditor.audit import Audit
from tests.conftest import TextAudit

RIGHT = (
    ("公共安全支出", "40.00", "50.00", "10.00", "25.00"),
    ("科学技术支出", "60.00", "45.00", "-15.00", "-25.00"),
    ("教育支出", "20.00", "20.00", "0.00", "0.00"),
)
KNOWN = ("一般公共预算支出表", "科目名称\t上年预算数\t本年预算数\t增减额\t增减%")
UNKNOWN = ("两年安排比较", "事项\t2023年预算数\t2024年预算数\t增减额\t增减幅度（%）")


def comparison(*rows: tuple[str, ...], kind: tuple[str, str] = KNOWN) -> str:
    lines = ["\t".join(row) for row in rows]
    return "\n".join(["2024年部门预算", kind[0], "单位：万元", kind[1], *lines, ""])


def outcomes(audit: Audit, rule: str) -> list[str]:
    return [verdict.outcome for verdict in audit.verdicts if verdict.rule == rule]


def severities(audit: Audit) -> list[str]:
    return [finding.severity for finding in audit.findings]


@pytest.mark.parametrize("kind", [KNOWN, UNKNOWN])
def test_changes_and_rates_that_fit_are_held(kind: tuple[str, str], audit_text: TextAudit) -> None:
    audit = audit_text(comparison(*RIGHT, kind=kind))
    assert outcomes(audit, "CH-COLUMN") == ["exact"] * 3
    assert outcomes(audit, "CH-COLUMN-RATE") == ["exact"] * 3
    assert audit.findings == ()


@pytest.mark.parametrize("kind", [KNOWN, UNKNOWN])
def test_a_change_that_does_not_fit_is_an_error(kind: tuple[str, str], audit_text: TextAudit) -> None:
    wrong = ("卫生健康支出", "30.00", "36.00", "9.00", "")
    audit = audit_text(comparison(*RIGHT, wrong, kind=kind))
    assert outcomes(audit, "CH-COLUMN") == ["exact"] * 3 + ["inconsistent"]
    assert severities(audit) == ["error"]


@pytest.mark.parametrize("kind", [KNOWN, UNKNOWN])
def test_a_rate_that_does_not_fit_is_an_error(kind: tuple[str, str], audit_text: TextAudit) -> None:
    wrong = ("卫生健康支出", "30.00", "36.00", "6.00", "16.67")
    audit = audit_text(comparison(*RIGHT, wrong, kind=kind))
    assert outcomes(audit, "CH-COLUMN-RATE")[-1] == "inconsistent"
    assert severities(audit) == ["error"]


def test_a_rate_needs_no_printed_change(audit_text: TextAudit) -> None:
    rows = [(name, before, now, rate) for name, before, now, _, rate in RIGHT]
    header = ("一般公共预算支出表", "科目名称\t上年预算数\t本年预算数\t增减%")
    assert outcomes(audit_text(comparison(*rows, kind=header)), "CH-COLUMN-RATE") == ["exact"] * 3
    wrong = audit_text(comparison(*rows, ("卫生健康支出", "30.00", "36.00", "26.00"), kind=header))
    assert severities(wrong) == ["error"]


@pytest.mark.parametrize(
    ("rate", "found"), [("100.00", ["warning"]), ("", []), ("—", []), ("0.00", []), ("不可比", [])]
)
def test_over_nothing_there_is_no_rate(rate: str, found: list[str], audit_text: TextAudit) -> None:
    assert severities(audit_text(comparison(*RIGHT, ("卫生健康支出", "", "6.00", "6.00", rate)))) == found


def test_a_column_without_signs_does_not_tell_ups_from_downs(audit_text: TextAudit) -> None:
    rows = tuple(tuple(text.replace("-", "") for text in row) for row in RIGHT)
    audit = audit_text(comparison(*rows))
    assert outcomes(audit, "CH-COLUMN") == ["exact", "not_applicable", "exact"]
    assert audit.findings == ()


def test_one_sign_that_is_missing_among_others_is_a_mistake(audit_text: TextAudit) -> None:
    audit = audit_text(comparison(*RIGHT, ("卫生健康支出", "36.00", "30.00", "6.00", "-16.67")))
    assert outcomes(audit, "CH-COLUMN")[-1] == "inconsistent"


def test_columns_that_no_row_computes_so_are_of_another_kind(audit_text: TextAudit) -> None:
    rows = [(name, before, now, "7.77", "7.77") for name, before, now, *_ in RIGHT]
    audit = audit_text(comparison(*rows, kind=UNKNOWN))
    assert set(outcomes(audit, "CH-COLUMN") + outcomes(audit, "CH-COLUMN-RATE")) == {"not_applicable"}


def test_one_row_alone_is_a_warning_where_the_table_is_known(audit_text: TextAudit) -> None:
    audit = audit_text(comparison(("公共安全支出", "40.00", "50.00", "12.00", "")))
    assert severities(audit) == ["warning"]


def test_a_table_of_years_as_rows_has_its_changes_in_a_row(audit_text: TextAudit) -> None:
    text = """2024年部门预算
“三公”经费支出表
单位：万元
项目\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t公务接待费
上年预算数\t9.00\t2.00\t6.00\t1.00
本年预算数\t8.00\t2.00\t5.00\t1.00
增减额\t-1.00\t0.00\t{cars}\t0.00
"""
    assert outcomes(audit_text(text.format(cars="-1.00")), "CH-COLUMN") == ["exact"] * 4
    assert outcomes(audit_text(text.format(cars="-2.00")), "CH-COLUMN").count("inconsistent") == 1


EXECUTION = """2025年预算
2025年全市一般公共预算支出执行情况表
单位：万元
项目\t2025年预算数\t2025年执行数\t完成预算%\t2024年决算数\t比2024年决算数增长%
一般公共服务支出\t50.00\t40.00\t80.0\t32.00\t25.0
教育支出\t40.00\t44.00\t110.0\t40.00\t10.0
科学技术支出\t20.00\t15.00\t75.0\t12.00\t25.0
卫生健康支出\t80.00\t60.00\t75.0\t75.00\t-20.0
农林水支出\t30.00\t27.00\t90.0\t30.00\t-10.0
交通运输支出\t10.00\t12.00\t{done}\t8.00\t{grown}
"""


def test_rows_show_what_a_rate_is_made_of(audit_text: TextAudit) -> None:
    audit = audit_text(EXECUTION.format(done="120.0", grown="50.0"))
    assert outcomes(audit, "CH-COLUMN-RATE") == ["exact"] * 12
    terms = {
        tuple(term.fact.label.split()[-1] for term in verdict.terms)
        for verdict in audit.verdicts
        if verdict.rule == "CH-COLUMN-RATE"
    }
    assert terms == {
        ("完成预算%", "2025年执行数", "2025年预算数"),
        ("比2024年决算数增长%", "2025年执行数", "2024年决算数"),
    }


@pytest.mark.parametrize(("done", "grown"), [("102.0", "50.0"), ("120.0", "25.0")])
def test_a_rate_that_its_column_does_not_bear_out_is_an_error(done: str, grown: str, audit_text: TextAudit) -> None:
    audit = audit_text(EXECUTION.format(done=done, grown=grown))
    assert sorted(outcomes(audit, "CH-COLUMN-RATE")) == ["exact"] * 11 + ["inconsistent"]


def test_a_comparable_rate_is_of_no_printed_column(audit_text: TextAudit) -> None:
    text = EXECUTION.format(done="120.0", grown="50.0").replace("比2024年决算数增长%", "可比增长%")
    assert sorted(outcomes(audit_text(text), "CH-COLUMN-RATE")) == ["exact"] * 6 + ["not_applicable"] * 6
