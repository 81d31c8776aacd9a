"""Numbered lines that give an amount each add up to the line above them."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

NO_WORDS = str.maketrans("", "", "占本年一般公共预算拨款收入其他财政上结转余项目支出资金")
TEXT = """某局2026年部门预算
二、收入预算情况说明
2026年收入预算965.50万元，比2025年预算900.50万元增加65.00万元，增长7.22%。
（一）本年财政拨款收入841.50万元
1.一般公共预算拨款收入801.50万元。
2.政府性基金预算拨款收入40.00万元。
3.国有资本经营预算拨款收入0万元。
（二）本年其他资金收入92.74万元
4.事业收入51.00万元。
5.其他收入41.74万元。
（三）上年结转结余31.26万元
6.上年结转结余31.26万元。
图1：收入预算
三、支出预算情况说明
2026年支出预算965.50万元，比2025年预算900.50万元增加65.00万元，增长7.22%。
（一）基本支出。基本支出预算706.92万元，占本年支出预算73.50%。
（二）项目支出。项目支出预算254.88万元，占本年支出预算26.50%。其中：
1.事业单位经营支出0万元。
2.上缴上级支出0万元。
图2：支出预算
（三）年终结转结余资金3.70万元。
"""


def _contradicted(text: str, audit_text: TextAudit) -> list[str | None]:
    audit = audit_text(text)
    heads = [audit.verdicts[finding.head] for finding in audit.findings if finding.severity != "note"]
    return [term.fact.figure.printed for verdict in heads for term in verdict.terms if term.fact.figure]


def test_lines_that_add_up_are_held(audit_text: TextAudit) -> None:
    audit = audit_text(TEXT)
    assert not audit.findings
    held = [verdict for verdict in audit.verdicts if verdict.rule.startswith("RU-") and verdict.outcome == "exact"]
    assert len(held) == 5


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        ("一般公共预算拨款收入801.50", "一般公共预算拨款收入810.50"),
        ("其他收入41.74", "其他收入47.74"),
        ("财政拨款收入841.50", "财政拨款收入848.50"),
        ("（三）上年结转结余31.26", "（三）上年结转结余37.26"),
        ("项目支出预算254.88", "项目支出预算284.88"),
        ("结转结余资金3.70", "结转结余资金7.70"),
        ("占本年支出预算26.50", "占本年支出预算28.50"),
    ],
)
def test_a_mistyped_line_is_named(printed: str, slip: str, audit_text: TextAudit) -> None:
    figure = slip.lstrip("（三）").translate(NO_WORDS)
    assert figure in _contradicted(TEXT.replace(printed, slip), audit_text)


def test_other_text_between_lines_ends_them(audit_text: TextAudit) -> None:
    text = TEXT.replace("图2：支出预算", "另有上年安排的专项3.00万元。")
    assert not audit_text(text).findings


def test_lines_announced_by_another_sentence_are_no_parts_of_what_was_told_before(audit_text: TextAudit) -> None:
    text = """某局2026年部门预算
2026年支出预算90.00万元，其中：财政拨款支出预算60.00万元。
财政拨款支出主要内容如下：
1.“教育支出”科目50.00万元，主要用于人员经费。
2.“住房保障支出”科目10.00万元，主要用于住房公积金。
"""
    assert not audit_text(text).findings


PLANS = """2024年度部门决算
一般公共预算财政拨款支出年初预算为{}万元，支出决算为130.00万元。其中：
1、社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。年初预算为105.00万元，支出决算为100.00万元。
2、社会保障和就业支出（类）行政事业单位养老支出（款）某某活动（项）。年初预算为22.00万元，支出决算为20.00万元。
3、住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为12.00万元，支出决算为10.00万元。
"""


def test_items_whose_outturns_add_up_have_plans_that_add_up(audit_text: TextAudit) -> None:
    assert "190.00" in _contradicted(PLANS.format("190.00"), audit_text)
    assert "139.00" not in _contradicted(PLANS.format("139.00"), audit_text)


RUN_ON = (
    "关于2021年某省省级政府性基金收入预算的说明\n2021年省本级政府性基金收入预算数为{}万元，下降12.3%。各项基金收入预算具体情况如下："
    "一、车辆通行附加费收入预算数为10.00万元，比2020年预算数增加1.00万元，增长11.1%。主要是根据情况预计。"
    "二、电影事业发展专项资金收入预算数为5.00万元，比2020年预算数减少5.00万元，下降50%。主要是根据收入情况预计。"
    "三、政府性基金调入资金预算数为2.50万元，比2020年预算数增加2.50万元。\n"
)


def test_items_with_han_numerals_behind_one_another_in_a_paragraph(audit_text: TextAudit) -> None:
    sums = [verdict for verdict in audit_text(RUN_ON.format("17.50")).verdicts if verdict.rule.startswith("RU-")]
    assert [verdict.outcome for verdict in sums] == ["exact"]
    assert "17.80" in _contradicted(RUN_ON.format("17.80"), audit_text)
    assert not [term.fact.label for verdict in sums for term in verdict.terms if "、" in term.fact.label]
