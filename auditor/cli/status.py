"""The exit statuses, and the one that a run deserves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.records import RunRecord

FOUND, USAGE, INCOMPLETE, INTERNAL, INTERRUPTED = 1, 2, 3, 70, 130
THRESHOLDS = ("error", "warning", "note", "never")


def status_of(run: RunRecord, fail_on: str, allow_incomplete: bool) -> int:
    """The exit status of a run; `fail_on` is one of `THRESHOLDS`."""
    if any(document["status"] == "failed" for document in run["documents"]):
        return INTERNAL
    summary = run["summary"]
    counts = (summary["errors"], summary["warnings"], summary["notes"])
    if fail_on != "never" and any(counts[: THRESHOLDS.index(fail_on) + 1]):
        return FOUND
    return 0 if summary["complete"] or allow_incomplete else INCOMPLETE
