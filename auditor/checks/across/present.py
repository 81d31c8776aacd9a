"""A disclosure as rules over several see it, from all that was read of it."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.checks.across.related import Party, Said, numbered
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Rule
from auditor.facts import FactSet
from auditor.facts.body_names import name_of
from auditor.facts.listed_units import listed_units
from auditor.facts.tables.understanding import understandings

_ROOM_OF_FACTS = 5_000_000


def explained_in(facts: FactSet, rules: Iterable[Rule]) -> list[str]:
    """The codes of rules over several disclosures that the prose of one explains away."""
    return [rule.code for rule in rules if isinstance(rule, AcrossRule) and rule.is_explained_by(facts)]


def said_in(facts: FactSet, rules: Iterable[Rule]) -> list[Said]:
    """The sentences that rules over several disclosures look for in each of them."""
    return [said for rule in rules if isinstance(rule, AcrossRule) for said in rule.said_in(facts)]


def numbered_words(said: Iterable[Said], facts: FactSet) -> tuple[Said, ...]:
    """The same with numbers of the disclosure's own, behind those of its facts."""
    start = facts.first_fact + _ROOM_OF_FACTS
    return tuple(entry._replace(words=entry.words._replace(number=start + at)) for at, entry in enumerate(said))


def absent_among(home: Party, others: Iterable[Party]) -> frozenset[str]:
    """The units that a disclosure lists and that no other is of, by their names without places."""
    vocabulary = home.facts.vocabulary
    there = {name_of(other.facts.profile.organisation or "", vocabulary).core for other in others}
    return frozenset(unit.core for unit in listed_units(home.facts)) - there


def party_of(facts: FactSet, place: int, path: str, name: str, rules: Iterable[Rule]) -> Party:
    """A disclosure; `place` is its place among all that may be related, `name` what it is called in the key of a finding."""
    rules = list(rules)
    own = numbered(facts, place)
    doubted = [entry.statement for entry in understandings(facts) if entry.trust == "not_understood"]
    return Party(
        own,
        path,
        name,
        frozenset(number + own.first_statement - facts.first_statement for number in doubted),
        frozenset(explained_in(facts, rules)),
        numbered_words(said_in(facts, rules), own),
    )
