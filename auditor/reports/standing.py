"""How a document stands, in one word, and what it has of each severity."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from auditor.records import DocumentRecord, FindingRecord
from auditor.records.model import State

Standing = Literal["clean", "partly", "notes", "warnings", "errors", "unreadable", "failed"]


def has_state(finding: FindingRecord, state: State) -> bool:
    return finding.get("state", "open") == state


def counts_of(document: DocumentRecord) -> Counter[str]:
    """Open findings by severity, the others by what sets them aside: waived, baseline."""
    return Counter(
        finding["severity"] if has_state(finding, "open") else finding["state"]
        for finding in document.get("findings", [])
    )


def standing_of(document: DocumentRecord) -> Standing:
    """The word that the gravest open finding gives a document; without one whether everything could be checked."""
    if document["status"] != "audited":
        return document["status"]
    counts = counts_of(document)
    if counts["error"]:
        return "errors"
    if counts["warning"]:
        return "warnings"
    if document["checks"]["undecided"] or document["gaps"] or not document["complete"]:
        return "partly"
    return "notes" if counts["note"] else "clean"
