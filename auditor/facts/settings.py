"""What tables are set in: `2023年全省支出决算表` and `2023年省本级支出决算表` print other cells under like rows.

The words of a column's header go before those of the table's title, these before those of the heading of its chapter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from auditor.documents import Paragraph, Table
from auditor.facts.captions import captions_of
from auditor.facts.fact import Fact, dims_of
from auditor.facts.former_years import years_of_tables
from auditor.facts.labels import squeeze
from auditor.facts.model import OPEN, FactSet, Profile, Setting, Statement
from auditor.tuples import NamedTuple
from auditor.vocabulary import TableSetting, pattern_of

_NOTHING = Decimal(0)
_LONGEST_TITLE = 60
_YEARS_ON_PURPOSE = 3
"""A year that so many tables are titled with is theirs; in fewer it may have been left over from the year before."""


class _Words(NamedTuple):
    """What is printed above a table: its title with what stands in brackets and notes, and the heading of its chapter."""

    title: str
    notes: str
    chapter: str


def set_settings(facts: FactSet) -> None:
    """Give every table the settings of its columns, and take from cells what only the template presumed of them."""
    if not facts.vocabulary.settings:
        return
    words = _words_of_tables(facts)
    said = {
        setting.id: any(
            member_in(setting, words[entry.number - facts.first_statement].title)
            for entry in facts.statements
            if entry.layout and entry.layout.core
        )
        for setting in facts.vocabulary.settings
    }
    years = _years(facts)
    for entry in facts.statements:
        columns = tuple(
            _columns(facts, entry, words[entry.number - facts.first_statement], years.get(entry.number), said)
        )
        facts.statements[entry.number - facts.first_statement] = entry._replace(
            settings=columns, is_of_the_year=_is_of_the_year(facts, entry)
        )
    _take_presumed(facts, words)


def _words_of_tables(facts: FactSet) -> list[_Words]:
    """For each statement, in order, the words above its table."""
    title = pattern_of(facts.vocabulary.grammar.profile["title"])
    stops = tuple(facts.vocabulary.grammar.language["stops"])
    by_line = {entry.table.line: entry for entry in facts.statements}
    of_tables = {entry.title for entry in facts.statements}
    found: dict[int, _Words] = {}
    chapter = ""
    for index, block in enumerate(facts.document.blocks):
        if isinstance(block, Table):
            entry = by_line.get(block.line)
            if entry is not None:
                captions = captions_of(facts.document.blocks, index, facts.vocabulary)
                found[entry.number] = _Words(entry.title, squeeze(" ".join(it.text for it in captions)), chapter)
        elif isinstance(block, Paragraph) and not block.contents:
            text = squeeze(block.source.text)
            is_title = len(text) <= _LONGEST_TITLE and not text.endswith(stops) and title.search(text)
            if is_title and text not in of_tables:
                chapter = text
    return [found.get(entry.number, _Words(entry.title, "", "")) for entry in facts.statements]


def _years(facts: FactSet) -> dict[int, int]:
    """The year of each table: the document's, or that of its own title where that is no remnant of the year before."""
    own = facts.profile.year
    titled = {number: year for number, year in years_of_tables(facts).items() if facts.statement(number).layout}
    counts = Counter(titled.values())
    at_home = {entry.layout.id for entry in facts.statements if entry.layout and titled.get(entry.number, own) == own}
    years: dict[int, int] = {}
    for entry in facts.statements:
        year = titled.get(entry.number, own)
        if year != own and year is not None and entry.layout and entry.layout.id not in at_home:
            year = year if counts[year] >= _YEARS_ON_PURPOSE else own
        if year is not None:
            years[entry.number] = year
    return years


def _columns(
    facts: FactSet, entry: Statement, words: _Words, year: int | None, said: dict[str, bool]
) -> Iterator[Setting]:
    """The setting of each column of a table's grid."""
    vocabulary = facts.vocabulary
    derived = pattern_of(vocabulary.derived)
    before = tuple(vocabulary.members.get("year", ()))
    of_table = [_of_table(setting, words, facts.profile, said[setting.id]) for setting in vocabulary.settings]
    for column in entry.table.columns:
        header = "/".join(column.path)
        members = tuple(
            member_in(setting, header) or above for setting, above in zip(vocabulary.settings, of_table, strict=True)
        )
        dated = [int(match["year"]) for match in vocabulary.year_pattern.finditer(header)]
        own = year - 1 if year is not None and any(word in header for word in before) else year
        yield Setting(members, dated[-1] if dated else own, derived.search(header) is not None)


def _of_table(setting: TableSetting, words: _Words, profile: Profile, said: bool) -> str:
    """The member that a table as a whole is set in.

    `金额` in an annex to a report on 预算执行情况 may be what was planned or what was done.
    """
    texts = (words.title, words.notes if setting.of_notes else "", words.chapter if setting.of_chapter else "")
    named = next((member for text in texts if (member := member_in(setting, text))), "")
    if named:
        return named
    of_kind = next((member.id for member in setting.members if member.kind == profile.kind), "")
    if of_kind and member_in(setting, profile.title or "") not in ("", of_kind):
        return OPEN
    return of_kind or (OPEN if said and setting.told_apart else "")


