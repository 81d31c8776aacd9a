"""How the clauses of prose were read that the figures of findings stand in: productions, and the words in their slots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.audit import Audit
from auditor.facts import ReadClause

if TYPE_CHECKING:
    from auditor.records.model import ClauseRecord, FindingRecord, VerdictRecord


def add_clauses(
    verdicts: Sequence[VerdictRecord], findings: Sequence[FindingRecord], audit: Audit
) -> list[ClauseRecord]:
    """The clauses that the terms of findings stand in, each once; verdicts and terms are told which of them are theirs."""
    told: dict[int, int] = {}
    clauses, at = audit.facts.clauses, audit.facts.clause_at
    for number in dict.fromkeys(number for finding in findings for number in finding["verdicts"]):
        own: set[int] = set()
        for term, record in zip(audit.verdicts[number].terms, verdicts[number]["terms"], strict=True):
            place = at.get((term.fact.location.line, term.fact.location.column))
            if place is None or term.fact.statement is not None:
                continue
            record["clause"] = told.setdefault(place, len(told))
            own |= {place, *_right_before(clauses, place)}
        if own:
            verdicts[number]["clauses"] = [told.setdefault(place, len(told)) for place in sorted(own)]
    return [_record(clauses[place]) for place in told]


def _right_before(clauses: Sequence[ReadClause], place: int) -> list[int]:
    """The clause without a figure right before one, by its place: 其中 before 基本支出30万元, 与上年相比 before 增加3万元."""
    before = clauses[place - 1] if place else None
    is_near = before is not None and before.source is clauses[place].source and not before.figures
    return [place - 1] if is_near else []


def _record(clause: ReadClause) -> ClauseRecord:
    line, column = clause.place
    return {
        "production": clause.production,
        "bare": clause.is_bare,
        "text": clause.text,
        "line": line,
        "column": column,
        "slots": [list(entry) for entry in clause.fillers()],
    }
