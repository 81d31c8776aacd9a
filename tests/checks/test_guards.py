"""What a rule presupposes is looked for in every cell that its relation could speak of."""

from __future__ import annotations

from tests.conftest import TextAudit

WITHOUT_TOTAL = """2022年部门预算
部门收入总表
单位：万元
科目编码	科目名称	合计	一般公共预算拨款	事业收入
205	教育支出	80.00	70.00	10.00
部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	80.00	30.00	50.00
205	教育支出	80.00	30.00	50.00
一般公共预算支出表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	70.00	30.00	40.00
205	教育支出	70.00	30.00	40.00
"""


def test_own_money_that_only_a_row_prints_is_own_money(audit_text: TextAudit) -> None:
    assert [finding for finding in audit_text(WITHOUT_TOTAL).findings if finding.severity == "error"] == []


def test_without_own_money_in_any_row_the_funds_must_make_the_whole(audit_text: TextAudit) -> None:
    text = WITHOUT_TOTAL.replace("80.00	70.00	10.00", "80.00	80.00	")
    rules = {audit.verdicts[finding.head].rule for audit in [audit_text(text)] for finding in audit.findings}
    assert "BA-FUNDS" in rules


def test_without_a_table_of_the_general_budget_nobody_knows_what_is_missing(audit_text: TextAudit) -> None:
    text = WITHOUT_TOTAL.replace("80.00	70.00	10.00", "80.00	80.00	").replace(
        "一般公共预算支出表", "某类资金支出表"
    )
    rules = {audit.verdicts[finding.head].rule for audit in [audit_text(text)] for finding in audit.findings}
    assert "BA-FUNDS" not in rules
