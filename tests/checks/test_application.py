"""Applications: which form a programme's arrangement is held against, and when the two surely differ."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

PAGES = """2027年部门预算
灌区改造工程经费情况说明
一、项目概述
改造干渠。
六、年度预算安排
{arranged}
七、绩效目标
见附表。
项目支出绩效目标申报表
单位：元
项目名称\t{name}\t项目类别\t工程
年度资金申请总额\t3500000\t当年财政拨款\t3000000
"""


def outcomes(audit_text: TextAudit, arranged: str, name: str = "灌区改造工程") -> list[str]:
    audit = audit_text(PAGES.format(arranged=arranged, name=name))
    return [verdict.outcome for verdict in audit.verdicts if verdict.rule == "AG-APPLICATION"]


@pytest.mark.parametrize("arranged", ["2027年安排资金350万元。", "2027年安排资金300万元。"])
def test_the_amount_asked_for_or_its_part_is_arranged(audit_text: TextAudit, arranged: str) -> None:
    assert outcomes(audit_text, arranged) == ["exact"]


def test_another_single_amount_of_the_year_is_a_warning(audit_text: TextAudit) -> None:
    assert outcomes(audit_text, "2027年安排资金380万元。") == ["inconsistent"]


@pytest.mark.parametrize(
    "arranged", ["2027年安排资金380万元，另筹资金20万元。", "按进度支付，比上年增加20万元。", "总投资900万元。"]
)
def test_several_amounts_or_none_of_the_year_decide_nothing(audit_text: TextAudit, arranged: str) -> None:
    assert outcomes(audit_text, arranged) == []


def test_the_form_of_another_programme_is_left_alone(audit_text: TextAudit) -> None:
    assert outcomes(audit_text, "2027年安排资金380万元。", name="水库除险加固工程") == []
