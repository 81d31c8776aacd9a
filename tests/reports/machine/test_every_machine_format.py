"""What holds for all machine formats: the same bytes twice, both languages, nothing set aside told as open, all else told."""

from __future__ import annotations

import json
import string
from importlib import import_module

import pytest

from auditor.messages import Messages
from auditor.records import RunRecord
from auditor.reports import FORMATS, render, render_bytes

MACHINE_FORMATS = ["compact", "ndjson", "sarif", "junit", "gitlab", "github"]
MODULES = [
    "sarif_report",
    "sarif_results",
    "junit_report",
    "github_report",
    "github_summary",
]


@pytest.mark.parametrize("file_format", MACHINE_FORMATS)
def test_the_same_run_gives_the_same_bytes(file_format: str, binary_run: RunRecord) -> None:
    again: RunRecord = json.loads(json.dumps(binary_run))
    assert render_bytes(binary_run, file_format, "zh") == render_bytes(again, file_format, "zh")


@pytest.mark.parametrize("file_format", MACHINE_FORMATS)
def test_a_report_starts_with_no_byte_order_mark(file_format: str, sample_run: RunRecord) -> None:
    assert not render_bytes(sample_run, file_format).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("file_format", ["compact", "sarif", "gitlab", "github"])
def test_what_is_set_aside_is_not_told(file_format: str, sample_run: RunRecord) -> None:
    waived, known, *rest = (finding["id"] for finding in sample_run["documents"][0]["findings"])
    report = render(sample_run, file_format, "zh")
    assert waived not in report
    assert known not in report
    assert all(name in report for name in rest)


@pytest.mark.parametrize("file_format", MACHINE_FORMATS)
def test_a_document_that_was_not_audited_is_told(file_format: str, sample_run: RunRecord) -> None:
    report = render(sample_run, file_format, "zh")
    assert "各页均为图像" in report
    assert "ZeroDivisionError" in report


@pytest.mark.parametrize("module", MODULES)
def test_every_sentence_is_in_both_languages(module: str) -> None:
    words: Messages = import_module(f"auditor.reports.{module}")._WORDS
    for key, (chinese, english) in words.items():
        assert chinese, key
        assert english, key
        assert blanks_of(chinese) == blanks_of(english), key


def test_no_format_with_sentences_of_its_own_is_left_out_above() -> None:
    named = {found.module for found in FORMATS.values()} & {"compact_report", "ndjson_report", "gitlab_report"}
    assert all(not hasattr(import_module(f"auditor.reports.{module}"), "_WORDS") for module in named)


def blanks_of(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
