"""Plain text to a document: paragraphs over line breaks, tables of tab-separated rows or of one cell per line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from auditor.documents.aligned import Part, aligned_rows, parts_of
from auditor.documents.bounds import check_blocks, check_total
from auditor.documents.coded_lines import CodedTable, coded_tables
from auditor.documents.coded_rows import Span
from auditor.documents.continuation import join_continued
from auditor.documents.grids import cell_rows_to_table, tab_rows_to_table
from auditor.documents.model import Block, Document, Notice, Paragraph, Piece, Residue, SourceText, Table
from auditor.documents.note_marks import without_note_marks
from auditor.documents.prose import goes_on, is_contents
from auditor.documents.refusals import refused
from auditor.documents.residue import (
    closed_up,
    drawn_together,
    is_fragment,
    is_page_number,
    opens_with_field,
    repeated_tail,
    same_width,
    strip_residue,
)
from auditor.documents.side_by_side import columns_of
from auditor.documents.spaces import is_spaced
from auditor.documents.tabbed import prose_apart, without_tabs
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_RULE = regex(r"[\s|:-]+")
_HAS_FIGURE = regex(r"\d+\.\d|\d\s*[%。，；、]")
_ENDING = regex(r"[%％]?[。；，、）)]{0,2}")
"""What a line may be cut off from, so that it stands alone on the next."""
_SHORTEST_LINE = 8
_STEP = 3
"""By how many characters a piece of a printed line may begin before or behind the end of the piece before it."""
_MOST_TRIES = 4
"""A table may begin under so many lines of several texts that are no header of it."""


class _Line(NamedTuple):
    """A physical line of the file."""

    number: int
    raw: str

    @property
    def is_blank(self) -> bool:
        return not self.raw or (self.raw.isspace() and "\t" not in self.raw)

    def clean(self, residue: list[Residue], start: int = 0, end: int | None = None) -> SourceText:
        """The line, or one cell of it, without what word processors left behind."""
        source = closed_up(strip_residue(self.raw, self.number, residue, start, end))
        return without_note_marks(source, residue)


def read_text(path: str, text: str, encoding: str, sha256: str, file_format: str) -> Document:
    """Read decoded text; raises `UnreadableDocument` when there is nothing in it, or too much."""
    check_total(len(text))
    raw = [line.removesuffix("\r") for line in text.split("\n")]
    if not any(line.strip() for line in raw):
        raise refused("empty")
    residue: list[Residue] = []
    tail = repeated_tail(raw)
    for number, line in enumerate(raw[tail:], tail + 1):
        if line.strip():
            residue.append(Residue(SourceText(same_width(line), (Piece(0, number, 1),)), "repeated text"))
    lines = [_Line(number, line) for number, line in enumerate(raw[:tail], 1)]
    notices: list[Notice] = []
    blocks = join_continued(_pages(lines, residue, notices), residue, notices)
    check_blocks(blocks)
    return Document(path, file_format, encoding, sha256, tuple(blocks), tuple(residue), tuple(raw), tuple(notices))


def _pages(lines: list[_Line], residue: list[Residue], notices: list[Notice]) -> list[Block]:
    """The blocks of a text; what stands in columns side by side is read column by column."""
    columns = columns_of([line.raw for line in lines])
    if columns is None:
        return _blocks(lines, residue, notices)
    first, last, paragraphs = columns
    blocks = _blocks(lines[:first], residue, notices)
    for pieces in paragraphs:
        sources = [drawn_together(lines[piece.line].clean(residue, piece.start, piece.end)) for piece in pieces]
        whole = sources[0]
        for source in sources[1:]:
            whole = whole.joined(source, " " if is_spaced(whole.text) else "")
        blocks.append(Paragraph(whole))
    return [*blocks, *_blocks(lines[last:], residue, notices)]


def _is_cell(line: _Line) -> bool:
    """A line of the one-cell-per-line shape: a tab, then the cell."""
    return line.raw[:1] == "\t" and line.raw.find("\t", 1) < 0


def _is_row(line: _Line) -> bool:
    return "\t" in line.raw and not _is_cell(line) and not is_contents(line.raw)


def _is_piped(line: _Line) -> bool:
    """A row of the shape `| cell | cell |`."""
    stripped = line.raw.strip()
    return stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2


def _split_piped(line: _Line, residue: list[Residue]) -> list[SourceText]:
    start = line.raw.index("|") + 1
    cells = []
    for part in line.raw[start : line.raw.rindex("|")].split("|"):
        cells.append(line.clean(residue, start, start + len(part)))
        start += len(part) + 1
    return cells


def _blocks(lines: list[_Line], residue: list[Residue], notices: list[Notice]) -> list[Block]:
    blocks: list[Block] = []
    index = 0
    last_length = 0
    last_end = 0
    runs = _AlignedRuns(lines)
    coded = {table.start: table for table in coded_tables([line.raw for line in lines])}
    while index < len(lines):
        line = lines[index]
        if index in coded and not coded[index].rows:
            notices.append(Notice(line.number, "run-together", {}, incomplete=True))
            del coded[index]
        if line.is_blank:
            index += 1
        elif index in coded:
            blocks.extend(_coded_blocks(lines, coded[index], residue))
            if coded[index].loose:
                notices.append(Notice(line.number, "lost-blanks", {}, incomplete=True))
            last_length = 0
            index = coded[index].end
        elif _is_cell(line):
            rows, index = _take_cell_rows(lines, index, residue)
            table = cell_rows_to_table(rows, residue)
            blocks.extend([table] if table else [])
            last_length = 0
        elif _is_row(line):
            end = index
            while end < len(lines) and "\t" in lines[end].raw and not is_contents(lines[end].raw):
                end += 1
            last_length = _add_rows(blocks, lines[index:end], last_length, residue)
            index = end
        elif _is_piped(line):
            end = index
            while end < len(lines) and _is_piped(lines[end]):
                end += 1
            rows = [_split_piped(row, residue) for row in lines[index:end] if not _RULE.fullmatch(row.raw)]
            blocks.extend(_row_blocks(rows, residue))
            last_length = 0
            index = end
        elif "  " in line.raw.strip() and (run := runs.table_at(index)) is not None:
            rows = [_split_aligned(lines[number], parts, residue) for number, parts in run]
            between = set(range(index, run[-1][0])) - {number for number, _ in run}
            pages = (lines[number] for number in sorted(between) if not lines[number].is_blank)
            residue.extend(Residue(page.clean(residue), "page number") for page in pages)
            found = _row_blocks(_without_rests(rows, [parts for _, parts in run]), residue)
            blocks.extend(block._replace(is_aligned=True) if isinstance(block, Table) else block for block in found)
            last_length = 0
            index = run[-1][0] + 1
        else:
            is_stair = last_length > 0 and _is_stair(line, last_end)
            last_length = _add_paragraph(blocks, line, last_length, residue, is_stair=is_stair)
            last_end = len(line.raw.rstrip())
            index += 1
    return blocks


def _coded_blocks(lines: list[_Line], table: CodedTable, residue: list[Residue]) -> list[Block]:
    """The table whose cells were run together on lines; a blank cell stands where the cell before it ends."""
    rows = []
    for cells in table.rows:
        end = next((span._replace(end=span.start) for spans in cells for span in spans), Span(table.start, 0, 0))
        row = []
        for spans in cells:
            pieces = [lines[line].clean(residue, start, stop) for line, start, stop in spans or (end,)]
            row.append(reduce(SourceText.joined, pieces))
            end = spans[-1]._replace(start=spans[-1].end) if spans else end
        rows.append(row)
    residue += [
        Residue(lines[line].clean(residue, start, end), "stray characters") for line, start, end in table.strays
    ]
    loose = [Paragraph(lines[line].clean(residue, start, end)) for line, start, end in table.loose]
    return [*_row_blocks(rows, residue), *loose]


def _is_stair(line: _Line, last_end: int) -> bool:
    """Whether a line begins where the one above ended: pieces of one printed line, each a step below the one before.

    市级支出执行5.78亿元，
                         为预算的93.5%，
                                        下降4.5%。
    """
    indent = len(line.raw) - len(line.raw.lstrip())
    return indent >= _SHORTEST_LINE and abs(last_end - indent) <= _STEP


def _add_rows(blocks: list[Block], lines: list[_Line], last_length: int, residue: list[Residue]) -> int:
    """Tab-separated lines as tables, and the prose between them where tabs end every line of the file; gives the last length."""
    for is_prose, count in prose_apart([line.raw for line in lines]):
        group, lines = lines[:count], lines[count:]
        if not is_prose:
            blocks.extend(_row_blocks([_split_row(row, residue) for row in group], residue))
            last_length = 0
            continue
        for line in group:
            last_length = _add_paragraph(blocks, line._replace(raw=without_tabs(line.raw)), last_length, residue)
    return last_length


class _AlignedRuns:
    """Looks for tables set with blanks among lines; a run of lines that is none is not looked at from each of its lines again."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._end = 0
        self._tries = 0

    def table_at(self, index: int) -> list[tuple[int, list[Part | None]]] | None:
        """The rows of the table that begins with a line, each with the number of its line; None where there is none."""
        if index >= self._end:
            self._tries = 0
        elif self._tries >= _MOST_TRIES:
            return None
        for over_pages in (True, False):
            numbers: list[int] = []
            count, cells = aligned_rows(self._run_from(index, numbers, over_pages=over_pages))
            if cells or not over_pages or numbers[-1] - index < len(numbers):
                # Where each page sets its columns otherwise, the first is a table by itself.
                break
        self._end = max(self._end, numbers[count - 1] + 1 if count else index)
        self._tries += 1
        return list(zip(numbers, cells, strict=False)) if cells else None

    def _run_from(self, index: int, numbers: list[int], *, over_pages: bool) -> Iterator[str]:
        """The lines from one on up to the next blank one, or over the page where its number stands between rows."""
        while index < len(self._lines):
            if self._lines[index].is_blank:
                index = self._over_page(index) if over_pages else len(self._lines)
                continue
            numbers.append(index)
            yield self._lines[index].raw
            index += 1

    def _over_page(self, index: int) -> int:
        """The first line behind the number of a page, if it is a row with figures; else the end."""
        has_number = False
        while index < len(self._lines) and (
            self._lines[index].is_blank or is_page_number(self._lines[index].raw.strip())
        ):
            has_number |= not self._lines[index].is_blank
            index += 1
        parts = parts_of(self._lines[index].raw) if has_number and index < len(self._lines) else []
        is_row = len(parts) > 1 and any(part.is_figure for part in parts[1:])
        return index if is_row else len(self._lines)


