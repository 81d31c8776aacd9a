"""The exit statuses, and the one that a run deserves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.messages import spoken, told
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from auditor.records import RunRecord

FOUND, USAGE, INCOMPLETE, INTERNAL, INTERRUPTED = 1, 2, 3, 70, 130
THRESHOLDS = ("error", "warning", "note", "never")


class Gate(NamedTuple):
    """What a run has to meet."""

    fail_on: str = "error"
    """One of `THRESHOLDS`."""
    max_warnings: int | None = None
    min_coverage: Decimal | None = None
    """Of each document, in percent of its figures."""
    allow_incomplete: bool = False

    @property
    def blocking(self) -> tuple[str, ...]:
        """The severities that make the exit status 1."""
        return () if self.fail_on == "never" else THRESHOLDS[: THRESHOLDS.index(self.fail_on) + 1]


def status_of(run: RunRecord, gate: Gate) -> tuple[int, list[str]]:
    """The exit status of a run, and what the counts of its report do not show of the reasons."""
    from auditor.records.spool import outlines_of

    if any(document["status"] == "failed" for document in outlines_of(run)):
        return INTERNAL, []
    summary = run["summary"]
    counts = (summary["errors"], summary["warnings"], summary["notes"])
    problems = lapsed_exceptions(run, gate)
    reasons = []
    is_over = gate.max_warnings is not None and summary["warnings"] > gate.max_warnings
    if is_over:
        reasons.append(told("too-many-warnings", count=summary["warnings"], most=gate.max_warnings))
    short = _short_of_coverage(run, gate.min_coverage)
    if any(counts[: len(gate.blocking)]) or problems or is_over:
        return FOUND, reasons + short
    is_complete = (summary["complete"] or gate.allow_incomplete) and not short
    return (0 if is_complete else INCOMPLETE), short


def lapsed_exceptions(run: RunRecord, gate: Gate) -> list[str]:
    """The waivers and entries of the baseline that no longer fit and make the exit status 1, a line each."""
    problems = [entry for entry in run.get("exceptions", []) if entry["severity"] in gate.blocking]
    return [f"{entry['file']}:{entry['line']}: {entry['text'][spoken()]}" for entry in problems]


def _short_of_coverage(run: RunRecord, least: Decimal | None) -> list[str]:
    """The documents of whose figures too few were checked; numerals that are no figures do not count."""
    from decimal import ROUND_DOWN, Decimal

    from auditor.records.spool import outlines_of

    found = []
    for document in outlines_of(run) if least is not None else ():
        coverage = document.get("coverage")
        if coverage is None or least is None:
            continue
        figures = coverage["figures"] - coverage["excluded"]
        if coverage["checked"] * 100 < least * figures:
            share = (Decimal(coverage["checked"] * 100) / figures).quantize(Decimal("0.1"), ROUND_DOWN)
            found.append(told("too-little-coverage", path=document["path"], share=share, least=least))
    return found
