"""Sheet E: table by table, how many checks relate the two, and how they came out."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from auditor.records import VerdictRecord
from auditor.reports.working_paper.layout import Layout
from auditor.reports.working_paper.paper import Paper, Part, spot_of
from auditor.reports.working_paper.words import word
from auditor.reports.working_paper.workbook import CELL, COLUMNS, HEAD, Sheet, Target, width_of

_SIGNS = {"exact": "√", "rounding": "√", "forced": "√", "inconsistent": "≠", "unverifiable": "○"}
_FILLS = {"≠": "#FFC7CE", "○": "#EDEDED", "√": "#C6EFCE"}
"""The gravest first."""

Pair = tuple[int, int]


def write_matrix(paper: Paper, footer: str) -> None:
    """A matrix for each document, one below the other."""
    sheet = Sheet(paper.book, paper.names["matrix"], footer)
    sheet.title(paper.names["matrix"])
    sheet.text(1, 0, word("matrix-says", paper.lang), font_color="#808080")
    sheet.page.set_column(0, 0, 60)
    sheet.page.set_column(1, 200, 10)
    row = 3
    for part in paper.parts:
        if part.layout is not None:
            row = _matrix(sheet, row, part, part.layout, paper)


def _matrix(sheet: Sheet, row: int, part: Part, layout: Layout, paper: Paper) -> int:
    """Write one matrix from a row on; gives the row for the next."""
    size = min(len(layout.tables), COLUMNS - 2)
    sheet.text(row, 0, part.document["path"], **HEAD)
    names = [word("prose", paper.lang)]
    names += [word("table-number", paper.lang, number=number) for number in range(1, size + 1)]
    counts = _counts(part.document["verdicts"], layout)
    for one, name in enumerate(names):
        sheet.text(row, 1 + one, name, **HEAD)
        title = layout.title(one) if one else ""
        top = layout.rows.get(layout.tables[one - 1]) if one else None
        target = Target(part.sheet, top) if part.sheet and top is not None else None
        sheet.link(row + 1 + one, 0, target, f"{name}  {title}".strip(), **CELL)
        for other in range(len(names)):
            found = counts.get((min(one, other), max(one, other)), Counter())
            _count(sheet, row + 1 + one, 1 + other, found)
    return row + len(names) + 3


def _count(sheet: Sheet, row: int, column: int, found: Counter[str]) -> None:
    text = " ".join(f"{sign}{found[sign]}" for sign in "√≠○" if found[sign])
    fill = next((colour for sign, colour in _FILLS.items() if found[sign]), None)
    style = {**CELL, "align": "center", **({"bg_color": fill} if fill else {})}
    if width_of(text) > 9:
        style["shrink"] = True
    sheet.text(row, column, text, **style)


def _counts(verdicts: list[VerdictRecord], layout: Layout) -> dict[Pair, Counter[str]]:
    """Outcomes by pair of tables, prose being 0; a check within one table counts for it and itself."""
    counts: dict[Pair, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        sign = _SIGNS.get(verdict["outcome"])
        if sign is None:
            continue
        spots = (spot_of(term, layout) for term in verdict["terms"])
        tables = sorted({spot.table or 0 if spot else 0 for spot in spots})
        for pair in combinations(tables, 2) if len(tables) > 1 else [(tables[0], tables[0])]:
            counts[pair][sign] += 1
    return counts