def _split_aligned(line: _Line, cells: Sequence[Part | None], residue: list[Residue]) -> list[SourceText]:
    """The cells of a line whose columns are set with blanks; a blank one stands where the text before it ends."""
    found = []
    end = 0
    for part in cells:
        start, end = (part.start, part.end) if part else (end, end)
        found.append(line.clean(residue, start, end))
    return found


def _without_rests(rows: list[list[SourceText]], cells: Sequence[Sequence[Part | None]]) -> list[list[SourceText]]:
    """The rows, texts that go on below themselves in one cell: `三、国有资本经营预算财政` / `拨款收入`."""
    found: list[list[SourceText]] = []
    at = [0] * len(rows[0])
    """The row in which the text last read of each column begins."""
    for row, parts in zip(rows, cells, strict=True):
        kept = list(row)
        for column, part in enumerate(parts):
            if part is not None and part.is_rest:
                above = found[at[column]]
                above[column] = above[column].joined(row[column])
                kept[column] = row[column]._replace(text="")
            elif part is not None:
                at[column] = len(found)
        if any(cell.text.strip() for cell in kept) or not any(part is not None and part.is_rest for part in parts):
            found.append(kept)
    return found


def _row_blocks(rows: list[list[SourceText]], residue: list[Residue]) -> list[Block]:
    """A run of tab-separated lines as a table; where it is none, its cells as paragraphs."""
    table = tab_rows_to_table(rows, residue)
    if table:
        return [table]
    return [Paragraph(cell) for row in rows for cell in row if cell.text.strip()]


