"""A story of a Rich Text file while it is read: its paragraphs, and the tables around the place we are at."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.documents.edged_rows import EdgedRow, table_of
from auditor.documents.raw import Found, RawParagraph, RawTable, RawText
from auditor.tuples import NamedTuple

_DEFAULT_WIDTH = 1440
_MOST_CELLS = 1000
"""Of a row that tells their edges; word processors make 63."""
_DEEPEST = 64
"""Tables nested deeper are read as part of the one around them."""


class Definition(NamedTuple):
    """A cell as its row defines it: its right edge and how it is merged, as `EdgedRow` has it."""

    edge: int
    sideways: int
    downwards: int


class Definitions:
    """What the properties of a row say of its cells."""

    def __init__(self) -> None:
        self.left = 0
        self.cells: list[Definition] = []
        self._sideways = self._downwards = 0

    def merge(self, sideways: int = 0, downwards: int = 0) -> None:
        """How the cell that is defined next is merged."""
        self._sideways, self._downwards = self._sideways or sideways, self._downwards or downwards

    def end_cell(self, edge: int) -> None:
        if len(self.cells) == _MOST_CELLS:
            return
        last = self.cells[-1].edge if self.cells else self.left
        self.cells.append(Definition(max(edge, last + 1), self._sideways, self._downwards))
        self._sideways = self._downwards = 0


class _Table:
    """A table while it is read."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.rows: list[EdgedRow] = []
        self.cells: list[list[str]] = []
        self.lines: list[str] = []

    def end_cell(self) -> None:
        self.cells.append(self.lines)
        self.lines = []

    def end_row(self, definitions: Definitions) -> None:
        if self.lines:
            self.end_cell()
        known = definitions.cells[: len(self.cells)]
        edges = [definitions.left, *(cell.edge for cell in known)]
        missing = len(self.cells) - len(known)
        edges += [edges[-1] + _DEFAULT_WIDTH * (place + 1) for place in range(missing)]
        sideways = [cell.sideways for cell in known] + [0] * missing
        downwards = [cell.downwards for cell in known] + [0] * missing
        self.rows.append(EdgedRow(self.cells, edges, sideways, downwards))
        self.cells = []


class Story:
    """Collects what one story holds; `numbers` gives each table its number in the document."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self.found: list[Found] = []
        self.covered = 0
        """Characters in cells that are covered by the one they are merged with."""
        self.parts: list[str] = []
        """The paragraph so far."""
        self._numbers = numbers
        self._open: list[_Table] = []
        self._closed: list[tuple[int, RawTable]] = []

    def end_paragraph(self, depth: int) -> None:
        """The paragraph is complete and stands in so many tables."""
        text, self.parts = "".join(self.parts), []
        lines = [line for line in text.split("\n") if line.strip()]
        # A cell that was begun goes on, whatever the properties of its paragraphs say.
        if self._open and (self._open[0].cells or self._open[0].lines):
            depth = max(depth, 1)
        table = self._at(depth)
        if table is not None:
            table.lines += lines
        elif lines:
            self.found.append(RawParagraph(tuple(map(RawText, lines))))

    def end_cell(self, depth: int) -> None:
        self.end_paragraph(depth)
        self._open[-1].end_cell()

    def end_row(self, depth: int, definitions: Definitions) -> None:
        if "".join(self.parts).strip():
            self.end_cell(depth)
        table = self._at(depth)
        if table is not None and (table.cells or table.lines):
            table.end_row(definitions)

    def end(self) -> None:
        """The story is over; what was begun is closed."""
        if self.parts:
            self.end_paragraph(0)
        self._at(0)

    def _at(self, depth: int) -> _Table | None:
        """The table so deep, those in it closed and those around it opened; None outside of all."""
        depth = min(depth, _DEEPEST)
        while len(self._open) > depth:
            self._close(self._open.pop())
        while len(self._open) < depth:
            self._open.append(_Table(next(self._numbers)))
        return self._open[-1] if self._open else None

    def _close(self, table: _Table) -> None:
        if table.cells or table.lines:
            table.end_row(Definitions())
        grid, covered = table_of(table.rows, table.number)
        self.covered += covered
        if any(cell.lines for cell in grid.cells):
            self._closed.append((table.number, grid))
        if not self._open:
            self.found += [grid for _, grid in sorted(self._closed, key=lambda closed: closed[0])]
            self._closed.clear()
