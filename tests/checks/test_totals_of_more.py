"""A total that holds more than another table's does not contradict it; one that is mistyped does."""

from __future__ import annotations

from tests.conftest import TextAudit

_TEXT = """云川市2025年政府预算
表一 2025年市本级政府性基金预算支出表
单位：万元
项目\t预算数
城乡社区支出\t24,310
农林水支出\t1,246
合计\t25,556
表二 2025年市本级政府性基金预算支出明细表
单位：万元
项目\t预算数
{total}
{first}
二、市本级政府性基金支出\t25,556
城乡社区支出\t24,310
农林水支出\t1,246
"""


def _rules(audit_text: TextAudit, total: str, first: str) -> set[str]:
    audit = audit_text(_TEXT.format(total=total, first=first))
    return {verdict.rule for verdict in audit.verdicts if verdict.outcome == "inconsistent"}


def test_a_total_with_what_is_passed_on_is_of_more(audit_text: TextAudit) -> None:
    assert "AG-TABLES" not in _rules(audit_text, "总计\t30,777", "一、补助下级支出\t5,221")


def test_a_total_of_the_same_parts_is_mistyped(audit_text: TextAudit) -> None:
    assert _rules(audit_text, "总计\t26,556", "一、补助下级支出\t") != set()


_BOTH = """云川市2025年政府预算
表一 2025年市本级政府性基金收支预算表
单位：万元
收入\t\t支出\t
项目\t预算数\t项目\t预算数
本级收入\t25,556\t本级支出\t27,340
上级补助收入\t5,221\t补助下级支出\t4,210
上年结余收入\t773\t\t
收入总计\t31,550\t支出总计\t31,550
表二 2025年市本级政府性基金收支预算项目表
单位：万元
基金项目\t收入预算\t支出预算
总计\t{}\t31,550
一、上级补助\t5,221\t
二、市本级政府性基金\t25,556\t27,340
三、补助下级\t\t4,210
四、上年结余收入\t773\t
"""


def test_a_grand_total_beside_transfers_is_that_of_its_column(audit_text: TextAudit) -> None:
    assert [finding.severity for finding in audit_text(_BOTH.format("31,550")).findings] == []
    told = [
        [term.fact.label for term in verdict.terms]
        for verdict in audit_text(_BOTH.format("31,055")).verdicts
        if verdict.rule == "AG-TABLES" and verdict.outcome == "inconsistent"
    ]
    assert told == [["收入总计", "总计 收入预算"]]
