"""Disclosures that are held against each other, and why they are: two years of one body, a body and its units, two prints.

Their facts are numbered so that none has the number of another's; what is read of them together tells of each fact whose it is.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from auditor.facts import Claim, Fact, FactSet, Statement
from auditor.tuples import NamedTuple

Relation = Literal["last-year", "plan", "unit", "units", "departments", "copies", "volumes"]
"""last-year: the year before, of whatever kind. plan: what was planned for the year of an account. unit: the body that it is part
of. units: those that a body is made of. departments: those of a government. copies: the same disclosure in another file. volumes:
its tables, where the first has its prose.
"""
_ROOM = 10_000_000
"""So many facts and tables of one disclosure have numbers of their own."""
_PARTS_OF_NAME = 2
"""A key of one disclosure has no more behind its first part."""


class Said(NamedTuple):
    """A sentence that a rule over several disclosures looks for in each of them."""

    rule: str
    """The code of the rule."""
    about: str
    """What it is said of, and how; the same in each."""
    words: Fact


@dataclass(frozen=True, eq=False)
class Party:
    """One disclosure among those related; its facts have the numbers of no other."""

    facts: FactSet
    path: str
    name: str
    """What it is called in the key of a finding: body, year, kind."""
    doubted: frozenset[int] = frozenset()
    """The tables whose reading is not to be trusted: they accuse nobody."""
    explained: frozenset[str] = frozenset()
    """The codes of rules that its prose explains away."""
    said: tuple[Said, ...] = ()
    memo: dict[Any, Any] = field(default_factory=dict)
    """What rules found of it once and need again."""

    @property
    def year(self) -> int | None:
        return self.facts.profile.year


class Related(NamedTuple):
    """Disclosures that are held against each other."""

    relation: Relation
    home: Party
    """The one that is held, whose figures stand first: the later year, the account, the unit, the government, the prose."""
    others: tuple[Party, ...]
    is_complete: bool = False
    """Of units and departments: whether all are there."""
    absent: frozenset[str] = frozenset()
    """Of units: those that the first lists and of which there is no disclosure of the year and kind, by their names without places."""
    is_corrected: bool = False
    """Of copies: whether one may be a correction of the other."""
    is_settled: bool = True
    """Whether it is known that they are so related; where it is only likely nothing is more than a note."""

    @property
    def parties(self) -> tuple[Party, ...]:
        return self.home, *self.others


@dataclass
class Joined(FactSet):
    """The facts of several disclosures together."""

    parties: tuple[Party, ...] = ()
    starts: list[int] = field(default_factory=list)

    def statement(self, number: int) -> Statement:
        return self._facts_with(number).statement(number)

    def source_of(self, fact: Fact) -> str | None:
        return self._party_with(fact.number).path if fact.number >= 0 else None

    def _facts_with(self, number: int) -> FactSet:
        return self._party_with(number).facts

    def _party_with(self, number: int) -> Party:
        return self.parties[bisect_right(self.starts, number) - 1]


def joined(related: Related) -> Joined:
    """The facts of related disclosures as one set, which is about the first of them."""
    parties = tuple(sorted(related.parties, key=lambda party: party.facts.first_fact))
    home = related.home.facts
    # Only the rules for one document ask for all of them together.
    whole = parties if related.relation == "volumes" else ()
    return Joined(
        home.document._replace(blocks=(), residue=(), notices=()),
        home.vocabulary,
        home.profile,
        statements=[entry for party in whole for entry in party.facts.statements],
        facts=[fact for party in whole for fact in party.facts.facts if fact.statement not in party.doubted],
        claims=[claim for party in whole for claim in party.facts.claims],
        bodies={name for party in whole for name in party.facts.bodies},
        known_as="|".join([related.relation, *_names(related), *_formats(related)]),
        parties=parties,
        starts=[party.facts.first_fact for party in parties],
    )


def is_of_several(key: str) -> bool:
    """Whether the key of a record is that of related disclosures, and not that of one: body, year and kind."""
    relation, *names = key.split("|")
    return relation in get_args(Relation) and len(names) > _PARTS_OF_NAME


def _names(related: Related) -> list[str]:
    """What the parties are called; which departments of a government are there makes no other disclosure of it."""
    return [party.name for party in (related.parties[:1] if related.relation == "departments" else related.parties)]


def _formats(related: Related) -> list[str]:
    """What tells two files of one disclosure apart."""
    return [party.facts.document.format for party in related.parties] if related.relation == "copies" else []


def first_number(place: int) -> int:
    """Where the numbers begin of the disclosure of some place among all that may be related."""
    return (place + 1) * _ROOM


def numbered(facts: FactSet, place: int) -> FactSet:
    """The same facts with numbers of their own, for the disclosure of some place among all that may be related."""
    start = first_number(place)
    shift, moved = start - facts.first_fact, dict[int, Fact]()

    def move(fact: Fact) -> Fact:
        if fact.number < 0:
            return fact
        if fact.number not in moved:
            statement = None if fact.statement is None else fact.statement + start - facts.first_statement
            moved[fact.number] = fact._replace(number=fact.number + shift, statement=statement)
        return moved[fact.number]

    return replace(
        facts,
        facts=[move(fact) for fact in facts.facts],
        claims=[_moved(claim, move) for claim in facts.claims],
        statements=[entry._replace(number=entry.number + start - facts.first_statement) for entry in facts.statements],
        first_fact=start,
        first_statement=start,
        structures=[],
        clauses=[],
    )


def _moved(entry: Any, move: Any) -> Any:
    """A claim whose facts are others."""
    if isinstance(entry, Fact):
        return move(entry)
    if isinstance(entry, tuple):
        parts = [_moved(part, move) for part in entry]
        return type(entry)(*parts) if hasattr(entry, "_fields") else tuple(parts)
    return entry


__all__ = [
    "Claim",
    "Joined",
    "Party",
    "Related",
    "Relation",
    "Said",
    "first_number",
    "is_of_several",
    "joined",
    "numbered",
]
