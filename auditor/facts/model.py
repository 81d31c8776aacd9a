"""The cube as read from one document: facts, the statements and claims they stand in, and the gaps."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from auditor.documents import Document, Location, SourceText, Table
from auditor.figures import Figure
from auditor.vocabulary import Layout, Pane, Vocabulary

State = Literal["printed", "blank", "dash", "word", "unreadable"]
Role = Literal["member", "total", "of_which", "apart"]
Dims = tuple[tuple[str, str], ...]
Key = tuple[str, Dims]


class Fact(NamedTuple):
    """One cell of the cube as printed once: concept, dimensions (the whole of a dimension is left out), figure, place."""

    number: int
    """Its place in the fact set."""
    concept: str
    """Empty for a figure that is only part of a claim (a percentage, a year)."""
    dims: Dims
    figure: Figure | None
    state: State
    location: Location
    label: str
    statement: int | None
    """The statement it is a cell of; None in the narrative."""
    row: int = -1
    column: int = -1
    section: int = -1
    """The section of the narrative it stands in."""

    @property
    def key(self) -> Key:
        return self.concept, self.dims

    @property
    def is_nil(self) -> bool:
        """Whether it says that there is nothing: blank, dash or zero."""
        return self.state in ("blank", "dash") or (self.figure is not None and self.figure.value == 0)


class Line(NamedTuple):
    """A row or a column of a statement. `parent` is the line it is part of, by its place in the list of lines."""

    at: int
    """The row or column of the table's grid."""
    label: str
    source: SourceText | None
    concept: str | None
    dims: dict[str, str]
    role: Role
    parent: int | None
    sure: bool = True
    """False where only indentation or the order of rows tells what it is part of."""
    code: SourceText | None = None
    """Where the code of a classification stands that is printed beside it, of several cells the first."""


class Block(NamedTuple):
    """A pane of a statement: its rows and its amount columns."""

    pane: Pane
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]


class Statement(NamedTuple):
    """A table understood: its layout if a template knows it, its unit, its panes."""

    number: int
    layout: Layout | None
    title: str
    table: Table
    blocks: tuple[Block, ...]
    problem: str | None = None
    """Why its figures cannot be placed, if they cannot."""


class Breakdown(NamedTuple):
    """A sentence splits a whole into parts; `exhaustive` where its words promise that these are all."""

    whole: Fact
    parts: tuple[Fact, ...]
    exhaustive: bool
    sure: bool
    """Whether every part is a known member of one dimension, so that the nesting is beyond doubt."""
    spread: bool = False
    """Whether the parts stand in paragraphs of their own."""


class Change(NamedTuple):
    """A stated change of a subject against its base; `direction` is 1, -1, or 0 for a word that says there is none."""

    subject: Key
    label: str
    direction: int
    amount: Fact | None
    percent: Fact | None
    current: Fact | None
    prior: Fact | None
    """The figure before the change, where it is printed."""
    word: Fact | None
    """The word that says there is no change."""
    parts: tuple[Change, ...]
    exhaustive: bool
    sure: bool
    loose: bool
    """Whether it is said to be approximate or on a comparable basis."""


class Share(NamedTuple):
    """A stated share of a part in a whole."""

    part: Fact
    whole: Fact
    percent: Fact
    label: str


class ShareSum(NamedTuple):
    """The shares of one exhaustive enumeration."""

    percents: tuple[Fact, ...]


class Completion(NamedTuple):
    """A stated share of a plan that was carried out; `plan` is None where only the difference from it is printed."""

    result: Fact
    plan: Fact | None
    percent: Fact
    others: tuple[Fact, ...]
    """The other plans of the same item."""
    difference: Fact | None
    direction: int


class Comparison(NamedTuple):
    """Words that say whether a result is more (1), less (-1) or as much (0) as its plan, and perhaps by how much."""

    result: Fact
    plan: Fact
    direction: int
    word: Fact
    amount: Fact | None
    loose: bool


class Nil(NamedTuple):
    """A sentence or note says that there is nothing of a kind."""

    subject: Key
    word: Fact
    section: int


class Period(NamedTuple):
    """A year that must be the document's own or stand next to it; `about` is comparison or cutoff."""

    about: str
    year: Fact
    own: Fact | None


