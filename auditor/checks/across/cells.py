"""What the figures of a disclosure are of, as others can print them again: `2023年预算数` of 2024 is 预算数 of 2023."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from auditor.arithmetic import judge_restatement
from auditor.checks.across.related import Party
from auditor.checks.rule import Rule
from auditor.checks.verdict_of import undecided
from auditor.facts import Fact
from auditor.facts.fact import Dims
from auditor.facts.model import Setting
from auditor.facts.settings import likeness_of, member_in
from auditor.figures import MONEY
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import TableSetting, Vocabulary, pattern_of

_REMEMBERED = 2**16
_YEAR, _MEASURE, _PRIOR = "year", "measure", "prior"
LEVEL = "level"
"""The setting that tells a unit's tables from those of the whole."""
_ITEM, _COLUMN = "item", "column"
"""Dimensions whose members are a document's own words."""


class Cell(NamedTuple):
    """A figure of one disclosure, the year it is of, and what it is: planned, carried out."""

    fact: Fact
    year: int | None
    measure: str
    """A member of the setting or of the dimension of measures; empty where no word says one."""
    setting: Setting
    """What else its column is of, without year and measure."""
    layout: str | None
    """The template of its table; None in prose and in a table of no template."""


Meaning = tuple[str, Dims]


def cells(party: Party) -> dict[Meaning, list[Cell]]:
    """The amounts of a disclosure that others may print again, by their concept and dimensions without year and measure."""
    found: dict[Meaning, list[Cell]] = party.memo.setdefault("cells", {})
    if not found:
        reader = _Reader(party)
        for fact in party.facts.facts:
            cell = reader.cell_of(fact)
            if cell is not None:
                found.setdefault(meaning_of(fact), []).append(cell)
    return found


def meaning_of(fact: Fact) -> Meaning:
    """A concept and its dimensions without year and measure, and without what a header of these says of its own column."""
    return fact.concept, _timeless(fact.dims)


@lru_cache(_REMEMBERED)
def _timeless(dims: Dims) -> Dims:
    return tuple(entry for entry in dims if entry[0] not in (_YEAR, _MEASURE, _COLUMN))


def printed_as(fact: Fact, party: Party) -> list[Cell]:
    """The cells of a disclosure that a figure of another means; a word for two totals, 收支总计, means either, if one is printed."""
    concept, dims = meaning_of(fact)
    concepts, index = party.facts.vocabulary.concepts, cells(party)
    totals = [name for name in concepts[concept].also if concepts[name].parts] if concept in concepts else []
    return next((index[name, dims] for name in (concept, *totals) if (name, dims) in index), [])


class _Reader:
    """Reads what the figures of one disclosure are of; what it found of dimensions and settings it remembers."""

    def __init__(self, party: Party) -> None:
        self._party, self._facts, self._vocabulary = party, party.facts, party.facts.vocabulary
        profile = party.facts.profile
        self._year = profile.year
        self._place, self._named = measures(self._vocabulary)
        members = self._named.members if self._named is not None else ()
        self._default = next((member.id for member in members if member.kind == profile.kind), "")
        self._told: dict[Dims, bool] = {}
        self._settings: dict[Setting, Setting] = {}

    def cell_of(self, fact: Fact) -> Cell | None:
        """What a figure is of; None of one that no other document can print again, and where its reading is not to be trusted."""
        if not fact.concept or fact.figure is None or fact.state != "printed" or fact.statement in self._party.doubted:
            return None
        if fact.dims not in self._told:
            self._told[fact.dims] = self._is_told(fact.dims)
        setting = self._facts.setting_of(fact)
        if setting.is_derived or not self._told[fact.dims]:
            return None
        dims = dict(fact.dims)
        role = self._vocabulary.changes.get((_MEASURE, dims.get(_MEASURE, "")))
        told = dims.get(_YEAR, "")
        year = setting.year or self._year
        if told.isdigit():
            year = int(told)
        elif (role == "base" or told == _PRIOR) and self._year is not None:
            year = self._year - 1
        measure = "" if role == "base" else dims.get(_MEASURE, "")
        measure = measure or self._measure_of(fact, setting, year)
        return Cell(fact, year, measure, self._without_measure(setting), self._facts.layout_of(fact))

    def _is_told(self, dims: Dims) -> bool:
        """Whether dimensions are of the vocabulary, and of an amount: no document's own words, no change or rate of one."""
        known, changes = self._vocabulary.dimensions, self._vocabulary.changes
        return all(
            (name == _COLUMN and _says_when(member, self._vocabulary))
            or (name in known and name != _ITEM and not member.startswith("~"))
            for name, member in dims
        ) and not any(changes.get(entry) in ("amount", "percent") for entry in dims)

    def _measure_of(self, fact: Fact, setting: Setting, year: int | None) -> str:
        """What its column says that it is, else its own words in prose, else what its document is of; of another year only words tell."""
        if self._named is None:
            return ""
        if fact.statement is not None:
            return setting.members[self._place] if self._place < len(setting.members) else ""
        said = member_in(self._named, fact.label)
        return said if said or year != self._year else self._default

    def _without_measure(self, setting: Setting) -> Setting:
        known = self._settings.get(setting)
        if known is None:
            members = setting.members
            if self._named is not None and self._place < len(members):
                members = (*members[: self._place], "", *members[self._place + 1 :])
            known = self._settings[setting] = Setting(members)
        return known


