"""Completion: which plan a percentage is of, and whether words and amounts fit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.audit import Audit
from auditor.verdicts import Verdict
from tests.conftest import TextAudit

TITLE = "某某县示例局2022年度部门决算\n"


def held(audit: Audit, rule: str) -> list[Verdict]:
    return [verdict for verdict in audit.verdicts if verdict.rule == rule]


def outcome_of(audit: Audit, rule: str) -> tuple[str, str]:
    (verdict,) = held(audit, rule)
    return verdict.outcome, verdict.severity


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("培训支出年初预算为10.00万元，支出决算为8.25万元，完成年初预算的82.5%。", "exact"),
        ("培训支出年初预算为10.00万元，支出决算为8.27万元，完成年初预算的82%。", "forced"),
        ("培训支出年初预算为10.00万元，支出决算为8.25万元，完成年初预算的28.5%。", "inconsistent"),
        ("培训支出年初预算为20707.11万元，支出决算为20218.21万元，完成年初预算的98%。", "exact"),
        ("培训支出预算为10.00万元，支出决算为8.25万元。完成预算的82.5%。", "exact"),
        ("培训支出年初预算为10.00万元，全年预算为16.50万元，支出决算为8.25万元，完成全年预算的50%。", "exact"),
        ("培训支出年初预算为10.00万元，全年预算为16.50万元，支出决算为8.25万元，预算完成率50%。", "exact"),
        ("培训支出年初预算为10.00万元，支出决算为8.25万元，为年初预算的82.5%。", "exact"),
        ("培训支出年初预算为10.00万元，支出决算为8.25万元，占年初预算的82.5%。", "exact"),
    ],
)
def test_a_completion_rate_is_of_the_plan_it_names(sentence: str, outcome: str, audit_text: TextAudit) -> None:
    assert outcome_of(audit_text(TITLE + sentence), "CO-RATIO")[0] == outcome


def test_a_rate_over_a_plan_of_zero_that_fits_another_plan_is_an_error_that_names_it(audit_text: TextAudit) -> None:
    audit = audit_text(
        TITLE + "支出年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，完成年初预算的95.89%。"
    )
    (verdict,) = held(audit, "CO-RATIO")
    assert (verdict.outcome, verdict.severity) == ("inconsistent", "error")
    assert [remark.key for remark in verdict.remarks] == ["plan-is-zero", "fits-another-plan"]


def test_a_rate_over_a_plan_of_zero_that_fits_nothing_is_a_warning(audit_text: TextAudit) -> None:
    audit = audit_text(TITLE + "支出年初预算为0万元，支出决算为177.17万元，完成年初预算的100%。")
    assert outcome_of(audit, "CO-RATIO") == ("inconsistent", "warning")


def test_a_plan_of_zero_without_a_rate_says_nothing_wrong(audit_text: TextAudit) -> None:
    audit = audit_text(TITLE + "支出年初预算为0万元，支出决算为177.17万元，决算数大于预算数。")
    assert held(audit, "CO-RATIO") == []
    assert audit.findings == ()


def test_a_full_rate_beside_an_excess_is_an_error_even_if_the_plan_is_not_printed(audit_text: TextAudit) -> None:
    audit = audit_text(TITLE + "支出决算为1741.75万元，完成年初预算的100%，决算数大于预算数55.93万元。")
    (verdict,) = held(audit, "CO-RATIO")
    assert (verdict.outcome, verdict.expected) == ("inconsistent", Decimal("103.32"))


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("决算数大于预算数", "inconsistent"),
        ("决算数小于年初预算数", "exact"),
        ("决算数与预算数持平", "inconsistent"),
        ("决算数与预算数基本持平", "not_applicable"),
    ],
)
def test_words_that_compare_fit_both_figures(words: str, outcome: str, audit_text: TextAudit) -> None:
    audit = audit_text(f"{TITLE}培训支出年初预算为10.00万元，支出决算为8.25万元，{words}，原因是减少培训。")
    assert outcome_of(audit, "CO-WORD")[0] == outcome


def test_equal_prints_said_to_differ_may_differ_in_digits_not_printed(audit_text: TextAudit) -> None:
    audit = audit_text(TITLE + "培训支出年初预算为10.00万元，支出决算为10.00万元，决算数小于预算数。")
    assert outcome_of(audit, "CO-WORD")[0] == "rounding"


def test_each_item_has_a_plan_and_an_outturn_of_its_own(audit_text: TextAudit) -> None:
    audit = audit_text(
        TITLE + "“三公”经费支出预算为5.00万元，支出决算为3.00万元，完成预算的60%。其中：公务接待费支出预算为2.00万元，"
        "支出决算为1.00万元，完成预算的50%；公务用车运行维护费支出预算为3.00万元，支出决算为2.00万元，完成预算的66.67%。"
    )
    assert [verdict.outcome for verdict in held(audit, "CO-RATIO")] == ["exact"] * 3
