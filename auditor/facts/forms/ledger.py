"""The facts of one form while it is read: each figure once, numbered as it will be in the fact set."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.fact import Fact
from auditor.facts.forms.cells import Value
from auditor.figures import Figure, Unit


class Ledger:
    """Figures made into facts when a claim first speaks of them."""

    def __init__(self, start: int, statement: int, about: str) -> None:
        """`start` is the number of the first fact; `about` names what the form is about, or is empty."""
        self.facts: list[Fact] = []
        self._start = start
        self._statement = statement
        self._about = about
        self._known: dict[tuple[int, int], Fact] = {}

    def fact(self, value: Value, concept: str, label: str, unit: Unit | None, fine: int) -> Fact:
        """The fact of a printed figure; the unit is that of its surroundings, `fine` the most decimals printed there."""
        numeral = value.numeral
        assert numeral is not None
        location = value.source.locate(numeral.start, numeral.end)
        known = self._known.get((location.line, location.column))
        if known is not None:
            return known
        amount = -numeral.value if value.negative else numeral.value
        known_by = "token" if value.unit else "column" if unit else "none"
        figure = Figure(
            numeral.text, amount, numeral.decimals, value.unit or unit, known_by, max(fine, numeral.decimals)
        )
        item = f"{self._about}/{label}" if self._about else label
        number = self._start + len(self.facts)
        fact = Fact(number, concept, (("item", item),), figure, "printed", location, label, self._statement)
        self.facts.append(fact)
        self._known[location.line, location.column] = fact
        return fact


def finest(values: Sequence[Value]) -> int:
    """The most decimals that some figures are printed with."""
    return max((value.numeral.decimals for value in values if value.numeral is not None), default=0)
