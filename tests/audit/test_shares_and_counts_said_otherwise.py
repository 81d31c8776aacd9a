"""Shares whose whole no word names, and counts in words: read where they hold, told where a slip is in them."""

from __future__ import annotations

import pytest

from auditor.audit import Audit
from tests.conftest import TextAudit

TITLE = "某某市示例局2025年度部门决算\n一、情况说明\n"


def rules(audit: Audit) -> set[str]:
    return {verdict.rule for verdict in audit.verdicts if verdict.outcome in ("exact", "rounding")}


def told(audit: Audit) -> set[tuple[str, ...]]:
    return {
        tuple(term.fact.figure.printed for term in audit.verdicts[finding.head].terms if term.fact.figure)
        for finding in audit.findings
        if finding.severity != "note"
    }


@pytest.mark.parametrize(
    ("sentence", "right", "wrong", "named"),
    [
        (
            "全年收入8,000.00万元。财政拨款收入6,240.50万元，占78.01%；事业收入1,759.50万元，占21.99%。",
            "21.99%",
            "29.91%",
            ("29.91", "1,759.50", "8,000.00"),
        ),
        (
            "奖补资金900万元，支持甲类县360万元（40%），支持乙类县315万元（35%），支持丙类县225万元（25%）。",
            "（35%）",
            "（53%）",
            ("53", "315", "900"),
        ),
        (
            "示范项目投入600万元：企业承担45%，为270万元；镇里承担35%，为210万元；村里承担20%，为120万元。",
            "承担20%",
            "承担25%",
            ("25", "120", "600"),
        ),
        (
            "管护经费50000元由两级分担，县级承担30%（15000元），乡镇承担70%（35000元）。",
            "15000",
            "16000",
            ("30", "16000", "50000"),
        ),
        ("办理实事十二项，其中教育类三项，医疗类四项，养老类五项。", "类四项", "类六项", ("十二", "三", "六", "五")),
        ("本部门下设三家预算单位：示例图书馆、示例博物馆、示例美术馆。", "三家", "五家", ("五",)),
        ("收入140万元，甲类补助131.6万元、乙类补助8.4万元，各占94%和6%。", "94%", "84%", ("84", "131.6", "140")),
        (
            "甲类和乙类支出分别为248万元、752万元，合计1,000万元，前者占24.8%，后者占75.2%。",
            "75.2%",
            "71.5%",
            ("71.5", "752", "1,000"),
        ),
        (
            "项目支出占本年支出合计的42.0%，本年支出合计500万元，项目支出210万元。",
            "42.0%",
            "24.0%",
            ("24.0", "210", "500"),
        ),
        (
            "甲类税收占0.8%，乙类税收占46.7%，丙类税收占52.5%，三类占比之和为100%。",
            "46.7%",
            "47.6%",
            ("0.8", "47.6", "52.5"),
        ),
        ("甲类承办66.67%，乙类承办33.33%，不存在其他承办主体。", "66.67%", "67.66%", ("67.66", "33.33")),
        (
            "甲类支出占61.5%（其中员工占45.2%，办公占16.3%），乙类支出占38.5%，二者合计100%。",
            "38.5%",
            "35.8%",
            ("61.5", "35.8"),
        ),
    ],
    ids=[
        "sentence before",
        "in brackets",
        "before amounts",
        "amounts in brackets",
        "counts in words",
        "names counted",
        "each",
        "former and latter",
        "whole behind",
        "shares summed",
        "no others",
        "shares in brackets",
    ],
)
def test_a_slip_is_told(audit_text: TextAudit, sentence: str, right: str, wrong: str, named: tuple[str, ...]) -> None:
    plain = audit_text(TITLE + sentence)
    assert not told(plain)
    assert rules(plain)
    assert named in told(audit_text(TITLE + sentence.replace(right, wrong)))


@pytest.mark.parametrize(
    "sentence",
    [
        # Each share is of something else.
        "专项资金900万元。甲类项目60万元，占30%；乙类项目90万元，占10%；丙类项目20万元，占45%。",
        # What is left may be printed elsewhere: two shares that fit nothing.
        "全年收入8,000万元。甲类6,000万元，占71%；乙类1,000万元，占11%。",
        # The share behind the name of its part, and of what no amount before it is the part of.
        "居首的是甲类，为62.5%，计1,250万元；其次是乙类，占12.5%，计250万元；丙类占25%，计500万元，三者合计2,000万元。",
        # Nobody says that these are all.
        "资金全部用于民生，其中教育占20.5%，医疗占30.5%。",
        "甲类支出52万元、乙类支出78万元、丙类支出20万元，前者占30%。",
        "办理实事十二项，第三次会议审议五项，以上三项，共计5万元。",
    ],
)
def test_what_is_of_nothing_near_is_left_alone(audit_text: TextAudit, sentence: str) -> None:
    assert not told(audit_text(TITLE + sentence))
