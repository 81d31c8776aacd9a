"""Lines of one table that are known by their names, the cells in which they meet, and which of them go together.

    项目                            预算数      执行数
    一、2023年末一般债务余额实际数              112.30
    二、2024年末一般债务余额限额      128.00
    三、2024年一般债务发行额                    20.40
    其中：一般债券发行额                        20.40

A row below a numbered one has that one's name in front of its own: `三、2024年一般债务发行额/其中：一般债券发行额`. Here each
row has an amount in one of two columns that are half empty; that one is then meant, whatever column the others stand in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated

from auditor.checks.select import NamedLine
from auditor.facts import Fact, FactSet, Statement
from auditor.facts.labels import numbering_rank, squeeze
from auditor.facts.model import Block, Line
from auditor.facts.tables.amounts import is_computed
from auditor.tuples import NamedTuple
from auditor.verdicts import Verdict
from auditor.vocabulary import pattern_of

YEAR = "year"
Groups = Mapping[str, str | None]
"""What the groups of a pattern found in a name; None for one that found nothing."""


class Majority(NamedTuple):
    """How many of the relations of one table must hold; where fewer do, the table counts in another way, and what differs is a note."""

    cells: int
    """If at least so many are printed,"""
    percent: int
    """so many in a hundred."""


Majorities = Annotated[Majority, "proof"]


class Found(NamedTuple):
    """A row or a column of the grid that a pattern finds."""

    at: int
    name: str
    groups: Groups

    @property
    def heading(self) -> str:
        return self.name.rpartition("/")[0]

    def is_below(self, other: Found) -> bool:
        return self.name.startswith(f"{other.name}/") and self.groups == other.groups


class Axis:
    """The rows or the columns of a pane by their names, and the lines that cross them."""

    def __init__(self, facts: FactSet, statement: Statement, block: Block, *, of_rows: bool) -> None:
        self._facts, self._statement, self._of_rows = facts, statement, of_rows
        paths = [statement.table.columns[line.at].path for line in block.columns]
        amounts = [
            (line.at, squeeze("/".join(path)))
            for line, path in zip(block.columns, paths, strict=True)
            if not is_computed(line, path, facts.vocabulary)
        ]
        rows = list(zip((row.at for row in block.rows), _names_of(block.rows), strict=True))
        self._lines, crossing = (rows, amounts) if of_rows else (amounts, rows)
        self.crossing = [at for at, _ in crossing]
        self.table = statement.number

    def cell(self, line: int, crossing: int) -> Fact | None:
        row, column = (line, crossing) if self._of_rows else (crossing, line)
        return self._facts.cells.get((self._statement.number, row, column))

    def found(self, line: NamedLine, meet: Sequence[str]) -> list[Found]:
        """The lines of a name; not those below another that meets the same, which are parts of that."""
        whole = [
            Found(at, name, _groups_in(name, meet))
            for at, name in self._lines
            if pattern_of(line.name).search(name) and not (line.unless and pattern_of(line.unless).search(name))
        ]
        return [own for own in whole if not any(own.is_below(other) for other in whole)]

    @cached_property
    def has_halves(self) -> bool:
        """Whether of two columns each has amounts in rows in which the other has none."""
        if not self._of_rows:
            return False
        filled = [frozenset(at for at in self.crossing if _is_printed(self.cell(line, at))) for line, _ in self._lines]
        alone = {next(iter(columns)) for columns in filled if len(columns) == 1}
        return len(alone) > 1

    def meant(self, line: int, crossing: int) -> Fact | None:
        """The cell of a line where it crosses another; that of a half empty table may be printed beside."""
        cell = self.cell(line, crossing)
        if self.has_halves and not _is_printed(cell):
            printed = [fact for at in self.crossing if _is_printed(fact := self.cell(line, at))]
            return printed[0] if len(printed) == 1 else cell
        return cell


def _groups_in(name: str, meet: Sequence[str]) -> Groups:
    """What the patterns by which lines meet find last in a name: `2024年债务发行额/（一）一般债务` is 一般, of 2024."""
    found: dict[str, str | None] = {}
    for pattern in map(pattern_of, meet):
        found |= dict.fromkeys(pattern.groupindex)
        for match in pattern.finditer(name):
            found |= match.groupdict()
    return found


def axes_of(facts: FactSet) -> Iterator[Axis]:
    """The rows and the columns of each pane of a document, with names."""
    for statement in facts.statements:
        for block in statement.blocks:
            yield Axis(facts, statement, block, of_rows=True)
            yield Axis(facts, statement, block, of_rows=False)


def told_by_majority(verdicts: Sequence[Verdict], majority: Majority) -> Iterator[Verdict]:
    """The verdicts of one pane; what differs is a note where too many do."""
    held = [verdict for verdict in verdicts if verdict.outcome not in ("unverifiable", "not_applicable")]
    holding = sum(verdict.holds or verdict.severity == "note" for verdict in held)
    is_most = len(held) < majority.cells or holding * 100 >= majority.percent * len(held)
    for verdict in verdicts:
        yield verdict if is_most or verdict.holds else verdict._replace(severity="note")


def _is_printed(fact: Fact | None) -> bool:
    return fact is not None and fact.state not in ("blank", "dash")


def _names_of(rows: Sequence[Line]) -> Iterator[str]:
    """The name of each row behind those of the numbered rows above it that it stands below."""
    above: list[tuple[int, str]] = []
    for row in rows:
        text = row.source.text if row.source else row.label
        rank, name = numbering_rank(text), squeeze(text)
        if rank is not None:
            above = [entry for entry in above if entry[0] < rank]
        yield "/".join([*(entry[1] for entry in above), name])
        if rank is not None:
            above.append((rank, name))


class Meeting(NamedTuple):
    """Cells that the lines of a rule have where they cross one line; None for a cell that its table does not have."""

    cells: list[tuple[NamedLine, Fact | None]]

    def of(self, *roles: str) -> list[tuple[NamedLine, Fact]]:
        return [(line, fact) for line, fact in self.cells if line.role in roles and fact is not None]


def meetings(axis: Axis, lines: Sequence[NamedLine], meet: Sequence[str]) -> Iterator[Meeting]:
    """For each line of the first of a rule's names, and each that crosses it, the cells of the others beside it."""
    first, *others = lines
    heads = axis.found(first, meet)
    found = {line: axis.found(line, meet) for line in others} if heads else {}
    for head in heads:
        if sum(head.groups == other.groups for other in heads) > 1:
            continue
        beside = {line: _beside(head, found[line], line.years) for line in others}
        if any(not places and not line.optional for line, places in beside.items()):
            continue
        for crossing in axis.crossing:
            whole = axis.cell(head.at, crossing)
            if whole is not None and whole.figure is not None and whole.figure.value:
                rest = [(line, axis.meant(place, crossing)) for line in others for place in beside[line]]
                yield Meeting([(first, whole), *rest])


def _beside(head: Found, found: Sequence[Found], years: int) -> list[int]:
    """The lines of those found that go with a head: of the same groups, else of such as leave some of them out.

    Several go with it together if they stand below one heading.
    """
    fitting = [line for line in found if line.at != head.at and _fits(head.groups, line.groups, years)]
    near = [line for line in fitting if _is_said_alike(head.groups, line.groups)]
    chosen = near or fitting
    is_one = all(line.groups == chosen[0].groups and line.heading == chosen[0].heading for line in chosen)
    return [line.at for line in chosen] if len(chosen) == 1 or (is_one and chosen and chosen[0].heading) else []


def _is_said_alike(head: Groups, own: Groups) -> bool:
    """Whether a group that is found in one of two names is found in both."""
    return all((own.get(name) is None) == (value is None) for name, value in head.items())


def _fits(head: Groups, own: Groups, years: int) -> bool:
    """Whether two names contradict each other in no group; a name with `year` 2023 goes with 2024 where it lies one behind."""
    for name, value in own.items():
        due = head.get(name)
        if value is None or due is None:
            continue
        if name == YEAR:
            due = str(int(due) + years)
        if value != due:
            return False
    return True
