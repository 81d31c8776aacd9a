"""What a sentence compares with, or is a share of: not the next best amount before it."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

_FINAL = "云川市2024年财政决算情况\n"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("1.公务接待费支出3.20万元，与2024年度预算相比减少0.30万元。", id="the budget of the year"),
        pytest.param("全市收入总计72.88亿元，与2024年收入执行数一致。", id="the outturn that was told at first"),
        pytest.param(
            "国有资本经营收入完成40.24亿元，上级补助收入30.80亿元，上年结余1.04亿元，收入总计72.08亿元，与执行数一致。",
            id="a part of a total is not what the total was",
        ),
        pytest.param(
            "全市预算收入48.20亿元，增长17.25%。其中：地方收入26.75亿元；上划省级收入4.15亿元；上划中央收入17.30亿元。"
            "全市预算收入中的税收收入38.65亿元，增长26.40%，占总收入比重为80.19%。",
            id="nothing is a part of what is less",
        ),
        pytest.param(
            "一是收入增加4180万元，其中：本级收入增加420万元（税收增加168万元、非税增加252万元）、上级补助收入增加3760万元。",
            id="a bracket has parts of a part",
        ),
        pytest.param(
            "国有资本经营收入7352万元，比上年增加4500万元，其中，金融机构上缴利润6000万元，比上年增加3500万元。",
            id="round amounts are a digit apart by chance",
        ),
    ],
)
def test_a_sentence_of_a_final_account_has_no_finding(sentence: str, audit_text: TextAudit) -> None:
    assert [
        verdict.rule for verdict in audit_text(_FINAL + sentence + "\n").verdicts if verdict.outcome == "inconsistent"
    ] == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("公务接待费支出3.20万元，比2022年减少0.30万元。", "PE-COMPARISON"),
        ("全市预算收入53.57亿元，其中：税收收入43.04亿元，占总收入比重为83.05%。", "SH-RATIO"),
    ],
)
def test_a_wrong_base_or_share_is_told_still(sentence: str, rule: str, audit_text: TextAudit) -> None:
    found = audit_text(_FINAL + sentence + "\n").verdicts
    assert rule in [verdict.rule for verdict in found if verdict.outcome == "inconsistent"]
