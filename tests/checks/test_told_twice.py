"""Slips that several sums tell are errors even where a table is not understood; a row in the wrong place is no slip."""

from __future__ import annotations

from tests.conftest import TextAudit

_TITLE = "云川市2025年国有资本经营预算收入执行情况表\n单位：万元\n"
_ROWS = """项目\t执行数\t上年决算数
一、利润收入\t412,517\t717,125
二、股利股息收入\t180,039\t131,260
三、清算收入\t3,305\t701
全市收入合计\t595,861\t{}
上年结转收入\t77,898\t162,944
全市收入总计\t673,759\t1,012,030
"""
_PLACES = """云川市2026年政府债务情况表
单位：万元
项目\t云川市\t市本级\t东城区\t西河县\t北山县
一般债务期初余额\t2,206,361\t668,911\t335,979\t376,766\t824,705
一般债务当期新增\t335,027\t74,000\t43,827\t76,000\t141,200
一般债务当期减少\t244,739\t65,641\t33,240\t63,181\t82,677
专项债务期初余额\t1,065,741\t259,285\t252,626\t170,464\t383,366
专项债务当期新增\t{}\t324,300\t95,000\t30,000\t181,800
专项债务当期减少\t31,000\t4,300\t5,000\t10,000\t11,700
"""


def _severities(audit_text: TextAudit, text: str) -> list[str]:
    return [finding.severity for finding in audit_text(text).findings if finding.severity != "note"]


def test_a_total_that_two_sums_give_another_value_is_an_error(audit_text: TextAudit) -> None:
    assert _severities(audit_text, _TITLE + _ROWS.format("849,086")) == []
    assert "error" in _severities(audit_text, _TITLE + _ROWS.format("894,086"))


def test_a_column_without_a_word_for_totals_is_the_sum_of_all_others(audit_text: TextAudit) -> None:
    assert _severities(audit_text, _PLACES.format("631,100")) == []
    assert _severities(audit_text, _PLACES.format("31,100")) == ["error"]


def test_columns_that_do_not_add_up_are_no_sum(audit_text: TextAudit) -> None:
    text = _PLACES.format("631,100").replace("\t云川市\t", "\t邻市\t")
    for wrong in ("2,206,361", "335,027", "244,739"):
        text = text.replace(wrong, "901,234")
    assert _severities(audit_text, text) == []
