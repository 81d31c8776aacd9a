"""The CSV report: it opens in spreadsheets as it is, a document can put no formula into it, nothing unchecked is missing from it."""

from __future__ import annotations

import csv
import re
from copy import deepcopy
from io import StringIO

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.records import LANGUAGES, Lang, RunRecord
from auditor.reports import render, render_bytes
from auditor.reports.csv_report import COLUMNS, harmless


def rows_of(run: RunRecord, lang: Lang = "zh") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(render(run, "csv", lang).removeprefix("\ufeff"))))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_is_as_before(
    lang: Lang, sample_runs: dict[Lang, RunRecord], file_regression: FileRegressionFixture
) -> None:
    report = render(sample_runs[lang], "csv", lang).removeprefix("\ufeff").replace("\r\n", "\n")
    file_regression.check(report, encoding="utf-8", extension=".csv")


def test_it_begins_with_a_byte_order_mark_and_its_lines_end_with_cr_lf(sample_run: RunRecord) -> None:
    report = render_bytes(sample_run, "csv", "zh")
    assert report.startswith(b"\xef\xbb\xbfid,severity,")
    assert report.count(b"\n") == report.count(b"\r\n") == 1 + len(rows_of(sample_run))


def test_there_is_a_row_for_each_finding_and_each_document_that_was_not_audited(sample_run: RunRecord) -> None:
    findings = {finding["id"] for finding in sample_run["documents"][0]["findings"]}
    rows = [row for row in rows_of(sample_run) if row["state"] != "unread"]
    assert {row["id"] for row in rows[:-2]} == findings
    assert [row["state"] for row in rows[-2:]] == ["unreadable", "failed"]
    assert rows[-2]["message"] == "各页均为图像"


def test_what_was_not_understood_has_a_row(sample_run: RunRecord) -> None:
    document = sample_run["documents"][0]
    document["gaps"] = [{"line": 7, "reason": "表头丢失"}]
    document["notices"] = [{"line": 9, "key": "scanned-pages", "text": "扫描件", "incomplete": True}]
    document["coverage"]["unchecked"] = [{"printed": "4.5", "line": 11, "column": 3, "reason": "未能识别"}]
    unread = [row for row in rows_of(sample_run) if row["state"] == "unread"]
    assert [(row["line"], row["printed"], row["message"]) for row in unread] == [
        ("7", "", "表头丢失"),
        ("9", "", "扫描件"),
        ("11", "4.5", "未能识别"),
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "－A1", "-1-2", "+8613"]
)
def test_what_begins_like_a_formula_is_text(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("number", ["-2", "-0.5", "-45,675,410", "12.30", "0"])
def test_a_number_stays_a_number_also_when_it_is_negative(number: str) -> None:
    assert harmless(number) == number


def test_a_hostile_document_puts_neither_formula_nor_line_into_it(hostile_run: RunRecord) -> None:
    rows = rows_of(hostile_run)
    assert (
        len(rows)
        == len(rows_of(deepcopy(hostile_run)))
        == len(hostile_run["documents"][0]["findings"]) + 2 + len(hostile_run["documents"][0]["gaps"])
    )
    for row in rows:
        assert tuple(row) == COLUMNS
        for cell in row.values():
            assert not re.match(r"[=+@\t\r]|-(?![\d.,]+$)", cell)
            assert "\n" not in cell


def test_a_waiver_tells_reason_approver_and_last_day(sample_run: RunRecord) -> None:
    waived = [row["waiver"] for row in rows_of(sample_run) if row["state"] == "waived"]
    assert waived == ["附注已说明; 甲某，预算科; 2027-03-31"]


def test_half_a_character_is_no_obstacle(sample_run: RunRecord) -> None:
    sample_run["documents"][0]["path"] = "a\ud800.txt"
    assert b"a .txt" in render_bytes(sample_run, "csv", "zh")
