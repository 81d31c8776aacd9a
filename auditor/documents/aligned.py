"""Tables in plain text whose columns are set under one another with blanks.

    项目              合计      基本      专项
    合计              836.00    623.80    212.20
    甲类              96.20     96.20

A table has a header, at least three lines with a figure behind another text, and one column in which three figures
stand; or one line of five figures under their names. Lines without a header above them are torn off from their table and
stay prose.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from unicodedata import east_asian_width

from auditor.documents.prose import is_contents, names_table
from auditor.documents.residue import is_page_number
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_PART = regex(r"[^ \u3000\u00a0]+(?:[ \u00a0][^ \u3000\u00a0]+)*")
"""What two blanks or more, or a wide one, set apart."""
_FIGURE = regex(r"[-+(（]?[\d,]*\d(?:\.\d+)?[%％)）]?")
_SENTENCE = regex(r"[，。；].{4,}|。\s*$")
_FEWEST_ROWS = 3
_WIDE_ROW = 5
_LONGEST_LABEL = 24
_FEW_BLANKS = 6

Span = tuple[int, int]


class Part(NamedTuple):
    """A text of a line: its characters from `start` to `end`, and the places of the page it takes, a Han character two."""

    start: int
    end: int
    left: int
    right: int
    text: str

    @property
    def is_figure(self) -> bool:
        return _FIGURE.fullmatch(self.text) is not None


def parts_of(line: str) -> list[Part]:
    """The texts of a line that blanks set apart."""
    found: list[Part] = []
    place = at = 0
    for match in _PART.finditer(line):
        place += _width(line[at : match.start()])
        width = _width(match[0])
        found.append(Part(match.start(), match.end(), place, place + width, match[0]))
        place += width
        at = match.end()
    return found


def aligned_rows(lines: Iterable[str]) -> tuple[int, list[list[Part | None]]]:
    """How many of the lines from the first on may be a table, and their cells; no cells where they are none.

    Lines of one text are rows of it only between others.
    """
    rows: list[list[Part]] = []
    end = 0
    for line in lines:
        parts = parts_of(line) if _may_be_row(line) else []
        if not rows and (len(parts) < 2 or any(part.is_figure for part in parts)):
            return 0, []
        if not parts or (len(parts) == 1 and (names_table(parts[0].text) or len(parts[0].text) > _LONGEST_LABEL)):
            break
        rows.append(parts)
        if len(parts) > 1:
            end = len(rows)
    rows = rows[:end]
    body = [row for row in rows if any(part.is_figure for part in row[1:])]
    # A table of one row (合计 and what it is made of, under their names) is known by its many figures.
    is_single = len(rows) > 1 and any(sum(part.is_figure for part in row) >= _WIDE_ROW for row in body)
    if len(body) < _FEWEST_ROWS and not is_single:
        return end, []
    columns = _joined(_columns(rows, body), rows, body)
    if len(columns) < 2 or not _has_figures(body, columns):
        return end, []
    cells = [row for row in (_cells(row, columns) for row in rows) if row is not None]
    return end, cells if len(cells) == end else []


def _may_be_row(line: str) -> bool:
    return (
        bool(line.strip())
        and "\t" not in line
        and not _SENTENCE.search(line)
        and not is_contents(line)
        and not is_page_number(line)
    )


def _columns(rows: list[list[Part]], body: list[list[Part]]) -> list[Span]:
    """From where to where each column reaches: the texts of rows with figures that overlap, and headers over nothing."""
    columns: list[Span] = []
    for left, right in sorted((part.left, part.right) for row in body for part in row):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    for row in rows:
        for part in row:
            if not any(part.left < right and left < part.right for left, right in columns):
                columns.append((part.left, part.right))
    return sorted(columns)


def _joined(columns: list[Span], rows: list[list[Part]], body: list[list[Part]]) -> list[Span]:
    """The columns, those in one whose figures a proportional typeface has shifted against each other.

    `公务接待费` / `  150.00` below `三公经费` / `950.00`: neighbours of a few blanks that no line fills both, under one header.
    """
    found: list[Span] = columns[:1]
    for column in columns[1:]:
        left, right = found[-1][0], column[1]
        is_shifted = column[0] - found[-1][1] <= _FEW_BLANKS and all(
            sum(part.left < right and left < part.right for part in row) <= 1 for row in rows
        )
        held = [part for row in body for part in row if left <= part.left < right]
        if len(found) > 1 and is_shifted and all(part.is_figure for part in held):
            found[-1] = left, right
        else:
            found.append(column)
    return found


def _has_figures(body: list[list[Part]], columns: list[Span]) -> bool:
    """Whether some column behind the first holds figures and hardly anything else, and no line has two in one column."""
    held: list[list[Part]] = [[] for _ in columns]
    for row in body:
        at = [_column_of(part, columns) for part in row]
        if any(one == other for one, other in pairwise(at)):
            return False
        for index, part in zip(at, row, strict=True):
            held[index].append(part)
    figures = [sum(part.is_figure for part in parts) for parts in held[1:]]
    return any(
        count >= min(_FEWEST_ROWS, len(body)) and count * 4 >= 3 * len(parts)
        for count, parts in zip(figures, held[1:], strict=True)
    )


def _column_of(part: Part, columns: list[Span]) -> int:
    """The column that a text shares most places with."""
    return max(
        range(len(columns)), key=lambda index: min(part.right, columns[index][1]) - max(part.left, columns[index][0])
    )


def _cells(row: list[Part], columns: list[Span]) -> list[Part | None] | None:
    """The texts of a line in their columns, None where two stand in one. A header over several stands in the first of them."""
    cells: list[Part | None] = [None] * len(columns)
    for part in row:
        over = [index for index, (left, right) in enumerate(columns) if part.left < right and left < part.right]
        index = over[0] if over and not part.is_figure else _column_of(part, columns)
        if cells[index] is not None:
            return None
        cells[index] = part
    return cells


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
