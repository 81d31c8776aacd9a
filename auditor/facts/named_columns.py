"""Columns of amounts by the names of their rows, whatever template their table has or has not.

`2025年市本级…收入执行情况表 / 2025年 / 执行数` and `2026年市本级…收入预算表 / 2025年执行数` are set in one level, budget, year and
measure: the row `契税` is one cell, printed twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from auditor.facts.fact import Fact
from auditor.facts.labels import squeeze
from auditor.facts.model import OPEN, Block, FactSet, Line, Setting
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary, pattern_of


class NamedColumn(NamedTuple):
    """A column whose words say all that tells its cells from others, with its figures by the names of their rows."""

    statement: int
    at: int
    setting: Setting
    cells: dict[str, Fact]
    """By the name of the row, or by its code where several rows bear the name."""
    totals: dict[str, Fact]
    """The rows of totals, by their words."""
    names: frozenset[str]
    """The names of all rows but totals, also of those without a figure in it."""
    amounts: frozenset[Decimal]
    """All that it prints, in base units."""
    rows: tuple[tuple[str, Fact], ...]
    """All that it prints, with the names of the rows as they are printed."""


def named_columns(facts: FactSet) -> list[NamedColumn]:
    """The columns of all tables that say of which year and measure they are, in the order of the document."""
    return list(_named_columns(facts))


def _named_columns(facts: FactSet) -> Iterator[NamedColumn]:
    explained: dict[str, bool] = {}
    for statement in facts.statements:
        for block in statement.blocks:
            names, totals = _names_of_rows(block, facts.vocabulary)
            known = frozenset(names.values()) - {""}
            labels = {row.at: squeeze(row.label) for row in block.rows}
            for column in block.columns:
                setting = statement.settings[column.at] if column.at < len(statement.settings) else Setting()
                header = "/".join(statement.table.columns[column.at].path)
                if header not in explained:
                    explained[header] = _is_explained(header, facts.vocabulary)
                if not setting.year or setting.is_derived or not explained[header]:
                    continue
                found = {row.at: facts.cells.get((statement.number, row.at, column.at)) for row in block.rows}
                printed = {at: fact for at, fact in found.items() if fact is not None and fact.figure is not None}
                cells = {names[at]: fact for at, fact in printed.items() if names[at]}
                if cells:
                    sums = {totals[at]: fact for at, fact in printed.items() if at in totals}
                    amounts = frozenset(fact.figure.base for fact in printed.values() if fact.figure)
                    rows = tuple((labels[at], fact) for at, fact in printed.items())
                    yield NamedColumn(statement.number, column.at, setting, cells, sums, known, amounts, rows)


def _names_of_rows(block: Block, vocabulary: Vocabulary) -> tuple[dict[int, str], dict[int, str]]:
    """What each row is known by, and the words of those that are totals.

    The name is empty for a total, for a row that shares its name with others and for one whose name is that of several things:
    `其他支出` is a class, and an item of many, and nothing without its code.
    """
    ends = tuple(vocabulary.grammar.tables["totals"])
    labels = [squeeze(row.label) for row in block.rows]
    counts = Counter(labels)
    names, totals = {}, {}
    for row, label in zip(block.rows, labels, strict=True):
        code = _code_of(row, block)
        is_open = counts[label] > 1 or (not code and len(vocabulary.codes_named(label)) > 1)
        names[row.at] = f"#{code}" if is_open and code else "" if is_open else label
        if row.role == "total" or label.lower().endswith(ends):
            names[row.at] = ""
            totals[row.at] = label
    return names, totals


def _code_of(row: Line, block: Block) -> str:
    code = row.dims.get(block.pane.rows, "")
    return code if block.codes and code.isdigit() else ""


def _is_explained(header: str, vocabulary: Vocabulary) -> bool:
    """Whether a header has no word but a year, those of settings and plain ones."""
    rest = vocabulary.year_pattern.sub("", header)
    for word in vocabulary.members.get("year", ()):
        rest = rest.replace(word, "")
    for setting in vocabulary.settings:
        for member in setting.members:
            rest = pattern_of(member.words).sub("", rest)
    return not pattern_of(vocabulary.plain).sub("", rest)


def is_one_setting(facts: FactSet, left: Setting, right: Setting) -> bool:
    """Whether two columns are of one level, budget, year, measure and coverage, as far as these are told; the budget is.

    A table that is titled with the name of a place is of all of it beside one that says so.
    """
    if left.year != right.year:
        return False
    for setting, one, two in zip(facts.vocabulary.settings, left.members, right.members, strict=True):
        members = {member.id: member for member in setting.members}
        if OPEN in (one, two) or (setting.dimension and not (one and two)):
            return False
        vague = [name for name in (one, two) if name and members[name].vague]
        if one != two and not any({one, two} <= {name, *members[name].may_be} for name in vague):
            return False
    return True
