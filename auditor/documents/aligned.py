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

from auditor.documents.prose import is_contents, is_list_mark, names_table
from auditor.documents.residue import is_page_number
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_PART = regex(r"[^ \f\u3000\u00a0]+(?:[ \u00a0][^ \f\u3000\u00a0]+)*")
"""What two blanks or more, or a wide one, set apart; a form feed begins a page."""
_FIGURE = regex(r"[-+(（]?[\d,]*\d(?:\.\d+)?[%％)）]?")
_SENTENCE = regex(r"[，。；].{4,}|。\s*$")
_FEWEST_ROWS = 3
_WIDE_ROW = 5
_LONGEST_LABEL = 24
_FEW_BLANKS = 6
_MOST_HEADERS = 4
_OFF_CENTRE = 8
"""Twice the places by which words may stand off the middle of their columns."""
_WIDEST = 12
"""Blanks between two characters of a word set wide."""

Span = tuple[int, int]


class Part(NamedTuple):
    """A text of a line: its characters from `start` to `end`, and the places of the page it takes, a Han character two."""

    start: int
    end: int
    left: int
    right: int
    text: str
    blanks: int = 0
    """How many there are before it."""
    is_rest: bool = False
    """Whether it goes on with the text above it in its column."""

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
        found.append(Part(match.start(), match.end(), place, place + width, match[0], match.start() - at))
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
    behind = rows[end:]
    """Lines of one text behind the last row, which may be the rest of its label."""
    rows = _drawn_together(rows[:end])
    body = [row for row in rows if any(part.is_figure for part in row[1:])]
    # A table of one row (合计 and what it is made of, under their names) is known by its many figures.
    is_single = len(rows) > 1 and any(sum(part.is_figure for part in row) >= _WIDE_ROW for row in body)
    if len(body) < _FEWEST_ROWS and not is_single:
        return end, []
    columns = _joined(_columns(rows, body), rows, body)
    if len(columns) < 2 or not _has_figures(body, columns):
        return end, []
    cells = [row for row in (_cells(row, columns) for row in rows) if row is not None]
    if len(cells) < end:
        return end, []
    for parts in behind:
        row = _cells(parts, columns)
        if row is None:
            break
        cells.append(row)
    cells = _with_rests(_with_groups(_with_sides(cells), columns))
    while len(cells) > end and not any(part and part.is_rest for part in cells[-1]):
        cells.pop()
    return len(cells), cells


def _drawn_together(rows: list[list[Part]]) -> list[list[Part]]:
    """The rows, those of words set wide in one piece: `项          目`, `收  入  总  计`; `类  款  项` over codes are three columns."""
    figures = [part for row in rows for part in row if part.is_figure]
    found: list[list[Part]] = []
    for row in rows:
        is_header = not any(part.is_figure for part in row)
        drawn = row[:1]
        for before, part in pairwise(row):
            last = drawn[-1]
            is_wide = _is_letter(before) and _is_letter(part) and part.left - last.right <= _WIDEST
            if is_wide and not (is_header and _are_columns(last, part, figures)):
                drawn[-1] = Part(last.start, part.end, last.left, part.right, last.text + part.text, last.blanks)
            else:
                drawn.append(part)
        found.append(drawn)
    return found


def _are_columns(one: Part, other: Part, figures: list[Part]) -> bool:
    """Whether some figures, or codes, stand under one of two neighbours alone, and some under the other."""
    is_under_one = any(part.right <= other.left and one.left < part.right for part in figures)
    return is_under_one and any(one.right <= part.left < other.right for part in figures)


def _is_letter(part: Part) -> bool:
    """Whether a text is one Han character."""
    return len(part.text) == 1 and not part.text.isascii() and part.text.isalpha()


def _with_sides(rows: list[list[Part | None]]) -> list[list[Part | None]]:
    """The rows, the words over each side of an account in the first column of theirs: where the header below begins again.

    `     收入              支出` over `项目 | 金额 | 项目 | 合计 | 一般公共预算`.
    """
    for above, below in pairwise(rows[:_MOST_HEADERS]):
        words = [part for part in above if part is not None]
        first = next((part for part in below if part is not None), None)
        if first is None or any(part.is_figure for part in words):
            continue
        places = [place for place, part in enumerate(below) if part is not None and part.text == first.text]
        if len(words) == len(places) > 1:
            above[:] = [None] * len(above)
            for place, part in zip(places, words, strict=True):
                above[place] = part
    return rows


def _with_groups(rows: list[list[Part | None]], columns: list[Span]) -> list[list[Part | None]]:
    """The rows, the words in the middle over several columns in the first of these.

    `合计 |        一般公共预算` over ` | 小计 | 基本支出 | 项目支出`.
    """
    for above, below in pairwise(rows[:_MOST_HEADERS]):
        if any(part is not None and part.is_figure for part in (*above, *below)):
            break
        start = 0
        while start < len(columns):
            end = start
            while end < len(columns) and below[end] is not None and (above[end] is None or not any(above[start:end])):
                end += 1
            over = [place for place in range(start, end) if above[place] is not None]
            word = above[over[0]] if over else None
            if word is not None and over[0] > start:
                middle = columns[start][0] + columns[end - 1][1]
                if abs(middle - word.left - word.right) <= _OFF_CENTRE:
                    above[start], above[over[0]] = word, None
            start = max(end, start + 1)
    return rows


def _with_rests(rows: list[list[Part | None]]) -> list[list[Part | None]]:
    """The rows, what goes on with the label of the line above marked as the rest of it.

    `三、国有资本经营预算财政` / `拨款收入`: behind an item with a list mark or a code that fills its column, a text without mark, code
    and amount, or a lone character; or behind a bracket that is open.
    """
    first = next((number for number, row in enumerate(rows) if any(part and part.is_figure for part in row)), len(rows))
    for column in range(len(rows[0]) if rows else 0):
        labels = [part for row in rows[first:] if (part := row[column]) is not None and not part.is_figure]
        widest = max((part.right for part in labels), default=0)
        whole = ""
        """The label so far, that the line above ends."""
        is_full = is_marked = False
        for row in rows[first:]:
            part = row[column]
            amount = row[column + 1] if column + 1 < len(row) else None
            if part is None or part.is_figure:
                whole = ""
                continue
            is_open = whole.count("（") + whole.count("(") > whole.count("）") + whole.count(")")
            code = row[column - 1] if column else None
            is_alone = amount is None and code is None and not is_list_mark(part.text)
            if whole and is_alone and (is_open or (is_full and (is_marked or len(part.text) == 1))):
                row[column] = part._replace(is_rest=True)
                whole += part.text
            else:
                whole = part.text
                is_marked = is_list_mark(whole) or (code is not None and code.is_figure and amount is not None)
            is_full = part.right >= widest - 1
    return rows


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
        cells[index] = part if part.is_figure else _set_in(part, columns[index])
    return cells


def _set_in(part: Part, column: Span) -> Part:
    """A label with the blanks by which it is set in from the left of its column: they tell what it is below."""
    return part._replace(start=part.start - min(part.blanks, max(0, part.left - column[0])))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