class NamedPlace(NamedTuple):
    """The place of an item in a classification as prose names it: the code it means, and each level by its name."""

    dimension: str
    code: str
    levels: tuple[tuple[str, Fact], ...]
    """The code of each level that is named, and the words that name it."""


class Roster(NamedTuple):
    """Names, without figures, of what an amount is made of; `exhaustive` where the words before promise that these are all."""

    whole: Fact
    names: tuple[Fact, ...]
    exhaustive: bool
    trails_off: bool
    """Whether words behind the last name say that there are more."""
    section: int


class Passage(NamedTuple):
    """A paragraph that states something, the glossary and the table of contents left out, or the heading of a section."""

    source: SourceText
    is_heading: bool
    place: int
    """The place of its block in the document."""


Claim = Breakdown | Change | Comparison | Completion | Share | ShareSum | Nil | Period | NamedPlace | Roster


class Gap(NamedTuple):
    """Something that should have become a fact and did not. The reason is a message key with its arguments."""

    line: int
    reason: str
    arguments: dict[str, str]
    core: bool = False


class Profile(NamedTuple):
    """What the document is about."""

    title: str | None
    organisation: str | None
    year: int | None
    kind: str
    """A kind of document, or unknown."""
    year_fact: Fact | None


@dataclass
class FactSet:
    """Everything read from one document."""

    document: Document
    vocabulary: Vocabulary
    profile: Profile
    statements: list[Statement] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    """The prose in reading order."""

    @cached_property
    def by_concept(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            if fact.concept:
                found.setdefault(fact.concept, []).append(fact)
        return found

    @cached_property
    def by_home(self) -> dict[tuple[str, str | None], list[Fact]]:
        """Facts by concept and the layout of the table they stand in."""
        found: dict[tuple[str, str | None], list[Fact]] = {}
        for fact in self.facts:
            if fact.concept:
                found.setdefault((fact.concept, self.layout_of(fact)), []).append(fact)
        return found

    @cached_property
    def by_key(self) -> dict[Key, list[Fact]]:
        found: dict[Key, list[Fact]] = {}
        for fact in self.facts:
            if fact.concept:
                found.setdefault(fact.key, []).append(fact)
        return found

    @cached_property
    def cells_by_scope(self) -> dict[Key, list[Fact]]:
        """Table facts by concept and dimensions, those left out that prose often does not name."""
        found: dict[Key, list[Fact]] = {}
        for fact in self.facts:
            if fact.statement is not None and fact.state not in ("word", "unreadable"):
                dims = tuple(entry for entry in fact.dims if entry[0] not in self.vocabulary.often_unnamed)
                found.setdefault((fact.concept, dims), []).append(fact)
        return found

    @cached_property
    def cells_by_member(self) -> dict[tuple[str, str], list[Fact]]:
        """Table facts by each of their members."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.facts:
            if fact.statement is not None and fact.concept:
                for entry in fact.dims:
                    found.setdefault(entry, []).append(fact)
        return found

    @cached_property
    def top_rows(self) -> set[tuple[int, int]]:
        """The rows, by statement and row, that no other row of their table includes, a row of totals aside."""
        return {
            (statement.number, line.at)
            for statement in self.statements
            for block in statement.blocks
            for line in block.rows
            if line.role == "member" and (line.parent is None or block.rows[line.parent].role == "total")
        }

    @cached_property
    def cells(self) -> dict[tuple[int, int, int], Fact]:
        """Table facts by statement, row and column of the grid."""
        return {(fact.statement, fact.row, fact.column): fact for fact in self.facts if fact.statement is not None}

    def add(self, fact: Fact) -> Fact:
        """Number a fact and keep it."""
        numbered = fact._replace(number=len(self.facts))
        self.facts.append(numbered)
        return numbered

    def loose_in(self, statement: int) -> list[Fact]:
        """The figures of a table that could not be laid out."""
        return [fact for fact in self.cells_by_member.get(("unplaced", "yes"), ()) if fact.statement == statement]

    def layout_of(self, fact: Fact) -> str | None:
        """The layout of the statement a fact is a cell of."""
        if fact.statement is None:
            return None
        layout = self.statements[fact.statement].layout
        return layout.id if layout else None


def dims_of(members: dict[str, str], free: frozenset[tuple[str, str]] = frozenset()) -> Dims:
    """Dimensions in their one order, without the members that do not tell cells of the concept apart."""
    return tuple(sorted(entry for entry in members.items() if entry not in free))