def _is_of_the_year(facts: FactSet, entry: Statement) -> bool:
    """Whether a header or a row says 本年收入 or the like."""
    words = pattern_of(facts.vocabulary.of_the_year)
    labels = (line.label for block in entry.blocks for line in (*block.rows, *block.columns))
    return any(words.search(label) for label in labels)


@lru_cache(maxsize=4096)
def member_in(setting: TableSetting, text: str) -> str:
    """The member whose words a text has, empty where it has none."""
    if setting.without:
        text = pattern_of(setting.without).sub("", text)
    return next((member.id for member in setting.members if pattern_of(member.words).search(text)), "")


def _take_presumed(facts: FactSet, words: list[_Words]) -> None:
    """`基本支出预算表` beside `一般公共预算基本支出表` is of all money: what the template presumes and the title leaves out goes."""
    taken: dict[int, str] = {}
    for setting in facts.vocabulary.settings:
        name = setting.dimension
        if name is None:
            continue
        presuming = [
            (entry, member_in(setting, words[entry.number - facts.first_statement].title))
            for entry in facts.statements
            if entry.layout and any(name in pane.dims for pane in entry.layout.panes)
        ]
        named = {entry.layout.id for entry, member in presuming if entry.layout and member}
        taken |= {
            entry.number: name
            for entry, member in presuming
            if entry.layout and not member and entry.layout.id in named
        }
    for place, fact in enumerate(facts.facts):
        name = taken.get(fact.statement) if fact.statement is not None else None
        if name is not None:
            facts.facts[place] = fact._replace(dims=dims_of({**dict(fact.dims), name: ""}, frozenset([(name, "")])))


Likeness = Literal["same", "wider", "open", "other"]
"""Wider: the same but for what one of the tables may hold that was carried over."""


def are_settled(facts: FactSet, cells: Iterable[Fact]) -> bool:
    """Whether cells that a rule relates are of one known setting; which budget each is of is the rule's own affair.

    A sum of 全市 with a part of 市本级, or of the year's budget with last year's outturn, is none.
    """
    known = [fact for fact in cells if fact.statement is not None]
    owned = frozenset(setting.dimension for setting in facts.vocabulary.settings if setting.dimension)
    return all(
        known[0].statement == other.statement
        or likeness_of(facts.vocabulary.settings, facts.setting_of(known[0]), facts.setting_of(other), owned) == "same"
        for other in known[1:]
    )


def likeness(facts: FactSet, left: Fact, right: Fact) -> Likeness:
    """Whether two cells that read alike are the same, surely others, or nobody knows: unknown is never the same.

    `2025年预算数` under `全市…` is surely another than `2025年预算数` under `市本级…`; below `市级…` it may be the latter.
    """
    named = frozenset(name for name, _ in left.dims) & frozenset(name for name, _ in right.dims)
    found = likeness_of(facts.vocabulary.settings, facts.setting_of(left), facts.setting_of(right), named)
    return "wider" if found == "same" and any(carried_between(facts, left, right)) else found


def carried_between(facts: FactSet, left: Fact, right: Fact) -> tuple[Decimal, Decimal]:
    """By how much the right cell may be smaller and larger than the left, where 上年结转 is a line of one table and no word of the other.

    Income beside that line leaves it out, and the other table's may hold it; expenditure was paid from it, and the other
    table's may leave it out.
    """
    less, more = _carried(facts, left, right)
    larger, smaller = _carried(facts, right, left)
    return max(less, smaller), max(more, larger)


def _carried(facts: FactSet, cell: Fact, other: Fact) -> tuple[Decimal, Decimal]:
    """By how much the other cell may be smaller and larger than that of a table with such lines."""
    if cell.statement is None or other.statement is None or other.statement in facts.told_in_rows:
        return _NOTHING, _NOTHING
    amounts = facts.kept_apart.get(cell.statement, {})
    if facts.statement(other.statement).is_of_the_year or not any(amounts.values()):
        return _NOTHING, _NOTHING
    own = {part for whole in facts.vocabulary.concepts.values() if cell.concept in whole.parts for part in whole.parts}
    more = sum((amount for concept, amount in amounts.items() if concept in own), _NOTHING)
    return sum(amounts.values(), _NOTHING) - more, more


@cache
def likeness_of(settings: tuple[TableSetting, ...], left: Setting, right: Setting, named: frozenset[str]) -> Likeness:
    """The same of what two columns are of, the settings left out whose dimension the lines of both name themselves."""
    if left.is_derived or right.is_derived:
        return "other"
    if left.year != right.year and left.year and right.year:
        return "other"
    found: Likeness = "same" if left.year == right.year else "open"
    for setting, one, two in zip(settings, left.members, right.members, strict=False):
        if setting.dimension not in named:
            kind = _member_likeness(setting, one, two)
            if kind == "other":
                return kind
            found = "open" if kind == "open" else found
    return found


def _member_likeness(setting: TableSetting, one: str, two: str) -> Likeness:
    members = {member.id: member for member in setting.members}
    if one == two:
        return "open" if one == OPEN or (one and members[one].vague) else "same"
    if OPEN in (one, two) or (not setting.otherwise and "" in (one, two)):
        return "open"
    may_be = any(name in members[other].may_be for name, other in ((one, two), (two, one)) if other)
    return "open" if may_be else "other"
