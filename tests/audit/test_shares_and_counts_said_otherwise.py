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
        (
            "支出538.05万元由以下内容组成：（1）水库加固142.66万元；（2）农村饮水提升289.14万元；（3）山洪防治106.25万元。",
            "106.25",
            "160.25",
            ("538.05", "142.66", "289.14", "160.25"),
        ),
        (
            "项目支出1,864.39万元；项目支出中，甲类专项1,203.19万元，其余661.20万元为装备更新。",
            "661.20",
            "616.20",
            ("1,864.39", "1,203.19", "616.20"),
        ),
        (
            "甲税18,645万元和乙税9,237万元合计27,882万元，再加上其他税种7,420万元，共计35,302万元。",
            "35,302",
            "33,502",
            ("33,502", "27,882", "7,420"),
        ),
        (
            "一是校舍维修126.00万元；二是设备更新84.50万元；三是课后服务60.50万元。三项共安排271.00万元。",
            "84.50",
            "48.50",
            ("271.00", "126.00", "48.50", "60.50"),
        ),
        (
            "单位收到财政拨款1,206.40万元，取得经营收入215.60万元，动用以前年度结转78.00万元，可用资金共计1,500.00万元。",
            "215.60",
            "251.60",
            ("1,500.00", "1,206.40", "251.60", "78.00"),
        ),
        (
            "甲县税收71,040万元，乙税28,416万元，占比40.0%，丙税17,980万元，占比25.3%，其余为小税种。",
            "40.0",
            "44.0",
            ("44.0", "28,416", "71,040"),
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
        "a verb in a name",
        "the rest",
        "a total goes on",
        "sentence before summed",
        "drawn from before",
        "one digit of a share",
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
        # The total is of more than the sentence before tells.
        "甲类维修12.6万元，乙类更新8.4万元。三项共安排27.1万元。",
        "项目支出18万元，主要用于甲类12万元，其余为零星支出。",
        "办理实事十二项，第三次会议审议五项，以上三项，共计5万元。",
    ],
)
def test_what_is_of_nothing_near_is_left_alone(audit_text: TextAudit, sentence: str) -> None:
    assert not told(audit_text(TITLE + sentence))


def test_what_is_left_is_no_mention_of_what_there_was(audit_text: TextAudit) -> None:
    text = "上年末固定资产原值8,650.00万元，本年购置增加420.00万元，处置减少370.00万元，年末固定资产原值8,700.00万元。"
    assert not told(audit_text(TITLE + text))
    again = "公务用车运行费8.50万元。此外，公务用车运行费8.05万元。"
    assert ("8.05", "8.50") in told(audit_text(TITLE + again))
