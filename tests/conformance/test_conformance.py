"""When two printed numbers disagree: the cases of every kind of rule, each a small disclosure with what must come of it.

A case of `<kind>.toml` says in `document` what is printed and in `says` why its outcome is what it is. `expect` lists every
verdict of the rules it names: the figures as printed, in the order of the relation (a blank is empty, a word stands for
itself), the outcome, and, in the unit of the first figure, what that should read, by how much it differs, and how much of
a difference its digits and those of the others explain. `findings` lists the severities of all findings of the document.
`unheld` names rules that find nothing to hold; `pending` says why a case does not pass yet.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from auditor.checks import KINDS
from auditor.verdicts import Term, Verdict
from tests.conftest import TextAudit

FILES = sorted(Path(__file__).parent.glob("*.toml"))
CASES = [
    pytest.param(
        file.stem,
        case,
        id=f"{file.stem}-{case['name']}",
        marks=[pytest.mark.xfail(strict=True, reason=case["pending"])] if "pending" in case else [],
    )
    for file in FILES
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]


def _printed(term: Term) -> str:
    if term.fact.figure:
        return term.fact.figure.printed
    return term.fact.label if term.fact.state == "word" else ""


def _described(verdict: Verdict, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a verdict says of the things that an expectation speaks of."""
    known = {
        "rule": verdict.rule,
        "figures": [_printed(term) for term in verdict.terms],
        "outcome": verdict.outcome,
        "severity": verdict.severity,
        "expected": verdict.expected,
        "difference": verdict.difference,
        "allowance": verdict.allowance,
        "reason": verdict.reason.key if verdict.reason else None,
        "remarks": [remark.key for remark in verdict.remarks],
    }
    return {key: known[key] for key in wanted}


def _typed(wanted: dict[str, Any]) -> dict[str, Any]:
    numbers = ("expected", "difference", "allowance")
    return {key: Decimal(value) if key in numbers else value for key, value in wanted.items()}


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_case_has_the_outcome_that_its_digits_give_it(kind: str, case: dict[str, Any], audit_text: TextAudit) -> None:
    audit = audit_text(case["document"])
    wanted = [_typed(entry) for entry in case["expect"]]
    rules = {entry["rule"] for entry in wanted}
    assert {audit.rulebook.by_code[rule].family for rule in rules} <= {kind}
    verdicts = [verdict for verdict in audit.verdicts if verdict.rule in rules]
    described = [_described(verdict, entry) for verdict, entry in zip(verdicts, wanted, strict=False)]
    assert described == wanted
    assert len(verdicts) == len(wanted), [_described(verdict, wanted[0]) for verdict in verdicts]
    assert [finding.severity for finding in audit.findings] == case["findings"]
    assert not {verdict.rule for verdict in audit.verdicts} & set(case.get("unheld", ()))


def test_every_family_of_kinds_has_its_cases() -> None:
    relating_words = {"code", "form", "presence", "roster"}
    assert {file.stem for file in FILES} == {entry.family for entry in KINDS.values()} - relating_words


def test_the_cases_of_a_kind_are_told_apart_by_name() -> None:
    names = [case.id for case in CASES]
    assert len(names) == len(set(names))
