"""Tables in plain text whose cells a conversion has run together: a code, a name and figures on a line, blank cells gone.

    科目编码 科目名称 合计 基本支出 项目支出
    合计 836.00 623.80 212.20
    201 一般公共服务支出 96.20 96.20
    20105 统计信息事务 96.20 96.20
    机关事业单位基本养
    2080505 739.80 623.80 116.00
    老保险缴费支出

A name broken over lines stands above and below its code, so that nobody can tell which lines are whose: such rows have none. Two
tables side by side have two codes on a line. The columns that blank cells were lost from are found by what the figures make, see
`lost_blanks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from auditor.documents.coded_rows import TOKEN, CodedRow, Span, figures_alone, is_piece, piece_of, rows_of, text_of
from auditor.documents.lost_blanks import placed
from auditor.documents.prose import names_table
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_NAMES_CODES = regex(r"编码|代码")
_NAMES_NAMES = regex(r"名称")
_TOTAL = regex(r"合计|总计|小计")
_FEWEST_ROWS = 5
_MOST_PIECES = 3
"""Lines between two rows that pieces of their names may take; more are something else."""
_SENTENCE = regex(r"[，。；：:]")
_MOST_ON_LINE = 4
"""Rows of so many tables side by side may stand on one line."""
_MOST_HEADER_LINES = 10


Cell = tuple[Span, ...]
"""Spans whose texts are joined; none of a blank cell."""


class CodedTable(NamedTuple):
    """The lines from `start` to before `end`, and the cells of the header and the rows; no rows where they are not understood."""

    start: int
    end: int
    rows: list[list[Cell]]
    strays: list[Span]
    """Pieces of names."""
    loose: list[Span]
    """Figures of columns that nobody can tell."""


def coded_tables(lines: Sequence[str]) -> Iterator[CodedTable]:
    """The tables of such lines, from the top down."""
    index = after = 0
    is_rest = False
    while index < len(lines):
        if not _opens(lines, index):
            index += 1
            continue
        top = _header_start(lines, index, after)
        run = _run(lines, index)
        while (resumed := _repeated(lines, lines[top:index], run.end)) is not None:
            run = _run(lines, resumed).behind(run)
        goes_on = _goes_on(lines, run.end)
        table = None if run.is_torn or is_rest or goes_on else _table(lines, top, index, run)
        if table is not None:
            yield table
            after = run.end
        elif _has_enough(run):
            yield CodedTable(index, index, [], [], [])
        is_rest, index = goes_on, max(run.end, index + 1)


def _opens(lines: Sequence[str], index: int) -> bool:
    """Whether a table's rows may begin at a line: it has a code, or totals with a code below."""
    rows = rows_of(lines[index], index) if lines[index][:1].strip() else []
    if not any(row.figures for row in rows):
        return False
    below = range(index + 1, min(index + 3, len(lines)))
    return any(row.at for row in rows) or any(row.at for at in below for row in rows_of(lines[at], at))


def _goes_on(lines: Sequence[str], end: int) -> bool:
    """Whether more rows stand below some rows, with something between that is neither of them nor the title of another table."""
    for index in range(end, min(end + _MOST_HEADER_LINES, len(lines))):
        if names_table(lines[index].strip()) or _SENTENCE.search(lines[index]):
            return False
        if _opens(lines, index):
            return True
    return False


class _Run(NamedTuple):
    """The rows of lines on end, and the line behind them; `is_torn` where figures stand by themselves that belong to none of them."""

    rows: list[CodedRow]
    end: int
    strays: list[Span]
    is_torn: bool

    def behind(self, above: _Run) -> _Run:
        """These rows behind those of the page above."""
        above.rows.extend(self.rows)
        above.strays.extend(self.strays)
        return _Run(above.rows, self.end, above.strays, above.is_torn or self.is_torn)


def _run(lines: Sequence[str], start: int) -> _Run:
    """The rows from a line on: pieces of names between them are kept apart, figures below a code that has none are its own."""
    rows: list[CodedRow] = []
    strays: list[Span] = []
    pieces: list[Span] = []
    end = index = start
    is_torn = start > 0 and bool(figures_alone(lines[start - 1], start - 1))
    while index < len(lines):
        line = lines[index]
        found = rows_of(line, index)
        if found:
            if pieces:
                rows[-_MOST_ON_LINE:] = _without_names(rows[-_MOST_ON_LINE:], pieces[0].line)
                found = _without_names(found, pieces[-1].line)
            strays += pieces
            rows += found
            pieces, end = [], index + 1
        elif line.strip() and (figures := figures_alone(line, index)):
            is_torn = not rows or bool(rows[-1].name or rows[-1].figures)
            if is_torn:
                break
            rows[-1] = rows[-1]._replace(figures=figures)
            strays += pieces
            pieces, end = [], index + 1
        elif line.strip():
            piece = piece_of(line, index)
            if piece is None or len(pieces) == _MOST_PIECES:
                break
            pieces.append(piece)
        index += 1
    if pieces and rows and not rows[-1].name and rows[-1].at is not None:
        strays, end = [*strays, pieces[0]], pieces[0].line + 1
    return _Run(rows, end, strays, is_torn)


def _without_names(rows: list[CodedRow], line: int) -> list[CodedRow]:
    """Rows those of which that stand next to a line have no names: it has a piece of one of them."""
    return [row._replace(name=()) if row.at is not None and abs(row.at.line - line) <= 1 else row for row in rows]


