"""How much of a run is told: of many findings the worst and how many more, the rules by what was found, errors first."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from auditor.records import RunRecord
from auditor.records.spool import Spool
from auditor.reports import Extent, render, render_bytes, render_summary
from auditor.reports.extent import Tally, tallies_of
from tests.conftest import Run
from tests.reports.machine.sizes import crowd
from tests.test_terminal import WRONG

GRAVEST = {"error": 0, "warning": 1, "note": 2}


@pytest.fixture
def mixed(sample_run: RunRecord) -> RunRecord:
    """Twelve open findings in one document: a note, a warning, an error, a note, …"""
    run = crowd(sample_run, 12)
    for number, finding in enumerate(run["documents"][0]["findings"]):
        finding["severity"] = ("note", "warning", "error")[number % 3]
        finding["id"] = f"{finding['severity'][0].upper()}{number:03}-0000"
        finding["state"] = "open"
    return run


def ids(mixed: RunRecord, severity: str) -> list[str]:
    return [entry["id"] for entry in mixed["documents"][0]["findings"] if entry["severity"] == severity]


@pytest.mark.parametrize("file_format", ["text", "markdown"])
def test_only_the_worst_are_told_and_how_many_more(mixed: RunRecord, file_format: str) -> None:
    told = render(mixed, file_format, "zh", extent=Extent(most=5))
    rest = ids(mixed, "warning")[1:] + ids(mixed, "note")
    assert [name for name in ids(mixed, "error") + ids(mixed, "warning")[:1] if name not in told] == []
    assert [name for name in rest if name in told] == []
    assert f"另有 {len(rest)} 个问题未列出" in told


@pytest.mark.parametrize("file_format", ["text", "markdown", "github"])
def test_a_bound_that_is_not_reached_changes_nothing(mixed: RunRecord, file_format: str) -> None:
    assert render(mixed, file_format, "zh", extent=Extent(most=12)) == render(mixed, file_format, "zh")


def test_annotations_are_the_worst_and_the_last_of_a_level_counts_the_rest(mixed: RunRecord) -> None:
    lines = render(mixed, "github", "zh", extent=Extent(most=5)).splitlines()
    assert sum(name in line for line in lines for name in ids(mixed, "error")) == 4
    assert sum(name in line for line in lines for name in ids(mixed, "warning")) == 1
    assert not any(name in line for line in lines for name in ids(mixed, "note"))
    assert [line.partition("另有 ")[2].partition(" ")[0] for line in lines if "另有" in line] == ["3", "4"]


def test_the_summary_of_a_job_has_the_worst_too(mixed: RunRecord) -> None:
    summary = render_summary(mixed, "github", "zh", extent=Extent(most=5))
    assert summary.count("<details>") == 5
    assert "另有 7 个问题未列出" in summary


@pytest.mark.parametrize("file_format", ["json", "sarif", "csv", "compact", "ndjson", "gitlab", "junit"])
def test_reports_for_programs_are_whole(mixed: RunRecord, file_format: str) -> None:
    assert render(mixed, file_format, "zh", extent=Extent(1, True)) == render(mixed, file_format, "zh")


def test_rules_are_tallied_the_worst_first(mixed: RunRecord) -> None:
    for number, finding in enumerate(mixed["documents"][0]["findings"]):
        finding["rule"] = ("B", "A", "B")[number % 3]
    mixed["documents"] = Spool([*mixed["documents"], mixed["documents"][0]])
    assert tallies_of(mixed) == [Tally("B", (8, 0, 8), 2), Tally("A", (0, 8, 0), 2)]


def test_findings_that_are_set_aside_are_not_tallied(mixed: RunRecord) -> None:
    for finding in mixed["documents"][0]["findings"]:
        finding["state"] = "waived"
    assert tallies_of(mixed) == []
    assert render(mixed, "text", "zh", extent=Extent(statistics=True)) == render(mixed, "text", "zh")


@pytest.mark.parametrize("file_format", ["text", "markdown"])
def test_the_table_of_rules_has_counts_documents_and_title(sample_run: RunRecord, file_format: str) -> None:
    told = render(sample_run, file_format, "zh", extent=Extent(statistics=True))
    tally = tallies_of(sample_run)[0]
    title = sample_run["rules"][tally.rule]["title"]["zh"]
    cells = [*map(str, tally.counts), str(tally.documents), tally.rule, title]
    row = next(
        line for line in told.splitlines() if title in line and "-->" not in line and line.split()[0] in "|0123456789"
    )
    assert row.replace("\\", "").replace("|", " ").split() == " ".join(cells).split()


def test_the_command_line_bounds_what_is_told_and_not_the_status(run: Run) -> None:
    with open("wrong.txt", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(WRONG)
    status, out, _ = run("--lang", "zh", "check", "wrong.txt", "--max-findings", "0", "--statistics")
    assert (status, "另有 1 个问题未列出" in out, "-->" in out) == (1, True, False)
    assert any(line.split()[:4] == ["1", "0", "0", "1"] for line in out.splitlines())


def gravities(severities: list[str]) -> list[int]:
    return [GRAVEST[severity] for severity in severities]


def test_csv_markdown_and_working_paper_lead_with_errors(mixed: RunRecord) -> None:
    """Of one severity those that stand first in the document come first."""
    wanted = [name for severity in GRAVEST for name in ids(mixed, severity)]
    rows = list(csv.DictReader(StringIO(render(mixed, "csv", "zh").removeprefix("\ufeff"))))
    assert [row["id"] for row in rows if row["severity"]] == wanted
    sheet = openpyxl.load_workbook(BytesIO(render_bytes(mixed, "xlsx", "zh")))["B 问题清单"]
    assert [row[14].value for row in sheet.iter_rows(min_row=3)] == wanted
    table = [line for line in render(mixed, "markdown", "zh").splitlines() if line.startswith("| ")]
    assert [line.split(" | ")[0].strip("| ") for line in table if "-0000" in line] == wanted


def test_the_errors_of_all_documents_lead_and_what_is_set_aside_ends(mixed: RunRecord) -> None:
    mixed["documents"] = [mixed["documents"][0], mixed["documents"][0]]
    mixed["documents"][0]["findings"][2]["state"] = "waived"
    rows = list(csv.DictReader(StringIO(render(mixed, "csv", "zh").removeprefix("\ufeff"))))
    assert [row["severity"] for row in rows] == ["error"] * 6 + ["warning"] * 8 + ["note"] * 8 + ["error"] * 2
