"""The totals of the two sides of an account are one, in every column."""

from __future__ import annotations

from tests.conftest import TextAudit

ACCOUNT = """云川市2025年政府性基金预算收支表
单位：万元
收入	上年执行数	预算数	支出	上年执行数	{head}
土地出让收入	300	310	城乡社区支出	410	430
上级补助收入	150	160	年终结余	40	40
收入总计	450	470	支出总计	450	{total}
"""


def found(audit_text: TextAudit, text: str) -> list[str]:
    return [verdict.outcome for verdict in audit_text(text).verdicts if verdict.rule == "AG-SIDES"]


def test_totals_are_held_column_by_column(audit_text: TextAudit) -> None:
    assert found(audit_text, ACCOUNT.format(head="预算数", total="470")) == ["exact", "exact"]
    assert found(audit_text, ACCOUNT.format(head="预算数", total="490")) == ["exact", "inconsistent"]


def test_columns_of_other_names_are_not_held_against_each_other(audit_text: TextAudit) -> None:
    assert found(audit_text, ACCOUNT.format(head="决算数", total="470")) == []


def test_totals_with_a_rest_below_them_may_differ(audit_text: TextAudit) -> None:
    text = ACCOUNT.format(head="预算数", total="490") + "\t\t\t收支结余\t0\t-20\n"
    assert found(audit_text, text) == []


def test_totals_of_two_lists_need_not_be_one(audit_text: TextAudit) -> None:
    """Nothing that is transferred or carried over: what is spent comes from elsewhere, too."""
    text = (
        ACCOUNT.format(head="预算数", total="490").replace("上级补助收入", "非税收入").replace("年终结余", "其他支出")
    )
    assert found(audit_text, text) == []
