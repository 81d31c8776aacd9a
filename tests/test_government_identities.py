"""What governments print adds up without a finding, a slip in it is told, and what is no identity stays silent (tests/government.toml)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TextAudit

CASES = tomllib.loads(Path(__file__).with_name("government.toml").read_text(encoding="utf-8"))["case"]
NAMES = [f"{case['identity']} {case['name']}" for case in CASES]


def told(audit_text: TextAudit, text: str) -> list[str]:
    return [finding.severity for finding in audit_text(text).findings if finding.severity != "note"]


def slips() -> list[Any]:
    found = []
    for case, name in zip(CASES, NAMES, strict=True):
        for key in ("slips", "owed"):
            marks = [pytest.mark.xfail(strict=True, reason=case.get("because", ""))] if key == "owed" else []
            found += [
                pytest.param(case["text"], *slip, marks=marks, id=f"{name}: {slip[0]}") for slip in case.get(key, ())
            ]
    return found


def mistyped(text: str, printed: str, wrong: str) -> str:
    """The text with the first printing of a figure, standing by itself, replaced."""
    found = re.search(rf"(?<![\d,.\-]){re.escape(printed)}(?![\d,])", text)
    assert found, printed
    return text[: found.start()] + wrong + text[found.end() :]


@pytest.mark.parametrize("text", [case["text"] for case in CASES], ids=NAMES)
def test_what_ties_or_need_not_tie_has_no_finding(audit_text: TextAudit, text: str) -> None:
    assert told(audit_text, text.lstrip()) == []


@pytest.mark.parametrize(("text", "printed", "wrong"), slips())
def test_a_slip_is_told(audit_text: TextAudit, text: str, printed: str, wrong: str) -> None:
    assert told(audit_text, mistyped(text, printed, wrong).lstrip())
