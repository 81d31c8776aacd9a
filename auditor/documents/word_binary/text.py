"""The characters of a Word 97+ binary file: pieces of its main stream, put in order by the piece table."""

from __future__ import annotations

import itertools
import struct
from bisect import bisect_right
from collections.abc import Iterator

from auditor.documents.refusals import damaged
from auditor.documents.word_binary.file import PIECES, WordFile
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_COMPRESSED = 0x40000000
_SURROGATE = regex("[\ud800-\udfff]")
_PROPERTY_BLOCK, _PIECE_TABLE = 1, 2
_SHORT_MODIFIERS = {0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5C: 0x083C}
"""Modifiers a piece names by one byte, as far as they say what is printed where ([MS-DOC] 2.9.215)."""


class TextPiece(NamedTuple):
    """Characters that stand together in the main stream."""

    start: int
    """Position of its first character in the text."""
    end: int
    place: int
    """Offset of its first character in the main stream."""
    width: int
    """Bytes of a character, 1 or 2."""
    modifiers: bytes
    """Property modifiers that a fast save left for all of it."""


class PieceText:
    """The text of all stories. A character is one UTF-16 code unit, since positions count those."""

    def __init__(self, file: WordFile) -> None:
        self.pieces = list(_pieces(file))
        self._starts = [piece.start for piece in self.pieces]
        self.characters = "".join(_characters(file.document, piece) for piece in self.pieces)

    def piece_at(self, position: int) -> TextPiece:
        return self.pieces[bisect_right(self._starts, position) - 1]


def _pieces(file: WordFile) -> Iterator[TextPiece]:
    """The piece table ([MS-DOC] 2.9.38, 2.9.177)."""
    blocks, table = _property_blocks(file.structure(PIECES))
    count = (len(table) - 4) // 12
    if count < 1:
        raise damaged("no-piece-table")
    bounds = struct.unpack_from(f"<{count + 1}I", table)
    # A file has at least one byte for each character; a table that repeats places may claim any number.
    if bounds[0] or bounds[-1] > len(file.document) or any(a > b for a, b in itertools.pairwise(bounds)):
        raise damaged("piece-order")
    for index in range(count):
        start, end = bounds[index : index + 2]
        place, modifier = struct.unpack_from("<IH", table, 4 * (count + 1) + 8 * index + 2)
        width = 1 if place & _COMPRESSED else 2
        place = (place & (_COMPRESSED - 1)) // (2 if width == 1 else 1)
        if place + (end - start) * width > len(file.document):
            raise damaged("text-cut")
        if start < end:
            yield TextPiece(start, end, place, width, _piece_modifiers(modifier, blocks))


def _property_blocks(structure: bytes) -> tuple[list[bytes], bytes]:
    """The blocks of modifiers in front of the piece table, and the table."""
    blocks: list[bytes] = []
    position = 0
    while position < len(structure) and structure[position] == _PROPERTY_BLOCK:
        (size,) = struct.unpack_from("<H", structure, position + 1)
        blocks.append(structure[position + 3 : position + 3 + size])
        position += 3 + size
    if position >= len(structure) or structure[position] != _PIECE_TABLE:
        raise damaged("no-piece-table")
    (size,) = struct.unpack_from("<I", structure, position + 1)
    return blocks, structure[position + 5 : position + 5 + size]


def _piece_modifiers(modifier: int, blocks: list[bytes]) -> bytes:
    if modifier & 1:
        return blocks[modifier >> 1] if modifier >> 1 < len(blocks) else b""
    code = _SHORT_MODIFIERS.get(modifier >> 1 & 0x7F)
    return struct.pack("<HB", code, modifier >> 8) if code else b""


def _characters(document: bytes, piece: TextPiece) -> str:
    stretch = document[piece.place : piece.place + (piece.end - piece.start) * piece.width]
    if piece.width == 1:
        return stretch.decode("cp1252", "replace")
    text = stretch.decode("utf-16-le", "surrogatepass")
    if len(text) == piece.end - piece.start:
        return text
    return "".join(map(chr, struct.unpack(f"<{len(stretch) // 2}H", stretch)))


def joined_surrogates(text: str) -> str:
    """Text in which two code units of one character have become that character, and half a one a replacement."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
