"""What was read from one document: its facts, the statements and claims they stand in, and the gaps."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from auditor.documents import Document, SourceText, Table
from auditor.facts.claims import (
    Breakdown,
    Change,
    Claim,
    Comparison,
    Completion,
    NamedPlace,
    Nil,
    Period,
    Roster,
    Share,
    ShareSum,
)
from auditor.facts.clauses import ReadClause
from auditor.facts.fact import Dims, Fact, Key, dims_of
from auditor.facts.tables.series import Series
from auditor.figures import Unit
from auditor.resolution import Structure
from auditor.tuples import NamedTuple
from auditor.vocabulary import Form, Layout, Pane, Vocabulary

__all__ = [
    "OPEN",
    "Block",
    "Breakdown",
    "Change",
    "Claim",
    "Comparison",
    "Completion",
    "Dims",
    "Fact",
    "FactSet",
    "Gap",
    "Key",
    "Line",
    "NamedPlace",
    "Nil",
    "Passage",
    "Period",
    "Profile",
    "ReadClause",
    "Role",
    "Roster",
    "Setting",
    "Share",
    "ShareSum",
    "Statement",
    "dims_of",
]
"""With what the narrative is made into: facts and claims have modules of their own."""

Role = Literal["member", "total", "of_which", "apart"]


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
    """Those with amounts."""
    labels: tuple[int, ...] = ()
    """The columns of the grid with names of rows."""
    codes: tuple[int, ...] = ()
    """The columns of the grid with codes of rows, of all classifications."""
    bodies: tuple[int, ...] = ()
    """The columns of the grid with codes of bodies (单位编码)."""
    ordinals: tuple[int, ...] = ()
    """The columns of the grid with numbers of rows (序号)."""
    series: Series | None = None
    """The words that take turns down a column of rows (2025年, 2026年, 增减), if any do."""


class Setting(NamedTuple):
    """What a column's cells are of beside their lines, as `2025年全市…执行情况表` and `年初预算数` say: 全市, 年初预算, 2025."""

    members: tuple[str, ...] = ()
    """A member for each setting of the vocabulary: empty where no word says one, `OPEN` where nobody knows which."""
    year: int | None = None
    is_derived: bool = False
    """Whether the column is made of others of its row, as a rate is."""


OPEN = "?"
BODY = "unit"
"""The dimension of bodies."""
_LEAST_BLANKS = 5
"""A table with fewer cells of amounts that are all blank is not told from one with an omission."""


class Statement(NamedTuple):
    """A table understood: its layout if a template knows it, its unit, its panes."""

    number: int
    layout: Layout | None
    title: str
    table: Table
    blocks: tuple[Block, ...]
    problem: str | None = None
    """Why its figures cannot be placed, if they cannot."""
    form: Form | None = None
    """The form that it is, if it is one; it then has no panes."""
    settings: tuple[Setting, ...] = ()
    """What its cells are of beside their lines, for each column of the grid."""
    is_of_the_year: bool = False
    """Whether its own words say that nothing from before is in its figures."""
    unit: Unit | None = None
    """The unit of its amounts, where their own words name no other; None if unknown."""
    unit_inherited: bool = False
    """Whether that is the unit of the table it goes on with, and not printed above this one."""


class Passage(NamedTuple):
    """A paragraph that states something, the glossary and the table of contents left out, or the heading of a section."""

    source: SourceText
    is_heading: bool
    place: int
    """The place of its block in the document."""


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
    publisher: str
    """Who publishes it, or unknown."""
    is_titled: bool = False
    """Whether a title says the year: that of a text without one is a guess, which accuses no other."""


