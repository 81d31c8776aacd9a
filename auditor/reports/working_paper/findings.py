"""Sheets B and F: the open findings, to be answered one by one; those that are waived or in the baseline."""

from __future__ import annotations

from decimal import Decimal

from auditor.records.messages import say
from auditor.reports.standing import has_state
from auditor.reports.terms import diagnosis_text
from auditor.reports.working_paper.paper import (
    FILLS,
    HEAD_ROW,
    Check,
    Paper,
    Problem,
    decimal,
    padded,
    place_text,
    target_of,
)
from auditor.reports.working_paper.recalculation import AMOUNT, DIFFERENCE, EXPECTED, operands_of
from auditor.reports.working_paper.words import word
from auditor.reports.working_paper.workbook import CELL, HEAD, WRAPPED, Sheet, address, keeps, width_of

_COLUMNS = {
    "number": 5,
    "severity": 5,
    "table": 10,
    "place": 18,
    "label": 12,
    "printed": 13,
    "against": 13,
    "difference": 10,
    "unit": 5,
    "message": 26,
    "diagnosis": 22,
    "answer": 12,
    "responsible": 7,
    "details": 7,
    "id": 11,
    "rule": 14,
    "basis": 18,
    "allowance": 7,
    "document": 24,
}
_LAST_PRINTED = "responsible"
"""What stands behind it leads to other places and is not printed, for the others to be readable on A4."""
_AT = {name: number for number, name in enumerate(_COLUMNS)}
_SET_ASIDE = {
    "id": 12,
    "state": 9,
    "document": 24,
    "rule": 20,
    "message": 60,
    "reason": 32,
    "approved": 18,
    "expires": 12,
}


def write_findings(paper: Paper, footer: str) -> None:
    sheet = Sheet(paper.book, paper.names["findings"], footer, head=HEAD_ROW)
    sheet.title(paper.names["findings"])
    sheet.heads(HEAD_ROW, [word(key, paper.lang) for key in _COLUMNS], list(_COLUMNS.values()))
    for problem in paper.problems:
        _problem(sheet, problem, paper)
    if not paper.problems:
        sheet.text(HEAD_ROW + 1, 0, word("no-findings", paper.lang))
    last = HEAD_ROW + max(1, len(paper.problems))
    sheet.page.autofilter(HEAD_ROW, 0, last, len(_COLUMNS) - 1)
    sheet.page.print_area(0, 0, last, _AT[_LAST_PRINTED])


def _problem(sheet: Sheet, problem: Problem, paper: Paper) -> None:
    part, finding, verdict, row = problem.part, problem.finding, problem.head, problem.target.row
    lang, first = part.document["language"], verdict["terms"][0]
    rule = paper.run["rules"][finding["rule"]]
    message = ("；" if lang == "zh" else "; ").join([finding["sentence"], *finding["remarks"]])
    told = {
        "number": f"B-{problem.number}",
        "id": finding["id"],
        "document": part.document["path"],
        "table": first.get("table") or word("prose", paper.lang),
        "label": first["label"],
        "unit": first["unit"] or "",
        "message": message,
        "diagnosis": "".join(diagnosis_text(finding)),
        "rule": finding["rule"],
        "basis": rule["source"][lang],
        "answer": "",
        "responsible": "",
    }
    for key, text in told.items():
        sheet.text(row, _AT[key], text, **WRAPPED)
    sheet.text(row, _AT["severity"], say(finding["severity"], lang), bg_color=FILLS[finding["severity"]], **CELL)
    sheet.link(row, _AT["place"], target_of(first, part), place_text(first["location"], lang), **WRAPPED)
    check = paper.checks[part.number, finding["verdicts"][0]]
    _amounts(sheet, problem, check)
    sheet.link(row, _AT["details"], check.target, f"C-{check.number}", **CELL)
    lines = max(width_of(text) // _COLUMNS[key] + 1 for key, text in told.items() if text)
    sheet.page.set_row(row, 14 * min(lines, 28))


def _amounts(sheet: Sheet, problem: Problem, check: Check) -> None:
    """What is printed, what the other figures make, the difference, as sheet C has them; of a word held against figures, only the word."""
    verdict, row = problem.head, problem.target.row
    is_wording = verdict["kind"] == "wording"
    printed = operands_of(verdict, problem.part.scales)[0].amount
    amounts: dict[str, tuple[Decimal | None, int, int]] = {
        "printed": (printed, 1, AMOUNT),
        "against": (None if is_wording else decimal(verdict["expected"]), 0, EXPECTED),
        "difference": (None if is_wording else padded(decimal(verdict["difference"]), printed), 0, DIFFERENCE),
    }
    is_grouped = verdict["kind"] != "period"
    for key, (amount, below, column) in amounts.items():
        if amount is not None and keeps(amount):
            cell = f"'{check.target.sheet}'!{address(check.target.row + below, column)}"
            sheet.formula(row, _AT[key], cell, amount, is_grouped, **CELL)
        else:
            sheet.amount(row, _AT[key], amount, is_grouped, **CELL)
    sheet.amount(row, _AT["allowance"], None if is_wording else decimal(verdict["allowance"]), is_grouped, **CELL)


def write_set_aside(paper: Paper, footer: str) -> None:
    sheet = Sheet(paper.book, paper.names["set-aside"], footer, head=HEAD_ROW)
    sheet.title(paper.names["set-aside"])
    sheet.heads(HEAD_ROW, [word(key, paper.lang) for key in _SET_ASIDE], list(_SET_ASIDE.values()))
    row = HEAD_ROW
    for part in paper.parts:
        for finding in part.document.get("findings", []):
            if has_state(finding, "open"):
                continue
            row += 1
            waiver = finding.get("waiver")
            why = (waiver["reason"], waiver["approved_by"], waiver["expires"] or "") if waiver else ("", "", "")
            state = word(finding["state"], paper.lang)
            told = (state, part.document["path"], finding["rule"], finding["message"], *why)
            first = part.document["verdicts"][finding["verdicts"][0]]["terms"][0]
            sheet.link(row, 0, target_of(first, part), finding["id"], **CELL)
            for column, text in enumerate(told, 1):
                sheet.text(row, column, text, **WRAPPED)
    if row == HEAD_ROW:
        row += 1
        sheet.text(row, 0, word("nothing-set-aside", paper.lang))
    _exceptions(sheet, row + 2, paper)


def _exceptions(sheet: Sheet, row: int, paper: Paper) -> None:
    """Waivers and entries of the baseline that someone has to look at, below those that hold."""
    problems = paper.run.get("exceptions", [])
    if problems:
        sheet.text(row, 0, word("exceptions", paper.lang), bold=True)
        for column, key in enumerate(("id", "severity", "file", "rule", "message")):
            sheet.text(row + 1, column, word(key, paper.lang), **HEAD)
    for below, problem in enumerate(problems, row + 2):
        file, severity = f"{problem['file']}:{problem['line']}", say(problem["severity"], paper.lang)
        for column, text in enumerate((problem["id"], severity, file, problem["rule"], problem["text"][paper.lang])):
            sheet.text(below, column, text, **WRAPPED)
