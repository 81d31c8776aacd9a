"""Rosters: which names listed without figures are surely not those of the rows with an amount."""

from __future__ import annotations

import pytest

from auditor.verdicts import Verdict
from tests.conftest import TextAudit

TABLE = """2023年度部门决算
一般公共预算财政拨款基本支出决算表
单位：万元
科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数
301\t工资福利支出\t31.00\t302\t商品和服务支出\t{public}
30101\t基本工资\t21.00\t30201\t办公费\t4.00
30103\t奖金\t10.00\t30202\t印刷费\t{printing}
30107\t绩效工资\t\t30205\t水费\t2.00
人员经费合计\t\t31.00\t公用经费合计\t\t{public}

六、一般公共预算财政拨款基本支出决算情况说明

基本支出{basic}万元，其中：人员经费31.00万元，{personnel}；公用经费{public}万元，{outlays}。
"""
ALL_PAY, ALL_OUTLAYS = "包括：基本工资、奖金", "包括：办公费、水费"


def tell(
    audit_text: TextAudit,
    personnel: str = ALL_PAY,
    outlays: str = ALL_OUTLAYS,
    printing: str = "",
    public: str = "6.00",
    basic: str = "37.00",
) -> list[Verdict]:
    """The verdicts on the rosters of a final account with two lists."""
    text = TABLE.format(personnel=personnel, outlays=outlays, printing=printing, public=public, basic=basic)
    return [verdict for verdict in audit_text(text).verdicts if verdict.family == "roster"]


def outcomes(verdicts: list[Verdict]) -> list[str]:
    return [
        verdict.severity if verdict.outcome == "inconsistent" else verdict.outcome
        for verdict in sorted(verdicts, key=lambda verdict: verdict.terms[0].fact.location.column)
    ]


def test_lists_of_just_the_rows_with_an_amount_hold(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text)) == ["exact", "exact"]


def test_a_name_whose_row_is_blank_is_a_warning(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text, personnel="主要包括：基本工资、奖金、绩效工资")) == ["warning", "exact"]


def test_a_name_without_a_row_is_a_warning_where_the_rows_add_up_exactly(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text, outlays="包括：办公费、水费、电费")) == ["exact", "warning"]


def test_a_row_that_a_tail_could_hide_is_nothing_sure(audit_text: TextAudit) -> None:
    told = tell(audit_text, outlays="包括：办公费、水费、电费", public="6.01", basic="37.01")
    assert outcomes(told) == ["exact", "exact"]


def test_a_zero_that_rounding_can_print_is_nothing_sure(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text, outlays="包括：办公费、印刷费、水费", printing="0.00")) == ["exact", "exact"]


def test_an_amount_left_out_of_a_complete_list_is_a_warning(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text, outlays="包括：水费")) == ["exact", "warning"]


def test_an_amount_left_out_of_a_list_of_the_main_ones_is_a_note(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text, outlays="主要包括：水费")) == ["exact", "note"]


@pytest.mark.parametrize("outlays", ["包括：办公费等", "包括：办公费、水电费"])
def test_nothing_is_left_out_of_a_list_that_trails_off_or_has_a_name_of_its_own(
    audit_text: TextAudit, outlays: str
) -> None:
    assert outcomes(tell(audit_text, outlays=outlays)) == ["exact", "exact"]


def test_beside_names_that_no_row_has_an_empty_row_is_only_a_note(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text, personnel="包括：基本工资、社会保障金、绩效工资")) == ["note", "exact"]


def test_names_joined_by_a_word_are_two(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text, outlays="包括：办公费和水费")) == ["exact", "exact"]


def test_lists_of_amounts_that_the_rows_do_not_add_up_to_are_of_another_table(audit_text: TextAudit) -> None:
    assert outcomes(tell(audit_text, public="16.00", basic="47.00")) == ["not_applicable", "not_applicable"]
