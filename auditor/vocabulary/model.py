"""The vocabulary's types: concepts, dimensions, layouts, the words of grammar, and how they are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from auditor.figures import MONEY, Unit, numerals_before
from auditor.vocabulary.codes import Classification
from auditor.vocabulary.phrases import Phrases

Name = dict[str, str]
"""A name in both languages: zh and en."""


class Concept(NamedTuple):
    """What a cell is about. `parts` is what a total is made of, `also` what the word may stand for in prose."""

    id: str
    name: Name
    also: tuple[str, ...]
    parts: tuple[str, ...]
    free: frozenset[tuple[str, str]]
    generic: bool
    unit: str | None
    """The unit it is counted in whatever the table's own."""
    stands_alone: bool
    """Whether it is no part and no total of others, so that a sentence about it stays about it."""
    aside: bool
    """Whether its counts are mentioned beside amounts and are no part of the lists these make."""


class Dimension(NamedTuple):
    """A way in which cells differ; members form a tree by `parents` or by the length of their codes."""

    id: str
    name: Name
    parents: dict[str, str | None]
    names: dict[str, Name]
    code_lengths: tuple[int, ...]
    code_pattern: re.Pattern[str] | None
    additive: bool
    """Whether members add up to the whole; measures and years do not."""
    scope: bool
    """Whether headings, and sentences before, give it to what follows."""
    measure: bool
    """Whether its members are several figures of one cell (planned, actual, before), which no list of parts mixes."""
    often_unnamed: bool
    """Whether prose often leaves it out: a sentence may mean any of its members."""
    narrows: bool
    """Whether an amount that names its concept and nothing more is no part of a whole that is one of its members."""
    holds_items: bool
    """Whether other concepts can be items of its members."""

    def ancestors(self, member: str) -> list[str]:
        """The members above one, the nearest first."""
        if self.code_lengths and member.isdigit():
            return [member[:length] for length in reversed(self.code_lengths) if length < len(member)]
        found = []
        above = self.parents.get(member)
        while above:
            found.append(above)
            above = self.parents.get(above)
        return found

    def children(self, member: str | None) -> list[str]:
        """The members right below one, or below the whole."""
        return [child for child, above in self.parents.items() if above == member]


class Kind(NamedTuple):
    """A kind of document and the words that tell it in titles."""

    id: str
    name: Name
    words: tuple[str, ...]


class KindMember(NamedTuple):
    """What the word of a kind of document means in a document of another kind."""

    kind: str
    dimension: str
    member: str


class Meaning(NamedTuple):
    """What a phrase contributes to a label: a concept, or a member of a dimension and the concept it implies."""

    concept: str | None
    dimension: str | None = None
    member: str | None = None
    table_only: bool = False


@cache
def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern of the rule files, compiled when it is first needed."""
    return re.compile(text, re.IGNORECASE)


class LayoutColumn(NamedTuple):
    """What a template says of a column; `header`, `unless` and `when` are patterns over the header's words."""

    header: str
    unless: str | None
    when: str | None
    concept: str | None
    dims: dict[str, str]
    additive: bool
    role: str
    alone: bool
    """Whether the template alone says what the column means, whatever its header words say."""


class Pane(NamedTuple):
    """One block of label and amount columns of a table; `rows` names the dimension its rows run along."""

    concept: str
    rows: str
    dims: dict[str, str]
    columns: tuple[LayoutColumn, ...]
    either_way: bool
    """Whether what the template says of columns is as true of rows, because the table is also printed turned round."""


class Layout(NamedTuple):
    """A table as the templates print it, known by its title and its header words."""

    id: str
    name: Name
    title: str
    unless: str | None
    header: tuple[str, ...]
    core: bool
    indicators: bool
    panes: tuple[Pane, ...]


class Exclusion(NamedTuple):
    reason: Name
    pattern: re.Pattern[str]
    scope: str | None


class Grammar(NamedTuple):
    """The words of the narrative and of tables; each field is a section of the grammar file."""

    breakdown: dict[str, list[str]]
    change: dict[str, list[str]]
    share: dict[str, list[str]]
    completion: dict[str, list[str]]
    comparison: dict[str, str]
    nil: dict[str, list[str]]
    labels: dict[str, list[str]]
    codes: dict[str, str]
    tables: dict[str, list[str]]
    captions: dict[str, str]
    profile: dict[str, str]
    language: dict[str, str]


_NO_CUES = ("base", "base_behind", "between", "results", "plans", "subject", "thresholds")
"""Keys of the grammar's sections whose words open or close nothing."""