def _table(lines: Sequence[str], top: int, first: int, run: _Run) -> CodedTable | None:
    """The rows of a run under the words above them; None where they are too few or their figures cannot be told apart."""
    if not _has_enough(run):
        return None
    header = _header(lines, top, first)
    if _are_side_by_side(run.rows):
        cells, loose = _panes(lines, run.rows, header), list[Span]()
    else:
        cells, loose = _cells(lines, run.rows, header)
    return CodedTable(top, run.end, cells, run.strays, loose) if cells else None


def _has_enough(run: _Run) -> bool:
    return sum(row.at is not None for row in run.rows) >= _FEWEST_ROWS


def _are_side_by_side(rows: list[CodedRow]) -> bool:
    coded = [row.at.line for row in rows if row.at is not None]
    return len(set(coded)) < len(coded)


def _panes(lines: Sequence[str], rows: list[CodedRow], header: _Header) -> list[list[Cell]]:
    """Two tables of one column of figures each, side by side; none where there are more columns or tables."""
    left = right = ""
    body: list[list[Cell]] = []
    for _, group in groupby(rows, key=_line_of):
        entries = [(row.code, [(row.at,) if row.at else (), row.name, row.figures]) for row in group]
        if len(entries) > 2 or any(len(cells[2]) > 1 for _, cells in entries):
            return []
        if len(entries) == 1:
            blank = ("", list[Cell]([(), (), ()]))
            entries = [*entries, blank] if _is_left(entries[0][0], left, right) else [blank, *entries]
        body.append([cell for _, cells in entries for cell in cells])
        left, right = entries[0][0] or left, entries[1][0] or right
    named: list[Cell] = [header.code, header.name, header.figures[-1:]]
    return [named * 2, *body]


def _line_of(row: CodedRow) -> int:
    return (row.at or row.figures[0]).line


def _is_left(code: str, left: str, right: str) -> bool:
    """Whether a row that stands alone on its line is one of the left table: it goes on with the codes of its last row, or not right."""
    if code[:3] == left[:3]:
        return code > left
    return not code or not right


def _repeated(lines: Sequence[str], header: Sequence[str], index: int) -> int | None:
    """The line behind a header that is printed again on the next page, where rows go on; None where it is not."""
    while index < len(lines) and not lines[index].strip():
        index += 1
    end = index + len(header)
    is_again = bool(header) and [line.split() for line in lines[index:end]] == [line.split() for line in header]
    return end if is_again and end < len(lines) and _opens(lines, end) else None


def _header_start(lines: Sequence[str], first: int, after: int) -> int:
    """The first of the lines above some rows that name their columns."""
    start = first
    while start > max(after, first - _MOST_HEADER_LINES) and _may_name_columns(lines[start - 1]):
        start -= 1
    return start


def _may_name_columns(line: str) -> bool:
    text = line.strip()
    return bool(text) and not text.endswith("表") and all(map(is_piece, text.split()))


def _cells(lines: Sequence[str], rows: list[CodedRow], header: _Header) -> tuple[list[list[Cell]], list[Span]]:
    """Header and rows as cells (code, name, figures), and the figures that are in none.

    The first figure of a row always stands in the first column. Of the others the columns must be known and have names.
    """
    width = max(len(row.figures) for row in rows)
    figures = [[text_of(lines[span.line], span) for span in row.figures] for row in rows]
    columns = placed([row.code for row in rows], figures) if header.fits(lines, width) else None
    loose: list[Span] = []
    if columns is None:
        loose = [row.figures[1]._replace(end=row.figures[-1].end) for row in rows if len(row.figures) > 1]
        columns, width = [[0] if row.figures else [] for row in rows], 1
    body = []
    for row, places in zip(rows, columns, strict=True):
        figure_at = dict(zip(places, row.figures, strict=False))
        spread = [(figure_at[place],) if place in figure_at else () for place in range(width)]
        body.append([(row.at,) if row.at else (), row.name, *spread])
    return [[header.code, header.name, *((word,) for word in header.figures[:width])], *body], loose


class _Header(NamedTuple):
    """The words over the columns of codes, of names and of figures; none where they are not printed."""

    code: Cell
    name: Cell
    figures: tuple[Span, ...]

    def fits(self, lines: Sequence[str], width: int) -> bool:
        """Whether the words are those of so many columns, of which the first is the sum of the others."""
        return len(self.figures) == width and (width == 1 or _is_total(lines, self.figures[0]))


def _is_total(lines: Sequence[str], word: Span) -> bool:
    return _TOTAL.search(text_of(lines[word.line], word)) is not None


def _header(lines: Sequence[str], start: int, end: int) -> _Header:
    """The words of the line that names most columns, and those for codes and names wherever they stand."""
    rows = [[Span(at, m.start(), m.end()) for m in TOKEN.finditer(lines[at])] for at in range(start, end)]
    words = [word for row in rows for word in row]
    widest = max(rows, key=lambda row: len({text_of(lines[word.line], word) for word in row}), default=[])

    def those(pattern: re.Pattern[str], among: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(word for word in among if pattern.search(text_of(lines[word.line], word)))

    codes = those(_NAMES_CODES, words)
    names = those(_NAMES_NAMES, words)
    figures = tuple(word for word in widest if word not in codes and word not in names)
    first = next((place for place, word in enumerate(figures) if _is_total(lines, word)), 0)
    return _Header(codes[:1], names[:1] or figures[:first][-1:], figures[first:])
