"""Figures of as many digits as are read: arithmetic with them is exact, where facts are found as where they are held."""

from __future__ import annotations

from tests.conftest import TextAudit

NINES = "9" * 29


def test_changes_of_parts_are_added_up_whatever_their_length(audit_text: TextAudit) -> None:
    audit = audit_text(
        "2025年部门预算\n2025年“三公”经费预算9.20万元，比2024年减少0.60万元。其中：公务接待费2.40万元，比上年减少0.40万元；"
        f"公务用车购置及运行维护费6.80万元，比上年减少{NINES}万元。\n"
    )
    assert any(
        term.fact.figure.printed == NINES for verdict in audit.verdicts for term in verdict.terms if term.fact.figure
    )
