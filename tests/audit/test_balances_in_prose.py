"""Totals and remainders that the prose of a government's report tells from the end, and figures beside what is printed before them."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

TITLE = "某市2025年预算执行情况和2026年预算草案的报告\n"

HOLDS = [
    "全市政府性基金收入61.80亿元，下降3%。加上债务转贷收入等20.20亿元，收入总量为82.00亿元。全市政府性基金支出50.10亿元，"
    "增长2%。加上债务还本支出等23.20亿元，支出总量为73.30亿元。收支相抵，结转下年8.70亿元。",
    "全市政府性基金预算收入23.0亿元，上年结转收入1.8亿元，上级补助收入5.0亿元，收入总计29.8亿元。",
    "全市一般公共预算收入60.0亿元，下降2%。加上上级补助收入25.5亿元、调入资金4.5亿元，收入总计90.0亿元。",
    "全市基金收入42.7亿元，支出19.2亿元，当年收支结余23.5亿元。",
    "全市基金收入60.0亿元，上年结余5.5亿元，收入总计65.5亿元。按照收支平衡的原则，支出相应安排65.5亿元。",
    "全市基金收入30.0亿元，支出28.0亿元，本年收支结余2.0亿元，上年结余11.0亿元，滚存结余13.0亿元。",
    "全市一般公共预算支出80.0亿元，重点项目：教育支出31.0亿元，下降4%，加上上解支出2.5亿元，支出总计82.5亿元。",
]
MISTYPED = [
    "全市社会保险基金收入85.20亿元，为年初预算80.00亿元的106.5%。全市社会保险基金支出74.10亿元，为年初预算的99.0%。"
    "全市社会保险基金本年收支结余10.11亿元。",
    "全市一般公共预算收入60.0亿元，其中：税收收入32.0亿元；非税收入28.0亿元。加上上级补助收入52.5亿元，"
    "调入资金4.5亿元，收入总计90.0亿元。",
    "全市政府性基金收入61.80亿元，下降3%。加上债务转贷收入等20.20亿元，收入总量为82.00亿元。全市政府性基金支出50.10亿元，"
    "增长2%。加上债务还本支出等23.20亿元，支出总量为73.30亿元。收支相抵，结转下年7.80亿元。",
    "全市基金收入60.0亿元，上年结余5.5亿元，收入总计65.5亿元。按照收支平衡的原则，支出相应安排56.5亿元。",
    "全市政府性基金预算收入23.0亿元，上年结转收入1.8亿元，上级补助收入6.0亿元，收入总计29.8亿元。",
    "全市一般公共预算收入60.0亿元，下降2%。加上上级补助收入25.5亿元、调入资金4.5亿元，收入总计99.0亿元。",
    "全市基金收入42.7亿元，支出19.2亿元，当年收支结余32.5亿元。",
]


def _findings(sentence: str, audit_text: TextAudit) -> list[str]:
    audit = audit_text(f"{TITLE}{sentence}\n")
    return [audit.verdicts[finding.head].rule for finding in audit.findings if finding.severity != "note"]


@pytest.mark.parametrize("sentence", HOLDS)
def test_a_sum_told_from_the_end_is_held(sentence: str, audit_text: TextAudit) -> None:
    audit = audit_text(f"{TITLE}{sentence}\n")
    sums = [verdict for verdict in audit.verdicts if verdict.rule.startswith("RU-") and verdict.outcome == "exact"]
    assert sums and not _findings(sentence, audit_text)


@pytest.mark.parametrize("sentence", MISTYPED)
def test_a_sum_told_from_the_end_is_named_when_it_is_mistyped(sentence: str, audit_text: TextAudit) -> None:
    assert [rule for rule in _findings(sentence, audit_text) if rule.startswith("RU-")]


@pytest.mark.parametrize(
    "sentence",
    [
        "全市支出完成142.0亿元，为年初预算148.0亿元的{}%。",
        "全市支出269.2亿元，比上年执行数266.5亿元增长{}%。",
    ],
)
@pytest.mark.parametrize("is_right", [True, False])
def test_a_percentage_behind_a_printed_plan_or_base(sentence: str, is_right: bool, audit_text: TextAudit) -> None:
    right, wrong = ("95.95", "59.95") if "年初" in sentence else ("1.01", "10.1")
    assert bool(_findings(sentence.format(right if is_right else wrong), audit_text)) is not is_right


@pytest.mark.parametrize(
    "sentence",
    [
        "全市政府性基金预算收入36.3亿元，增长85.7%，主要原因是国有土地使用权出让收入增加11.4亿元。",
        "全市支出完成142.0亿元，为年初预算148.0亿元的95.95%，其中：保工资89.0亿元，完成97.46%。",
        "全市一般公共预算收入由2020年的168.4亿元提高到200.1亿元，年均增长3.5%。",
        "全市社会保险基金收入57.7亿元，其中：保险费收入21.4亿元、利息收入3.2亿元。",
    ],
)
def test_what_is_told_beside_a_figure_is_not_held_against_it(sentence: str, audit_text: TextAudit) -> None:
    assert _findings(sentence, audit_text) == []
