"""What records say of a document: the sentences of findings, and why numerals are no figures, in the language of the report."""

from __future__ import annotations

import pytest

from auditor.records import Lang, record_of
from auditor.records.outcome import Outcome
from tests.conftest import TextAudit

GROWTH = """
梨花县档案馆2024年部门预算
2024年公务接待费预算6.00万元，比2023年预算增加6.00万元，增长100%。
"""
RATE = """
梨花县档案馆2023年度部门决算
2023年度“三公”经费支出年初预算为0.00万元，支出决算为7.40万元，完成年初预算的90.00%。
"""


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        (GROWTH, "zh", "上年数为零"),
        (GROWTH, "en", "the prior figure is zero"),
        (RATE, "zh", "计划数为零"),
        (RATE, "en", "the plan is zero"),
    ],
)
def test_a_percentage_of_nothing_is_said_with_its_reason(
    text: str, lang: Lang, reason: str, audit_text: TextAudit
) -> None:
    (finding,) = record_of(Outcome("paper.txt", audit_text(text)), lang)["findings"]
    assert reason in finding["sentence"]
    assert finding["message"].count(reason) == 1
    assert not [remark for remark in finding["remarks"] if reason in remark]


NUMBERED = """
梨花县档案馆2024年部门预算
目录
一、收支总表……3
梨财〔2024〕12号，联系电话：0571-88880000。
2024年公务接待费预算6.00万元。
单位：万元
序号\t项目\t预算数
1\t基本支出\t20.00
2\t项目支出\t30.00
合计\t\t50.00
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_why_numerals_are_no_figures_is_in_the_language_of_the_report(
    lang: Lang, audit_text: TextAudit
) -> None:
    coverage = record_of(Outcome("paper.txt", audit_text(NUMBERED)), lang)["coverage"]
    assert len(coverage["excluded_for"]) >= 3
    assert sum(coverage["excluded_for"].values()) == coverage["excluded"]
    chinese = [reason for reason in coverage["excluded_for"] if any("\u4e00" <= char <= "\u9fff" for char in reason)]
    assert chinese == (list(coverage["excluded_for"]) if lang == "zh" else [])
