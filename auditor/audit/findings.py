"""Violated verdicts to findings: those that share a figure are one finding, headed by the figure most likely wrong."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence

from auditor.audit.model import Finding
from auditor.documents import Location
from auditor.facts import Fact, FactSet
from auditor.verdicts import Severity, Verdict

_WEIGHT: dict[Severity, int] = {"error": 2, "warning": 1, "note": 0}
_UNIT_SLIPS = ("unit-slip", "magnitude-slip")
Place = tuple[int, int]


def place_of(location: Location) -> Place:
    return location.line, location.column


class _Groups:
    """Union-find over places."""

    def __init__(self) -> None:
        self.parent: dict[Place, Place] = {}

    def find(self, place: Place) -> Place:
        self.parent.setdefault(place, place)
        while self.parent[place] != place:
            self.parent[place] = self.parent[self.parent[place]]
            place = self.parent[place]
        return place

    def join(self, one: Place, other: Place) -> None:
        self.parent[self.find(one)] = self.find(other)


def _figures(verdict: Verdict) -> list[Fact]:
    """The printed figures of a verdict that can be wrong; zeros and years tie nothing together."""
    return [
        term.fact
        for term in verdict.terms
        if term.fact.figure is not None and term.fact.figure.value != 0 and term.fact.figure.unit is not None
    ]


def find_findings(verdicts: Sequence[Verdict], facts: FactSet) -> tuple[Finding, ...]:
    """Findings in document order: violations grouped by cause, then what rounding explains, each on its own."""
    restated = _Groups()
    for verdict in verdicts:
        if verdict.holds and len(verdict.terms) == 2 and verdict.kind in ("agreement", "rollup", "balance"):
            figures = _figures(verdict)
            if len(figures) == 2:
                restated.join(place_of(figures[0].location), place_of(figures[1].location))
    violated = [number for number, verdict in enumerate(verdicts) if verdict.outcome == "inconsistent"]
    groups: dict[Place, list[int]] = {}
    causes = _Groups()
    anchors: dict[int, Place] = {}
    for number in violated:
        figures = _figures(verdicts[number]) or [term.fact for term in verdicts[number].terms]
        places = [restated.find(place_of(fact.location)) for fact in figures]
        anchors[number] = places[0]
        places += _slipped_tables(verdicts[number])
        for place in places[1:]:
            causes.join(places[0], place)
    for number in violated:
        groups.setdefault(causes.find(anchors[number]), []).append(number)
    holding: Counter[Place] = Counter()
    for verdict in verdicts if groups else ():
        if verdict.holds:
            holding.update(_cells(verdict, restated))
    findings = [_finding(numbers, verdicts, facts, holding, restated) for numbers in groups.values()]
    notes = [number for number, verdict in enumerate(verdicts) if verdict.outcome in ("rounding", "forced")]
    findings += [
        Finding(_identity([number], verdicts, facts), "note", number, (number,), _line(verdicts[number]))
        for number in notes
        if _is_tail(verdicts[number])
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.head)))


def _slipped_tables(verdict: Verdict) -> list[Place]:
    """The tables whose units do not go together, as places of their own: one wrong unit is one cause, however many figures it shifts."""
    if verdict.relation != "across-tables" or not any(remark.key in _UNIT_SLIPS for remark in verdict.remarks):
        return []
    return [(-1 - term.fact.statement, 0) for term in verdict.terms if term.fact.statement is not None]


def _is_tail(verdict: Verdict) -> bool:
    """Whether a holding verdict has a remainder worth telling: not a figure merely printed to fewer digits, nor a rounded share."""
    if verdict.outcome == "forced":
        return True
    is_sum = verdict.kind in ("rollup", "balance") and len(verdict.terms) > 2
    return is_sum or (verdict.kind == "change" and verdict.terms[0].role == "whole")


def _line(verdict: Verdict) -> int:
    return verdict.terms[0].fact.location.line


def _finding(
    numbers: list[int], verdicts: Sequence[Verdict], facts: FactSet, holding: Counter[Place], restated: _Groups
) -> Finding:
    severity = max((verdicts[number].severity for number in numbers), key=_WEIGHT.__getitem__)
    suspect = _suspect(numbers, verdicts, holding, restated)
    ranked = sorted(
        numbers,
        key=lambda number: (
            -_WEIGHT[verdicts[number].severity],
            suspect not in _cells(verdicts[number], restated),
            len(verdicts[number].terms),
            number,
        ),
    )
    return Finding(_identity(numbers, verdicts, facts), severity, ranked[0], tuple(ranked), _line(verdicts[ranked[0]]))


def _suspect(
    numbers: list[int], verdicts: Sequence[Verdict], holding: Counter[Place], restated: _Groups
) -> Place | None:
    """The figure that stands in most violated and fewest holding verdicts."""
    violated: Counter[Place] = Counter()
    for number in numbers:
        violated.update(_cells(verdicts[number], restated))
    if not violated:
        return None
    return max(violated, key=lambda place: (violated[place], -holding[place], -place[0]))


def _cells(verdict: Verdict, restated: _Groups) -> set[Place]:
    """The figures of a verdict, each known by the first print of its cell."""
    return {restated.find(place_of(fact.location)) for fact in _figures(verdict)}


def _identity(numbers: list[int], verdicts: Sequence[Verdict], facts: FactSet) -> str:
    """Eight characters from the document's key, the rules and the cells related."""
    profile = facts.profile
    parts = [profile.organisation or "", str(profile.year or ""), profile.kind]
    cells = set()
    for number in numbers:
        verdict = verdicts[number]
        for term in verdict.terms:
            layout = facts.layout_of(term.fact) or ""
            cells.add("/".join([verdict.rule, layout, term.fact.concept, repr(term.fact.dims), term.fact.label]))
    digest = hashlib.sha256("\x1f".join([*parts, *sorted(cells)]).encode()).digest()
    code = base64.b32encode(digest[:5]).decode()
    return f"{code[:4]}-{code[4:]}"
