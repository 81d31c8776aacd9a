"""What a figure may have been confused with: those beside it, above and below it, in its row and its column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.diagnosis.slips import Surroundings
from auditor.facts import Fact, FactSet
from auditor.figures import Unit

_NEAR = 1
"""Rows above and below."""
_NEAR_LINES = 2
"""Lines of prose above and below."""


class Neighbourhood:
    """Knows the figures of the tables of a document by their places."""

    def __init__(self, facts: FactSet) -> None:
        self._facts = facts
        self._rows: dict[int, dict[int, list[Fact]]] = {}
        self._printed: dict[tuple[str, Unit | None, int], set[int]] = {}
        """The columns of what prose prints, by its digits, its unit and its line."""

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
        if not self._printed:
            for entry in self._facts.facts:
                if entry.statement is None and entry.figure is not None:
                    key = (entry.figure.printed, entry.figure.unit, entry.location.line)
                    self._printed.setdefault(key, set()).add(entry.location.column)
        assert fact.figure is not None
        figure, line, column = fact.figure, fact.location.line, fact.location.column
        for near in range(line - _NEAR_LINES, line + _NEAR_LINES + 1):
            columns = self._printed.get((figure.printed, figure.unit, near), ())
            if len(columns) > (near == line and column in columns):
                return True
        return False

    def _rows_of(self, statement: int) -> dict[int, list[Fact]]:
        if statement not in self._rows:
            rows = self._rows[statement] = {}
            for fact in self._facts.facts:
                if fact.statement == statement:
                    rows.setdefault(fact.row, []).append(fact)
        return self._rows[statement]
