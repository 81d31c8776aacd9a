"""Where the text of a document stands on its sheet: every table as it was read, and the paragraphs whose figures were checked."""

from __future__ import annotations

from collections import defaultdict

from auditor.records import BlockRecord, DocumentRecord, TextRecord
from auditor.reports.working_paper.workbook import COLUMNS, ROWS
from auditor.tuples import NamedTuple

FIRST_ROW = 3
"""Above it stand the title of the sheet and what is on it."""
FIRST_COLUMN = 1
"""Before it stands the line."""


class Spot(NamedTuple):
    """A cell of the sheet, which counts from 0."""

    row: int
    column: int
    table: int | None
    """Its table, counted from 1; None of a paragraph."""


class _Run(NamedTuple):
    """A run of characters on one line, and the cell of the block it is in."""

    start: int
    end: int
    block: int
    row: int
    column: int


class Layout:
    """The sheet of a document before it is written."""

    def __init__(self, document: DocumentRecord) -> None:
        self.blocks: list[BlockRecord] = document.get("content", [])
        self._runs: dict[int, list[_Run]] = defaultdict(list)
        for number, block in enumerate(self.blocks):
            for row, texts in enumerate(rows_of(block)):
                for column, text in enumerate(texts):
                    self._add(number, row, column, text)
        self.tables = [number for number, block in enumerate(self.blocks) if block["kind"] == "table"]
        self.rows: dict[int, int] = {}
        self._place(document)
        self._titles = self._told_by(document)

    def _add(self, block: int, row: int, column: int, text: TextRecord) -> None:
        ends = [*(piece[0] for piece in text["at"][1:]), len(text["text"])]
        for piece, end in zip(text["at"], ends, strict=True):
            offset, line, start = piece[:3]
            self._runs[line].append(_Run(start, start + max(0, end - offset), block, row, column))

    def _place(self, document: DocumentRecord) -> None:
        """Give a first row to each table and each paragraph with a figure to check; what the sheet has no room for gets none."""
        places = [term["location"] for verdict in document["verdicts"] for term in verdict["terms"]]
        points = [(place["line"], place["column"]) for place in places]
        points += [(entry["line"], entry["column"]) for entry in document["coverage"]["unchecked"]]
        cited = {run.block for run in (self._run(*point) for point in points) if run is not None}
        row = FIRST_ROW
        for number, block in enumerate(self.blocks):
            if block["kind"] == "table" or number in cited:
                height = len(rows_of(block))
                if row + height >= ROWS:
                    break
                self.rows[number] = row
                row += height + (block["kind"] == "table")

    def _run(self, line: int, column: int) -> _Run | None:
        """The run that a character is in: the last one that begins before it."""
        runs = [run for run in self._runs.get(line, ()) if run.start <= column <= run.end]
        return max(runs, key=lambda run: run.start, default=None)

    def spot(self, line: int, column: int) -> Spot | None:
        """The cell that shows a character of the document; None where the sheet does not show it."""
        run = self._run(line, column)
        if run is None or run.block not in self.rows or run.column >= COLUMNS - FIRST_COLUMN:
            return None
        table = self.tables.index(run.block) + 1 if self.blocks[run.block]["kind"] == "table" else None
        return Spot(self.rows[run.block] + run.row, FIRST_COLUMN + run.column, table)

    def _told_by(self, document: DocumentRecord) -> dict[int, str]:
        """The titles of tables as the figures in them have it; they may stand far above the table."""
        titles: dict[int, str] = {}
        for verdict in document["verdicts"]:
            for term in verdict["terms"]:
                title = term.get("table")
                spot = self.spot(term["location"]["line"], term["location"]["column"]) if title else None
                if title and spot and spot.table:
                    titles.setdefault(spot.table, title)
        return titles

    def title(self, table: int) -> str:
        """The title of a table, counted from 1, and what else stands above it."""
        captions = [caption["text"] for caption in self.blocks[self.tables[table - 1]].get("captions", [])]
        title = self._titles.get(table)
        if title and not any(title in caption for caption in captions):
            captions.insert(0, title)
        return "  ".join(captions)

    @property
    def left_out(self) -> int:
        """How many tables the sheet has no room for."""
        return sum(1 for number in self.tables if number not in self.rows)


def rows_of(block: BlockRecord) -> list[list[TextRecord]]:
    """The rows of a block on the sheet; the captions of a table are its first."""
    if "text" in block:
        return [[block["text"]]]
    return [block.get("captions", []), *block.get("header", []), *block.get("rows", [])]
