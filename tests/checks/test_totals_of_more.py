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
