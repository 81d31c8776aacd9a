"""What a reader finds in a file, before it is laid out as the lines of a rendition."""

from auditor.documents.model import Origin
from auditor.tuples import NamedTuple


class RawText(NamedTuple):
    """One printed line, or part of one; it has no line breaks."""

    text: str
    origin: Origin | None = None


class RawParagraph(NamedTuple):
    """A paragraph over one or more printed lines."""

    lines: tuple[RawText, ...]
    contents: bool = False
    """Whether it is a line of a table of contents."""


class RawCell(NamedTuple):
    """A cell of a grid; rows and columns count from 0."""

    row: int
    column: int
    lines: tuple[RawText, ...]
    row_span: int = 1
    column_span: int = 1


class RawTable(NamedTuple):
    """A grid; places no cell covers are blank."""

    cells: tuple[RawCell, ...]


class RawResidue(NamedTuple):
    """A line that is no content: a page number, a running head."""

    text: RawText
    reason: str


class RawNotice(NamedTuple):
    """Something to say aloud about what follows."""

    key: str
    arguments: dict[str, object]
    incomplete: bool = False


Found = RawParagraph | RawTable | RawResidue | RawNotice
