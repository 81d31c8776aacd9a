"""Projects in rows with their money and, below one another, the targets of their indicators."""

from __future__ import annotations

from collections.abc import Callable

from auditor.facts import FactSet
from tests.conftest import TextAudit
from tests.tables import table

Read = Callable[[str], FactSet]

LIST = """2026年部门预算
项目支出绩效目标表
单位：万元
项目名称\t项目总额\t其中：\t\t绩效目标\t一级指标\t三级指标\t指标性质\t本年指标值\t度量单位
\t\t财政资金\t其他资金\t\t\t\t\t\t
22T01-河道巡查\t65.50\t65.50\t\t保障河道安全\t产出指标\t巡查次数\t≥\t12\t次
\t\t\t\t\t产出指标\t巡查里程\t＝\t480\t公里
\t\t\t\t\t成本指标\t巡查人工成本\t≤\t40.25\t万元
22T02-水质检测\t20.00\t17.00\t3.00\t掌握水质\t产出指标\t检测点位\t＝\t25\t个
\t\t\t\t\t满意度指标\t居民满意度\t≥\t90\t%
22T03-泵站维修\t8.40\t8.40\t\t泵站完好\t产出指标\t维修泵站\t＝\t2\t座
"""


def test_the_money_of_each_project_is_footed_and_targets_are_no_amounts(
    read_facts: Read, audit_text: TextAudit
) -> None:
    facts = read_facts(LIST)
    targets = [fact.figure.printed for fact in facts.by_concept["programme_target"] if fact.figure]
    assert targets == ["12", "480", "40.25", "25", "90", "2"]
    audit = audit_text(LIST)
    assert not [finding for finding in audit.findings if finding.severity != "note"]
    decided = {
        term.fact.figure.printed
        for verdict in audit.verdicts
        if verdict.outcome == "exact"
        for term in verdict.terms
        if term.fact.figure
    }
    assert decided >= {"65.50", "20.00", "17.00", "3.00", "8.40"}


def test_mistyped_money_of_a_project_is_an_error(audit_text: TextAudit) -> None:
    for right, wrong in (
        ("20.00\t17.00", "20.00\t17.10"),
        ("65.50\t65.50", "65.50\t66.50"),
        ("8.40\t8.40", "84.00\t8.40"),
    ):
        assert [finding.severity for finding in audit_text(LIST.replace(right, wrong)).findings] == ["error"], wrong


def test_a_list_of_which_without_a_named_rest_promises_no_sum(audit_text: TextAudit) -> None:
    text = LIST.replace("其他资金", "上级资金").replace("20.00\t17.00\t3.00", "20.00\t16.00\t3.00")
    assert "error" not in {finding.severity for finding in audit_text(text).findings}


def test_codes_of_several_lengths_none_of_which_begins_with_another_are_all_leaves(audit_text: TextAudit) -> None:
    """`2129801` is not printed, so `21298` is no class of the codes behind it."""
    rows = [("2050803-培训支出", "10.00"), ("21298-超长期特别国债安排的支出", "60.00"), ("2130301-行政运行", "30.00")]
    body = "".join(f"{name}\t{amount}\t{amount}\t\n" for name, amount in rows)
    text = f"2026年部门预算\n支出总表\n单位：万元\n支出功能分类科目\t合计\t基本支出\t项目支出\n{body}合计\t100.00\t100.00\t\n"
    assert not [finding for finding in audit_text(text).findings if finding.severity != "note"]
    wrong = text.replace("合计\t100.00\t100.00", "合计\t108.00\t108.00")
    assert "error" in {finding.severity for finding in audit_text(wrong).findings}


def test_a_total_may_stand_where_other_rows_have_their_number(audit_text: TextAudit) -> None:
    rows = ("序号 | 项目名称 | 主管部门 | 预算金额", "1 | 苗圃 | 园林科 | 20.00", "2 | 花坛 | 绿化科 | 10.00")
    found = [
        [finding.severity for finding in audit_text(table(*rows, f"合计 | | | {total}")).findings]
        for total in ("30.00", "33.00")
    ]
    assert found == [[], ["error"]]
