"""The golden vectors: what an audit owes to figures that real disclosures printed."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from auditor.audit import Audit, Finding
from auditor.verdicts import Verdict
from tests.conftest import TextAudit

_WEIGHT = {"quiet": 0, "note": 0, "warning": 1, "error": 2}
_VECTORS = tomllib.loads(Path(__file__).with_suffix(".toml").with_stem("golden_vectors").read_text("utf-8"))["vector"]


def _owed(*severities: str) -> list[Any]:
    """Every document with one thing that is owed to it, of the kinds given."""
    return [
        pytest.param(
            vector["document"],
            owed,
            id="-".join([vector["id"], *owed["about"], owed["figures"][0]]),
            marks=[pytest.mark.xfail(strict=True, reason=owed["pending"])] if "pending" in owed else [],
        )
        for vector in _VECTORS
        for owed in vector["owes"]
        if owed["expect"] in severities
    ]


def _deciding(audit: Audit, owed: dict[str, Any]) -> list[int]:
    """The verdicts under one of the catalogue entries that relate all the figures."""
    return [
        number
        for number, verdict in enumerate(audit.verdicts)
        if set(audit.rulebook.by_code[verdict.rule].catalogue) & set(owed["about"]) and _has(verdict, owed["figures"])
    ]


def _has(verdict: Verdict, figures: list[str]) -> bool:
    printed = Counter(term.fact.figure.printed for term in verdict.terms if term.fact.figure)
    return Counter(figures) <= printed


def _above_a_note(audit: Audit, figures: list[str]) -> list[Finding]:
    """The errors and warnings that name one of the figures."""
    return [
        finding
        for finding in audit.findings
        if finding.severity != "note"
        and any(_has(audit.verdicts[number], [printed]) for number in finding.verdicts for printed in figures)
    ]


def _naming(audit: Audit, numbers: list[int]) -> list[Finding]:
    return [finding for finding in audit.findings if set(finding.verdicts) & set(numbers)]


@pytest.mark.parametrize(("document", "owed"), _owed("error", "warning"))
def test_a_real_error_is_found_and_its_figures_named(
    document: str, owed: dict[str, Any], audit_text: TextAudit
) -> None:
    audit = audit_text(document)
    found = _naming(audit, _deciding(audit, owed))
    assert max((_WEIGHT[finding.severity] for finding in found), default=-1) >= _WEIGHT[owed["expect"]]
    assert len(found) == owed.get("findings", len(found))
    remarks = {remark.key for finding in found for remark in audit.verdicts[finding.head].remarks}
    assert "remark" not in owed or owed["remark"] in remarks


@pytest.mark.parametrize(("document", "owed"), _owed("note", "quiet"))
def test_right_figures_are_checked_and_at_most_a_tail_is_told(
    document: str, owed: dict[str, Any], audit_text: TextAudit
) -> None:
    audit = audit_text(document)
    deciding = _deciding(audit, owed)
    assert not owed["about"] or any(audit.verdicts[number].holds for number in deciding)
    named = _naming(audit, deciding) + _above_a_note(audit, owed["figures"])
    allowed = ("note",) if owed["expect"] == "note" else ()
    assert [finding.severity for finding in named if finding.severity not in allowed] == []
