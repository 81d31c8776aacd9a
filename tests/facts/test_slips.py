"""Sentences of which one figure is mistyped: `{37.80=>38.70}` is what is right and what stands there for it.

The right sentence gets no finding, the mistyped one gets one. Of the others, which look alike and say something else, none gets one.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import TextAudit

TOLD = tomllib.loads((Path(__file__).parent / "slips.toml").read_text(encoding="utf-8"))
TITLE = "云川市港务局2025年度部门决算\n一、情况说明\n"
SLIP = re.compile(r"\{(?P<right>[^{}]*)=>(?P<wrong>[^{}]*)\}")


def findings(audit_text: TextAudit, sentence: str, title: str = TITLE) -> list[str]:
    audit = audit_text(f"{title}{sentence}\n")
    return [audit.verdicts[finding.head].rule for finding in audit.findings if finding.severity != "note"]


@pytest.mark.parametrize("sentence", TOLD["slips"])
def test_a_slip_is_named_and_what_is_right_is_not(audit_text: TextAudit, sentence: str) -> None:
    assert findings(audit_text, SLIP.sub(lambda found: found["right"], sentence)) == []
    assert findings(audit_text, SLIP.sub(lambda found: found["wrong"], sentence)) != []


@pytest.mark.parametrize("sentence", TOLD["alike"])
def test_what_only_looks_alike_is_not_accused(audit_text: TextAudit, sentence: str) -> None:
    assert findings(audit_text, sentence) == []


@pytest.mark.parametrize("sentence", TOLD["alike_in_budget"])
def test_what_only_looks_alike_is_not_accused_in_a_budget(audit_text: TextAudit, sentence: str) -> None:
    audit = audit_text(f"{TITLE.replace('决算', '预算')}{sentence}\n")
    assert [finding for finding in audit.findings if finding.severity != "note"] == []


REPORT = "关于云川市2025年预算执行情况和2026年预算草案的报告\n一、2025年执行情况\n"


@pytest.mark.parametrize("sentence", TOLD["slips_in_report"])
def test_a_slip_is_named_in_a_report(audit_text: TextAudit, sentence: str) -> None:
    assert findings(audit_text, SLIP.sub(lambda found: found["right"], sentence), REPORT) == []
    assert findings(audit_text, SLIP.sub(lambda found: found["wrong"], sentence), REPORT) != []


@pytest.mark.parametrize("sentence", TOLD["alike_in_report"])
def test_what_only_looks_alike_is_not_accused_in_a_report(audit_text: TextAudit, sentence: str) -> None:
    assert findings(audit_text, sentence, REPORT) == []
