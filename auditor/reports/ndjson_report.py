"""A run as lines of JSON: a header, the findings of each document with what they were found from, then the document, the summary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from auditor.records import DocumentRecord, FindingRecord, Lang, RunRecord, VerdictRecord
from auditor.reports.standing import counts_of, standing_of

_TOLD_APART = frozenset({"verdicts", "findings", "readings", "clauses", "content"})
"""What the line of a document leaves out: findings have lines of their own, the rest is in the JSON report."""
_BREAKS = {ord(char): f"\\u{ord(char):04x}" for char in "\x7f\x85\u2028\u2029"}
"""Characters that JSON lets stand in a text and some programs take for the end of a line."""


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> Iterator[str]:
    """One object on each line; its `type` is run, finding, document, exception, left_out or summary.

    A finding that is waived or in the baseline says so in its `state`.
    """
    for line in _lines(run):
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).translate(_BREAKS) + "\n"


def _lines(run: RunRecord) -> Iterator[dict[str, Any]]:
    yield {"type": "run", "schema": run["schema"], "tool": run["tool"]}
    for document in run["documents"]:
        for finding in document.get("findings", []):
            yield _finding(finding, document, run)
        told = {key: value for key, value in document.items() if key not in _TOLD_APART}
        yield {"type": "document", **told, "standing": standing_of(document), "counts": dict(counts_of(document))}
    for exception in run.get("exceptions", []):
        yield {"type": "exception", **exception}
    for entry in run.get("left_out", []):
        yield {"type": "left_out", **entry}
    yield {"type": "summary", **run["summary"]}


def _finding(finding: FindingRecord, document: DocumentRecord, run: RunRecord) -> dict[str, Any]:
    """A finding that can be understood alone: instead of the numbers of its verdicts it has the verdicts."""
    return {
        "type": "finding",
        "path": document["path"],
        **finding,
        "title": run["rules"][finding["rule"]]["title"][document["language"]],
        "verdicts": [_verdict(document["verdicts"][number], document) for number in finding["verdicts"]],
    }


def _verdict(verdict: VerdictRecord, document: DocumentRecord) -> dict[str, Any]:
    """A verdict with its clauses, and its terms with their readings, instead of the numbers of these."""
    readings, clauses = document.get("readings", []), document.get("clauses", [])
    terms: list[dict[str, Any]] = []
    for term in verdict["terms"]:
        told: dict[str, Any] = {key: value for key, value in term.items() if key != "clause"}
        terms.append({**told, "reading": readings[term["reading"]]} if "reading" in term else told)
    return {**verdict, "terms": terms, "clauses": [clauses[number] for number in verdict.get("clauses", ())]}
