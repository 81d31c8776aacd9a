"""Rates that prose tells of amounts which tables print: held against their rows, and which of them accuse nobody."""

from __future__ import annotations

from tests.conftest import TextAudit

_RULE = "AG-RATES-TOLD"
_TEXT = """云川市2025年财政预算执行情况的报告
东城区一般公共预算收入完成17.29亿元，增长{east}%；西城区一般公共预算收入完成19.71亿元，{west}；鹿鸣县一般公共预算收入完成10.99亿元，下降3.6%。
2025年各区县一般公共预算收入完成情况表
单位：亿元
地区\t年初预算\t完成数\t上年同期\t增减%
东城区一般公共预算收入\t17.00\t17.29\t16.90\t2.3
西城区一般公共预算收入\t19.00\t19.71\t18.90\t4.3
鹿鸣县一般公共预算收入\t11.00\t10.99\t11.40\t-3.6
"""


def _outcomes(audit_text: TextAudit, east: str = "2.3", west: str = "增长4.3%") -> list[str]:
    audit = audit_text(_TEXT.format(east=east, west=west))
    return sorted(verdict.outcome for verdict in audit.verdicts if verdict.rule == _RULE)


def _accused(outcomes: list[str]) -> tuple[int, int]:
    """How many are held and how many of them accuse."""
    return len(outcomes), outcomes.count("inconsistent")


def test_rates_of_rows_are_held_against_them(audit_text: TextAudit) -> None:
    assert _accused(_outcomes(audit_text)) == (3, 0)


def test_a_slip_of_a_rate_is_an_error(audit_text: TextAudit) -> None:
    assert _accused(_outcomes(audit_text, west="增长4.8%")) == (3, 1)


def test_the_other_way_is_an_error(audit_text: TextAudit) -> None:
    assert _accused(_outcomes(audit_text, west="下降4.3%")) == (3, 1)


def test_a_rate_on_another_basis_accuses_nobody(audit_text: TextAudit) -> None:
    assert _accused(_outcomes(audit_text, west="增长7.9%")) == (2, 0)
    assert _accused(_outcomes(audit_text, west="同口径增长4.8%"))[1] == 0


def test_a_column_that_no_other_rate_shows_accuses_nobody(audit_text: TextAudit) -> None:
    lone = _TEXT.replace("；鹿鸣县一般公共预算收入完成10.99亿元，下降3.6%", "").replace(
        "东城区一般公共预算收入完成17.29亿元，增长{east}%；", ""
    )
    audit = audit_text(lone.format(west="增长4.8%"))
    assert [verdict.outcome for verdict in audit.verdicts if verdict.rule == _RULE] == []


def test_the_rate_of_the_row_told_before_is_an_error(audit_text: TextAudit) -> None:
    assert _accused(_outcomes(audit_text, west="增长2.3%")) == (3, 1)
