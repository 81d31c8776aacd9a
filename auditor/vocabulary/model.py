"""The vocabulary's types: concepts, dimensions, layouts, the words of grammar."""

import re
from functools import cache

from auditor.tuples import NamedTuple
from auditor.vocabulary.phrases import either_case

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
    whole_name: tuple[str, ...] = ()
    """Names that mean it where an amount of prose, in no list, is called so: 培训费 in a list of costs is an item of it."""


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
    own_bases: str | None = None
    """A pattern of what it compares its own year with, besides the year before: what was planned, what was told at first."""


class Publisher(NamedTuple):
    """Who publishes documents, and a pattern of the titles that tell it."""

    id: str
    name: Name
    titles: str
    parts_totals: bool = False
    """Whether it prints totals that hold more than the words of its sentences say: 支出总计 has what is passed on, 支出 has not."""
    tells_some: bool = False
    """Whether its sentences tell some of the classes of a sum without saying so: 民生支出8亿元，其中教育支出2亿元、住房保障支出1亿元."""
    is_place: bool = False
    """Whether its documents name it by its place alone."""


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
    alone: bool = False
    """Whether the phrase means this only where it is a name by itself, and in others is a word like any."""
    prose_only: bool = False
    """Whether it means this in sentences, not in tables."""


@cache
def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern of the rule files, compiled when it is first needed."""
    return either_case(text)


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
    header: str | None = None
    """A pattern of the header of its columns, by which it is known wherever it stands; None: known by its position."""
    known_only: bool = False
    """Whether rows of unknown names are no parts of its totals, because the pane lists other things below."""
    by_labels: bool = False
    """Whether the template says only what its figures are; how its lines add up is told by their own labels."""
    is_list: bool = False
    """Whether its rows stand beside one another and add up to nothing but a row that is called a total."""


class Layout(NamedTuple):
    """A table as the templates print it, known by its title and its header words."""

    id: str
    known_as: str
    """By what the identities of findings know it: its id, or one that it had before."""
    name: Name
    title: str
    unless: str | None
    header: tuple[str, ...]
    core: bool
    since: int | None
    """The first year whose documents must print it, where rules demand it; None for all."""
    indicators: bool
    panes: tuple[Pane, ...]


class SettingMember(NamedTuple):
    """What a table may be set in, as 本级 or 全省; `words` is a pattern of what says so."""

    id: str
    words: str
    may_be: frozenset[str]
    """Members that the words may also stand for."""
    vague: bool
    """Whether two tables that are both so need not be of the same."""
    kind: str | None
    """The kind of document whose tables are so where no word says otherwise."""


class TableSetting(NamedTuple):
    """A way in which tables differ whose lines read alike: `2023年全省支出表` and `2023年省本级支出表`."""

    id: str
    members: tuple[SettingMember, ...]
    told_apart: bool
    """Whether a table that names none is of an unknown one, in a document whose other tables name theirs."""
    otherwise: bool
    """Whether a table that names none is of another than those that do."""
    of_chapter: bool
    """Whether the heading of the chapter says it for the tables below."""
    of_notes: bool
    """Whether the other lines above a table say it as well."""
    dimension: str | None
    """The dimension whose members the lines of a table may name themselves."""
    without: str | None
    """A pattern of names that hold the words and do not mean them."""


class Exclusion(NamedTuple):
    reason: Name
    pattern: re.Pattern[str]
    scope: str | None


class Grammar(NamedTuple):
    """The words of the narrative and of tables; each field is a section of the grammar file."""

    breakdown: dict[str, list[str]]
    change: dict[str, list[str]]
    share: dict[str, list[str]]
    movement: dict[str, list[str]]
    completion: dict[str, list[str]]
    comparison: dict[str, str]
    pairs: dict[str, str]
    """Patterns of what tells the two amounts of one thing apart: 上年 and 本年, 预算 and 实际."""
    nil: dict[str, list[str]]
    labels: dict[str, list[str]]
    codes: dict[str, str]
    tables: dict[str, list[str]]
    captions: dict[str, str]
    profile: dict[str, str]
    language: dict[str, str]
    structure: dict[str, str]
    """Patterns of what the words of a table say of its sums."""
