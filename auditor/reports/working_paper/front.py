"""The cover with the contents, sheet A with the verdict and what was not checked, sheet G with the allowances and signs."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records.messages import say
from auditor.reports.standing import counts_of, left_out_of, shortcomings_of, standing_of, standing_of_run, total_of
from auditor.reports.working_paper.paper import Paper, Part
from auditor.reports.working_paper.words import word
from auditor.reports.working_paper.workbook import CELL, HEAD, WRAPPED, Sheet, Target

_STANDINGS = {
    "errors": "#FFC7CE",
    "failed": "#FFC7CE",
    "unreadable": "#FFC7CE",
    "warnings": "#FFEB9C",
    "partly": "#FFEB9C",
    "nothing": "#FFEB9C",
}
_COUNTS = ("figures", "checked", "unrelated", "excluded", "unread")
_SIGNS = {"√": "holds", "∧": "down", "＜": "across", "≠": "fails", "○": "open", "—": "not"}
_ALLOWANCES = ("interval", "sum", "copy", "ratio", "exact", "formula")


def write_cover(paper: Paper, footer: str) -> None:
    """Who was audited, for what period, from which file; who prepared and reviewed it, to be signed; the sheets."""
    sheet, lang = Sheet(paper.book, paper.names["cover"], footer), paper.lang
    for column, width in enumerate((16, 34, 16, 30)):
        sheet.page.set_column(column, column, width)
    sheet.title(word("title", lang))
    row = 2
    for part in paper.parts:
        for key, text in _about(part):
            sheet.text(row, 0, word(key, lang), **HEAD)
            sheet.page.merge_range(row, 1, row, 3, "", paper.book.style(**WRAPPED))
            sheet.text(row, 1, text, **WRAPPED)
            row += 1
        row += 1
    for key, text in (
        ("aim", word("aim-text", lang)),
        ("procedure", word("procedure-text", lang)),
        ("tool", f"{paper.run['tool']['name']} {paper.run['tool']['version']}"),
    ):
        sheet.text(row, 0, word(key, lang), **HEAD)
        sheet.page.merge_range(row, 1, row, 3, "", paper.book.style(**WRAPPED))
        sheet.text(row, 1, text, **WRAPPED)
        sheet.page.set_row(row, 30)
        row += 1
    for who in ("prepared", "reviewed"):
        for column, text in enumerate((word(who, lang), "", word("date", lang), "")):
            sheet.text(row, column, text, **(CELL if column % 2 else HEAD))
        sheet.page.set_row(row, 24)
        row += 1
    _contents(sheet, row + 1, paper)


def _about(part: Part) -> Iterator[tuple[str, str]]:
    document = part.document
    yield "document", document["path"]
    if document["status"] != "audited":
        lang = document.get("language", "zh")
        yield "verdict", f"{say(f'verdict-{standing_of(document)}', lang)} {document.get('error') or ''}"
        return
    yield "body", document["organisation"] or ""
    yield "period", f"{document['year'] or ''} {document['kind_name']}".strip()
    yield "format", " ".join([document["format"], document["encoding"]]).strip()
    yield "digest", document["sha256"]


def _contents(sheet: Sheet, row: int, paper: Paper) -> None:
    lang = paper.lang
    for column, key in enumerate(("reference", "sheet", "contents")):
        sheet.text(row, column, word(key, lang), **HEAD)
    names = paper.names
    listed = [
        ("A", names["conclusion"], word("is-conclusion", lang)),
        ("B", names["findings"], word("is-findings", lang)),
    ]
    listed += [("C", name, word("is-checks", lang)) for name in paper.check_sheets]
    listed += [
        (f"D{part.number}", part.sheet, word("is-source", lang, path=part.document["path"]))
        for part in paper.parts
        if part.sheet
    ]
    listed += [
        (letter, names[key], word(f"is-{key}", lang))
        for letter, key in zip("EFG", ("matrix", "set-aside", "notes"), strict=True)
    ]
    for number, (letter, name, text) in enumerate(listed, row + 1):
        sheet.text(number, 0, letter, align="center", **CELL)
        sheet.link(number, 1, Target(name, 0), name, **CELL)
        sheet.page.merge_range(number, 2, number, 3, "", paper.book.style(**WRAPPED))
        sheet.text(number, 2, text, **WRAPPED)


def write_conclusion(paper: Paper, footer: str) -> None:
    """A row for each document, then everything that was not checked, and why."""
    sheet, lang = Sheet(paper.book, paper.names["conclusion"], footer), paper.lang
    sheet.title(paper.names["conclusion"])
    standing = standing_of_run(paper.run)
    verdict = say(f"verdict-{standing}", lang) if standing else word("no-document", lang)
    sheet.text(1, 0, f"{verdict}{'：' if lang == 'zh' else ': '}{total_of(paper.run, lang)}", bold=True)
    left_out = left_out_of(paper.run, lang)
    if left_out:
        sheet.text(2, 0, left_out, bold=True)
    says = [say(severity, lang) for severity in ("error", "warning", "note")]
    keys = ("waived", "baseline", "decided", "holding", "undecided", *_COUNTS)
    heads = [word("document", lang), word("verdict", lang), *says, *(word(key, lang) for key in keys)]
    sheet.heads(3, heads, [44, 26, *[9] * (len(heads) - 2)])
    for row, part in enumerate(paper.parts, 4):
        _standing(sheet, row, part)
    row = 5 + len(paper.parts)
    sheet.text(row, 0, word("unchecked", lang), bold=True)
    for column, key in enumerate(("document", "what", "line", "why")):
        sheet.text(row + 1, column, word(key, lang), **HEAD)
    row += 1
    for part in paper.parts:
        for what, line, why, target in _unchecked(part):
            row += 1
            sheet.text(row, 0, part.document["path"], **CELL)
            sheet.text(row, 1, what, **CELL)
            sheet.link(row, 2, target, line, **CELL)
            sheet.text(row, 3, why)
    if row == 6 + len(paper.parts):
        sheet.text(row + 1, 0, word("nothing-unchecked", lang))


def _standing(sheet: Sheet, row: int, part: Part) -> None:
    document, lang = part.document, part.document.get("language", "zh")
    standing = standing_of(document)
    fill = _STANDINGS.get(standing, "#C6EFCE")
    sheet.text(row, 0, document["path"], **CELL)
    sheet.text(row, 1, say(f"verdict-{standing}", lang), bold=True, bg_color=fill, **CELL)
    if document["status"] != "audited":
        return
    counts, checks, coverage = counts_of(document), document["checks"], document["coverage"]
    numbers = [counts[key] for key in ("error", "warning", "note", "waived", "baseline")]
    numbers += [checks["decided"], checks["holding"], sum(checks["undecided"].values())]
    numbers += [
        coverage["figures"],
        coverage["checked"],
        coverage["unrelated"],
        coverage["excluded"],
        coverage["unread"],
    ]
    for column, number in enumerate(numbers, 2):
        sheet.count(row, column, number, num_format="#,##0", **CELL)


def _unchecked(part: Part) -> Iterator[tuple[str, str, str, Target | None]]:
    """What was not checked: a figure or a thing, its line, why, and its cell of sheet D."""
    document = part.document
    if document["status"] != "audited":
        yield "", "", shortcomings_of(document)[0], None
        return
    lang = document["language"]
    for gap in document["gaps"]:
        yield "", str(gap["line"]), gap["reason"], None
    for notice in document["notices"]:
        yield "", str(notice["line"]), notice["text"], None
    for reason, times in document["checks"]["undecided"].items():
        yield word("undecided", lang), "", word("times", lang, reason=reason, times=times), None
    for entry in document["coverage"]["unchecked"]:
        yield entry["printed"], str(entry["line"]), entry["reason"], part.target(entry["line"], entry["column"])


def write_notes(paper: Paper, footer: str) -> None:
    sheet, lang = Sheet(paper.book, paper.names["notes"], footer), paper.lang
    sheet.title(paper.names["notes"])
    sheet.page.set_column(0, 0, 12)
    sheet.page.set_column(1, 1, 110)
    sheet.text(2, 0, word("sign", lang), **HEAD)
    sheet.text(2, 1, word("meaning", lang), **HEAD)
    row = 2
    for sign, key in _SIGNS.items():
        row += 1
        sheet.text(row, 0, sign, align="center", **CELL)
        sheet.text(row, 1, word(f"sign-{key}", lang), **WRAPPED)
    row += 2
    sheet.text(row, 0, word("allowances", lang), bold=True)
    for number, key in enumerate(_ALLOWANCES, 1):
        sheet.text(row + number, 0, str(number), align="center", **CELL)
        sheet.text(row + number, 1, word(f"allow-{key}", lang), **WRAPPED)
        sheet.page.set_row(row + number, 30)
