"""What a figure may have been confused with: those beside it, above and below it, in its row and its column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.diagnosis.slips import Surroundings
from auditor.facts import Fact, FactSet

_NEAR = 1
"""Rows above and below."""
_NEAR_LINES = 2
"""Lines of prose above and below."""


class Neighbourhood:
    """Knows the figures of the tables of a document by their places."""

    def __init__(self, facts: FactSet) -> None:
        self._facts = facts
        self._rows: dict[int, dict[int, list[Fact]]] = {}

    def of(self, fact: Fact, parts: Sequence[Decimal]) -> Surroundings:
        """The figures around one; of prose none."""
        if fact.statement is None:
            return Surroundings((), parts)
        rows = self._rows_of(fact.statement)
        near = [other for row in range(fact.row - _NEAR, fact.row + _NEAR + 1) for other in rows.get(row, ())]
        neighbours = {
            other.figure.value
            for other in near
            if other.figure is not None
            and other.figure.value
            and (other.row == fact.row or other.column == fact.column)
            and (other.row, other.column) != (fact.row, fact.column)
        }
        return Surroundings(neighbours, parts)

    def is_printed_together_again(self, fact: Fact, other: Fact) -> bool:
        """Whether two figures of prose stand in nearby lines once more, as they are printed."""
        if fact.statement is not None or other.statement is not None or fact.figure is None or other.figure is None:
            return False
        return all(self._stands_again(one) for one in (fact, other))

    def _stands_again(self, fact: Fact) -> bool:
        return any(
            entry.statement is None
            and entry.figure is not None
            and fact.figure is not None
            and abs(entry.location.line - fact.location.line) <= _NEAR_LINES
            and (entry.location.line, entry.location.column) != (fact.location.line, fact.location.column)
            and (entry.figure.printed, entry.figure.unit) == (fact.figure.printed, fact.figure.unit)
            for entry in self._facts.facts
        )

    def _rows_of(self, statement: int) -> dict[int, list[Fact]]:
        if statement not in self._rows:
            rows = self._rows[statement] = {}
            for fact in self._facts.facts:
                if fact.statement == statement:
                    rows.setdefault(fact.row, []).append(fact)
        return self._rows[statement]
