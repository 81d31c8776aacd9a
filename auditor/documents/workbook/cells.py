"""The cells of one sheet of a workbook as a file stores them: filled ones only, and the ranges that are merged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence

from auditor.documents.refusals import refused
from auditor.errors import UnreadableDocument
from auditor.patterns import regex
from auditor.tuples import NamedTuple

MOST_ROWS = 1 << 20
MOST_COLUMNS = 1 << 14
MOST_CELLS = 2_000_000
"""In a workbook; each thousand characters and each line of a cell counts as one more."""
MOST_STEPS = 20_000_000
"""Of any work that grows with rows and columns or with merged ranges and rows."""
_THOUSAND = 1000
_LONGEST_NAME = 255
_NUMBER = regex(r"[-(（−－]?\s*[¥￥]?\s*[\d,.]+\s*[%％]?[)）]?|[-—－–]+")
_CONTROL = regex(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")

Cells = Mapping[int, str]
"""The texts of one row by column."""


class Merge(NamedTuple):
    """A merged range; rows and columns count from 0, the last ones are in it."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet as a workbook stores it: filled cells only, rows and columns counted from 0."""

    name: str
    """Empty where the file has but one sheet and no name for it."""
    rows: Mapping[int, Cells]
    merges: Sequence[Merge] = ()
    is_hidden: bool = False
    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Collection[int] = frozenset()
    uncalculated: Sequence[tuple[int, int]] = ()
    """Row and column of formulas without a stored result, in reading order."""


class Line(NamedTuple):
    """A row with filled cells; `columns` are theirs in order."""

    number: int
    columns: Sequence[int]
    cells: Cells

    @property
    def only(self) -> str | None:
        """The text of the row if it has just one."""
        return self.cells[self.columns[0]] if len(self.columns) == 1 else None

    @property
    def has_number(self) -> bool:
        return any(is_number(self.cells[column]) for column in self.columns)


class Spans:
    """The merged ranges of a sheet; one that overlaps an earlier one is none."""

    def __init__(self, merges: Sequence[Merge], numbers: Sequence[int]) -> None:
        self.rows: dict[int, list[Merge]] = {}
        """The ranges that touch a row with filled cells."""
        steps = 0
        for merge in sorted(merges):
            touched = numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]
            rows = [self.rows.setdefault(number, []) for number in touched]
            steps += len(rows) + sum(map(len, rows))
            if steps > MOST_STEPS:
                raise too_many_cells()
            if not any(merge.left <= other.right and other.left <= merge.right for row in rows for other in row):
                for row in rows:
                    row.append(merge)

    def at(self, number: int, column: int) -> Merge | None:
        """The range a cell is in."""
        return next((merge for merge in self.rows.get(number, ()) if merge.left <= column <= merge.right), None)

    def covers(self, number: int, column: int) -> bool:
        """Whether a cell lies under a range that another cell stands for."""
        merge = self.at(number, column)
        return merge is not None and (merge.top, merge.left) != (number, column)


def too_many_cells() -> UnreadableDocument:
    return refused("too-many-cells", most=MOST_CELLS)


def is_number(text: str) -> bool:
    """Whether a text is a number, or a dash that stands for one."""
    return bool(_NUMBER.fullmatch(text.strip()))


def column_letters(column: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def sheet_name(name: str) -> str:
    """The name of a sheet as one line of bounded length; Excel allows 31 characters."""
    return " ".join(name.split())[:_LONGEST_NAME] or "?"


def cell_text(text: str) -> str:
    """A text with `\\n` for every kind of line break, without blank lines and control characters."""
    if text.isprintable():
        return text if text.strip() else ""
    return "\n".join(line for line in _CONTROL.sub("", text).splitlines() if line.strip())


def weight(text: str) -> int:
    """What a text counts towards `MOST_CELLS`."""
    return 1 + len(text) // _THOUSAND + text.count("\n")
