"""A TrueType font that has a box for every character: what glyphs are measured by where a PDF does not contain its font.

A character that its font has no glyph for has no extent, and PDFium drops a text whose extent is empty. So every code
has a glyph here, and so has every glyph number, for fonts that say numbers only. The boxes lie inside any advance that
a PDF may give the character, for the box of a character is its advance joined with that of its glyph.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import pairwise

from auditor.tuples import NamedTuple

_EM = 1000
_GLYPHS = 0xFFFF
"""As many as a font may have."""
_BLANK = 0xFFFE
"""The glyph of spaces; no character has its number."""
_SPACES = (0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF)
_UNCHECKED = 0
"""Instead of the checksum of a table, which nobody compares who draws by it."""


class _Shape(NamedTuple):
    """An upright box and the advance it is set with, in thousandths of the em."""

    left: int
    bottom: int
    right: int
    top: int
    advance: int


_NARROW = _Shape(20, 0, 200, 700, _EM // 2)
_RISING = _Shape(20, 0, 200, 840, _EM // 2)
_DESCENDING = _Shape(20, -120, 200, 450, _EM // 2)
_WIDE = _Shape(50, 0, 950, 700, _EM)
_EMPTY = _Shape(0, 0, 0, 0, _EM // 2)

_SHAPES: tuple[tuple[int, _Shape], ...] = (
    (0, _NARROW),
    # Where a PDF does not say how far its letters rise and descend, A and g do: about as far as those of Chinese fonts.
    (ord("A"), _RISING),
    (ord("B"), _NARROW),
    (ord("g"), _DESCENDING),
    (ord("h"), _NARROW),
    (0x1100, _WIDE),
    (0x1200, _NARROW),
    (0x2E80, _WIDE),
    (0xFF61, _NARROW),
    (0xFFE0, _WIDE),
    (0xFFE8, _NARROW),
    (_BLANK, _EMPTY),
    (_GLYPHS, _EMPTY),
)
"""From which glyph on which shape is drawn; Han, kana and full-width characters are wide."""


@cache
def boxes_for_every_character() -> bytes:
    """The font as the bytes of a file. Its glyphs have the numbers of their characters."""
    runs = [(shape, end - start) for (start, shape), (end, _) in pairwise(_SHAPES)]
    glyphs = [(_outline(shape), count) for shape, count in runs]
    size = len(glyphs[0][0])
    return _file(
        {
            b"cmap": _character_map(),
            b"glyf": b"".join(outline * count for outline, count in glyphs),
            b"head": _header(),
            b"hhea": struct.pack(">IhhhHhhhhhh8xhH", 0x10000, 880, -120, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, _GLYPHS),
            b"hmtx": b"".join(struct.pack(">Hh", shape.advance, shape.left) * count for shape, count in runs),
            b"loca": struct.pack(f">{_GLYPHS + 1}I", *range(0, (_GLYPHS + 1) * size, size)),
            b"maxp": struct.pack(">IHHH22x", 0x10000, _GLYPHS, 4, 1),
            # Glyphs without names, or they would be sought by them one by one.
            b"post": struct.pack(">I28x", 0x30000),
        }
    )


def _outline(shape: _Shape) -> bytes:
    """A box of four points, the first its lower left corner; each step is from the point before."""
    if shape is _EMPTY:
        return bytes(len(_outline(_WIDE)))
    left, bottom, right, top, _ = shape
    across, up = right - left, top - bottom
    head = struct.pack(">hhhhh", 1, left, bottom, right, top)
    points = struct.pack(">HH4B", 3, 0, 1, 1, 1, 1) + struct.pack(">8h", left, 0, across, 0, bottom, up, 0, -up)
    return head + points + bytes(-len(head + points) % 4)


def _character_map() -> bytes:
    """Codes to glyphs in segments of codes whose glyphs follow one another; the last is of the last code."""
    bounds = [0, *_SPACES, _BLANK]
    letters = [(before + 1, after - 1, before + 1) for before, after in pairwise(bounds) if after - before > 1]
    segments = [*sorted(letters + [(space, space, _BLANK) for space in _SPACES]), (0xFFFF, 0xFFFF, 0)]
    count = len(segments)
    floor = 1 << (count.bit_length() - 1)
    search = 2 * floor, floor.bit_length() - 1, 2 * (count - floor)
    firsts, lasts, glyphs = zip(*segments, strict=True)
    deltas = [(glyph - first) % 0x10000 for first, glyph in zip(firsts, glyphs, strict=True)]
    return (
        struct.pack(">HHHHI", 0, 1, 3, 1, 12)
        + struct.pack(">7H", 4, 16 + 8 * count, 0, 2 * count, *search)
        + struct.pack(f">{count}HH{count}H{count}H", *lasts, 0, *firsts, *deltas)
        + bytes(2 * count)
    )


def _header() -> bytes:
    least = min(shape.bottom for _, shape in _SHAPES)
    most = max(shape.top for _, shape in _SHAPES)
    return struct.pack(
        ">IIIIHH16xhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, least, _EM, most, 0, 8, 2, 1, 0
    )


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Tables, which must be in the order of their names, behind a directory of them."""
    floor = 1 << (len(tables).bit_length() - 1)
    directory = struct.pack(
        ">IHHHH", 0x10000, len(tables), 16 * floor, floor.bit_length() - 1, 16 * (len(tables) - floor)
    )
    start = len(directory) + 16 * len(tables)
    body = b""
    for name, table in tables.items():
        padded = table + bytes(-len(table) % 4)
        directory += struct.pack(">4sIII", name, _UNCHECKED, start + len(body), len(table))
        body += padded
    return directory + body
