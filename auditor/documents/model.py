"""What a reader gives: paragraphs and tables in reading order, every character traceable to where it stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Location(NamedTuple):
    """A stretch of one line; lines and columns count from 1, `end_column` is the column after the last character."""

    line: int
    column: int
    end_column: int
    page: int | None = None
    cell: str | None = None
    bbox: tuple[float, float, float, float] | None = None


class Piece(NamedTuple):
    """Where a run of characters of a source text was taken from."""

    offset: int
    line: int
    column: int


class SourceText(NamedTuple):
    """Text put together from stretches of the document; `pieces` say where each stretch stood."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def line(self) -> int:
        return self.pieces[0].line

    def locate(self, start: int, end: int) -> Location:
        """The place of `text[start:end]`, which must not run over a piece's end."""
        index = bisect_right(self.pieces, start, key=lambda piece: piece.offset) - 1
        piece = self.pieces[max(index, 0)]
        column = piece.column + start - piece.offset
        return Location(piece.line, column, column + end - start)

    def joined(self, other: SourceText, glue: str = "") -> SourceText:
        """This text and another behind it as one."""
        offset = len(self.text) + len(glue)
        moved = tuple(Piece(piece.offset + offset, piece.line, piece.column) for piece in other.pieces)
        return SourceText(self.text + glue + other.text, self.pieces + moved)


class Paragraph(NamedTuple):
    """A run of prose; `contents` marks a line of a table of contents."""

    source: SourceText
    contents: bool = False


class Column(NamedTuple):
    """A table column: the header cells above it from the top down, blanks left out."""

    path: tuple[str, ...]
    headers: tuple[SourceText, ...]


class Table(NamedTuple):
    """A grid of cells under a header. A row may be shorter than the header when its cells cannot be placed."""

    captions: tuple[SourceText, ...]
    """Rows above the header that belong to the whole table: its name, its unit, the reporting body."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[SourceText, ...], ...]
    header: tuple[tuple[SourceText, ...], ...]
    """The header rows as printed."""

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def line(self) -> int:
        first = self.captions or (self.header[0] if self.header else self.rows[0])
        return first[0].line


Block = Paragraph | Table


class Residue(NamedTuple):
    """Characters that are no content of the document, and what they are left over from."""

    source: SourceText
    reason: str


class Document(NamedTuple):
    """One disclosure as read."""

    path: str
    format: str
    encoding: str
    sha256: str
    blocks: tuple[Block, ...]
    residue: tuple[Residue, ...]
    lines: tuple[str, ...]
    """The text rendition: for a text file its own lines."""

    def paragraphs(self) -> list[Paragraph]:
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]
