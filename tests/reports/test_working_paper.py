"""The working paper: every check with formulas that give what the audit gave, links that lead to the figures, text that stays text."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from pytest_regressions.file_regression import FileRegressionFixture

from auditor.records import LANGUAGES, Lang, Outcome, RunRecord, run_of
from auditor.reports import render_bytes
from auditor.reports.working_paper import paper as papers
from auditor.reports.working_paper import workbook
from auditor.reports.working_paper.words import WORDS
from tests.conftest import ROOT, FileAudit, swept

CHECKS, FINDINGS, NOT_OPEN = "C 勾稽明细", "B 问题清单", "F 豁免与基线"
HEAD = 3
"""The first row of checks and findings, as Excel counts."""
AMOUNT, PLACE, EXPECTED, DIFFERENCE = "G", "J", "K", "L"
MIXED_UNITS = ("budget-faulty-yuan.tsv", "final-faulty-narrative.txt", "formats/final.xlsx", "budget-faulty-tabs.txt")


def opened(run: RunRecord, lang: Lang = "zh") -> Any:
    return openpyxl.load_workbook(BytesIO(render_bytes(run, "xlsx", lang)))


def opened_both(run: RunRecord, lang: Lang = "zh") -> tuple[Any, Any]:
    """The workbook with its formulas, and with the values that are kept with them."""
    content = render_bytes(run, "xlsx", lang)
    return openpyxl.load_workbook(BytesIO(content)), openpyxl.load_workbook(BytesIO(content), data_only=True)


@pytest.fixture(scope="module")
def run_of_file(audit_file: FileAudit) -> Callable[[str], RunRecord]:
    return lambda name: run_of([Outcome(name, audit_file(ROOT / "sample_reports" / name))], "zh")


def heads_of(sheet: Any) -> dict[str, int]:
    """The row of each check by its number."""
    rows: dict[str, int] = {}
    for row in range(HEAD, sheet.max_row + 1):
        rows.setdefault(sheet[f"A{row}"].value, row)
    return rows


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_is_as_before(
    lang: Lang, sample_runs: dict[Lang, RunRecord], file_regression: FileRegressionFixture
) -> None:
    """Sheet, cell, value; formulas with their value behind them."""
    formulas, values = opened_both(sample_runs[lang], lang)
    lines = []
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")):
            value = values[sheet.title][cell.coordinate].value
            told = f"{cell.value}  {value}" if cell.data_type == "f" else f"{cell.value}"
            link = f"  -> {cell.hyperlink.location}" if cell.hyperlink else ""
            note = f"  # {cell.comment.text!r}" if cell.comment else ""
            lines.append(f"{sheet.title}  {cell.coordinate}  {told}{link}{note}\n")
    file_regression.check("".join(lines), encoding="utf-8", extension=".txt")


def test_every_check_stands_there_those_that_hold_too(sample_run: RunRecord) -> None:
    numbers = heads_of(opened(sample_run)[CHECKS])
    assert list(numbers) == [f"C-{number}" for number in range(1, 1 + len(sample_run["documents"][0]["verdicts"]))]


def calculated(formula: str, sheet: Any) -> Decimal:
    """What a formula gives, as a spreadsheet reckons it: from the cells, without the values kept with formulas."""

    def cells(area: str) -> list[Decimal]:
        column, top, _, bottom = range_boundaries(area)
        return [number(sheet.cell(row, column).value) for row in range(top, bottom + 1)]

    def number(value: Any) -> Decimal:
        if isinstance(value, str) and value.startswith("="):
            return calculated(value, sheet)
        return Decimal(0) if value is None or isinstance(value, str) else Decimal(str(value))

    def product(*columns: list[Decimal]) -> Decimal:
        return sum((one * two * three for one, two, three in zip(*columns, strict=True)), Decimal(0))

    def rounded(value: Decimal, places: Decimal) -> Decimal:
        return Decimal(value).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)

    def read(match: re.Match[str]) -> str:
        if match["area"]:
            return f"cells('{match['area']}')"
        return f"number(sheet['{match['cell']}'].value)" if match["cell"] else f"Decimal({match[0]})"

    parts = r"(?P<area>[A-Z]\d+:[A-Z]\d+)|(?P<cell>[A-Z]\d+)|\d+"
    text = re.sub(parts, read, formula.removeprefix("="))
    names = {"ROUND": rounded, "SUMPRODUCT": product, "SUM": sum, "cells": cells, "number": number, "sheet": sheet}
    return Decimal(eval(text, {"__builtins__": {}, "Decimal": Decimal}, names))


@pytest.mark.parametrize("name", swept(MIXED_UNITS, 2))
def test_the_formulas_give_what_the_audit_gave_units_converted(
    name: str, run_of_file: Callable[[str], RunRecord]
) -> None:
    run = run_of_file(name)
    book, values = opened_both(run)
    sheet, kept, heads = book[CHECKS], values[CHECKS], heads_of(book[CHECKS])
    for number, verdict in enumerate(run["documents"][0]["verdicts"], 1):
        row = heads[f"C-{number}"]
        difference = sheet[f"{DIFFERENCE}{row}"]
        if verdict["difference"] is None:
            assert not difference.value
            continue
        assert difference.data_type == "f", verdict
        assert Decimal(str(kept[difference.coordinate].value)) == Decimal(verdict["difference"])
        assert calculated(difference.value, sheet) == Decimal(verdict["difference"])
        expected = sheet[f"{EXPECTED}{row}"]
        if verdict["kind"] in ("rollup", "agreement") and verdict["expected"] is not None:
            assert expected.data_type == "f", verdict
            assert DIFFERENCE not in str(expected.value)
        if expected.data_type == "f":
            assert calculated(expected.value, sheet) == Decimal(verdict["expected"] or "")


def test_a_whole_is_the_sum_of_the_cells_of_its_parts(run_of_file: Callable[[str], RunRecord]) -> None:
    run = run_of_file("budget-faulty-tabs.txt")
    sheet = opened(run)[CHECKS]
    heads, summed = heads_of(sheet), 0
    for number, verdict in enumerate(run["documents"][0]["verdicts"], 1):
        if verdict["kind"] == "rollup" and len(verdict["terms"]) > 2 and verdict["terms"][0]["printed"]:
            row, last = heads[f"C-{number}"], heads[f"C-{number}"] + len(verdict["terms"])
            area = f"SUM({AMOUNT}{row + 2}:{AMOUNT}{last})"
            summed += area in str(sheet[f"{EXPECTED}{row}"].value)
            assert f"{AMOUNT}{row + 1}-{EXPECTED}{row}" in str(sheet[f"{DIFFERENCE}{row}"].value), verdict
    assert summed > 100


def test_the_figures_of_findings_are_those_of_their_check(sample_run: RunRecord) -> None:
    book = opened(sample_run)
    sheet = book[FINDINGS]
    at = {cell.value: cell.column - 1 for cell in sheet[HEAD - 1]}
    for row in sheet.iter_rows(min_row=HEAD):
        target = row[at["勾稽明细"]].hyperlink.location.split("!")[1]
        for name, column, below in (("报送数", AMOUNT, 1), ("重算数／另一处", EXPECTED, 0), ("差额", DIFFERENCE, 0)):
            cell = row[at[name]]
            if cell.value is not None:
                assert cell.value == f"='{CHECKS}'!{column}{int(target[1:]) + below}"


def test_the_sample_of_mixed_units_converts_them(run_of_file: Callable[[str], RunRecord]) -> None:
    sheet = opened(run_of_file("budget-faulty-yuan.tsv"))[CHECKS]
    assert any("*I" in str(cell.value) for cell in sheet[EXPECTED])


def test_a_figure_leads_to_the_cell_it_was_read_from(run_of_file: Callable[[str], RunRecord]) -> None:
    book = opened(run_of_file("formats/final.xlsx"))
    sheet = book[CHECKS]
    led = 0
    for row in range(HEAD, sheet.max_row + 1):
        link, amount = sheet[f"{PLACE}{row}"].hyperlink, sheet[f"{AMOUNT}{row}"].value
        if link is None or amount is None:
            continue
        name, _, cell = link.location.partition("!")
        found = book[name.strip("'")][cell].value
        printed = f"{amount:,.2f}".rstrip("0").rstrip(".")
        assert found == amount or printed.replace(",", "") in str(found).replace(",", ""), (row, amount, found)
        led += 1
    assert led > 500


def test_findings_lead_to_their_check_and_wait_for_an_answer(sample_run: RunRecord) -> None:
    book = opened(sample_run)
    sheet = book[FINDINGS]
    names = [cell.value for cell in sheet[HEAD - 1]]
    found = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=HEAD)]
    findings = [entry for entry in sample_run["documents"][0]["findings"] if entry.get("state") == "open"]
    assert [row["编号"].value for row in found] == [finding["id"] for finding in findings]
    for row in found:
        assert not row["处理意见"].value
        assert not row["责任人"].value
        target = row["勾稽明细"].hyperlink.location.split("!")[1]
        assert book[CHECKS][target].value == row["勾稽明细"].value


def test_the_list_of_findings_prints_on_landscape_pages_with_its_heads(sample_run: RunRecord) -> None:
    sheet = opened(sample_run)[FINDINGS]
    assert sheet.auto_filter.ref.startswith("A2:")
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)


@pytest.mark.parametrize("name", [FINDINGS, CHECKS])
def test_what_is_printed_of_wide_sheets_is_readable_on_one_page_of_a4(sample_run: RunRecord, name: str) -> None:
    """At 150 characters of ten points in a line nothing is made smaller; what only leads elsewhere is left out."""
    sheet = opened(sample_run)[name]
    _, _, last, _ = range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
    groups = sheet.column_dimensions.values()
    assert sum(group.width * (min(group.max, last) - group.min + 1) for group in groups if group.min <= last) < 180
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.print_title_rows == "$2:$2"


def test_what_is_set_aside_stands_on_its_own_sheet(sample_run: RunRecord) -> None:
    book = opened(sample_run)
    waived, known = (finding["id"] for finding in sample_run["documents"][0]["findings"][:2])
    aside = {cell.value for row in book[NOT_OPEN].iter_rows() for cell in row}
    listed = {cell.value for row in book[FINDINGS].iter_rows() for cell in row}
    assert {waived, known, "附注已说明", "甲某，预算科", "2027-03-31"} <= aside
    assert not {waived, known} & listed


def test_exceptions_to_look_at_stand_below_those_that_hold(sample_run: RunRecord) -> None:
    sample_run["exceptions"] = [
        {
            "by": "waiver",
            "problem": "expired",
            "severity": "warning",
            "id": "W6N7-SYYK",
            "rule": "RU-ACTIVITY",
            "document": "d",
            "file": "waivers.toml",
            "line": 3,
            "text": {"zh": "豁免已到期", "en": "the waiver has expired"},
        }
    ]
    *_, last = opened(sample_run)[NOT_OPEN].iter_rows(values_only=True)
    assert last[:5] == ("W6N7-SYYK", "警告", "waivers.toml:3", "RU-ACTIVITY", "豁免已到期")


def test_a_document_that_could_not_be_read_is_told_of(sample_run: RunRecord) -> None:
    told = {cell.value for row in opened(sample_run)["A 核对结论"].iter_rows() for cell in row}
    assert {"scan.pdf", "无法读取", "各页均为图像", "broken.docx", "内部错误"} <= told


def test_cells_in_question_are_filled_and_commented(run_of_file: Callable[[str], RunRecord]) -> None:
    run = run_of_file("formats/final.xlsx")
    book = opened(run)
    sheet = next(sheet for sheet in book if sheet.title.startswith("D1 "))
    comments = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    text = "\n".join(cell.comment.text for cell in comments)
    assert all(finding["id"] in text for finding in run["documents"][0]["findings"])
    assert all(cell.fill.fill_type == "solid" for cell in comments)


def test_amounts_keep_their_printed_decimals_and_codes_stay_text(run_of_file: Callable[[str], RunRecord]) -> None:
    book = opened(run_of_file("formats/final.xlsx"))
    sheet = next(sheet for sheet in book if sheet.title.startswith("D1 "))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    amount = next(cell for cell in cells if cell.value == 42965886.84)
    assert amount.number_format == "#,##0.00"
    assert {cell.data_type for cell in cells if str(cell.value) in ("208", "02")} == {"s"}


def matrix_of(run: RunRecord) -> list[list[str]]:
    """The cells of the only matrix, prose first, then the tables."""
    size = 1 + sum(block["kind"] == "table" for block in run["documents"][0]["content"])
    sheet = opened(run)["E 勾稽关系矩阵"]
    return [[str(cell.value or "") for cell in row[1:]] for row in sheet.iter_rows(min_row=5, max_row=4 + size)]


def test_the_matrix_reads_the_same_from_both_sides(sample_run: RunRecord) -> None:
    counts = matrix_of(sample_run)
    assert counts == [list(row) for row in zip(*counts, strict=True)]


def test_the_matrix_counts_how_checks_between_tables_came_out(sample_run: RunRecord) -> None:
    """Its first table has ten checks of its own that hold; one of them, left open, is counted apart."""
    before = matrix_of(sample_run)
    verdicts = sample_run["documents"][0]["verdicts"]
    own = next(verdict for verdict in verdicts if verdict["terms"][0].get("table") == "部门机构设置情况")
    assert own["relation"] == "within-table"
    own["outcome"] = "unverifiable"
    after = matrix_of(sample_run)
    assert (before[1][1], after[1][1]) == ("√10", "√9 ○1")
    before[1][1] = after[1][1]
    assert before == after


def test_a_hostile_document_brings_in_no_formula_and_breaks_nothing(hostile_run: RunRecord) -> None:
    table = next(block for block in hostile_run["documents"][0]["content"] if block["kind"] == "table")
    table["rows"][0][0]["text"] = "=1+1"
    table["rows"][0][1]["text"] = "长" * 40_000
    table["rows"][0][2]["text"] = "𠮷" * 20_000
    table["rows"][0][3]["text"] = "a\ud800\uffff_x000D_\x08b"
    book = opened(hostile_run)
    cells = [(sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [(title, cell.column_letter) for title, cell in cells if cell.data_type == "f"]
    assert {place for place in formulas if place[0] != FINDINGS} <= {(CHECKS, EXPECTED), (CHECKS, DIFFERENCE)}
    listed = [cell.value for title, cell in cells if title == FINDINGS and cell.data_type == "f"]
    assert all(re.fullmatch(f"='{CHECKS}'![A-Z][0-9]+", formula) for formula in listed)
    texts = [cell.value for _, cell in cells if isinstance(cell.value, str)]
    assert "=1+1" in texts
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) == 32_767
    assert all(not re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", text) for text in texts)
    assert not any(cell.hyperlink and cell.hyperlink.target for _, cell in cells)


def test_names_of_sheets_are_legal_and_each_is_of_one_sheet(sample_run: RunRecord) -> None:
    audited = sample_run["documents"][0]
    sample_run["documents"] = [deepcopy(audited) for _ in range(4)]
    for document, name in zip(sample_run["documents"], ("[a]:*?/\\'", "", "𠮷" * 60, "长" * 60), strict=True):
        document["organisation"] = name
        document["path"] = "x.txt"
    names = opened(sample_run).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name.encode("utf-16-le")) // 2 <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)


def test_two_names_that_are_cut_alike_stay_apart() -> None:
    book = workbook.Book("zh")
    names = [book.name("长" * 40) for _ in range(3)]
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


def test_a_figure_of_more_than_fifteen_digits_stays_text_to_its_last_digit(sample_run: RunRecord) -> None:
    verdict = next(entry for entry in sample_run["documents"][0]["verdicts"] if entry["kind"] == "rollup")
    sample_run["documents"][0]["verdicts"][0] = verdict
    verdict["terms"][0] |= {"printed": "1234567890123456.78", "value": "1234567890123456.78", "unit": "元"}
    verdict["expected"], verdict["difference"] = "11.00", "1234567890123445.78"
    sheet = opened(sample_run)[CHECKS]
    assert sheet[f"{AMOUNT}{HEAD + 1}"].value == "1234567890123456.78"
    assert sheet[f"{DIFFERENCE}{HEAD}"].value == "1234567890123445.78"


def test_the_same_run_gives_the_same_bytes(sample_run: RunRecord) -> None:
    assert render_bytes(sample_run, "xlsx", "zh") == render_bytes(deepcopy(sample_run), "xlsx", "zh")


def test_checks_go_on_on_another_sheet_where_one_is_full(
    sample_run: RunRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST_CHECK_ROWS", 60)
    book = opened(sample_run)
    sheets = [sheet for sheet in book if sheet.title.startswith(CHECKS)]
    assert len(sheets) > 2
    assert all(sheet.max_row <= 60 for sheet in sheets)
    numbers = [number for sheet in sheets for number in heads_of(sheet)]
    assert len(numbers) == len(set(numbers)) == len(sample_run["documents"][0]["verdicts"])


def test_text_goes_on_without_links_where_a_sheet_is_full_of_them(
    sample_run: RunRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_MOST_LINKS", 10)
    sheet = opened(sample_run)[CHECKS]
    places = [sheet[f"{PLACE}{row}"] for row in range(HEAD, sheet.max_row + 1)]
    assert sum(bool(cell.hyperlink) for cell in places) <= 10
    assert sum(bool(cell.value) for cell in places) > 100


def test_a_run_without_an_audited_document_is_a_working_paper_too(sample_run: RunRecord) -> None:
    del sample_run["documents"][0]
    book = opened(sample_run)
    assert book[FINDINGS]["A3"].value == WORDS["no-findings"][0]
    assert book[CHECKS]["A3"].value == WORDS["no-checks"][0]


def test_nothing_but_the_working_paper_loads_the_library_for_workbooks() -> None:
    modules = (
        "auditor.cli.check, auditor.reports.text_report, auditor.reports.csv_report, auditor.reports.markdown_report"
    )
    script = f"import sys, {modules}; sys.exit('xlsxwriter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_every_word_is_there_in_both_languages() -> None:
    assert all(len(words) == 2 and all(words) for words in WORDS.values())