def _split_row(line: _Line, residue: list[Residue]) -> list[SourceText]:
    cells = []
    start = 0
    for part in line.raw.split("\t"):
        cells.append(line.clean(residue, start, start + len(part)))
        start += len(part) + 1
    return cells


def _take_cell_rows(lines: list[_Line], index: int, residue: list[Residue]) -> tuple[list[list[SourceText]], int]:
    """Rows of one cell per line from `index` on: blank lines part the rows, an untabbed line goes on with the cell above it."""
    rows: list[list[SourceText]] = []
    row: list[SourceText] = []
    while index < len(lines):
        line = lines[index]
        if line.is_blank:
            if row:
                rows.append(row)
                row = []
        elif _is_cell(line):
            row.append(line.clean(residue, 1))
        elif row and "\t" not in line.raw:
            row[-1] = row[-1].joined(line.clean(residue), " ")
        elif (resumed := _resumes(lines, index, max(map(len, rows), default=0))) is not None:
            for skipped in lines[index:resumed]:
                if not skipped.is_blank:
                    residue.append(Residue(skipped.clean(residue), "stray characters"))
            index = resumed
            continue
        else:
            break
        index += 1
    if row:
        rows.append(row)
    return rows, index


def _resumes(lines: list[_Line], index: int, width: int) -> int | None:
    """The line where the table goes on after stray characters, if nothing else stands between and its width is the same."""
    while index < len(lines) and not _is_cell(lines[index]):
        line = lines[index]
        if not line.is_blank and not (is_fragment(line.raw) or is_page_number(line.raw)):
            return None
        index += 1
    end = index
    while end < len(lines) and _is_cell(lines[end]):
        end += 1
    return index if end > index and end - index == width else None


