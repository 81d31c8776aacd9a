"""Violated verdicts to findings: those that one wrong figure explains are one finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from heapq import heapify, heappop, heappush

from auditor.audit.identity import Identity, identities
from auditor.audit.model import Finding
from auditor.diagnosis import Cause, causes_of
from auditor.documents import Location
from auditor.facts import Fact, FactSet
from auditor.tuples import NamedTuple
from auditor.verdicts import Severity, Verdict

_WEIGHT: dict[Severity, int] = {"error": 2, "warning": 1, "note": 0}
_UNIT_SLIPS = ("unit-slip", "magnitude-slip")
_OTHER_DRAFT = 5
"""So many cells of a table that other tables contradict, and no sum of its own, tell that it is of another draft, or left empty."""
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
    """The printed figures of a verdict that can be wrong; zeros and years tie nothing together.

    Of growth over zero only the percentage can be: its amounts are the same one twice.
    """
    is_over_zero = (
        verdict.terms[0].role == "percent" and verdict.reason is not None and verdict.reason.key == "zero-base"
    )
    return [
        term.fact
        for term in (verdict.terms[:1] if is_over_zero else verdict.terms)
        if term.fact.figure is not None and term.fact.figure.value != 0 and term.fact.figure.unit is not None
    ]


def find_findings(verdicts: Sequence[Verdict], facts: FactSet) -> tuple[Finding, ...]:
    """Findings in document order: violations grouped by the figure that explains them, then what rounding explains, each on its own."""
    violated = {number for number, verdict in enumerate(verdicts) if _is_violated(verdict)}
    found = _violations(violated, verdicts, facts) if violated else []
    found += [_found(numbers, verdicts) for numbers in _withheld(verdicts)]
    found += [
        _Found("note", (number,))
        for number, verdict in enumerate(verdicts)
        if verdict.outcome in ("rounding", "forced") and _is_tail(verdict)
    ]
    found.sort(key=lambda entry: (_line(verdicts[entry.verdicts[0]]), entry.verdicts[0]))
    known_by = identities([_gravest(entry, verdicts) for entry in found], facts)
    return tuple(_finding(entry, identity, verdicts) for entry, identity in zip(found, known_by, strict=True))


class _Found(NamedTuple):
    severity: Severity
    verdicts: tuple[int, ...]
    """The head first."""
    cause: Cause | None = None
    """Which figure explains them, where that is known."""


def _violations(violated: set[int], verdicts: Sequence[Verdict], facts: FactSet) -> list[_Found]:
    """Violated verdicts by their causes: those that one figure mends, then those that merely share one."""
    slipped = _slipped_tables(verdicts) | _other_drafts(verdicts)
    whole = {number for number in violated if _tables_of(verdicts[number], slipped)}
    withheld = {number for number, verdict in enumerate(verdicts) if _is_withheld(verdict)}
    causes = causes_of(verdicts, facts, frozenset(whole | withheld))
    proven = [
        cause
        for cause in causes
        if cause.confidence == "inferred" or len(cause.verdicts) > 1 or (cause.is_apart and _is_alone(cause, verdicts))
    ]
    left = violated - {number for cause in proven for number in cause.verdicts}
    standing: dict[tuple[int, int], set[int]] = {}
    for number in left:
        for term in verdicts[number].terms:
            standing.setdefault(place_of(term.fact.location), set()).add(number)
    found = []
    for cause in proven:
        # Verdicts on words or years stand on the figure that is inferred to be wrong: 减少, where that figure grew.
        suspect = place_of(cause.suspects[0].fact.location) if cause.confidence == "inferred" else None
        joined = sorted(standing.get(suspect, set()) & left) if suspect else []
        left -= set(joined)
        found.append(_found([*cause.verdicts, *joined], verdicts)._replace(cause=_told(cause)))
    # What merely may explain one verdict is told where that verdict shares its figures with none but notes.
    alone = {cause.verdicts[0]: cause for cause in causes if len(cause.verdicts) == 1}
    for numbers in _Shared(left, verdicts, slipped).groups():
        grave = [number for number in numbers if verdicts[number].severity != "note"]
        possible = alone.get(grave[0]) if len(grave) == 1 else None
        found.append(_found(numbers, verdicts)._replace(cause=_told(possible)))
    return found


def _is_alone(cause: Cause, verdicts: Sequence[Verdict]) -> bool:
    """Whether no violated verdict is on one of its figures alone, which says more of it than a sum does: -15.00 is below zero."""
    own = {place_of(fact.location) for number in cause.verdicts for fact in _figures(verdicts[number])}
    lone = (_figures(verdict) for verdict in verdicts if _is_violated(verdict))
    return not any(len(figures) == 1 and place_of(figures[0].location) in own for figures in lone)


def _told(cause: Cause | None) -> Cause | None:
    return cause if cause is not None and cause.confidence is not None else None


def _gravest(found: _Found, verdicts: Sequence[Verdict]) -> list[Verdict]:
    those = [verdicts[number] for number in found.verdicts]
    return [verdict for verdict in those if verdict.severity == those[0].severity]


def _finding(found: _Found, identity: Identity, verdicts: Sequence[Verdict]) -> Finding:
    head = found.verdicts[0]
    # What is merely worth a note is too little to accuse a figure.
    cause = found.cause if found.severity != "note" else None
    line = _line(verdicts[head])
    return Finding(identity.id, found.severity, head, found.verdicts, line, identity.numbers, cause)


def _is_violated(verdict: Verdict) -> bool:
    """Whether a figure may be wrong; what stands in rows kept back on purpose is no wrong figure."""
    return verdict.outcome == "inconsistent" and not _is_withheld(verdict)


def _is_withheld(verdict: Verdict) -> bool:
    return any(remark.key == "rows-withheld" for remark in verdict.remarks)


def _withheld(verdicts: Sequence[Verdict]) -> list[list[int]]:
    """Sums that fall short by the same amount, in whatever table and unit: rows kept back are one note of the document."""
    by_gap: dict[Decimal, list[int]] = {}
    for number, verdict in enumerate(verdicts):
        if verdict.outcome == "inconsistent" and _is_withheld(verdict) and verdict.difference is not None:
            by_gap.setdefault(_gap(verdict), []).append(number)
    return list(by_gap.values())


def _gap(verdict: Verdict) -> Decimal:
    """By how much a verdict is off, in base units."""
    figure = verdict.terms[0].fact.figure
    scale = figure.unit.scale if figure and figure.unit else Decimal(1)
    return ((verdict.difference or Decimal(0)) * scale).normalize()


def _restatements(verdicts: Sequence[Verdict]) -> _Groups:
    """The prints of one cell that agree, known by one place."""
    restated = _Groups()
    for verdict in verdicts:
        if verdict.holds and len(verdict.terms) == 2 and verdict.family in ("agreement", "rollup", "balance"):
            figures = _figures(verdict)
            if len(figures) == 2:
                restated.join(place_of(figures[0].location), place_of(figures[1].location))
    return restated


class _Shared:
    """Violated verdicts that no new value of one figure mends, by the figure that most of them share, one after the other.

    A figure that stands in most violated and fewest holding verdicts is the likeliest to be wrong: its verdicts are one
    finding, and the next is looked for among the rest.
    """

    def __init__(self, violated: set[int], verdicts: Sequence[Verdict], slipped: set[int]) -> None:
        restated = _restatements(verdicts) if violated else _Groups()
        self.places = {
            number: _cells(verdicts[number], restated) | _tables_of(verdicts[number], slipped)
            for number in sorted(violated)
        }
        self.at: dict[Place, set[int]] = {}
        for number, places in self.places.items():
            for place in places:
                self.at.setdefault(place, set()).add(number)
        self.holding: Counter[Place] = Counter()
        for verdict in verdicts if violated else ():
            if verdict.holds:
                self.holding.update(self.at.keys() & _cells(verdict, restated))

    def groups(self) -> list[list[int]]:
        """The verdicts of each cause; within one, those over fewest figures first."""
        queue = [self._rank(place) for place in self.at]
        heapify(queue)
        groups = []
        while queue:
            rank = heappop(queue)
            place = rank[-1]
            now = self._rank(place)
            if now != rank:
                # Some of its verdicts went to another figure since: back into the queue with what is left of them.
                if now[0]:
                    heappush(queue, now)
            elif now[0]:
                groups.append(self._take(place))
        return groups

    def _rank(self, place: Place) -> tuple[int, int, Place]:
        return -len(self.at[place]), self.holding[place], place

    def _take(self, place: Place) -> list[int]:
        numbers = sorted(self.at[place], key=lambda number: (len(self.places[number]), number))
        for number in numbers:
            for other in self.places[number]:
                self.at[other].discard(number)
        return numbers


def _found(numbers: list[int], verdicts: Sequence[Verdict]) -> _Found:
    ranked = sorted(
        numbers, key=lambda number: (-_WEIGHT[verdicts[number].severity], len(verdicts[number].terms), number)
    )
    return _Found(verdicts[ranked[0]].severity, tuple(ranked))


def _slipped_tables(verdicts: Sequence[Verdict]) -> set[int]:
    """The tables that print figures of other tables under a unit that does not go with theirs."""
    return {
        term.fact.statement
        for verdict in verdicts
        if _is_violated(verdict) and any(remark.key in _UNIT_SLIPS for remark in verdict.remarks)
        for term in verdict.terms
        if verdict.relation == "across-tables" and term.fact.statement is not None
    }


def _other_drafts(verdicts: Sequence[Verdict]) -> set[int]:
    """The tables that others contradict in many cells while their own sums hold: 表4 of the first draft, or without a figure.

    Where all cells are off by one amount, one figure was changed with its totals: that is no other draft.
    """
    contradicted: dict[int, dict[Place, Decimal]] = {}
    inside: set[int | None] = set()
    for verdict in verdicts:
        if not _is_violated(verdict):
            continue
        if verdict.relation == "within-table":
            inside |= {term.fact.statement for term in verdict.terms}
        elif verdict.relation == "across-tables" and len(verdict.terms) == 2:
            for term in verdict.terms:
                if term.fact.statement is not None:
                    contradicted.setdefault(term.fact.statement, {})[place_of(term.fact.location)] = _gap(verdict)
    return {
        table
        for table, cells in contradicted.items()
        if len(cells) >= _OTHER_DRAFT and table not in inside and len(set(cells.values())) > 1
    }


def _tables_of(verdict: Verdict, slipped: set[int]) -> set[Place]:
    """The tables a verdict relates of those that are wrong as a whole, by their unit or draft, as places of their own: one cause."""
    if verdict.relation != "across-tables":
        return set()
    return {(-1 - term.fact.statement, 0) for term in verdict.terms if term.fact.statement in slipped}


def _is_tail(verdict: Verdict) -> bool:
    """Whether a holding verdict has a remainder worth telling: not a figure merely printed to fewer digits, nor a rounded share."""
    if verdict.outcome == "forced":
        return True
    is_sum = verdict.family in ("rollup", "balance") and len(verdict.terms) > 2
    return is_sum or (verdict.family == "change" and verdict.terms[0].role == "whole")


def _line(verdict: Verdict) -> int:
    return verdict.terms[0].fact.location.line


def _cells(verdict: Verdict, restated: _Groups) -> set[Place]:
    """The figures of a verdict, each known by the first print of its cell; where it has none, all that it relates."""
    figures = _figures(verdict) or [term.fact for term in verdict.terms]
    return {restated.find(place_of(fact.location)) for fact in figures}
