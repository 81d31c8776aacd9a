"""Facts for the operands of rules: selected, grouped by the dimensions a rule joins on, guarded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.checks.rule import Rule
from auditor.checks.select import Select
from auditor.facts import Fact, FactSet

JoinKey = tuple[tuple[str, str], ...]


def select_facts(select: Select, facts: FactSet, join: frozenset[str] = frozenset()) -> list[Fact]:
    """The facts a selector speaks of, in document order."""
    return [fact for source in _sources(select, facts) for fact in source if select.matches(fact, join)]


def uppermost(select: Select, facts: FactSet) -> list[Fact]:
    """Those of a hierarchy of rows that no other row is above of."""
    return [fact for fact in select_facts(select, facts) if (fact.statement, fact.row) in facts.top_rows]


def unread(select: Select, facts: FactSet) -> Iterator[tuple[list[Fact], str]]:
    """The figures of each table that a selector means and that was not understood, with the reason."""
    for statement in facts.statements:
        if statement.problem and statement.layout and statement.layout.id in select.layouts:
            yield facts.loose_in(statement.number), statement.problem


def _sources(select: Select, facts: FactSet) -> Iterator[list[Fact]]:
    """The facts among which a selector's are: of its concepts, in its layouts if it names any."""
    for concept in sorted(select.concepts):
        if not select.layouts:
            yield facts.by_concept.get(concept, [])
        for layout in select.layouts:
            yield facts.by_home.get((concept, layout), [])


def joined(selects: Iterable[Select], facts: FactSet, join: frozenset[str]) -> dict[JoinKey, Fact]:
    """Per combination of the joined dimensions one fact; earlier selectors and earlier prints go first."""
    found: dict[JoinKey, Fact] = {}
    for select in selects:
        for fact in select_facts(select, facts, join):
            key = tuple((name, member) for name, member in fact.dims if name in join)
            known = found.get(key)
            if known is None or (
                known.figure is None and fact.figure is not None and known.state not in ("blank", "dash")
            ):
                found.setdefault(key, fact)
    return found


def first_figure(selects: Iterable[Select], facts: FactSet, *, zero: bool = False) -> Fact | None:
    """The first figure that one of some selectors speaks of; a zero only where it is wanted."""
    found = (fact for select in selects for fact in select_facts(select, facts))
    return next((fact for fact in found if fact.figure is not None and (zero or fact.figure.value)), None)


def guards_hold(rule: Rule, facts: FactSet) -> bool:
    """Whether what a rule presupposes is so, and told: nothing where there must be nothing, in a document that would print it."""
    if not all(select_facts(select, facts, rule.joined) for select in rule.given):
        return False
    return all(fact.is_nil for select in rule.nil for fact in select_facts(select, facts, rule.joined))
