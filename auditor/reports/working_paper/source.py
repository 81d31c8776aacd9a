"""Sheets D: each document's tables as they were read, so that they can be compared with it; what is in question is filled and commented."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from auditor.patterns import regex
from auditor.records import BlockRecord, DocumentRecord, FindingRecord, TextRecord
from auditor.records.messages import say
from auditor.reports.standing import has_state
from auditor.reports.working_paper.layout import FIRST_COLUMN, Layout, Spot, rows_of
from auditor.reports.working_paper.paper import FILLS, Paper, Part, spot_of
from auditor.reports.working_paper.recalculation import operands_of
from auditor.reports.working_paper.words import word
from auditor.reports.working_paper.workbook import CELL, COLUMNS, ROWS, Sheet, address, clean, width_of
from auditor.tuples import NamedTuple

_FAINT = {"error": "#FDE9EB", "warning": "#FFF7DD", "note": "#F1F7FC"}
"""For the other figures of the relation."""
_ASIDE, _FAINT_ASIDE = "#D9D9D9", "#EFEFEF"
_AMOUNT = regex(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")
_WIDEST, _NARROWEST, _PROSE_COLUMNS = 34, 8, 8
_LONGEST_COMMENT = 2_000

Cell = tuple[int, int]


class Marks(NamedTuple):
    """Fills and comments by cell."""

    fills: dict[Cell, str]
    comments: dict[Cell, list[str]]


def write_source(paper: Paper, part: Part, footer: str) -> None:
    """The sheet of one audited document."""
    layout, sheet_name = part.layout, part.sheet
    assert layout is not None and sheet_name is not None
    sheet = Sheet(paper.book, sheet_name, footer)
    sheet.title(part.document["path"])
    sheet.text(1, 0, word("as-read", paper.lang), font_color="#808080")
    if layout.left_out:
        sheet.text(2, 0, word("left-out", paper.lang, count=layout.left_out), bold=True)
    widths = _widths(layout)
    for column, width in enumerate(widths):
        sheet.page.set_column(column, column, width)
    sheet.page.ignore_errors({"number_stored_as_text": f"A1:{address(ROWS - 1, COLUMNS - 1)}"})
    sheet.page.set_comments_author(paper.run["tool"]["name"])
    marks, amounts = _marks(part, layout), _amounts(part, layout)
    for number, top in layout.rows.items():
        block = layout.blocks[number]
        if block["kind"] == "table":
            table = layout.tables.index(number) + 1
            title = f"{word('table-number', paper.lang, number=table)}  {layout.title(table)}"
            _table(sheet, block, top, title, marks, amounts)
        else:
            _paragraph(sheet, block, top, marks, sum(widths[FIRST_COLUMN : FIRST_COLUMN + _PROSE_COLUMNS]))


def _widths(layout: Layout) -> list[int]:
    """Of each column, in characters: as wide as its widest text, within reason; there are enough of them for prose."""
    widths = [_NARROWEST] * (FIRST_COLUMN + _PROSE_COLUMNS)
    for number in layout.tables:
        for texts in rows_of(layout.blocks[number])[1:]:
            widths += [_NARROWEST] * min(COLUMNS - len(widths), FIRST_COLUMN + len(texts) - len(widths))
            for column, text in enumerate(texts[: COLUMNS - FIRST_COLUMN], FIRST_COLUMN):
                widths[column] = max(widths[column], min(width_of(text["text"].strip()) + 2, _WIDEST))
    return widths


def _marks(part: Part, layout: Layout) -> Marks:
    """The first figure of each finding filled and commented, those that it was held against filled faintly."""
    marks = Marks({}, defaultdict(list))
    findings = part.document["findings"]
    for finding in findings:
        verdict = part.document["verdicts"][finding["verdicts"][0]]
        is_open = has_state(finding, "open")
        for term in verdict["terms"][1:]:
            if (spot := spot_of(term, layout)) is not None:
                marks.fills.setdefault(_cell(spot), _FAINT[finding["severity"]] if is_open else _FAINT_ASIDE)
    for finding in reversed(findings):
        verdict = part.document["verdicts"][finding["verdicts"][0]]
        spot = spot_of(verdict["terms"][0], layout)
        if spot is not None:
            marks.fills[_cell(spot)] = FILLS[finding["severity"]] if has_state(finding, "open") else _ASIDE
            marks.comments[_cell(spot)].insert(0, _comment(finding, part.document))
    return marks


def _comment(finding: FindingRecord, document: DocumentRecord) -> str:
    lang = document["language"]
    state = "" if has_state(finding, "open") else f" · {word(finding['state'], lang)}"
    head = f"{finding['id']} {say(finding['severity'], lang)}{state} {finding['rule']}"
    return f"{head}\n{clean(finding['message'])}"


def _cell(spot: Spot) -> Cell:
    return spot.row, spot.column


def _amounts(part: Part, layout: Layout) -> dict[Cell, Decimal]:
    """The cells whose figure was checked, in their printed unit."""
    amounts = {}
    for verdict in part.document["verdicts"]:
        for term, operand in zip(verdict["terms"], operands_of(verdict, part.scales), strict=True):
            spot = spot_of(term, layout)
            if spot is not None and spot.table is not None and operand.amount is not None:
                amounts[_cell(spot)] = operand.amount
    return amounts


def _table(sheet: Sheet, block: BlockRecord, top: int, title: str, marks: Marks, amounts: dict[Cell, Decimal]) -> None:
    sheet.text(top, FIRST_COLUMN, title, bold=True)
    heads = len(block.get("header", []))
    for row, texts in enumerate(rows_of(block)[1:], top + 1):
        sheet.text(row, 0, _line(texts), font_color="#808080")
        for column, text in enumerate(texts[: COLUMNS - FIRST_COLUMN], FIRST_COLUMN):
            _write(sheet, (row, column), text["text"], row <= top + heads, marks, amounts)


def _line(texts: list[TextRecord]) -> str:
    """The line and the page of a row."""
    pieces = [piece for text in texts for piece in text["at"][:1]]
    if not pieces:
        return ""
    page = next((piece[3] for piece in pieces if len(piece) > 3), None)
    return str(pieces[0][1]) if page is None else f"p.{page} {pieces[0][1]}"


def _write(sheet: Sheet, cell: Cell, text: str, is_head: bool, marks: Marks, amounts: dict[Cell, Decimal]) -> None:
    style = {**CELL, **({"bold": True, "text_wrap": True, "align": "center", "bg_color": "#D9E1F2"} if is_head else {})}
    if cell in marks.fills:
        style["bg_color"] = marks.fills[cell]
    amount = None if is_head else _number(text, amounts.get(cell))
    if amount is not None:
        sheet.amount(*cell, amount, "," in text, **style)
    else:
        sheet.text(*cell, text.strip(), **({"text_wrap": True} | style if width_of(text) > _WIDEST else style))
    _comment_on(sheet, cell, marks)


def _number(text: str, checked: Decimal | None) -> Decimal | None:
    """A cell as a number: a checked figure that is all of its text, or one with decimals or separators; never a code."""
    plain = text.strip()
    if checked is not None and plain.replace(",", "") == format(checked, "f"):
        return checked
    return Decimal(plain.replace(",", "")) if _AMOUNT.fullmatch(plain) else None


def _paragraph(sheet: Sheet, block: BlockRecord, row: int, marks: Marks, width: int) -> None:
    """A paragraph over several columns, `width` characters wide together, in a row high enough for it."""
    text = block["text"]
    style = {"text_wrap": True, "valign": "top"}
    if (row, FIRST_COLUMN) in marks.fills:
        style["bg_color"] = marks.fills[row, FIRST_COLUMN]
    sheet.text(row, 0, _line([text]), font_color="#808080", valign="top")
    last = FIRST_COLUMN + _PROSE_COLUMNS - 1
    sheet.page.merge_range(row, FIRST_COLUMN, row, last, "", sheet.book.style(**style))
    sheet.text(row, FIRST_COLUMN, text["text"], **style)
    sheet.page.set_row(row, 14 * min(28, 1 + width_of(text["text"]) // (width - 2)))
    _comment_on(sheet, (row, FIRST_COLUMN), marks)


def _comment_on(sheet: Sheet, cell: Cell, marks: Marks) -> None:
    if cell in marks.comments:
        text = "\n\n".join(marks.comments[cell])[:_LONGEST_COMMENT]
        lines = 1 + sum(1 + width_of(line) // 46 for line in text.split("\n"))
        sheet.page.write_comment(*cell, text, {"width": 300, "height": min(400, 18 * lines), "font_size": 9})
