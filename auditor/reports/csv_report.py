"""A run as CSV for Excel and WPS: a row for each finding, for whatever was not audited, for each exception to look at."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from auditor.patterns import regex
from auditor.records import DocumentRecord, FindingRecord, Lang, RunRecord, VerdictRecord
from auditor.records.choices import SEVERITIES
from auditor.records.messages import say
from auditor.records.model import ExceptionRecord, LeftOutRecord
from auditor.records.spool import outlines_of
from auditor.reports.places import gravity_of
from auditor.reports.standing import has_state, language_of_run
from auditor.reports.terms import one_line, printed_of

COLUMNS = tuple(
    "id severity state rule catalogue document organisation year page line cell label printed unit expected difference "
    "allowance message waiver confidence suspect suspect_line suspect_printed suspect_value suspect_slip".split()
)
"""The names of the columns, in either language; what is in words is in that of the document."""
_MARK = "\ufeff"
"""Without it Excel and WPS take UTF-8 for the encoding of the machine."""
_NUMBER = regex(r"-?\d[\d,]*(?:\.\d+)?")
_FORMULA = tuple("=+-@＝＋－＠")
"""With these a spreadsheet begins a formula; those of full width are taken for the others in Chinese versions."""


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> Iterator[str]:
    """Findings first, the gravest of all documents before others, those set aside behind them, then what was not audited.

    Lines end with CR LF, as RFC 4180 has them. Numbers stay numbers; text that looks like a formula gets an apostrophe.
    """
    yield _MARK + _lines([dict(zip(COLUMNS, COLUMNS, strict=True))])
    for gravity in range(2 * len(SEVERITIES)):
        for number, outline in enumerate(outlines_of(run)):
            if any(gravity_of(finding) == gravity for finding in outline.get("findings", [])):
                yield _lines(_findings(run["documents"][number], gravity))
    # The outline of a document has all of this.
    for outline in outlines_of(run):
        yield _lines(_unaudited(outline))
    language = language_of_run(run, lang)
    yield _lines(_left_out(entry, language) for entry in run.get("left_out", []))
    yield _lines(_exception(exception, language) for exception in run.get("exceptions", []))


def _lines(rows: Iterable[dict[str, str]]) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    for row in rows:
        writer.writerow({name: harmless(text) for name, text in row.items()})
    return out.getvalue()


def _left_out(entry: LeftOutRecord, lang: Lang) -> dict[str, str]:
    """A file of a folder that was not looked into."""
    said = say(f"left-out-{entry['kind']}", lang, count=1)
    return {"document": entry["path"], "state": "left_out", "message": said}


def harmless(text: str) -> str:
    """A text that a spreadsheet takes for nothing but text, or a number; a negative number is a number."""
    line = one_line(text)
    if line.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(line):
        return f"'{line}"
    return line


def _exception(exception: ExceptionRecord, lang: Lang) -> dict[str, str]:
    """A waiver or an entry of the baseline that someone has to look at; the state tells what is wrong with it."""
    return {
        "id": exception["id"],
        "severity": exception["severity"],
        "state": exception["problem"],
        "rule": exception["rule"],
        "document": exception["file"],
        "line": str(exception["line"]),
        "message": exception["text"][lang],
    }


def _findings(document: DocumentRecord, gravity: int) -> Iterator[dict[str, str]]:
    """The findings of a document that are so grave."""
    for finding in document["findings"]:
        if gravity_of(finding) == gravity:
            yield _about(document) | _finding(finding, document)


def _unaudited(document: DocumentRecord) -> Iterator[dict[str, str]]:
    """What of a document was not audited."""
    if document["status"] != "audited":
        yield {"document": document["path"], "state": document["status"], "message": document.get("error") or ""}
        return
    for row in _unread(document):
        yield _about(document) | {"state": "unread"} | row


def _about(document: DocumentRecord) -> dict[str, str]:
    about = {"document": document["path"], "organisation": document["organisation"] or ""}
    return about | {"year": str(document["year"] or "")}


def _unread(document: DocumentRecord) -> Iterator[dict[str, str]]:
    """What keeps a document from having been audited in full."""
    for gap in document["gaps"]:
        yield {"line": str(gap["line"]), "message": gap["reason"]}
    for notice in document["notices"]:
        if notice["incomplete"]:
            yield {"line": str(notice["line"]), "message": notice["text"]}
    for entry in document["coverage"]["unchecked"]:
        if entry["reason"] == say("unread", document["language"]):
            yield {"line": str(entry["line"]), "printed": entry["printed"], "message": entry["reason"]}


def _finding(finding: FindingRecord, document: DocumentRecord) -> dict[str, str]:
    verdict = document["verdicts"][finding["verdicts"][0]]
    first = verdict["terms"][0]
    place = first["location"]
    return {
        "id": finding["id"],
        "severity": finding["severity"],
        "state": finding.get("state", "open"),
        "rule": finding["rule"],
        "catalogue": " ".join(finding["catalogue"]),
        "page": str(place["page"] or ""),
        "line": str(place["line"]),
        "cell": place["cell"] or "",
        "label": first["label"],
        "printed": printed_of(first),
        "unit": first["unit"] or "",
        "message": finding["message"],
        "waiver": _waiver(finding),
        **_recomputed(verdict),
        **_diagnosed(finding, document["language"]),
    }


def _diagnosed(finding: FindingRecord, lang: Lang) -> dict[str, str]:
    """The likeliest of the figures that may be wrong, and the value that it may have to read; the message names the others."""
    diagnosis = finding.get("diagnosis")
    if not diagnosis:
        return {}
    first = diagnosis["suspects"][0]
    return {
        "confidence": diagnosis["confidence"],
        "suspect": first["label"],
        "suspect_line": str(first["location"]["line"]),
        "suspect_printed": first["printed"],
        "suspect_value": first["value"] or "",
        "suspect_slip": say(f"slip-{first['slip']}", lang) if first["slip"] else "",
    }


def _recomputed(verdict: VerdictRecord) -> dict[str, str]:
    """What the other figures make of the printed one, in its unit; where a word is held against figures there is none."""
    if verdict["kind"] == "wording":
        return {}
    return {
        "expected": verdict["expected"] or "",
        "difference": verdict["difference"] or "",
        "allowance": verdict["allowance"] or "",
    }


def _waiver(finding: FindingRecord) -> str:
    waiver = finding.get("waiver")
    if waiver is None or has_state(finding, "open"):
        return ""
    return "; ".join(part for part in (waiver["reason"], waiver["approved_by"], waiver["expires"]) if part)