@dataclass(frozen=True)
class Vocabulary:
    """Everything the readers know of the field's words."""

    concepts: dict[str, Concept]
    dimensions: dict[str, Dimension]
    units: dict[str, Unit]
    layouts: tuple[Layout, ...]
    exclusions: tuple[Exclusion, ...]
    grammar: Grammar
    aliases: tuple[tuple[str, Meaning], ...]
    kinds: dict[str, Kind]
    """Kinds of document."""
    kind_members: tuple[KindMember, ...]
    compared: frozenset[tuple[str, str]]
    """Members that a figure is compared with, as a plan is behind what came of it."""
    signs: tuple[tuple[str, str, Unit], ...]
    """Signs that stand before a number, the word behind it that goes with them if any, and the unit they make."""
    codes: dict[str, Classification]
    """Per dimension of codes, the names and years of its codes."""

    @cached_property
    def prose_terms(self) -> Phrases[Meaning | None]:
        """The terms that name figures in prose, and the filler words between them (which mean nothing)."""
        terms: list[tuple[str, Meaning | None]] = [entry for entry in self.aliases if not entry[1].table_only]
        return Phrases([*((word, None) for word in self.grammar.labels["fillers"]), *terms])

    @cached_property
    def table_terms(self) -> Phrases[Meaning | None]:
        """The terms that name rows and columns of tables, and filler words."""
        totals = self.grammar.tables["totals"]
        fillers = [(word, None) for word in (*self.grammar.labels["fillers"], *totals)]
        return Phrases([*fillers, *self.aliases])

    @cached_property
    def cues(self) -> Phrases[str]:
        """The words that give a sentence its structure, and what each does."""
        grammar = self.grammar
        sections = (
            ("", grammar.breakdown),
            ("", grammar.change),
            ("share_", grammar.share),
            ("complete_", grammar.completion),
            ("nil_", grammar.nil),
            ("", {"behind": grammar.labels.get("behind", [])}),
        )
        return Phrases(
            (word, prefix + kind)
            for prefix, section in sections
            for kind, words in section.items()
            if kind not in _NO_CUES
            for word in words
        )

    @cached_property
    def base_patterns(self) -> re.Pattern[str]:
        """What a change is measured against: one pattern, its group `year` where the base is a named year."""
        return re.compile("|".join(self.grammar.change["base"]), re.IGNORECASE)

    @cached_property
    def base_behind(self) -> re.Pattern[str] | None:
        """The same, of what may stand behind the change as well."""
        patterns = self.grammar.change.get("base_behind")
        return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None

    @cached_property
    def date_pattern(self) -> re.Pattern[str] | None:
        """A day in running text, its group `year` where it names one."""
        pattern = self.grammar.language.get("date")
        return re.compile(pattern, re.IGNORECASE) if pattern else None

    @cached_property
    def signed_units(self) -> dict[str, tuple[Unit | None, Phrases[Unit]]]:
        """Per sign the unit it makes alone, and those it makes with words behind the number."""
        found: dict[str, tuple[Unit | None, Phrases[Unit]]] = {}
        for sign in {sign for sign, _, _ in self.signs}:
            plain = next((unit for own, word, unit in self.signs if own == sign and not word), None)
            found[sign] = plain, Phrases((word, unit) for own, word, unit in self.signs if own == sign and word)
        return found

    @cached_property
    def sign_pattern(self) -> re.Pattern[str] | None:
        signs = "|".join(map(re.escape, self.signed_units))
        return re.compile(rf"(?P<sign>{signs})\s?(?=\d)") if signs else None

    @cached_property
    def comparison_patterns(self) -> re.Pattern[str]:
        """The words that compare what came of a plan with it: one pattern with a group for each kind."""
        return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in self.grammar.comparison.items()), re.I)

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The dimensions that headings give."""
        return frozenset(name for name, dimension in self.dimensions.items() if dimension.scope)

    @cached_property
    def measures(self) -> frozenset[str]:
        return frozenset(name for name, dimension in self.dimensions.items() if dimension.measure)

    @cached_property
    def often_unnamed(self) -> frozenset[str]:
        return frozenset(name for name, dimension in self.dimensions.items() if dimension.often_unnamed)

    @cached_property
    def numerals(self) -> re.Pattern[str]:
        """One numeral of prose, full-width commas that group its digits included."""
        return numerals_before([alias for alias, unit in self.units.items() if unit.quantity == MONEY])

    @cached_property
    def year_pattern(self) -> re.Pattern[str]:
        return re.compile(self.grammar.language["year"])

    @cached_property
    def members(self) -> dict[str, dict[str, str]]:
        """Per dimension, alias to member."""
        found: dict[str, dict[str, str]] = {name: {} for name in self.dimensions}
        for alias, meaning in self.aliases:
            if meaning.dimension and meaning.member:
                found[meaning.dimension].setdefault(alias.lower(), meaning.member)
        return found

    @cached_property
    def concept_aliases(self) -> dict[str, str]:
        return {
            alias.lower(): meaning.concept
            for alias, meaning in self.aliases
            if meaning.concept and not meaning.dimension
        }

    @cached_property
    def unit_phrases(self) -> Phrases[Unit]:
        return Phrases(self.units.items())

    def name_of(self, dimension: str, member: str, lang: str) -> str:
        """A member's name for people; an unknown member is its own name."""
        names = self.dimensions[dimension].names.get(member) if dimension in self.dimensions else None
        return names[lang] if names else member.lstrip("~")