def _is_rest_of_figure(text: str) -> bool:
    """Whether a line too short to be content has the rest of a figure, or the sign or mark behind one."""
    return _HAS_FIGURE.search(text) is not None or _ENDING.fullmatch(text) is not None


def _add_paragraph(
    blocks: list[Block], line: _Line, last_length: int, residue: list[Residue], *, is_stair: bool = False
) -> int:
    """Put a line of prose behind the last paragraph or open a new one.

    `last_length` is the length of the physical line before, 0 where no paragraph is open; gives the new one. `is_stair`
    says that the line is one more piece of the printed line that the one before began.
    """
    source = line.clean(residue)
    # White space at the end of a line is none of the text that goes on behind it.
    source = drawn_together(source._replace(text=source.text.rstrip()))
    after_field = opens_with_field(line.raw)
    text = source.text.strip()
    if not text:
        return last_length
    if is_contents(line.raw):
        blocks.append(Paragraph(source, contents=True))
        return 0
    last = blocks[-1] if blocks else None
    is_rest = (
        isinstance(last, Paragraph)
        and last_length > 0
        and (is_stair or goes_on(last.source.text, last_length, text, after_field))
    )
    if is_page_number(line.raw) or (is_fragment(line.raw) and not (is_rest and _is_rest_of_figure(text))):
        residue.append(Residue(source, "page number"))
        return last_length
    if is_rest:
        assert isinstance(last, Paragraph)
        blocks[-1] = Paragraph(last.source.joined(source, " " if is_spaced(last.source.text) else ""))
        length = len(line.raw.rstrip()) if is_stair else len(text)
        return last_length if length < _SHORTEST_LINE else length
    blocks.append(Paragraph(source))
    return len(text)
