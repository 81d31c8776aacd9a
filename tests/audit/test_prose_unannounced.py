"""Sums and shares that no word opens: totals at the end, accounts rolled forward, shares before their parts, shares that make a hundred."""

from __future__ import annotations

import pytest

from tests.conftest import TextAudit

TITLE = "云川市港务局2025年度部门决算\n一、情况说明\n"

SUMS = [
    ("水费7.20万元、电费11.45万元、取暖费20.15万元，三项共支出38.80万元。", "38.80", "39.70"),
    ("由码头维护费126.40万元与航标更新费83.75万元相加，全年专项投入为210.15万元。", "210.15", "210.65"),
    ("年初债务余额12.40亿元，当年新发行3.15亿元，归还到期本金1.80亿元，年末债务余额13.75亿元。", "13.75", "13.15"),
    ("期初结存218,400.50元，本期增加96,000.00元，本期减少84,150.25元，期末结存230,250.25元。", "230,250.25", "230,750.25"),
    ("拖轮队、引航站、通信站分别列支86.20万元、45.31万元、18.04万元，合计149.55万元。", "149.55", "149.85"),
    (
        "收支总预算864.30万元，收入方为财政拨款812.10万元、上年结转52.20万元，"
        "支出方为基本支出603.80万元、项目支出260.50万元。",
        "52.20",
        "52.80",
    ),
    ("港口规费三百二十万元、租金八十万元，两项合计四百万元。", "四百万", "四百一十万"),
]  # fmt: skip

SHARES = [
    ("财政补助占本年收入2,140.60万元的78.20%，为1,673.95万元。", "78.20", "72.80"),
    ("公务接待费1.86万元，占“三公”经费合计（15.50万元）的12.00%。", "12.00", "21.00"),
    ("办公用房租金52.30万元，占运行经费418.40万元的百分之12.5。", "12.5", "15.2"),
    ("2025年支出构成：人员类占48.35%，运转类占21.15%，项目类占30.50%。", "30.50", "30.80"),
    ("经费来源：拨款61.20%、自筹28.30%、捐赠10.50%。", "28.30", "23.80"),
]  # fmt: skip


@pytest.mark.parametrize("sentence", [entry[0] for entry in (*SUMS, *SHARES)])
def test_what_ties_is_checked_and_silent(sentence: str, audit_text: TextAudit) -> None:
    audit = audit_text(f"{TITLE}{sentence}\n")
    assert [finding for finding in audit.findings if finding.severity != "note"] == []
    checked = [v.rule for v in audit.verdicts if v.outcome in ("exact", "rounding") and not v.rule.startswith("FO")]
    assert checked


@pytest.mark.parametrize(("sentence", "right", "wrong"), [*SUMS, *SHARES])
def test_a_slip_is_named(sentence: str, right: str, wrong: str, audit_text: TextAudit) -> None:
    slipped = sentence[::-1].replace(right[::-1], wrong[::-1], 1)[::-1]
    assert [f for f in audit_text(f"{TITLE}{slipped}\n").findings if f.severity != "note"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年年初共有公务用车8辆，年中5辆达到报废条件，截至2025年9月共有公务用车3辆。",
        "基本支出占58.4%，人员经费占40.1%。",
        "年初预算安排50.00万元，年中追加6.00万元，年末支出48.00万元。",
    ],
)
def test_what_no_word_sums_up_is_no_finding(sentence: str, audit_text: TextAudit) -> None:
    findings = audit_text(f"{TITLE}{sentence}\n").findings
    assert [finding for finding in findings if finding.severity != "note"] == []
