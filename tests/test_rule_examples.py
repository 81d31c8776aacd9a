"""Every rule's own examples: where it holds it decides and finds nothing, where it fails it finds just that."""

from __future__ import annotations

import pytest

from auditor.rulebook import load_rules
from tests.conftest import TextAudit

RULES = load_rules().rules
HOLDING = [
    pytest.param(rule.code, text, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, text in enumerate(rule.holds)
]
FAILING = [
    pytest.param(rule.code, text, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, text in enumerate(rule.fails)
]


@pytest.mark.parametrize(("code", "text"), HOLDING)
def test_an_example_that_holds_is_decided_without_a_finding(code: str, text: str, audit_text: TextAudit) -> None:
    audit = audit_text(text)
    outcomes = [verdict.outcome for verdict in audit.verdicts if verdict.rule == code]
    assert "exact" in outcomes or "rounding" in outcomes
    assert not [finding for finding in audit.findings if finding.severity != "note"]


@pytest.mark.parametrize(("code", "text"), FAILING)
def test_an_example_that_fails_is_found_by_its_rule(code: str, text: str, audit_text: TextAudit) -> None:
    audit = audit_text(text)
    found = {audit.verdicts[number].rule for finding in audit.findings for number in finding.verdicts}
    assert code in found


def test_every_rule_says_what_holds_in_both_languages() -> None:
    assert all(rule.title["zh"] and rule.title["en"] and rule.source["zh"] and rule.source["en"] for rule in RULES)
