"""The rendition: what a reader found, laid out as numbered lines that a person can compare with the original."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from auditor.documents.bounds import check_blocks, counted
from auditor.documents.continuation import join_continued
from auditor.documents.grids import grid_to_table
from auditor.documents.headers import Spans
from auditor.documents.model import Block, Document, Notice, Paragraph, Piece, Residue, SourceText
from auditor.documents.note_marks import without_note_marks
from auditor.documents.prose import goes_on, is_contents
from auditor.documents.raw import Found, RawCell, RawNotice, RawParagraph, RawResidue, RawTable, RawText
from auditor.documents.refusals import refused
from auditor.documents.residue import closed_up, same_width
from auditor.documents.spaces import is_spaced
from auditor.patterns import regex

_WIDEST = 36
"""Columns are padded to at most so many places; a longer cell pushes the rest of its line to the right."""
_BREAKS = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PLAIN = regex(r"[\w.,()（）、-]+")
_AMOUNT = regex(r"[-+(（]?[\d,.]+[%％)）]?|-+")
_PRINTED_WHOLE = 1
"""The length of a last line that no page broke: these formats know their paragraphs, so only a cut sentence or figure goes on."""
_TAB_CONTENTS = regex(r".*\t\s*\d{1,3}\s*$")


def lay_out(path: str, file_format: str, encoding: str, sha256: str, found: Iterable[Found]) -> Document:
    """A document of what a reader found; raises `UnreadableDocument` when that is nothing, or too much."""
    sheet = _Sheet()
    for item in counted(found):
        if isinstance(item, RawParagraph):
            sheet.add_paragraph(item)
        elif isinstance(item, RawTable):
            sheet.add_table(item)
        elif isinstance(item, RawResidue):
            sheet.add_residue(item)
        else:
            sheet.add_notice(item)
    if not sheet.blocks and not sheet.notices:
        raise refused("no-text")
    blocks = tuple(join_continued(sheet.blocks, sheet.residue, sheet.notices))
    check_blocks(blocks)
    return Document(
        path,
        file_format,
        encoding,
        sha256,
        blocks,
        tuple(sheet.residue),
        tuple(sheet.lines),
        tuple(sheet.notices),
    )


class _Sheet:
    """The lines written so far, and the blocks whose text stands on them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.residue: list[Residue] = []
        self.notices: list[Notice] = []
        self._last_length = 0

    def add_paragraph(self, paragraph: RawParagraph) -> None:
        written = [source for line in paragraph.lines if (source := self._write(line))]
        if not written:
            return
        source = _joined(written)
        if paragraph.contents or is_contents(source.text) or _TAB_CONTENTS.match(paragraph.lines[-1].text):
            self.blocks.append(Paragraph(source, contents=True))
            self._last_length = 0
            return
        last = self.blocks[-1] if self.blocks else None
        text = source.text.strip()
        if (
            isinstance(last, Paragraph)
            and self._last_length
            and len(written) == 1
            and goes_on(last.source.text, _PRINTED_WHOLE, text)
        ):
            self.blocks[-1] = Paragraph(_joined([last.source, source]))
        else:
            self.blocks.append(Paragraph(source))
        # A paragraph of several lines was put together by its reader, which knew where it ends.
        self._last_length = len(text) if len(written) == 1 else 0

    def add_residue(self, residue: RawResidue) -> None:
        source = self._write(residue.text)
        if source:
            self.residue.append(Residue(source, residue.reason))

    def add_notice(self, notice: RawNotice) -> None:
        self.notices.append(Notice(len(self.lines) + 1, notice.key, notice.arguments, notice.incomplete))

    def add_table(self, table: RawTable) -> None:
        grid = _grid_of(table)
        if not grid:
            return
        self._last_length = 0
        rows, spans = self._write_rows(grid)
        blocks = grid_to_table(rows, spans, self.residue)
        self.blocks.extend(blocks)

    def _write(self, line: RawText) -> SourceText | None:
        """One line of prose; None where it is blank."""
        text = _BREAKS.sub(" ", line.text)
        if not text.strip():
            return None
        self.lines.append(text)
        source = closed_up(SourceText(same_width(text), (Piece(0, len(self.lines), 1, line.origin),)))
        return without_note_marks(source, self.residue)

    def _write_rows(self, grid: list[list[RawCell | None]]) -> tuple[list[list[SourceText]], Spans]:
        """The rows of a grid, one line each, padded so that the columns stand under one another."""
        shown = [[cell and _cell_parts(cell) for cell in row] for row in grid]
        texts = [[_text(parts) if parts else "" for parts in row] for row in shown]
        columns = list(zip(*texts, strict=True))
        widths = [min(_WIDEST, max(map(_width, column))) for column in columns]
        has_amounts = [any("." in text and _AMOUNT.fullmatch(text) for text in column) for column in columns]
        rows: list[list[SourceText]] = []
        spans: Spans = {}
        for cells, parts_of_row, row in zip(grid, shown, texts, strict=True):
            line = len(self.lines) + 1
            written = ["|"]
            column = 2
            sources: list[SourceText] = []
            for cell, parts, text, width, amounts in zip(cells, parts_of_row, row, widths, has_amounts, strict=True):
                padding = " " * max(0, width - _width(text))
                is_amount = amounts and _AMOUNT.fullmatch(text) is not None
                shift = len(padding) if is_amount else 0
                source = closed_up(_place(parts or [RawText("")], line, column + 1 + shift))
                sources.append(source)
                if cell is not None and (cell.row_span > 1 or cell.column_span > 1):
                    spans[line, column + 1 + shift] = (cell.row_span, cell.column_span)
                padded = padding + text if is_amount else text + padding
                written.append(f" {padded} |")
                column += len(padded) + 3
            self.lines.append("".join(written))
            rows.append(sources)
        return rows, spans


