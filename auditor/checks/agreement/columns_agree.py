"""Columns agree: of two columns that are of one level, budget, year and measure, rows of one name print the same."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import ClassVar

from auditor.checks.agreement.compare import compare
from auditor.checks.rule import Patterns, Proven, Rule, Sentence
from auditor.facts import FactSet
from auditor.facts.named_columns import NamedColumn, is_one_setting, named_columns
from auditor.tuples import NamedTuple
from auditor.verdicts import Verdict, weaker
from auditor.vocabulary import pattern_of

_EXCHANGED = 2
_MOST_PRINTS = 60
"""A name that more columns bear says nothing of which of them are alike."""


class _Alike(NamedTuple):
    """Two columns of two tables, and the names of rows that both print with an amount."""

    home: NamedColumn
    other: NamedColumn
    names: tuple[str, ...]


class ColumnsAgree(Rule):
    """Two columns that are of one level, budget, year and measure print the same under like names of rows.

    Last year's outturn beside this year's budget is what the table of the outturn has; a table of classes has what the detailed
    one has. Two columns are held against each other where most of their rows agree and no total differs: else one of them is of
    another scope, or was restated. Rows that one groups otherwise are no finding: a rest, or one that differs by what another row has.
    """

    kind: ClassVar[str] = "columns-agree"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "级次、类别、年度、口径相同的两栏，同名各行的数相同",
        "two columns of one level, kind, year and measure print the same under like names of rows",
    )

    proof: Proven
    """How many rows with amounts two columns must share, and how many in a hundred must agree, to be held against each other."""
    aside: Patterns = ()
    """The names of rows that gather what a table does not list: they are the same where both tables list the same rows."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        homes: set[tuple[int, int]] = set()
        for home, other, names in _alike(self, facts):
            place = (other.statement, other.at)
            if place in homes:
                continue
            verdicts = [compare(self, home.cells[name], other.cells[name], is_proven=True) for name in names]
            differing = [verdict for verdict in verdicts if verdict.outcome == "inconsistent"]
            if len(names) < self.proof.cells or (len(names) - len(differing)) * 100 < self.proof.percent * len(names):
                continue
            homes.add(place)
            yield from (verdict for verdict in verdicts if verdict.outcome != "inconsistent")
            is_regrouped = home.names != other.names
            for verdict in differing:
                if not (is_regrouped and _is_a_row(verdict, home, other)):
                    yield _weighed(verdict, differing, is_regrouped=is_regrouped)


def _weighed(verdict: Verdict, differing: Sequence[Verdict], *, is_regrouped: bool) -> Verdict:
    """One row that differs in lists of the same rows is a slip, as are two that were exchanged; else rows may have been moved."""
    prints = [tuple(term.fact.figure.base if term.fact.figure else None for term in it.terms) for it in differing]
    is_exchange = len(prints) == _EXCHANGED and prints[0] == prints[1][::-1]
    if is_exchange or (len(differing) == 1 and not is_regrouped):
        return verdict
    return verdict._replace(severity=weaker(verdict.severity))


def _is_a_row(verdict: Verdict, home: NamedColumn, other: NamedColumn) -> bool:
    """Whether two prints of a row differ by what another row has, which one of the tables counts inside it."""
    left, right = (term.fact.figure for term in verdict.terms)
    if left is None or right is None:
        return False
    apart = abs(left.base - right.base)
    return any(amount in column.amounts for column in (home, other) for amount in (apart, -apart))


def _alike(rule: ColumnsAgree, facts: FactSet) -> Iterator[_Alike]:
    """Every two columns of two tables that are of one setting and share an amount under one name."""
    columns = named_columns(facts)
    aside = [pattern_of(pattern) for pattern in rule.aside]
    for one, two in sorted(_sharing(columns)):
        home, other = columns[one], columns[two]
        if home.statement != other.statement and is_one_setting(facts, home.setting, other.setting):
            names = tuple(name for name in home.cells if _are_amounts(home, other, name))
            if home.names != other.names:
                names = tuple(name for name in names if not any(rest.search(home.cells[name].label) for rest in aside))
            if names and not _is_another_scope(home, other):
                yield _Alike(home, other, names)


def _sharing(columns: Sequence[NamedColumn]) -> set[tuple[int, int]]:
    prints: dict[tuple[str, object], list[int]] = {}
    for place, column in enumerate(columns):
        for name, fact in column.cells.items():
            if fact.figure and fact.figure.value:
                prints.setdefault((name, fact.figure.base), []).append(place)
    return {pair for places in prints.values() if len(places) <= _MOST_PRINTS for pair in combinations(places, 2)}


def _is_another_scope(home: NamedColumn, other: NamedColumn) -> bool:
    """Whether a total that both print differs: then one of them has more, or was restated."""
    prints = ((fact.figure, other.totals[name].figure) for name, fact in home.totals.items() if name in other.totals)
    return any(left and right and left.base != right.base for left, right in prints)


def _are_amounts(home: NamedColumn, other: NamedColumn, name: str) -> bool:
    """Whether both print an amount that is not zero; a nought beside an amount says that the row is another's."""
    prints = (column.cells.get(name) for column in (home, other))
    return all(fact is not None and fact.figure is not None and fact.figure.value for fact in prints)
