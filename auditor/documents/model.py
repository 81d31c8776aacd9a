"""What a reader gives: paragraphs and tables in reading order, every character traceable to where it stands."""

from array import array
from bisect import bisect_right
from itertools import zip_longest

from auditor.tuples import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner of the page as it is read."""


class Location(NamedTuple):
    """A stretch of one line; lines and columns count from 1, `end_column` is the column after the last character.

    Lines are those of a text file, or of the rendition that `auditor extract` prints of any other file.
    """

    line: int
    column: int
    end_column: int
    page: int | None = None
    """Page of a PDF, from 1."""
    cell: str | None = None
    """`Sheet!D12` of a workbook, `D12` of a sheet without a name, `table 3!R4C2` of a table in Word or on a web page."""
    bbox: Box | None = None


class Origin(NamedTuple):
    """Where a run of text stands in a document that is not plain text."""

    page: int | None = None
    cell: str | None = None
    boxes: "array[float] | None" = None
    """The boxes of the characters of the run, four numbers each as in `Box`."""

    def bbox(self, start: int, end: int) -> Box | None:
        """The box around the characters from `start` to `end`; of a blank cell, whose only box is its own, that box."""
        boxes = self.boxes[4 * start : 4 * max(end, start + 1)] if self.boxes else ()
        if not boxes:
            return None
        return min(boxes[::4]), min(boxes[1::4]), max(boxes[2::4]), max(boxes[3::4])

    def part(self, start: int, end: int) -> "Origin":
        """Where the characters from `start` to `end` stand."""
        return self._replace(boxes=self.boxes[4 * start : 4 * end]) if self.boxes else self


class Piece(NamedTuple):
    """Where a run of characters of a source text was taken from."""

    offset: int
    line: int
    column: int
    origin: Origin | None = None
    """Where the run stands in a document that is not plain text."""


class SourceText(NamedTuple):
    """Text put together from stretches of the document; `pieces` say where each stretch stood."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def line(self) -> int:
        return self.pieces[0].line

    def place(self, start: int) -> tuple[int, int]:
        """The line and the column of one character."""
        pieces = self.pieces
        index = 0 if len(pieces) == 1 else bisect_right(pieces, start, key=lambda piece: piece.offset) - 1
        offset, line, column, _ = pieces[max(index, 0)]
        return line, column + start - offset

    def locate(self, start: int, end: int) -> Location:
        """The place of `text[start:end]`; of a stretch over several pieces the part in the first."""
        pieces = self.pieces
        index = 0
        if len(pieces) > 1:
            index = max(bisect_right(pieces, start, key=lambda piece: piece.offset) - 1, 0)
            if index + 1 < len(pieces):
                end = min(end, pieces[index + 1].offset)
        piece = pieces[index]
        column = piece.column + start - piece.offset
        origin = piece.origin
        if origin is None:
            return Location(piece.line, column, column + end - start)
        box = origin.bbox(start - piece.offset, end - piece.offset)
        return Location(piece.line, column, column + end - start, origin.page, origin.cell, box)

    def pieces_of(self, start: int, end: int, offset: int) -> list[Piece]:
        """The pieces of `text[start:end]`, for a text in which that begins at `offset`."""
        found = []
        for piece, after in zip_longest(self.pieces, self.pieces[1:]):
            begin, stop = max(piece.offset, start), min(after.offset if after else len(self.text), end)
            if begin < stop:
                into, until = begin - piece.offset, stop - piece.offset
                origin = piece.origin and piece.origin.part(into, until)
                found.append(Piece(offset + begin - start, piece.line, piece.column + into, origin))
        return found

    def joined(self, other: "SourceText", glue: str = "") -> "SourceText":
        """This text and another behind it as one."""
        offset = len(self.text) + len(glue)
        moved = tuple(piece._replace(offset=piece.offset + offset) for piece in other.pieces)
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
    numbering: tuple[str, ...] = ()
    """What numbers each column (`1`, `(1)=(2)+(3)`, `A=B+C`), in half width, blank where nothing does; no text where none is printed."""
    is_aligned: bool = False
    """Whether only blanks between the texts of its lines say which column each stands in."""

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


class Notice(NamedTuple):
    """Something a reader says aloud about the document: what is hidden, what is missing."""

    line: int
    key: str
    """Of a message."""
    arguments: dict[str, object]
    incomplete: bool = False
    """Whether something that may hold figures could not be read."""

    @property
    def hides_words(self) -> bool:
        """Whether words may be missing; of a table that is not understood every word was read."""
        return self.incomplete and self.key not in ("lost-blanks", "run-together", "torn-table", "unread-columns")


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
    notices: tuple[Notice, ...] = ()

    def paragraphs(self) -> list[Paragraph]:
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]
