"""Form: which prose is surely unfinished, and which only looks so."""

from __future__ import annotations

import pytest

from auditor.audit import confront
from auditor.documents import Notice
from auditor.facts import extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import TextAudit, document_of

HEAD = "2024年度部门决算\n"


def found(audit_text: TextAudit, prose: str) -> list[str]:
    audit = audit_text(HEAD + prose)
    return [
        verdict.rule for verdict in audit.verdicts if verdict.family == "form" and verdict.outcome == "inconsistent"
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "基本支出64.10万元，占64.10；项目支出35.90万元，占35.90%。",
        "培训费支出2.20万元，比上年增加0.20万元，增长10.00。",
        "会议费比上年增加0.20，增长10.00%。",
        "会议费支出为 万元，与上年持平。",
        "事业收入占 %，经营收入占2.00%。",
        "全年购置公务用车 辆，保有量3辆。",
    ],
)
def test_a_figure_or_a_unit_is_missing(audit_text: TextAudit, prose: str) -> None:
    assert found(audit_text, prose) == ["FO-UNIT"]


@pytest.mark.parametrize(
    "prose",
    [
        "新建用房花费64.10万元，占地2300，层高两层。",
        "基本支出64.10万元，占0.64，其余为项目支出。",
        "基本支出64.10万元，占总数的三分之二；项目支出35.90万元。",
        "会议费支出1，200.00元，占3，600.00元的33.33%。",
        "满意度指数增加1.20，增长3.00%。",
        "本表金额单位为万元，保留两位小数。",
    ],
)
def test_what_needs_no_percent_sign_or_unit_is_left_alone(audit_text: TextAudit, prose: str) -> None:
    assert found(audit_text, prose) == []


@pytest.mark.parametrize(
    "prose",
    [
        "会议费支出比上年减少（增加）0.20万元。",
        "会议费减少（增加）的主要原因是会议少。",
        "决算数大于（小于）预算数的主要原因：会议多。",
        "会议费支出XX万元。",
        "与20XX年相比，会议费支出没有变化。",
        "会议费支出0.20万元（不涉及的不列）。",
        "会议费支出0.20万元万元。",
    ],
)
def test_something_of_a_template_is_left_over(audit_text: TextAudit, prose: str) -> None:
    assert found(audit_text, prose) == ["FO-TEMPLATE"]


@pytest.mark.parametrize(
    "prose",
    [
        "补助××村道路硬化20.00万元，救助赵某某0.50万元。",
        "依据《关于调整XX万元以上项目审批的通知》立项，安排20.00万元。",
        "按照“增加（减少）5%以内”的口径控制，支出20.00万元。",
        "会议费与上年相同，增加（减少）0万元，增长（下降）0.00%。",
        "按每人200元×12月×35人测算，共8.40万元。",
        "实现地区增加增加值0.50亿元。",
        "**合计**万元以下四舍五入，支出20.00万元。",
        "印刷册页面大小于A4的加印，支出0.30万元。",
    ],
)
def test_masked_names_quotations_and_products_are_no_residue(audit_text: TextAudit, prose: str) -> None:
    assert found(audit_text, prose) == []


def test_the_glossary_is_left_alone(audit_text: TextAudit) -> None:
    assert found(audit_text, "第四部分 名词解释\n一、增减率：与上年相比增加（减少）5%的，按XX%列示。\n") == []


def test_the_same_words_in_several_places_are_one_finding(audit_text: TextAudit) -> None:
    prose = "会议费支出XX万元。\n\n培训费支出XX万元，接待费支出XX万元。\n"
    audit = audit_text(HEAD + prose)
    (finding,) = [finding for finding in audit.findings if finding.severity == "warning"]
    assert len(audit.verdicts[finding.head].terms) == 3


def test_nothing_is_said_to_be_missing_where_not_all_was_read(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    document = document_of(HEAD + "会议费支出为 万元，与上年持平。")
    cut = document._replace(notices=(Notice(2, "fields-without-result", {"count": 1}, incomplete=True),))
    outcomes = {
        verdict.outcome
        for verdict in confront(extract_facts(cut, vocabulary), rulebook).verdicts
        if verdict.rule == "FO-UNIT"
    }
    assert outcomes == {"unverifiable"}
