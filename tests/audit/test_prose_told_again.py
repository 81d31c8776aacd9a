"""Amounts that a paragraph tells again beside those of another year, and what changes are measured against."""

from __future__ import annotations

import pytest

from auditor.facts import Nil
from tests.conftest import TextAudit

TITLE = "某局2024年度部门预算\n"
ITEM = (
    "7. “公共安全支出（类）司法（款）公共法律服务（项）”30.00万元，主要用于法律咨询。"
    "2023年当年预算执行数为{prior}万元，2024年预算安排{now}万元，比2023年预算执行数增加{rate}%。\n"
)
CODED = (
    "7、公共安全支出（204类）司法（06款）公共法律服务（07项）30.00万元。主要用于：法律咨询。"
    "2023年当年预算执行数为{prior}万元，2024年预算安排{now}万元，比2023年预算执行数增加{rate}%。\n"
)
RIGHT = {"prior": "15.00", "now": "30.00", "rate": "100.00"}


@pytest.mark.parametrize("item", [ITEM, CODED])
def test_an_item_told_again_beside_the_year_before_is_held(item: str, audit_text: TextAudit) -> None:
    assert [f for f in audit_text(TITLE + item.format(**RIGHT)).findings if f.severity != "note"] == []


@pytest.mark.parametrize("item", [ITEM, CODED])
@pytest.mark.parametrize("wrong", [{"prior": "16.00"}, {"now": "39.00"}, {"rate": "10.00"}])
def test_a_mistyped_figure_of_it_is_an_error(wrong: dict[str, str], item: str, audit_text: TextAudit) -> None:
    audit = audit_text(TITLE + item.format(**(RIGHT | wrong)))
    errors = [f for f in audit.findings if f.severity == "error"]
    figure = next(iter(wrong.values()))
    assert any(
        term.fact.figure is not None and term.fact.figure.printed == figure
        for f in errors
        for term in audit.verdicts[f.head].terms
    )


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("机关运行经费预算50.00万元，较2023年年初预算增加5.00万元，增长11.11%。", "exact"),
        ("机关运行经费预算50.00万元，较2023年年初预算增加5.00万元，增长12.11%。", "inconsistent"),
        ("收入预算110.00万元，比2023年年初预算数100.00万元增加10.00万元，增长10.00%。", "exact"),
        ("收入预算110.00万元，比2023年年初预算数104.00万元增加10.00万元，增长10.00%。", "inconsistent"),
        ("财政拨款“三公”经费预算9.00万元，比2023年财政拨款“三公”经费年初预算减少1.00万元，下降10.00%。", "exact"),
        (
            "财政拨款“三公”经费预算9.00万元，比2023年财政拨款“三公”经费年初预算减少1.00万元，下降11.11%。",
            "inconsistent",
        ),
    ],
)
def test_the_original_budget_of_a_year_is_a_base(sentence: str, outcome: str, audit_text: TextAudit) -> None:
    verdicts = audit_text(f"{TITLE}2024年{sentence}\n").verdicts
    assert outcome in [verdict.outcome for verdict in verdicts if verdict.rule == "CH-PERCENT"]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("支出预算减少{}万元，其中基本支出增加75.19万元，项目支出减少125.00万元。", "CH-PARTS"),
        (
            "支出预算比上年增加{}万元。其中：基本支出40.00万元，比上年增加30.81万元；项目支出25.00万元，比上年增加19.00万元；上缴支出0万元，与上年持平。",
            "CH-PARTS",
        ),
        (
            "财政拨款“三公”经费为{}万元。与2023年相比，减少1.00万元。其中：公务接待费30.81万元，公务用车运行维护费19.00万元。",
            "RU-THREE-PROSE",
        ),
        ("债券还本付息{}万元（本金40.00万元、利息9.81万元）。", "RU-LIST-PROSE"),
    ],
)
def test_parts_behind_a_change_or_in_a_bracket_are_added_up(sentence: str, rule: str, audit_text: TextAudit) -> None:
    right = audit_text(f"{TITLE}2024年{sentence.format('49.81')}\n")
    assert [finding for finding in right.findings if finding.severity != "note"] == []
    wrong = audit_text(f"{TITLE}2024年{sentence.format('41.81')}\n")
    assert rule in {wrong.verdicts[finding.head].rule for finding in wrong.findings if finding.severity != "note"}


def test_there_is_no_fund_where_words_say_so(audit_text: TextAudit) -> None:
    claims = audit_text(f"{TITLE}本部门没有政府性基金预算财政拨款收支。\n").facts.claims
    assert [claim.subject for claim in claims if isinstance(claim, Nil)] == [("", (("fund", "gov_fund"),))]


def test_the_year_of_a_base_in_a_clause_of_its_own_is_held(audit_text: TextAudit) -> None:
    audit = audit_text(f"{TITLE}2024年收入总计90.00万元，与2022年度相比，该总量增加5.00万元。\n")
    assert "PE-COMPARISON" in {audit.verdicts[finding.head].rule for finding in audit.findings}


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("公务接待费支出减少为0.00万元，与2024年持平。", "warning"),
        ("公务接待费支出由3.00万元减少到5.00万元。", "error"),
    ],
)
def test_words_that_contradict_each_other_blame_no_figure(said: str, severity: str, audit_text: TextAudit) -> None:
    audit = audit_text("临江区园林局2025年部门决算\n一、情况说明\n" + said)
    told = [(audit.verdicts[finding.head].rule, finding.severity) for finding in audit.findings]
    assert told == [("WO-DIRECTION", severity)]
