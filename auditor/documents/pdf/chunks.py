"""Lines parted by white space: what stands in one cell of a table without rulings."""

from __future__ import annotations

from itertools import pairwise

from auditor.documents.ordinals import numbering_of
from auditor.documents.pdf.geometry import Char, box_around
from auditor.documents.pdf.lines import Line
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_GAP = 1.2
"""Share of a character's height that parts two cells of a line."""
_CLOSE_GAP = 0.25
"""The same inside a table, where no letters are set apart."""
_AMOUNT = regex(r"[-+(（]?[\d,]*\d\.\d+[%％)）]?")
_SENTENCE = regex("[，。；、：]")
OPENS_ROW = regex(
    r"[-+(（]?[\d,]*\d(?:\.\d+)?[%％)）]?|[一二三四五六七八九十]{1,3}、.*|[（(][一二三四五六七八九十]+[)）].*"
)


class Chunk(NamedTuple):
    """A text of a line that white space sets apart."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    chars: list[Char]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def is_amount(self) -> bool:
        return is_amount(self.text)

    @property
    def is_whole(self) -> bool:
        """Whether it is a number without decimals: a code, the number of a row or column."""
        return self.text.isdecimal()

    @property
    def opens_row(self) -> bool:
        """Whether a row of a table's body begins or ends so, and no header: a number, an item of an enumeration."""
        return OPENS_ROW.fullmatch(self.text) is not None


def is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text) is not None


def amounts_in(line: Line) -> int:
    """How many amounts stand in a line that is no sentence, as in a row of a table."""
    if line.text.count(".") < 2 or _SENTENCE.search(line.text):
        return 0
    return sum(chunk.is_amount for chunk in close_chunks_of(line))


Rows = list[list[Chunk]]
Span = tuple[float, float]


def chunks_of(line: Line) -> list[Chunk]:
    """The texts of a line, parted where a wide gap is."""
    return [_chunk(part) for part in _parts(line.chars, _GAP)]


def close_chunks_of(line: Line) -> list[Chunk]:
    """The texts of a line of a table, whose columns may stand close; letters set apart one by one are not parted so."""
    found: list[Chunk] = []
    for part in _parts(line.chars, _GAP):
        pieces = list(_parts(part, _CLOSE_GAP))
        if any(len(piece) == len(after) == 1 for piece, after in pairwise(pieces)):
            pieces = [part]
        found += map(_chunk, pieces)
    return found


def _parts(chars: list[Char], gap: float) -> list[list[Char]]:
    parts: list[list[Char]] = [[]]
    for char in chars:
        if char.text.isspace():
            continue
        if parts[-1] and char.left - parts[-1][-1].right > gap * char.height:
            parts.append([])
        parts[-1].append(char)
    return [part for part in parts if part]


def _chunk(chars: list[Char]) -> Chunk:
    return Chunk(*box_around(chars), "".join(char.text for char in chars), chars)


def is_numbering(row: list[Chunk]) -> bool:
    """Whether a row numbers the columns."""
    return numbering_of([chunk.text for chunk in row]) is not None


def is_level(chunk: Chunk) -> bool:
    return len(chunk.text) == 1 and not chunk.is_whole
