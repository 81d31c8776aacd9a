"""Accounts of a government's report: growth against the chapter of the year before, plans of another paragraph, amounts told again."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

REPORT = """关于临江市2025年预算执行情况和2026年预算草案的报告
一、2025年预算执行情况
（一）一般公共预算
全市一般公共预算收入完成200.00亿元，增长4.2%。其中：税收收入120.00亿元，非税收入80.00亿元。
全市一般公共预算支出完成310.00亿元，增长5.1%。
市本级一般公共预算收入预算为52.00亿元，支出预算为71.00亿元。
市本级一般公共预算收入完成50.00亿元，为预算的96.2%，增长1.0%。
（二）政府性基金预算
全市政府性基金预算收入完成40.00亿元，下降6.0%。
二、2026年预算草案
（一）一般公共预算
全市一般公共预算收入安排{income}亿元，{base}增长{rate}%。
全市一般公共预算支出安排{spending}亿元，增长{spent}%。
市本级一般公共预算收入安排51.00亿元，增长2.0%。
（二）政府性基金预算
全市政府性基金预算收入安排44.00亿元，增长10.0%。
"""
PLAIN = {"income": "206.00", "base": "", "rate": "3.0", "spending": "325.50", "spent": "5.0"}


def findings_of(audit_text: TextAudit, **changed: str) -> list[tuple[str, str]]:
    findings = audit_text(REPORT.format(**{**PLAIN, **changed})).findings
    return [(finding.severity, finding.numbers[0].rstrip("%")) for finding in findings if finding.severity != "note"]


def checked(audit_text: TextAudit, text: str) -> set[str]:
    """The printed figures that some verdict has decided."""
    verdicts = audit_text(text).verdicts
    held = [verdict for verdict in verdicts if verdict.outcome not in ("unverifiable", "not_applicable")]
    return {term.fact.figure.printed for verdict in held for term in verdict.terms if term.fact.figure is not None}


def test_growth_is_held_against_the_chapter_of_the_year_before(audit_text: TextAudit) -> None:
    assert {"206.00", "3.0", "325.50", "5.0", "310.00", "51.00", "44.00"} <= checked(audit_text, REPORT.format(**PLAIN))
    assert findings_of(audit_text) == []


def test_a_wrong_rate_against_a_named_base_is_told(audit_text: TextAudit) -> None:
    assert findings_of(audit_text, base="比上年执行数", rate="7.0") == [("warning", "7.0")]


def test_a_mistyped_rate_without_a_base_is_told_where_the_others_fit(audit_text: TextAudit) -> None:
    assert findings_of(audit_text, rate="8.0") == [("warning", "8.0")]


def test_a_rate_of_another_base_is_not_told(audit_text: TextAudit) -> None:
    assert findings_of(audit_text, spending="290.00", spent="1.7") == []
    assert findings_of(audit_text, base="比上年预算数", rate="17.3") == []


def test_a_rate_of_a_plan_is_held_against_the_paragraph_of_plans(audit_text: TextAudit) -> None:
    assert {"52.00", "96.2"} <= checked(audit_text, REPORT.format(**PLAIN))


def test_a_body_with_and_without_another_in_it_are_two(audit_text: TextAudit) -> None:
    text = """临江市2025年财政决算
一、2025年财政决算情况
市本级（含高新区）一般公共预算收入完成18.63亿元，增长2.0%。
市本级一般公共预算收入完成14.63亿元，增长3.0%。
"""
    assert [finding for finding in audit_text(text).findings if finding.severity != "note"] == []


@pytest.mark.parametrize(("again", "severity"), [("200.00", []), ("260.00", ["error"]), ("1190.00", [])])
def test_an_amount_told_again_under_its_full_name(audit_text: TextAudit, again: str, severity: list[str]) -> None:
    text = REPORT.format(**PLAIN).replace(
        "二、2026", f"（三）回顾\n2025年全市一般公共预算收入完成{again}亿元。\n二、2026"
    )
    found = [finding.severity for finding in audit_text(text).findings if finding.severity != "note"]
    assert found == severity


def test_what_was_left_of_the_year_before_is_no_base(audit_text: TextAudit) -> None:
    text = """临江市2025年预算执行情况
全市国有资本经营预算收入16.00亿元，加上上级补助收入0.50亿元和上年结余收入4.00亿元，总收入为20.50亿元；
"""
    assert {"16.00", "0.50", "4.00", "20.50"} <= checked(audit_text, text)
    assert [finding for finding in audit_text(text).findings if finding.severity != "note"] == []


REPORT_TITLE = "关于临江市2025年预算执行情况和2026年预算草案的报告\n"


def told(audit_text: TextAudit, text: str) -> list[tuple[str, ...]]:
    return [finding.numbers for finding in audit_text(text).findings if finding.severity != "note"]


def test_parts_told_behind_their_item_are_no_further_items(audit_text: TextAudit) -> None:
    text = REPORT_TITLE + (
        "2025年，转贷我市地方政府债券46.16亿元，其中：新增债券33.14亿元，市级留用9.05亿元，转贷各县24.09亿元。\n"
    )
    assert {"33.14", "9.05", "24.09"} <= checked(audit_text, text)
    assert told(audit_text, text) == []


@pytest.mark.parametrize("year", [2025, 2022])
def test_a_government_may_tell_of_the_end_of_any_year(audit_text: TextAudit, year: int) -> None:
    assert told(audit_text, REPORT_TITLE + f"截至{year}年12月31日，全市政府债务余额478.08亿元。\n") == []


def test_totals_of_several_bodies_are_not_held_against_each_other(audit_text: TextAudit) -> None:
    text = """临江市2026年预算草案
