"""Items of one paragraph, each with its place in a classification before a colon: `如下：1.…（项）：年初安排27万元；2.…（项）：…`."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

ACCOUNT = """松岭县园林中心2024年度部门决算
一般公共预算财政拨款支出决算表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	126.10	126.10	0.00
208	社会保障和就业支出	78.60	78.60	0.00
20805	行政事业单位养老支出	78.60	78.60	0.00
2080501	行政单位离退休	26.60	26.60	0.00
2080505	机关事业单位基本养老保险缴费支出	52.00	52.00	0.00
221	住房保障支出	47.50	47.50	0.00
22102	住房改革支出	47.50	47.50	0.00
2210201	住房公积金	47.50	47.50	0.00
一般公共预算财政拨款支出决算具体情况
"""
ROW = (
    "具体如下：1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）：年初安排27.20万元，实际支出{first}万元，结余0.60万元，执行率97.79%；"
    "2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）：年初安排50.00万元，实际支出{second}万元，超2.00万元，执行率104.00%；"
    "3.住房保障支出（类）住房改革支出（款）住房公积金（项）：年初安排47.50万元，实际支出47.50万元，执行率100.00%。\n"
)


def accused(audit_text: TextAudit, text: str) -> list[tuple[str, str]]:
    audit = audit_text(text)
    heads = [audit.verdicts[finding.head] for finding in audit.findings if finding.severity != "note"]
    return [(verdict.rule, term.fact.figure.printed) for verdict in heads if (term := verdict.terms[0]).fact.figure]


def test_the_plan_of_an_item_is_not_what_came_of_it(audit_text: TextAudit) -> None:
    assert accused(audit_text, ACCOUNT + ROW.format(first="26.60", second="52.00")) == []


def test_what_came_of_an_item_is_held_against_its_row(audit_text: TextAudit) -> None:
    assert "56.00" in dict(accused(audit_text, ACCOUNT + ROW.format(first="26.60", second="56.00"))).values()


BUDGET = """松岭县园林中心2025年部门预算
一般公共预算财政拨款支出情况
1.住房保障支出（类）住房改革支出（款）住房公积金（项）：2024年数为132.60万元，增加10.20万元，增长{rate}%，预算安排142.80万元。
"""


@pytest.mark.parametrize(("rate", "is_right"), [("7.69", True), ("7.14", False)])
def test_the_figure_of_the_year_before_leads_to_that_of_this_year(
    audit_text: TextAudit, rate: str, is_right: bool
) -> None:
    assert (accused(audit_text, BUDGET.format(rate=rate)) == []) == is_right


def test_the_place_of_an_item_ends_before_its_figures(audit_text: TextAudit) -> None:
    text = (
        "（一）教育支出（类）2025年预算数为642.30万元，比2024年执行数减少31.70万元，下降4.70%（2024年执行数674.00万元），"
        "主要原因：压减培训班次。\n"
    )
    assert accused(audit_text, text) == []
