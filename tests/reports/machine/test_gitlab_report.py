"""GitLab's code quality report: the documented fields, one fingerprint each, pages and rows where there are no lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.records import RunRecord
from auditor.reports import render_bytes

SCHEMA = json.loads((Path(__file__).parent.parent / "schemas" / "gitlab-code-quality.json").read_text(encoding="utf-8"))


def entries_of(run: RunRecord) -> list[Any]:
    entries: list[Any] = json.loads(render_bytes(run, "gitlab").decode("utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(entries)
    return entries


@pytest.mark.parametrize("name", ["sample_run", "hostile_run", "halved_run", "binary_run"])
def test_entries_are_valid_and_no_two_have_one_fingerprint(name: str, request: pytest.FixtureRequest) -> None:
    entries = entries_of(request.getfixturevalue(name))
    prints = [entry["fingerprint"] for entry in entries]
    assert len(set(prints)) == len(prints) > 0


def test_severities_are_those_of_gitlab(binary_run: RunRecord) -> None:
    severities = {"error": "major", "warning": "minor", "note": "info"}
    known = {
        finding["id"]: finding["severity"] for document in binary_run["documents"] for finding in document["findings"]
    }
    for entry in entries_of(binary_run):
        if entry["check_name"] != "incomplete":
            assert entry["severity"] == severities[known[entry["description"][-10:-1]]]


def test_the_line_of_a_text_is_its_own_line(sample_run: RunRecord) -> None:
    lines = {entry["check_name"]: entry["location"]["lines"]["begin"] for entry in entries_of(sample_run)}
    assert lines["RU-ACTIVITY"] == 152


def test_a_page_or_a_row_stands_for_the_line_and_is_said(binary_run: RunRecord) -> None:
    entries = [entry for entry in entries_of(binary_run) if entry["check_name"] == "BA-FUNDS"]
    places = {
        entry["location"]["path"].rpartition(".")[2]: (
            entry["location"]["lines"]["begin"],
            entry["description"].partition("】")[0],
        )
        for entry in entries
    }
    assert places["pdf"] == (8, "【第8页")
    assert places["xlsx"] == (18, "【公开03表!E18")


def test_a_document_that_was_not_audited_is_an_entry(sample_run: RunRecord) -> None:
    told = {entry["location"]["path"]: entry for entry in entries_of(sample_run)}
    assert (told["scan.pdf"]["check_name"], told["scan.pdf"]["severity"]) == ("unreadable", "major")
    assert (told["broken.docx"]["check_name"], told["broken.docx"]["severity"]) == ("failed", "major")