2026年全市一般公共预算收入安排120.00亿元，收入总计150.00亿元。
2026年市本级一般公共预算支出安排60.00亿元，支出总计90.00亿元。
"""
    assert told(audit_text, text) == []


def test_a_whole_without_its_zeros_is_no_slip_of_its_parts(audit_text: TextAudit) -> None:
    text = (
        REPORT_TITLE
        + "2025年社会保险基金收入63亿元，其中：保险费收入35.6亿元，财政补贴收入25.2亿元，利息收入0.6亿元。\n"
    )
    assert told(audit_text, text) == []


def test_two_cuts_of_two_things_are_not_one_told_twice(audit_text: TextAudit) -> None:
    assert told(audit_text, REPORT_TITLE + "全市压减专项资金14.30亿元，压减非刚性支出26.10亿元。\n") == []


CLASSES = """一、2025年预算执行情况
（一）一般公共预算
全市一般公共预算支出完成310.00亿元，增长5.1%。
主要支出科目完成情况：教育支出60.00亿元，增长2.0%；卫生健康支出{health}亿元；农林水支出30.00亿元。
（二）“十四五”财政工作回顾
教育支出累计290.00亿元，卫生健康支出150.00亿元。
"""


def test_classes_are_at_most_the_total_told_above_them(audit_text: TextAudit) -> None:
    right = REPORT_TITLE + CLASSES.format(health="33.00")
    assert {"60.00", "33.00", "30.00"} <= checked(audit_text, right)
    assert told(audit_text, right) == []
    assert told(audit_text, REPORT_TITLE + CLASSES.format(health="330.00")) != []


def test_debt_repaid_beside_the_total_is_none_of_its_classes(audit_text: TextAudit) -> None:
    text = REPORT_TITLE + (
        "一、2025年预算执行情况\n"
        "全市一般公共预算收入完成90.00亿元，加上上级补助收入20.00亿元，收入总计110.00亿元。"
        "全市一般公共预算支出完成100.00亿元，加上债务还本支出10.00亿元，支出总计110.00亿元。\n"
        "主要支出：教育支出60.00亿元，卫生健康支出35.00亿元。\n"
    )
    assert told(audit_text, text) == []


def test_parts_of_a_list_that_leaves_some_out(audit_text: TextAudit) -> None:
    sentence = "全市民生支出70.00亿元，主要包括：老旧小区改造30.00亿元、供水管网{}亿元。\n"
    assert {"70.00", "30.00", "20.00"} <= checked(audit_text, REPORT_TITLE + sentence.format("20.00"))
    assert told(audit_text, REPORT_TITLE + sentence.format("20.00")) == []
    assert told(audit_text, REPORT_TITLE + sentence.format("60.00")) != []


def test_a_list_of_what_an_earlier_paragraph_printed(audit_text: TextAudit) -> None:
    text = REPORT_TITLE + (
        "一般公共预算收入60.00亿元，上级补助206.20亿元，支出190.80亿元，补助下级36.50亿元，年终结转38.90亿元。具体如下：\n"
        "——教育支出19.20亿元。主要用于改善办学条件、助学金等。\n"
        "——科学技术支出3.70亿元。主要用于应用技术研究。\n"
    )
    assert told(audit_text, text) == []


def test_a_share_of_a_total_of_another_paragraph(audit_text: TextAudit) -> None:
    text = REPORT_TITLE + (
        "一、2025年预算执行情况\n"
        "全市一般公共预算支出完成310.00亿元，市本级一般公共预算支出完成120.00亿元。\n"
        "2025年全市民生支出完成251.10亿元，占一般公共预算支出的81.0%。\n"
    )
    assert {"251.10", "81.0"} <= checked(audit_text, text)
    assert told(audit_text, text) == []
    assert told(audit_text, text.replace("81.0", "84.0")) != []


def test_a_share_of_five_years_is_of_no_year(audit_text: TextAudit) -> None:
    text = REPORT_TITLE + (
        "一、2025年预算执行情况\n"
        "全市一般公共预算支出完成513.50亿元。\n"
        "“十四五”时期，民生支出累计1889.10亿元，占一般公共预算支出的75.6%。\n"
    )
    assert told(audit_text, text) == []


RATES = (
    "全市一般公共预算收入完成200.00亿元，增长{}%，其中：税收收入120.00亿元，增长5.0%；非税收入80.00亿元，增长0.1%。\n"
)


def test_the_rate_of_a_whole_is_the_mean_of_those_of_its_parts(audit_text: TextAudit) -> None:
    assert {"3.0", "5.0", "0.1"} <= checked(audit_text, REPORT_TITLE + RATES.format("3.0"))
    assert told(audit_text, REPORT_TITLE + RATES.format("3.0")) == []
    assert [numbers[0] for numbers in told(audit_text, REPORT_TITLE + RATES.format("8.0"))] == ["8.0%"]


def test_rates_of_some_parts_have_no_mean(audit_text: TextAudit) -> None:
    text = REPORT_TITLE + RATES.format("8.0").replace("非税收入80.00亿元", "专项收入47.36亿元")
    assert told(audit_text, text) == []
