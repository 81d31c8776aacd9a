"""The formats of lines: one line per finding whatever a document prints, lines of JSON that are understood alone."""

from __future__ import annotations

import json
import re
from typing import Any

from auditor.records import RunRecord
from auditor.reports import render, render_bytes

COMPACT = re.compile(r"^(?P<path>.+):\d+:\d+: (?P<severity>error|warning|note) [A-Z-]+ [0-9A-Z]{4}-[0-9A-Z]{4} .+$")


def lines_of(run: RunRecord) -> list[dict[str, Any]]:
    return [json.loads(line) for line in render_bytes(run, "ndjson").decode("utf-8").splitlines()]


def test_compact_has_a_line_for_each_open_finding(sample_run: RunRecord) -> None:
    open_ones = [finding for finding in sample_run["documents"][0]["findings"] if finding["state"] == "open"]
    lines = render(sample_run, "compact", "zh").splitlines()
    assert len([line for line in lines if COMPACT.match(line)]) == len(open_ones) > 0


def test_compact_names_page_or_cell_of_a_document_without_lines(binary_run: RunRecord) -> None:
    lines = [line for line in render(binary_run, "compact").splitlines() if COMPACT.match(line)]
    assert all("[第" in line for line in lines if ".pdf:" in line)
    assert any("[公开03表!E18]" in line for line in lines if ".xlsx:" in line)


def test_hostile_text_breaks_no_compact_line(halved_run: RunRecord) -> None:
    lines = render(halved_run, "compact", "zh").splitlines()
    findings = [finding for finding in halved_run["documents"][0]["findings"] if finding["state"] == "open"]
    assert len(lines) == len(findings) + 2 + 1
    assert not any("\x1b" in line for line in lines)


def test_ndjson_is_a_header_findings_documents_and_a_summary(sample_run: RunRecord) -> None:
    kinds = [line["type"] for line in lines_of(sample_run)]
    findings = len(sample_run["documents"][0]["findings"])
    assert kinds == ["run", *["finding"] * findings, "document", "document", "document", "summary"]


def test_a_line_of_ndjson_has_the_figures_it_is_about(sample_run: RunRecord) -> None:
    findings = [line for line in lines_of(sample_run) if line["type"] == "finding"]
    assert all(line["verdicts"][0]["terms"][0]["location"]["line"] == line["line"] for line in findings)
    assert {line["state"] for line in findings} == {"open", "waived", "baseline"}
    assert all(line["path"].endswith(".txt") and line["title"] for line in findings)


def test_ndjson_has_no_content_and_the_counts_of_each_document(sample_run: RunRecord) -> None:
    document = next(line for line in lines_of(sample_run) if line["type"] == "document")
    assert "content" not in document
    assert document["standing"] == "errors"
    assert document["counts"]["waived"] == document["counts"]["baseline"] == 1


def test_hostile_text_breaks_no_line_of_ndjson(halved_run: RunRecord) -> None:
    findings = len(halved_run["documents"][0]["findings"])
    assert len(lines_of(halved_run)) == 1 + findings + 3 + 1
