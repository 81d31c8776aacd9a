"""Runs over more documents than are held: their reports, statuses, exceptions and rounds are those of a run that holds all."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from auditor.documents import Document, read_document
from auditor.reports import FORMATS
from auditor.runs import document as audits
from tests.conftest import Run

RIGHT = "示例局{year}年部门预算\n{year}年支出预算70万元，其中：基本支出30万元；项目支出40万元。\n"
COUNT = 12


@pytest.fixture(autouse=True)
def _documents(run: Run) -> None:
    for number in range(COUNT):
        text = RIGHT.format(year=2010 + number)
        Path(f"{number:02}.txt").write_text(text.replace("40", "45") if number % 3 else text, encoding="utf-8")


@pytest.fixture
def _killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sixth document kills its process."""

    def read_or_die(file: Path, password: str | None = None) -> Document:
        if file.name == "05.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return read_document(file, password)

    monkeypatch.setattr(audits, "read_document", read_or_die)


def reports(run: Run, name: str, *arguments: str) -> tuple[int, dict[str, bytes]]:
    Path(name).mkdir()
    formats = [word for file_format in FORMATS for word in ("-f", f"{file_format}={name}/{file_format}")]
    status, _, _ = run("check", "*.txt", "--as-of", "2026-01-01", *arguments, *formats, "-q")
    return status, {file.name: file.read_bytes() for file in Path(name).iterdir()}


def test_reports_are_the_same_bytes_however_many_are_held(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    some = [reports(run, f"few-{jobs}", "-j", jobs) for jobs in ("1", "2")]
    monkeypatch.setattr("auditor.records.spool.MOST_HELD", COUNT)
    assert some == [reports(run, "all", "-j", "1")] * 2


def test_exceptions_are_heeded_where_none_is_held(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.records.spool.MOST_HELD", 0)
    assert run("baseline", "create", "*.txt")[0] == 0
    assert run("check", "*.txt")[0] == 0
    Path("01.txt").write_text(RIGHT.format(year=2011), encoding="utf-8")
    status, said, _ = run("check", "*.txt", "-f", "json")
    made = json.loads(said)
    assert (status, made["summary"]["baseline"]) == (1, 7)
    assert [(entry["problem"], entry["document"]) for entry in made["exceptions"]] == [("stale", "示例局|2011|budget")]


@pytest.mark.usefixtures("_killed")
def test_a_worker_that_dies_in_the_middle_leaves_reports_well_formed(run: Run) -> None:
    status, made = reports(run, "made", "-j", "2")
    assert status == 70
    standings = [document["status"] for document in json.loads(made["json"])["documents"]]
    assert standings == ["audited"] * 5 + ["failed"] + ["audited"] * 6
    for name in ("json:findings", "sarif", "gitlab"):
        json.loads(made[name])
    for line in made["ndjson"].splitlines():
        json.loads(line)
    assert len(ElementTree.fromstring(made["junit"])) == COUNT


def test_no_more_than_findings_rest_on_is_written_where_it_is_asked_for(run: Run) -> None:
    assert run("check", "*.txt", "-f", "json=whole.json")[0] == 1
    assert run("check", "*.txt", "--json-detail", "findings", "-f", "json=short.json")[0] == 1
    assert run("report", "whole.json", "--json-detail", "findings", "-f", "json=again.json")[0] == 0
    assert Path("short.json").read_bytes() == Path("again.json").read_bytes()
    assert run("report", "short.json", "-f", "compact")[1] == run("report", "whole.json", "-f", "compact")[1]
