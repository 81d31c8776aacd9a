"""The vocabulary's types: concepts, dimensions, layouts, the words of grammar, and how they are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from auditor.figures import Unit
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


class Meaning(NamedTuple):
    """What a phrase contributes to a label: a concept, or a member of a dimension and the concept it implies."""

    concept: str | None
    dimension: str | None = None
    member: str | None = None
    table_only: bool = False


@cache
def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern of the rule files, compiled when it is first needed."""
    return re.compile(text)


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
    kind: str
    core: bool
    indicators: bool
    measure: str | None
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
    nil: dict[str, list[str]]
    labels: dict[str, list[str]]
    codes: dict[str, str]
    tables: dict[str, list[str]]
    captions: dict[str, str]
    profile: dict[str, str]


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
        )
        return Phrases(
            (word, prefix + kind)
            for prefix, section in sections
            for kind, words in section.items()
            if kind not in ("base", "between", "thresholds")
            for word in words
        )

    @cached_property
    def base_patterns(self) -> re.Pattern[str]:
        """What a change is measured against: one pattern, its group `year` where the base is a named year."""
        first, *others = self.grammar.change["base"]
        return re.compile("|".join([first, *others]))

    @cached_property
    def members(self) -> dict[str, dict[str, str]]:
        """Per dimension, alias to member."""
        found: dict[str, dict[str, str]] = {name: {} for name in self.dimensions}
        for alias, meaning in self.aliases:
            if meaning.dimension and meaning.member:
                found[meaning.dimension].setdefault(alias, meaning.member)
        return found

    @cached_property
    def concept_aliases(self) -> dict[str, str]:
        return {alias: meaning.concept for alias, meaning in self.aliases if meaning.concept and not meaning.dimension}

    @cached_property
    def unit_phrases(self) -> Phrases[Unit]:
        return Phrases(self.units.items())

    def name_of(self, dimension: str, member: str, lang: str) -> str:
        """A member's name for people; an unknown member is its own name."""
        names = self.dimensions[dimension].names.get(member) if dimension in self.dimensions else None
        return names[lang] if names else member.lstrip("~")
