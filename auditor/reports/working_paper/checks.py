"""Sheet C: every check, those that hold too, its terms below it, with formulas that make its figures again."""

from __future__ import annotations

from decimal import Decimal

from auditor.records import TermRecord
from auditor.records.messages import say
from auditor.reports.working_paper.paper import FILLS, HEAD_ROW, Check, Paper, decimal, padded, place_text, target_of
from auditor.reports.working_paper.recalculation import Formula, Operand, operands_of, recalculate
from auditor.reports.working_paper.words import word
from auditor.reports.working_paper.workbook import CELL, WRAPPED, Sheet, Style

_COLUMNS = {
    "number": 7,
    "outcome": 7,
    "mark": 5,
    "rule": 14,
    "name": 36,
    "coefficient": 5,
    "amount": 15,
    "unit": 6,
    "factor": 7,
    "place": 19,
    "expected": 15,
    "difference": 13,
    "allowance": 8,
    "finding": 7,
    "remark": 28,
    "document": 24,
}
_AT = {name: number for number, name in enumerate(_COLUMNS)}
_HOLDS = ("exact", "rounding", "forced")


def write_checks(paper: Paper, footer: str) -> None:
    """One sheet, or as many as there are rows for; the terms of a check can be folded away."""
    sheets = {}
    for name in paper.check_sheets:
        sheet = sheets[name] = Sheet(paper.book, name, footer, head=HEAD_ROW)
        sheet.title(name)
        sheet.heads(HEAD_ROW, [word(key, paper.lang) for key in _COLUMNS], list(_COLUMNS.values()))
        sheet.page.outline_settings(True, False, False, False)
    last = dict.fromkeys(paper.check_sheets, HEAD_ROW + 1)
    for (_, number), check in paper.checks.items():
        _write(sheets[check.target.sheet], check, number, paper)
        last[check.target.sheet] = check.target.row + len(check.verdict["terms"])
    if not paper.checks:
        sheets[paper.check_sheets[0]].text(HEAD_ROW + 1, 0, word("no-checks", paper.lang))
    for name, sheet in sheets.items():
        sheet.page.autofilter(HEAD_ROW, 0, last[name], len(_COLUMNS) - 1)
        # What helps to filter is not printed, for the figures to be readable.
        sheet.page.print_area(0, 0, last[name], _AT["finding"])


def _write(sheet: Sheet, check: Check, number: int, paper: Paper) -> None:
    part, verdict, row = check.part, check.verdict, check.target.row
    lang = part.document["language"]
    problem = paper.problem_of.get((part.number, number))
    is_wrong = verdict["outcome"] == "inconsistent"
    style = {**CELL, "bold": True, "bg_color": FILLS[verdict["severity"]] if is_wrong else "#F2F2F2"}
    title = paper.run["rules"][verdict["rule"]]["title"][lang]
    units = [term["unit"] for term in verdict["terms"] if term["unit"]]
    told = {
        "number": f"C-{check.number}",
        "outcome": say(verdict["outcome"], lang),
        "mark": mark_of(check),
        "rule": verdict["rule"],
        "name": title,
        "unit": units[0] if units and verdict["difference"] is not None else "",
        "remark": verdict["reason"] or "",
        "document": part.document["path"],
    }
    for key, column in _AT.items():
        sheet.text(row, column, told.get(key), **style)
    if problem is not None:
        sheet.link(row, _AT["finding"], problem.target, f"B-{problem.number}", **style)
    operands = operands_of(verdict, part.scales)
    _figures(sheet, check, operands, style)
    for below, (term, operand) in enumerate(zip(verdict["terms"], operands, strict=True), row + 1):
        sheet.page.set_row(below, None, None, {"level": 1})
        _term(sheet, below, check, term, operand)


def _figures(sheet: Sheet, check: Check, operands: list[Operand], style: Style) -> None:
    """What the figures make, the difference and the allowance, on the row of the check; a year has no commas."""
    verdict, row = check.verdict, check.target.row
    made = recalculate(verdict, operands, row)
    style = {**style, "grouped": verdict["kind"] != "period"}
    _figure(sheet, row, "expected", made.expected, decimal(verdict["expected"]), style)
    difference = padded(decimal(verdict["difference"]), operands[0].amount)
    _figure(sheet, row, "difference", made.difference, difference, style)
    _figure(sheet, row, "allowance", None, decimal(verdict["allowance"]), style)


def _figure(sheet: Sheet, row: int, name: str, formula: Formula | None, value: Decimal | None, style: Style) -> None:
    if formula is None or value is None:
        sheet.amount(row, _AT[name], value, **style)
    else:
        sheet.formula(row, _AT[name], formula.text, value, **style)


def _term(sheet: Sheet, row: int, check: Check, term: TermRecord, operand: Operand) -> None:
    lang = check.part.document["language"]
    faint = {**CELL, "font_color": "#808080"}
    sheet.text(row, _AT["number"], f"C-{check.number}", **faint)
    sheet.text(row, _AT["outcome"], say(check.verdict["outcome"], lang), **faint)
    sheet.text(row, _AT["rule"], check.verdict["rule"], **faint)
    sheet.text(row, _AT["name"], term["label"], indent=1, **WRAPPED)
    if term["role"] != "word":
        sheet.count(row, _AT["coefficient"], operand.sign, **CELL)
        sheet.amount(row, _AT["factor"], operand.factor, **CELL)
    sheet.amount(row, _AT["amount"], operand.amount, check.verdict["kind"] != "period", **CELL)
    sheet.text(row, _AT["unit"], term["unit"], **CELL)
    target = target_of(term, check.part)
    sheet.link(row, _AT["place"], target, place_text(term["location"], lang), **CELL)
    sheet.text(row, _AT["remark"], term.get("table"), **faint)
    sheet.text(row, _AT["document"], check.part.document["path"], **faint)


def mark_of(check: Check) -> str:
    """The sign of a check: how it was added, whether it holds."""
    outcome = check.verdict["outcome"]
    if outcome not in (*_HOLDS, "inconsistent"):
        return "○" if outcome == "unverifiable" else "—"
    targets = [target_of(term, check.part) for term in check.verdict["terms"]]
    added = ""
    if check.verdict["kind"] == "rollup" and all(targets):
        columns = {target.column for target in targets if target}
        rows = {target.row for target in targets if target}
        added = "∧" if len(columns) == 1 else "＜" if len(rows) == 1 else ""
    return added + ("√" if outcome in _HOLDS else "≠")
