"""Sentences about findings: every one that the rules' own examples give is complete, in both languages."""

from __future__ import annotations

import re

import pytest

from auditor.audit.examples import audit_example
from auditor.records import Outcome, record_of
from auditor.records.choices import LANGUAGES
from auditor.records.phrases import gap_text, message_of
from auditor.rulebook import Rulebook, load_rules
from auditor.vocabulary import Vocabulary
from tests.conftest import TextAudit

CODES = [rule.code for rule in load_rules().rules]
BLANK = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("code", CODES)
def test_what_a_rule_finds_in_its_examples_is_told_in_full(
    code: str, vocabulary: Vocabulary, rulebook: Rulebook
) -> None:
    rule = rulebook.by_code[code]
    for text in rule.fails:
        audit = audit_example(rule, text, vocabulary, rulebook)
        assert audit.findings
        for lang in LANGUAGES:
            told = [message_of(finding, audit, lang) for finding in audit.findings]
            assert [message for message in told if BLANK.search(message)] == []
        record_of(Outcome("example.txt", audit), None)


def test_a_torn_number_of_prose_is_told_as_it_stands(audit_text: TextAudit) -> None:
    audit = audit_text("2025年部门预算\n2025年支出预算412.50，3万元。\n")
    told = [gap_text(gap, audit, lang) for gap in audit.facts.gaps for lang in LANGUAGES if gap.reason == "number-torn"]
    assert told
    assert all("412.50，3" in text and "{" not in text and "单元格" not in text for text in told)
