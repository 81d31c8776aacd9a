"""Rates on a comparable basis and transfers between levels: what a table prints rightly though it does not recompute."""

from __future__ import annotations

from tests.conftest import TextAudit

HEAD = "松岭省2024年预算执行情况和2025年预算草案\n"

LEVELS = (
    HEAD
    + """国有资本经营预算执行情况表
单位：万元
项目	合计	省本级	市县级
一、利润收入	500	300	200
二、股利股息收入	80	50	30
三、产权转让收入	60	20	40
收入合计	640	370	270
国有资本经营预算转移支付收入	{handed}	90	90
收入总计	{total}	460	360
"""
)

RATES = (
    HEAD
    + """一般公共预算收入执行情况表
单位：万元
项目	2023年完成数	2024年完成数	比上年增减%
增值税	120000	132000	10.0
契税	40000	44000	10.0
房产税	20000	21000	5.0
资源税	10000	9000	-10.0
收入合计	190000	206000	{rate}
2024年，全省一般公共预算收入完成20.6亿元，同口径增长9.3%。
"""
)


def errors(audit_text: TextAudit, text: str) -> list[str]:
    audit = audit_text(text)
    return [audit.verdicts[finding.head].rule for finding in audit.findings if finding.severity == "error"]


def test_what_levels_hand_to_each_other_is_counted_once(audit_text: TextAudit) -> None:
    assert errors(audit_text, LEVELS.format(handed="90", total="730")) == []


def test_a_total_that_is_wrong_by_another_amount_is_an_error(audit_text: TextAudit) -> None:
    assert errors(audit_text, LEVELS.format(handed="90", total="739"))


def test_a_rate_that_prose_says_on_a_comparable_basis_is_not_held(audit_text: TextAudit) -> None:
    assert errors(audit_text, RATES.format(rate="9.3")) == []
    assert errors(audit_text, RATES.format(rate="8.3")) == ["CH-COLUMN-RATE"]
