"""Sides agree: the rows that end two panes side by side, each known by its name, print the same in every column.

收入          上年执行数   预算数   支出          上年执行数   预算数
...
收入总计      271,468     271,385  支出总计      271,468     271,385
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from auditor.checks.agreement.compare import compare
from auditor.checks.rule import Layouts, Rule, Sentence
from auditor.checks.select import NamedLine, NamedLines
from auditor.facts import FactSet, Statement
from auditor.facts.labels import squeeze
from auditor.facts.model import Block, Line
from auditor.facts.tables.amounts import is_computed
from auditor.messages import told
from auditor.verdicts import Verdict
from auditor.vocabulary import pattern_of


class SidesAgree(Rule):
    """The rows that end the two sides of a table print the same, column by column.

    Panes whose columns have other headers, or that go on below their totals, are not held against each other.
    """

    kind: ClassVar[str] = "sides-agree"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = ("{lines}", "{lines}")

    layouts: Layouts
    """The tables it speaks of."""
    lines: NamedLines
    """The rows that end the two sides, then those of which one side must have one: without what is transferred or carried over the
    totals are those of two lists."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for statement in facts.statements:
            if (statement.layout.id if statement.layout else "none") not in self.layouts:
                continue
            for first, second in pairwise(statement.blocks):
                yield from self._between(facts, statement, first, second)

    def faults(self) -> Iterator[str]:
        if len(self.lines) < 2:
            yield told("needs-two-terms")

    def _between(self, facts: FactSet, statement: Statement, first: Block, second: Block) -> Iterator[Verdict]:
        left, right = _last(facts, statement, first), _last(facts, statement, second)
        if left is None or right is None:
            return
        if not all(_is_named(line, row) for line, row in zip(self.lines, (left, right), strict=False)):
            return
        needed = self.lines[2:]
        if needed and not any(_is_named(line, row) for line in needed for row in (*first.rows, *second.rows)):
            return
        columns = [_amounts(facts, statement, block) for block in (first, second)]
        heads = [[squeeze("".join(statement.table.columns[at].path[-1:])) for at in side] for side in columns]
        if heads[0] != heads[1] or set(columns[0]) & set(columns[1]):
            return
        for one, other in zip(*columns, strict=True):
            home = facts.cells.get((statement.number, left.at, one))
            beside = facts.cells.get((statement.number, right.at, other))
            if home is not None and beside is not None and home.figure and beside.figure:
                yield compare(self, home, beside)


def _is_named(line: NamedLine, row: Line) -> bool:
    is_other = line.unless is not None and pattern_of(line.unless).search(row.label)
    return bool(pattern_of(line.name).search(row.label)) and not is_other


def _last(facts: FactSet, statement: Statement, block: Block) -> Line | None:
    """The last row of a pane that prints a figure."""
    places = [(row, (statement.number, row.at, column.at)) for row in block.rows for column in block.columns]
    printed = [row for row, place in places if (fact := facts.cells.get(place)) is not None and fact.figure]
    return printed[-1] if printed else None


def _amounts(facts: FactSet, statement: Statement, block: Block) -> list[int]:
    paths = ((line, statement.table.columns[line.at].path) for line in block.columns)
    return [line.at for line, path in paths if not is_computed(line, path, facts.vocabulary)]