@dataclass
class FactSet:
    """Everything read from one document."""

    document: Document
    vocabulary: Vocabulary
    profile: Profile
    statements: list[Statement] = field(default_factory=list)
    structures: list[Structure] = field(default_factory=list)
    """How the lines of the tables add up: the reading chosen for each structure, and how far it is to be trusted."""
    facts: list[Fact] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    """The prose in reading order."""
    clauses: list[ReadClause] = field(default_factory=list)
    """How the clauses of the prose were read, in reading order."""
    bodies: set[str] = field(default_factory=set)
    """The bodies that the prose tells apart: 全市, 市本级."""
    told_bodies: dict[int, str] = field(default_factory=dict)
    """The words for the body that an amount of the prose is of, as its sentence or those above say, by the number of its fact."""
    definitions: list[SourceText] = field(default_factory=list)
    """The paragraphs of the glossary."""
    parts: list["FactSet"] = field(default_factory=list)
    """The disclosures of a document that has several, each read by itself; this fact set has what all of them say."""
    first_statement: int = 0
    first_fact: int = 0
    first_structure: int = 0
    """The numbers of the first statement, fact and structure: those of a part go on from the parts before it."""
    known_as: str | None = None
    """What findings know it by; its body, year and kind where that is None."""

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
    def cells_of_next_year(self) -> dict[Key, list[Fact]]:
        """The same of the year behind that of the document, by what they are of beside it: `2025年预算数` of a report on 2024."""
        year = (self.profile.year or 0) + 1
        found: dict[Key, list[Fact]] = {}
        for cells in self.cells_by_scope.values():
            for cell in cells:
                if self.setting_of(cell).year == year:
                    dims = tuple(
                        (name, member) for name, member in cell.dims if name != "year" and str(year) not in member
                    )
                    found.setdefault((cell.concept, dims), []).append(cell)
        return found

    @cached_property
    def cells_of_only_body(self) -> dict[Key, list[Fact]]:
        """The same of tables that have the rows of one body and no total: what prose says of all is what it has."""
        bodies: dict[int, set[str | None]] = {}
        for fact in self.facts:
            if fact.statement is not None and fact.concept:
                bodies.setdefault(fact.statement, set()).add(dict(fact.dims).get(BODY))
        alone = {number for number, members in bodies.items() if len(members) == 1 and None not in members}
        found: dict[Key, list[Fact]] = {}
        for (concept, dims), cells in self.cells_by_scope.items():
            own = [cell for cell in cells if cell.statement in alone]
            if own:
                found.setdefault((concept, tuple(entry for entry in dims if entry[0] != BODY)), []).extend(own)
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
    def clause_at(self) -> dict[tuple[int, int], int]:
        """The clauses of the prose, by their number, at line and column of their numerals and of the words in their slots."""
        found: dict[tuple[int, int], int] = {}
        for number, clause in enumerate(self.clauses):
            for start in (*clause.figures, *(start for _, start, _ in clause.slots)):
                found.setdefault(clause.source.place(start), number)
        return found

    @cached_property
    def kept_apart(self) -> dict[int, dict[str, Decimal]]:
        """For each table its lines such as 上年结转, which belong to a total and not to what the table is of, and what stands there.

        A table without such lines is not in it; where they are blank, it is nothing.
        """
        main = {pane.concept for layout in self.vocabulary.layouts for pane in layout.panes}
        beside = {part for whole in self.vocabulary.concepts.values() for part in whole.parts} - main
        largest: dict[int, dict[str, Decimal]] = {}
        for fact in self.facts:
            if fact.statement is not None and fact.concept in beside:
                amounts = largest.setdefault(fact.statement, {})
                amount = abs(fact.figure.base) if fact.figure else Decimal(0)
                amounts[fact.concept] = max(amount, amounts.get(fact.concept, Decimal(0)))
        return largest

    @cached_property
    def told_in_rows(self) -> set[int]:
        """The tables that leave such lines out of what stands beside them: in rows of their own.

        A column of them, 合计 / 拨款收入 / 上年结余, is a part of the total of its row.
        """
        printed = {(fact.statement, fact.row, fact.concept) for fact in self.facts if fact.statement in self.kept_apart}
        wholes = self.vocabulary.concepts.values()
        beside = {
            one: {part for whole in wholes if one in whole.parts for part in whole.parts} - {one}
            for one in self.vocabulary.concepts
        }
        return {
            statement
            for statement, row, concept in printed
            if statement is not None
            and concept in self.kept_apart[statement]
            and not any((statement, row, other) in printed for other in beside[concept])
        }

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

    @cached_property
    def empty_tables(self) -> set[int]:
        """The tables of some length that print no amount at all: a blank among figures may be an omission, theirs are none."""
        cells = Counter(fact.statement for fact in self.facts if fact.statement is not None)
        printing = {fact.statement for fact in self.facts if fact.figure is not None}
        return {table for table, count in cells.items() if count >= _LEAST_BLANKS and table not in printing}

    @cached_property
    def row_labels(self) -> dict[tuple[int, int], str]:
        """The label of each row of a pane, by statement and row of the grid."""
        found: dict[tuple[int, int], str] = {}
        for statement in self.statements:
            for block in statement.blocks:
                for line in block.rows:
                    found.setdefault((statement.number, line.at), line.label)
        return found

    @property
    def disclosures(self) -> list["FactSet"]:
        """What is held against the rules by itself: the document, or each of its parts."""
        return self.parts or [self]

    @property
    def next_statement(self) -> int:
        return self.first_statement + len(self.statements)

    @property
    def next_fact(self) -> int:
        return self.first_fact + len(self.facts)

    def statement(self, number: int) -> Statement:
        """The statement of a number."""
        return self.statements[number - self.first_statement]

    def add_part(self, part: "FactSet") -> None:
        """Take up the next disclosure of the document."""
        start = sum(len(before.document.blocks) for before in self.parts)
        self.parts.append(part)
        self.statements += part.statements
        self.structures += part.structures
        self.facts += part.facts
        self.claims += part.claims
        self.gaps += part.gaps
        self.definitions += part.definitions
        self.passages += [entry._replace(place=entry.place + start) for entry in part.passages]
        self.clauses += part.clauses
        self.bodies |= part.bodies
        self.told_bodies |= part.told_bodies

    def add(self, fact: Fact) -> Fact:
        """Number a fact and keep it."""
        numbered = fact._replace(number=self.next_fact)
        self.facts.append(numbered)
        return numbered

    def loose_in(self, statement: int) -> list[Fact]:
        """The figures of a table that could not be laid out."""
        return [fact for fact in self.cells_by_member.get(("unplaced", "yes"), ()) if fact.statement == statement]

    def setting_of(self, fact: Fact) -> Setting:
        """What a cell of a table is of beside its lines; of prose nothing is known."""
        if fact.statement is None:
            return Setting()
        settings = self.statement(fact.statement).settings
        return settings[fact.column] if 0 <= fact.column < len(settings) else Setting()

    def source_of(self, fact: Fact) -> str | None:
        """The path of the document that a fact is of, where these are the facts of several."""
        return None

    def layout_of(self, fact: Fact) -> str | None:
        """The layout of the statement a fact is a cell of, or the form it is."""
        if fact.statement is None:
            return None
        statement = self.statement(fact.statement)
        template = statement.form or statement.layout
        return template.id if template else None