def _says_when(header: str, vocabulary: Vocabulary) -> bool:
    """Whether a header has nothing but a year, a measure and plain words: 2022年预算数."""
    rest = vocabulary.year_pattern.sub("", header)
    _, named = measures(vocabulary)
    for member in named.members if named is not None else ():
        rest = pattern_of(member.words).sub("", rest)
    return not re.sub(r"\W", "", pattern_of(vocabulary.plain).sub("", rest))


def measure_named(words: str, vocabulary: Vocabulary) -> str:
    """The measure that words name, or that they are already: 决算 is final."""
    _, named = measures(vocabulary)
    if named is None or any(words == member.id for member in named.members):
        return words
    return member_in(named, words) or words


def measures(vocabulary: Vocabulary) -> tuple[int, TableSetting | None]:
    """The setting of measures, if the vocabulary has one, and its place among all settings."""
    return next(((place, entry) for place, entry in enumerate(vocabulary.settings) if entry.id == _MEASURE), (0, None))


def is_alike(party: Party, one: Cell, other: Cell, *, but: str | None = None) -> bool:
    """Whether two cells of one meaning are the same: of prose nothing but its words is known; `but` names a setting left out.

    Two tables of one template are where no word says otherwise, two others only where their words say so.
    """
    if one.fact.statement is None or other.fact.statement is None:
        return True
    if one.setting == other.setting and one.layout is not None and one.layout == other.layout:
        # The words of both are the same; those that leave something open leave it open in both.
        return True
    mark = (one.setting, other.setting, one.fact.dims, other.fact.dims, but)
    likeness = party.memo.get(mark)
    if likeness is None:
        settings = party.facts.vocabulary.settings
        pair = [_blank(cell.setting, settings, but) for cell in (one, other)]
        named = frozenset(name for name, _ in one.fact.dims) & frozenset(name for name, _ in other.fact.dims)
        likeness = party.memo[mark] = likeness_of(settings, pair[0], pair[1], named)
    return likeness == "same" or (likeness == "open" and one.layout is not None and one.layout == other.layout)


def _blank(setting: Setting, settings: Sequence[TableSetting], name: str | None) -> Setting:
    if name is None or not setting.members:
        return setting
    members = tuple(
        "" if entry.id == name else member for entry, member in zip(settings, setting.members, strict=False)
    )
    return setting._replace(members=members)


def is_money(fact: Fact) -> bool:
    return fact.figure is not None and fact.figure.unit is not None and fact.figure.unit.quantity == MONEY


Hold = Callable[[Fact, Fact], Verdict]


def held(rule: Rule, lefts: Sequence[Fact], rights: Sequence[Fact], hold: Hold) -> Verdict | None:
    """One figure that either document may print more than once, held against the other's.

    If any two prints go together it holds. If they do not, and each document is at one with itself, the first print of each, of
    a table if there is one, tells it. A document that contradicts itself accuses no other: its own audit says so.
    """
    found: Verdict | None = None
    for left in lefts:
        for right in rights:
            verdict = hold(left, right)
            if verdict.outcome in ("exact", "rounding"):
                return verdict
            found = verdict if found is None or (verdict.holds and not found.holds) else found
    if found is None or found.outcome != "inconsistent":
        return found
    if are_one(lefts) and are_one(rights):
        return found
    return undecided(rule, list(found.terms), "prints-differ", "not_applicable")


def are_one(facts: Sequence[Fact]) -> bool:
    """Whether all prints of a figure agree."""
    return all(judge_restatement(facts[0].figure, fact.figure).outcome != "inconsistent" for fact in facts[1:])


def tables_first(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.statement is None, fact.number))


def pair(left: Fact, right: Fact) -> list[Term]:
    return [Term("left", 1, left), Term("right", -1, right)]
