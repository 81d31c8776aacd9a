"""Tables that split one expenditure in several ways side by side: what each side adds up to, and that all agree."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

OVERVIEW = """2024年部门预算
部门收支总表
单位：万元
收入\t\t支出\t\t\t
项目\t预算数\t项目（按功能分类）\t预算数\t项目（{split}）\t预算数
一、一般公共预算拨款收入\t75.00\t一、教育支出\t50.00\t{first}\t{amounts[0]}
\t\t二、科学技术支出\t25.00\t{second}\t{amounts[1]}
\t\t\t\t{third}\t{amounts[2]}
本年收入合计\t75.00\t本年支出合计\t75.00\t本年支出合计\t{amounts[3]}
收入总计\t75.00\t支出总计\t75.00\t支出总计\t{amounts[3]}
"""
SPLITS = {
    "按支出性质": ("一、基本支出", "人员经费", "二、项目支出"),
    "按部门预算经济分类": ("一、工资福利支出", "二、商品和服务支出", "三、资本性支出"),
    "按政府预算经济分类": ("一、机关工资福利支出", "二、机关商品和服务支出", "三、机关资本性支出"),
}
PARTS = {"按支出性质": ("45.00", "45.00", "30.00"), "按部门预算经济分类": ("45.00", "20.00", "10.00")}


def overview(split: str, *, total: str = "75.00") -> str:
    first, second, third = SPLITS[split]
    amounts = (*PARTS.get(split, ("45.00", "20.00", "10.00")), total)
    return OVERVIEW.format(split=split, first=first, second=second, third=third, amounts=amounts)


@pytest.mark.parametrize("split", SPLITS)
def test_an_expenditure_split_in_two_ways_adds_up_both_ways(split: str, audit_text: TextAudit) -> None:
    audit = audit_text(overview(split))
    assert audit.findings == ()
    assert sum(1 for verdict in audit.verdicts if verdict.rule == "AG-PANES") == 2
    assert sum(1 for verdict in audit.verdicts if verdict.family == "rollup" and len(verdict.terms) > 2) == 2


@pytest.mark.parametrize("split", SPLITS)
def test_the_totals_of_two_splits_are_one(split: str, audit_text: TextAudit) -> None:
    audit = audit_text(overview(split, total="76.00"))
    violated = {audit.verdicts[number].rule for finding in audit.findings for number in finding.verdicts}
    assert "AG-PANES" in violated
    assert {finding.severity for finding in audit.findings} == {"error"}


def test_economic_classes_below_the_natures_are_no_parts_of_them(audit_text: TextAudit) -> None:
    text = overview("按支出性质").replace("（按支出性质）", "（按支出性质和经济分类）")
    text = text.replace("本年收入合计", "\t\t\t\t支出经济分类\t75.00\n\t\t\t\t一、工资福利支出\t75.00\n本年收入合计")
    assert audit_text(text).findings == ()
