"""Amounts below zero: which are a mistake, and which may be right."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit


def outlays(basic: str, title: str = "支出总表") -> str:
    return (
        f"2024年部门预算\n{title}\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        f"206\t科学技术支出\t\t{basic}\t7.00\n"
    )


def outcomes(text: str, audit_text: TextAudit) -> list[str]:
    return [verdict.outcome for verdict in audit_text(text).verdicts if verdict.rule == "BO-ZERO"]


@pytest.mark.parametrize("basic", ["-7.00", "－7.00", "△7.00"])
def test_an_outlay_below_zero_is_a_warning(basic: str, audit_text: TextAudit) -> None:
    audit = audit_text(outlays(basic))
    found = [audit.verdicts[finding.head] for finding in audit.findings if finding.severity == "warning"]
    assert [(verdict.rule, len(verdict.terms)) for verdict in found] == [("BO-ZERO", 1)]


@pytest.mark.parametrize("basic", ["0.00", "7.00", ""])
def test_nothing_is_not_below_zero(basic: str, audit_text: TextAudit) -> None:
    assert outcomes(outlays(basic), audit_text) == ["exact"]


def test_a_number_in_brackets_may_be_a_remark(audit_text: TextAudit) -> None:
    assert outcomes(outlays("(7.00)"), audit_text) == ["exact"]


def test_a_table_of_adjustments_may_take_away(audit_text: TextAudit) -> None:
    assert outcomes(outlays("-7.00", "支出预算调整情况 支出总表"), audit_text) == []


def test_what_is_left_over_may_be_overdrawn(audit_text: TextAudit) -> None:
    text = (
        "2024年部门决算\n政府性基金预算财政拨款收入支出决算表\n单位：万元\n"
        "科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t年末结转和结余\n212\t城乡社区支出\t\t5.00\t6.00\t-1.00\n"
    )
    assert outcomes(text, audit_text) == ["exact"]


def test_a_change_may_go_down(audit_text: TextAudit) -> None:
    text = "2024年部门预算\n“三公”经费支出表\n单位：万元\n项目\t上年预算数\t本年预算数\t增减额\n公务接待费\t2.00\t1.00\t-1.00\n"
    assert outcomes(text, audit_text) == ["exact"]


def test_a_table_without_negative_figures_counts_none_of_them_as_checked(audit_text: TextAudit) -> None:
    text = (
        "2024年部门预算\n支出总表\n单位：万元\n科目编码\t科目名称\t基本支出\t项目支出\n206\t科学技术支出\t7.00\t2.00\n"
    )
    assert audit_text(text).coverage.checked == 0
