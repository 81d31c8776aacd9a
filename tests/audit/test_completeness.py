"""What nothing was held against has not passed: lists of contents, and disclosures of which no core table was seen."""

from __future__ import annotations

import pytest

from auditor.audit import confront
from auditor.facts import extract_facts
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary
from tests.conftest import TextAudit, document_of

TITLE = "某某县示例局2022年部门预算\n"
ANNEX = "资产占用表\n单位：万元\n名称\t合计\t甲类\t乙类\n合计\t80.00\t30.00\t50.00\n桌椅\t30.00\t10.00\t20.00\n书架\t50.00\t20.00\t30.00\n"
PROSE = "2022年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"


def shortfalls(audit_text: TextAudit, text: str) -> list[str]:
    audit = audit_text(text)
    assert audit.is_complete != bool(audit.shortfalls)
    return [notice.key for notice in audit.shortfalls]


@pytest.mark.parametrize(
    "text", ["2022年部门预算公开目录\n一、部门职责\n二、机构设置\n", TITLE + "一、部门职责\n负责本县示例工作。\n"]
)
def test_a_document_of_which_nothing_was_checked_is_incomplete(text: str, audit_text: TextAudit) -> None:
    assert shortfalls(audit_text, text) == ["nothing-checked"]


def test_a_disclosure_without_any_core_table_is_incomplete(audit_text: TextAudit) -> None:
    assert shortfalls(audit_text, TITLE + ANNEX) == ["no-core-table"]


@pytest.mark.parametrize(
    "text",
    [
        TITLE + PROSE,
        TITLE + ANNEX + PROSE,
        TITLE + "部门预算表格详见附件。\n" + ANNEX,
        "某某县2022年资产情况\n" + ANNEX,
    ],
    ids=["prose that was checked", "beside an annex", "tables in another file", "another kind of document"],
)
def test_tables_are_not_demanded_of(text: str, audit_text: TextAudit) -> None:
    assert shortfalls(audit_text, text) == []


def test_rules_that_are_not_selected_count_as_well(vocabulary: Vocabulary, rulebook: Rulebook) -> None:
    facts = extract_facts(document_of(TITLE + PROSE), vocabulary)
    assert confront(facts, rulebook, frozenset({"FORM-DRAFT"})).is_complete