def _grid_of(table: RawTable) -> list[list[RawCell | None]]:
    """The cells at their places, each at the upper left of what it covers; rows and columns without any text are left out."""
    filled = [cell for cell in table.cells if any(line.text.strip() for line in cell.lines)]
    used_rows = sorted({cell.row for cell in filled})
    edges = sorted({cell.column for cell in filled})
    row_at = {row: index for index, row in enumerate(used_rows)}
    column_at = {column: index for index, column in enumerate(edges)}
    grid: list[list[RawCell | None]] = [[None] * len(edges) for _ in used_rows]
    for cell in table.cells:
        if cell.row not in row_at or cell.column not in column_at:
            continue
        if cell.row_span > 1 or cell.column_span > 1:
            cell = cell._replace(
                row_span=bisect_left(used_rows, cell.row + cell.row_span) - row_at[cell.row],
                column_span=bisect_left(edges, cell.column + cell.column_span) - column_at[cell.column],
            )
        grid[row_at[cell.row]][column_at[cell.column]] = cell
    return grid


def _cell_parts(cell: RawCell) -> list[RawText]:
    """The lines of a cell as the runs of one line, a space between where two words would grow together."""
    if len(cell.lines) == 1 and _PLAIN.fullmatch(cell.lines[0].text):
        return [*cell.lines]
    parts: list[RawText] = []
    for line in cell.lines:
        text = _BREAKS.sub(" ", line.text)
        # The first line keeps its indent, which tells what is part of what.
        stripped = text.strip()
        if not stripped:
            continue
        if not parts and not _AMOUNT.fullmatch(stripped):
            stripped = text.rstrip()
        start = text.index(stripped)
        origin = line.origin and line.origin.part(start, start + len(stripped))
        if parts:
            parts[-1] = parts[-1]._replace(text=parts[-1].text + _glue(parts[-1].text, stripped))
        parts.append(RawText(stripped, origin))
    return parts or [RawText("", line.origin) for line in cell.lines[:1]]


def _text(parts: list[RawText]) -> str:
    return parts[0].text if len(parts) == 1 else "".join(part.text for part in parts)


def _glue(above: str, below: str) -> str:
    """A space between two words or numbers of one script that stand on two lines, nothing between Han characters."""
    return " " if above[-1:].isascii() and below[:1].isascii() and above[-1:].isalnum() and below[:1].isalnum() else ""


def _joined(sources: Sequence[SourceText]) -> SourceText:
    whole = sources[0]
    for source in sources[1:]:
        parts_words = whole.text[-1:].isascii() and whole.text[-1:].isalpha() and source.text[:1].isalpha()
        glue = " " if parts_words or is_spaced(whole.text) else ""
        whole = whole.joined(source, glue)
    return whole


def _place(parts: list[RawText], line: int, column: int) -> SourceText:
    if len(parts) == 1:
        text, origin = parts[0]
        return SourceText(same_width(text), (Piece(0, line, column, origin),))
    pieces = []
    length = 0
    for part in parts:
        pieces.append(Piece(length, line, column + length, part.origin))
        length += len(part.text)
    return SourceText(same_width("".join(part.text for part in parts)), tuple(pieces))


def _width(text: str) -> int:
    """How many places of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def rendition(document: Document) -> list[str]:
    """The document's text as numbered lines, the way `auditor extract` prints it."""
    width = len(str(len(document.lines)))
    return [f"{number:>{width}}  {line}" for number, line in enumerate(document.lines, 1)]
