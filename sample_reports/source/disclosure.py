"""A disclosure as its source file has it: paragraphs and tables, merged cells and all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LINE_END, PAGE = "↵", "→"
TITLE, CONTENTS_TITLE, CONTENTS, TEXT = "=", "@", ">", ""
HEADINGS = ("#", "##", "###")
_MARKS = (TITLE, CONTENTS_TITLE, CONTENTS, *HEADINGS)
_LEFT, _ABOVE = "<", "^"


class Cell(NamedTuple):
    """A cell of a table; row and column count from 0, a merged cell is one cell with its spans."""

    row: int
    column: int
    text: str
    row_span: int
    column_span: int


class Paragraph(NamedTuple):
    """A paragraph and what it is (`kind` is one of the marks); `lines` are the lines it is broken into by hand.

    `page` is the page that a line of the contents names.
    """

    kind: str
    lines: tuple[str, ...]
    page: str = ""

    @property
    def text(self) -> str:
        return "".join(self.lines)


class Sum(NamedTuple):
    """A column that a workbook adds up from other columns of the same row; columns count from 0."""

    column: int
    parts: tuple[int, ...]


class Table(NamedTuple):
    """A table with what stands above and below it; of its `header_rows` the first `repeated_rows` stand on every page.

    `codes` are the columns (from 0) whose digits are codes, no numbers; `page` is new, flow or landscape.
    """

    sheet: str
    number: str
    title: str
    captions: tuple[str, ...]
    note: str
    header_rows: int
    repeated_rows: int
    codes: frozenset[int]
    sums: tuple[Sum, ...]
    page: str
    row_count: int
    column_count: int
    cells: tuple[Cell, ...]

    def rows(self) -> list[list[str]]:
        """The text of every place of the grid; a merged cell says its text in its first place."""
        grid = [[""] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid

    def is_number(self, cell: Cell) -> bool:
        """Whether a cell below the header is a figure and not a code or a word."""
        digits = cell.text.replace(",", "").replace(".", "", 1)
        return cell.row >= self.header_rows and cell.column not in self.codes and digits.isdecimal()


class Disclosure(NamedTuple):
    """A whole disclosure: the body it is of, the day it was published (ISO 8601), where, and what it says.

    `width` is the number of characters after which a text file breaks its lines, 0 for never.
    """

    body: str
    issued: str
    publisher: str
    width: int
    blocks: tuple[Paragraph | Table, ...]

    @property
    def title(self) -> str:
        return "".join(block.text for block in self.blocks if isinstance(block, Paragraph) and block.kind == TITLE)


def read_disclosure(path: Path) -> Disclosure:
    """Parse a source file; raises ValueError that names the line when a mark or a key is missing."""
    lines = iter(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))
    keys = dict(_key(number, line) for number, line in _up_to_blank(lines))
    blocks: list[Paragraph | Table] = []
    for _, line in lines:
        if line == "[table]":
            blocks.append(_table(lines))
        elif line.strip():
            blocks.append(_paragraph(line))
    width = int(keys.get("wrap", "0"))
    return Disclosure(keys["body"], keys["issued"], keys["publisher"], width, tuple(blocks))


def _up_to_blank(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    for number, line in lines:
        if not line.strip():
            return
        yield number, line


def _key(number: int, line: str) -> tuple[str, str]:
    key, separator, value = line.partition(": ")
    if not separator:
        raise ValueError(f"line {number}: 'key: value' expected, not {line!r}")
    return key, value.strip()


def _paragraph(line: str) -> Paragraph:
    mark, _, rest = line.partition(" ")
    kind, text = (mark, rest) if mark in _MARKS else (TEXT, line)
    text, _, page = text.partition(PAGE)
    return Paragraph(kind, tuple(text.split(LINE_END)), page)


def _table(lines: Iterator[tuple[int, str]]) -> Table:
    keys: dict[str, str] = {}
    sums: list[Sum] = []
    rows: list[list[str]] = []
    for number, line in lines:
        if line == "[end]":
            return _table_of(keys, sums, rows)
        if line.startswith("|"):
            rows.append(line[1:-1].split("|"))
            if len(rows[-1]) != len(rows[0]):
                raise ValueError(f"line {number}: {len(rows[-1])} cells, {len(rows[0])} in the first row")
            continue
        key, value = _key(number, line)
        if key == "sum":
            total, _, parts = value.partition(" = ")
            sums.append(Sum(int(total) - 1, tuple(_columns(parts))))
        else:
            keys[key] = value
    raise ValueError("a table without [end]")


def _columns(numbers: str) -> list[int]:
    return [int(number) - 1 for number in numbers.split()]


def _table_of(keys: dict[str, str], sums: list[Sum], rows: list[list[str]]) -> Table:
    header = int(keys["header"])
    return Table(
        sheet=keys["sheet"],
        number=keys.get("number", ""),
        title=keys["title"],
        captions=tuple(keys["captions"].split(" | ")) if "captions" in keys else (),
        note=keys.get("note", ""),
        header_rows=header,
        repeated_rows=int(keys.get("repeat", header)),
        codes=frozenset(_columns(keys.get("codes", ""))),
        sums=tuple(sums),
        page=keys["page"],
        row_count=len(rows),
        column_count=len(rows[0]),
        cells=tuple(_cells(rows)),
    )


def _cells(rows: list[list[str]]) -> Iterator[Cell]:
    """Cells with their spans; `<` continues the cell to the left and `^` the cell above."""
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            near = {_LEFT: (row, column - 1), _ABOVE: (row - 1, column)}.get(text, (row, column))
            anchors[row, column] = anchors.get(near, (row, column))
            covered[anchors[row, column]] = (row, column)
    for (row, column), (last_row, last_column) in covered.items():
        yield Cell(row, column, rows[row][column], last_row - row + 1, last_column - column + 1)
