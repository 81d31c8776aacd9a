"""Arrangements: when the amounts under the year's heading are surely none of the year."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

PROGRAMME = """2027年部门预算
一、灌区改造工程经费情况说明
五、实施周期
2026年至2028年。
六、年度预算安排
{arranged}
七、绩效目标
改造干渠12公里。
"""


def outcomes(audit_text: TextAudit, arranged: str) -> list[str]:
    audit = audit_text(PROGRAMME.format(arranged=arranged))
    return [verdict.outcome for verdict in audit.verdicts if verdict.rule == "PE-ARRANGEMENT"]


@pytest.mark.parametrize(
    "arranged",
    [
        "项目总投资900.00万元。",
        "工程概算900.00万元，2026年安排350.00万元。",
        "2026年安排350.00万元，2028年拟安排200.00万元。",
    ],
)
def test_amounts_of_all_years_or_of_others_are_no_amount_of_the_year(audit_text: TextAudit, arranged: str) -> None:
    assert outcomes(audit_text, arranged) == ["inconsistent"]


@pytest.mark.parametrize(
    "arranged",
    [
        "2027年安排350.00万元。",
        "项目总投资900.00万元，本年安排350.00万元。",
        "预算资金总额350.00万元，已安排到位。",
        "2026年安排350.00万元，本年与上年相比增加20.00万元。",
    ],
)
def test_any_amount_that_may_be_of_the_year_is_enough(audit_text: TextAudit, arranged: str) -> None:
    assert outcomes(audit_text, arranged) == ["exact"]


@pytest.mark.parametrize("arranged", ["按工程进度拨付。", "项目总投资900.00万元，本年安排350.00。"])
def test_nothing_is_said_of_no_amounts_or_of_numbers_without_a_unit(audit_text: TextAudit, arranged: str) -> None:
    assert outcomes(audit_text, arranged) == []
