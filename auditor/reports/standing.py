"""How a document stands, in one word, and what it has of each severity."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from auditor.messages import spoken
from auditor.records.choices import Lang, State
from auditor.records.messages import say
from auditor.records.spool import outlines_of

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, FindingRecord, RunRecord

Standing = Literal["clean", "nothing", "partly", "notes", "warnings", "errors", "unreadable", "failed"]
Shortfall = Literal["unreadable", "failed", "incomplete"]
_MOST_PATHS = 5
"""So many files that were left out are named."""
_MOST_BETWEEN = 3
WORST_FIRST: tuple[Standing, ...] = (
    "failed",
    "unreadable",
    "errors",
    "warnings",
    "nothing",
    "partly",
    "notes",
    "clean",
)
STANDING_MARKS: dict[Standing, str] = {
    "clean": "✓",
    "notes": "✓",
    "partly": "○",
    "nothing": "○",
    "warnings": "▲",
    "errors": "✕",
    "unreadable": "⊘",
    "failed": "⊘",
}


def has_state(finding: FindingRecord, state: State) -> bool:
    return finding.get("state", "open") == state


def paths_of(document: DocumentRecord) -> str:
    """The path of a document, or those of the documents that a record is between: the first few, and how many more."""
    paths = document.get("between", [document["path"]])
    more = len(paths) - _MOST_BETWEEN
    return " ↔ ".join(paths[:_MOST_BETWEEN]) + (f" ↔ … (+{more})" if more > 0 else "")


def counts_of(document: DocumentRecord) -> Counter[str]:
    """Open findings by severity, the others by what sets them aside: waived, baseline."""
    return Counter(
        finding["severity"] if has_state(finding, "open") else finding["state"]
        for finding in document.get("findings", [])
    )


def causes_of(document: DocumentRecord) -> dict[int, FindingRecord]:
    """The finding that each verdict belongs to, where it does to one; an open one before one that is set aside."""
    causes: dict[int, FindingRecord] = {}
    for finding in document.get("findings", []):
        for number in finding["verdicts"]:
            if number not in causes or has_state(finding, "open"):
                causes[number] = finding
    return causes


def standing_of(document: DocumentRecord) -> Standing:
    """The word that the gravest open finding gives a document; without one whether everything could be checked."""
    if document["status"] != "audited":
        return document["status"]
    counts = counts_of(document)
    if counts["error"]:
        return "errors"
    if counts["warning"]:
        return "warnings"
    if not document["checks"]["decided"] and not counts["note"]:
        return "nothing"
    if document["checks"]["undecided"] or document["gaps"] or not document["complete"]:
        return "partly"
    if counts["note"]:
        return "notes"
    return "clean"


def checked_of(document: DocumentRecord) -> tuple[int, int]:
    """How many figures were checked, of how many that could be: codes, years and page numbers are none."""
    coverage = document["coverage"]
    return coverage["checked"], coverage["figures"] - coverage["excluded"]


def share_of(document: DocumentRecord) -> str:
    """What part of the figures was checked, in full percent, 100% only where all were; empty where there is none."""
    return percent(*checked_of(document))


def percent(part: int, whole: int) -> str:
    """What part of a whole, in full percent, 100% only for all of it; empty where there is none."""
    return f"{100 * part // whole}%" if whole else ""


def language_of_run(run: RunRecord, lang: Lang | None) -> Lang:
    """The language of what is said of all documents together: the one asked for, else Chinese where all of them are, else the one
    that is spoken, whatever the first of them has.
    """
    if lang is not None:
        return lang
    languages = {document["language"] for document in outlines_of(run) if document["status"] == "audited"}
    return "zh" if languages == {"zh"} else spoken()


def total_of(run: RunRecord, lang: Lang) -> str:
    """One line: how many documents, what was found in them, what is set aside, whether they could be audited in full."""
    summary = run["summary"]
    rest = "".join(
        say(f"counted-{state}", lang, count=count)
        for state, count in (("waived", summary.get("waived", 0)), ("baseline", summary.get("baseline", 0)))
        if count
    )
    rest += "" if summary["complete"] else say("incomplete", lang)
    counts = {name: count for name, count in summary.items() if name in ("errors", "warnings", "notes")}
    return say("total", lang, documents=summary["documents"], **counts, rest=rest)


def left_out_of(run: RunRecord, lang: Lang) -> str | None:
    """What of folders was not looked into, counted by kind, in one line; None where nothing was left out."""
    left_out = run.get("left_out", [])
    if not left_out:
        return None
    mark = "、" if lang == "zh" else ", "
    times = Counter(entry["kind"] for entry in left_out)
    counts = mark.join(say(f"left-out-{kind}", lang, count=count) for kind, count in times.items())
    paths = mark.join(entry["path"] for entry in left_out[:_MOST_PATHS])
    return say("left-out", lang, counts=counts, paths=paths + ("…" if len(left_out) > _MOST_PATHS else ""))


def shortfall_of(document: DocumentRecord) -> Shortfall | None:
    """How a document falls short of an audit in full; None where it was audited in full."""
    if document["status"] != "audited":
        return document["status"]
    return None if document["complete"] else "incomplete"


def shortcomings_of(document: DocumentRecord) -> list[str]:
    """Why a document was not audited in full, in words; empty where it was."""
    if document["status"] != "audited":
        return [document["error"] or ""]
    if document["complete"]:
        return []
    lang = document["language"]
    unread = sum(entry["reason"] == say("unread", lang) for entry in document["coverage"]["unchecked"])
    return [
        *(f"{say('at-line', lang, line=gap['line'])} {gap['reason']}" for gap in document["gaps"]),
        *(notice["text"] for notice in document["notices"] if notice["incomplete"]),
        *([f"{say('unread', lang)} ×{unread}"] if unread else []),
    ]


def standing_of_run(run: RunRecord) -> Standing | None:
    """How the document stands that stands worst; None of a run without documents.

    If some had nothing to check, or something was not looked into, the run was in part.
    """
    standings = {standing_of(document) for document in outlines_of(run)}
    if run.get("left_out"):
        standings.add("partly")
    worst = min(standings, key=WORST_FIRST.index, default=None)
    return "partly" if worst == "nothing" and len(standings) > 1 else worst
