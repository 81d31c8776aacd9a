"""Tables of projects and of economic classes beside the tables whose totals they restate."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

SET = """2024年部门预算
部门收入总表
单位：万元
科目编码\t科目名称\t合计\t一般公共预算\t事业收入
\t合计\t64.00\t60.00\t4.00
206\t科学技术支出\t64.00\t60.00\t4.00
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t64.00\t24.00\t40.00
206\t科学技术支出\t64.00\t24.00\t40.00
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t60.00\t24.00\t36.00
206\t科学技术支出\t60.00\t24.00\t36.00
"""
PROJECTS = """{title}
单位：万元
项目名称\t合计
合计\t{total}
野外观测\t16.00
"""


def outcomes(audit_text: TextAudit, text: str, *rules: str) -> list[str]:
    return [verdict.outcome for verdict in audit_text(text).verdicts if verdict.rule in rules]


@pytest.mark.parametrize("total", ["40.00", "36.00"])
def test_projects_may_be_of_all_money_or_of_the_general_budget(total: str, audit_text: TextAudit) -> None:
    text = SET + PROJECTS.format(title="项目支出表", total=total)
    assert outcomes(audit_text, text, "AG-PROJECTS") == ["exact"]


def test_projects_that_are_neither_are_a_warning(audit_text: TextAudit) -> None:
    text = SET + PROJECTS.format(title="项目支出表", total="48.00").replace("16.00", "48.00")
    assert [finding.severity for finding in audit_text(text).findings] == ["warning"]
    assert outcomes(audit_text, text, "AG-PROJECTS") == ["inconsistent"]


@pytest.mark.parametrize(
    "title",
    ["重点项目支出表", "项目支出绩效目标表", "政府性基金预算项目支出表", "财政拨款项目支出表", "专项资金项目支出表"],
)
def test_projects_of_a_part_of_the_money_are_held_against_nothing(title: str, audit_text: TextAudit) -> None:
    text = SET + PROJECTS.format(title=title, total="48.00")
    assert outcomes(audit_text, text, "AG-PROJECTS", "AG-PROJECTS-GENERAL") == []


def test_projects_of_the_general_budget_have_one_total(audit_text: TextAudit) -> None:
    text = SET + PROJECTS.format(title="一般公共预算项目支出表", total="40.00")
    assert outcomes(audit_text, text, "AG-PROJECTS", "AG-PROJECTS-GENERAL") == ["inconsistent"]


def test_money_carried_over_may_be_among_the_projects(audit_text: TextAudit) -> None:
    carried = "部门收支总表\n单位：万元\n收入\t预算数\t支出\t预算数\n上年结转\t8.00\t结转下年\t\n"
    text = SET + carried + PROJECTS.format(title="项目支出表", total="48.00")
    assert outcomes(audit_text, text, "AG-PROJECTS") == []


def test_without_the_table_of_all_money_the_projects_are_of_unknown_money(audit_text: TextAudit) -> None:
    start, end = SET.index("部门支出总表"), SET.index("一般公共预算支出表")
    text = SET[:start] + SET[end:] + PROJECTS.format(title="项目支出表", total="48.00")
    assert outcomes(audit_text, text, "AG-PROJECTS") == []


CLASSES = """{title}
单位：万元
部门预算支出经济分类\t\t政府预算支出经济分类\t\t预算数
科目编码\t科目名称\t科目编码\t科目名称\t
\t合计\t\t\t{total}
301\t工资福利支出\t\t\t24.00
30101\t基本工资\t50101\t工资奖金津补贴\t20.00
30101\t基本工资\t50501\t工资福利支出\t4.00
302\t商品和服务支出\t\t\t{goods}
30201\t办公费\t50201\t办公经费\t{goods}
"""


def test_a_second_code_in_a_row_is_of_another_classification(audit_text: TextAudit) -> None:
    text = SET + CLASSES.format(title="支出经济分类汇总表", total="64.00", goods="40.00")
    audit = audit_text(text)
    assert audit.findings == ()
    assert outcomes(audit_text, text, "RU-ECONOMIC") == ["exact"] * 3


def test_economic_classes_of_the_general_budget_add_up_to_its_total(audit_text: TextAudit) -> None:
    title = "一般公共预算支出部门经济分类情况表"
    assert audit_text(SET + CLASSES.format(title=title, total="60.00", goods="36.00")).findings == ()
    wrong = audit_text(SET + CLASSES.format(title=title, total="61.00", goods="37.00"))
    assert [finding.severity for finding in wrong.findings] == ["error"]
    assert {wrong.verdicts[finding.head].rule for finding in wrong.findings} == {"AG-TABLES"}


def test_rows_of_an_unknown_table_are_parts_of_the_row_whose_code_theirs_begins_with(audit_text: TextAudit) -> None:
    text = """2024年部门预算
分科目安排情况
单位：万元
科目编码\t科目名称\t金额
\t合计\t60.00
206\t科学技术支出\t45.00
20601\t科学技术管理事务\t45.00
2060101\t行政运行\t30.00
2060102\t一般行政管理事务\t15.00
207\t文化旅游体育与传媒支出\t{other}
"""
    assert audit_text(text.format(other="15.00")).findings == ()
    wrong = audit_text(text.format(other="17.00"))
    assert [finding.severity for finding in wrong.findings] == ["error"]


def test_economic_classes_of_the_fiscal_appropriation_add_up_to_its_total(audit_text: TextAudit) -> None:
    overview = """财政拨款收支总表
单位：万元
收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、一般公共预算拨款\t60.00\t一、科学技术支出\t60.00
\t\t本年支出合计\t60.00
"""
    title = "财政拨款支出表（部门预算经济分类）"
    right = SET + overview + CLASSES.format(title=title, total="60.00", goods="36.00")
    assert audit_text(right).findings == ()
    wrong = SET + overview + CLASSES.format(title=title, total="61.00", goods="37.00")
    assert "inconsistent" in outcomes(audit_text, wrong, "AG-TABLES")
