"""Figures of prose to facts: each with its place, its unit, its section, and the finest digits printed in that unit so far."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.documents import SourceText
from auditor.facts.model import Fact, FactSet, Key, dims_of
from auditor.facts.prose.lexer import Token, value_of
from auditor.figures import Figure


class Ledger:
    """Keeps the facts of a document's prose, and the last one of each cell."""

    def __init__(self, facts: FactSet) -> None:
        self.facts = facts
        self.vocabulary = facts.vocabulary
        self.latest: dict[Key, Fact] = {}
        """The last figure of each cell."""
        self.undated: dict[tuple[int, str, tuple[tuple[str, str], ...]], Fact] = {}
        """The last figure of each section and cell, whatever its year."""
        self._labelled: dict[tuple[int, str], list[Fact]] = {}
        self._printed: dict[tuple[int, str], list[Fact]] = {}
        self._fine: dict[str, int] = {}
        self.told: dict[int, Fact] = {}
        """The facts of the text read last, by where their numerals begin in it."""
        self._source: SourceText | None = None

    def add(
        self, source: SourceText, section: int, token: Token, concept: str, dims: Mapping[str, str], label: str
    ) -> Fact:
        """Make a fact of a figure and keep it."""
        assert token.numeral is not None
        known = self.vocabulary.concepts.get(concept)
        location = source.locate(token.numeral.start, token.numeral.end)
        fact = Fact(
            self.facts.next_fact,
            concept,
            dims_of(dims, known.free if known else frozenset()),
            self._figure(token),
            "printed",
            location,
            label,
            None,
            section=section,
        )
        self.facts.facts.append(fact)
        if source is not self._source:
            self._source = source
            self.told = {}
        self.told[token.numeral.start] = fact
        if label:
            self._printed.setdefault((section, label), []).append(fact)
        if concept:
            self._labelled.setdefault((section, label), []).append(fact)
            self.latest[fact.key] = fact
            self.undated[section, concept, tuple([entry for entry in fact.dims if entry[0] != "year"])] = fact
        return fact

    def called(self, section: int, name: str) -> Fact | None:
        """The figure of a section that bears a name, whatever its cell: 总收入52万元，其中本年收入50万元; None where it has several."""
        return _of_one_value(self._labelled.get((section, name), []))

    def printed(self, section: int, name: str, quantity: str) -> Fact | None:
        """The same, also of a figure of which nobody knows what it is of; one of a quantity: no rate of a name is its amount."""
        found = self._printed.get((section, name), [])
        units = ((fact, fact.figure.unit) for fact in found if fact.figure is not None)
        return _of_one_value([fact for fact, unit in units if unit is not None and unit.quantity == quantity])

    def called_elsewhere(self, name: str) -> Fact | None:
        """The last figure of any section that bears a name."""
        return next((found[-1] for (_, label), found in reversed(self._labelled.items()) if label == name), None)

    def word(self, source: SourceText, section: int, start: int, end: int) -> Fact:
        """Words as a term of a verdict: no figure, but a place."""
        location = source.locate(start, end)
        return Fact(-1, "", (), None, "word", location, source.text[start:end], None, section=section)

    def _figure(self, token: Token) -> Figure:
        assert token.numeral is not None
        numeral, unit = token.numeral, token.unit
        name = unit.name if unit else ""
        fine = self._fine[name] = max(self._fine.get(name, 0), numeral.decimals)
        return Figure(numeral.text, value_of(token), numeral.decimals, unit, "token", fine)


def _of_one_value(facts: list[Fact]) -> Fact | None:
    """The last of several prints of one value."""
    return facts[-1] if len({fact.figure.base for fact in facts if fact.figure is not None}) == 1 else None
