"""Exceptions that no longer fit: reports of every kind tell them, and the findings that they no longer cover say so."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from auditor.records import RunRecord
from auditor.reports import render

STALE = "QQQQ-2222 已无此问题，请更新"


@pytest.fixture
def lapsed_run(sample_run: RunRecord) -> RunRecord:
    """A run with an open finding whose waiver has expired, and a stale entry of the baseline."""
    run = sample_run
    findings = [finding for document in run["documents"] for finding in document.get("findings", [])]
    finding = next(finding for finding in findings if finding.get("state", "open") == "open")
    finding["lapsed"] = {"by": "waiver", "why": "expired", "numbers": ["7.70万元"], "expires": "2026-03-09"}
    run["exceptions"] = [
        {
            "by": "baseline",
            "problem": "stale",
            "severity": "error",
            "id": "QQQQ-2222",
            "rule": "AG-PROSE",
            "document": "梨花县档案馆|2024|budget",
            "file": str(Path.cwd() / "kept" / "known.jsonl"),
            "line": 6,
            "text": {"zh": STALE, "en": "QQQQ-2222 is gone: update"},
        }
    ]
    return run


@pytest.mark.parametrize("file_format", ["text", "compact", "html", "sarif", "gitlab", "github", "csv", "markdown"])
def test_a_report_tells_which_exceptions_to_look_at(file_format: str, lapsed_run: RunRecord) -> None:
    assert "已无此问题" in unescape(render(lapsed_run, file_format, "zh"))


@pytest.mark.parametrize("file_format", ["text", "html", "markdown", "junit"])
def test_a_finding_says_that_its_waiver_expired(file_format: str, lapsed_run: RunRecord) -> None:
    assert "豁免已于 2026-03-09 到期" in unescape(render(lapsed_run, file_format, "zh"))


@pytest.mark.parametrize("file_format", ["gitlab", "github", "sarif"])
def test_programs_are_given_the_file_of_an_exception_from_the_working_directory(
    file_format: str, lapsed_run: RunRecord
) -> None:
    said = render(lapsed_run, file_format, "zh")
    assert "kept/known.jsonl" in said
    assert str(Path.cwd()) not in said


def test_the_entry_of_an_exception_has_its_line_for_gitlab(lapsed_run: RunRecord) -> None:
    entry = next(
        entry for entry in json.loads(render(lapsed_run, "gitlab", "zh")) if entry["check_name"] == "baseline-stale"
    )
    assert entry["location"] == {"path": "kept/known.jsonl", "lines": {"begin": 6}}
