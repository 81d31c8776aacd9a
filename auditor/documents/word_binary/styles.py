"""The style sheet of a Word 97+ binary file, as blocks of property modifiers."""

from __future__ import annotations

import struct

from auditor.documents.word_binary.file import STYLES, WordFile
from auditor.tuples import NamedTuple

_NONE = 0xFFF
_PARAGRAPH, _CHARACTER, _NUMBERING = 1, 2, 4
_CONTENTS = range(19, 28)
"""The built-in styles for lines of a table of contents."""


class Style(NamedTuple):
    """What a style adds to the one it is based on ([MS-DOC] STD)."""

    base: int = _NONE
    paragraphs: bytes = b""
    characters: bytes = b""
    contents: bool = False


def read_styles(file: WordFile) -> list[Style]:
    """The styles by their number; of a sheet that is cut short, those in front of the cut."""
    sheet = file.structure(STYLES)
    styles: list[Style] = []
    try:
        header_size, count, fixed_size = struct.unpack_from("<3H", sheet)
        position = 2 + header_size
        while len(styles) < count and position < len(sheet):
            (size,) = struct.unpack_from("<H", sheet, position)
            styles.append(_style(sheet[position + 2 : position + 2 + size], fixed_size))
            position += 2 + size + size % 2
    except struct.error:
        pass
    return styles


def _style(entry: bytes, fixed_size: int) -> Style:
    if not entry:
        return Style()
    identifier, kind_and_base, counts = struct.unpack_from("<3H", entry)
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    (name_length,) = struct.unpack_from("<H", entry, fixed_size)
    position = fixed_size + 2 * name_length + 4
    blocks: list[bytes] = []
    for _ in range(min(counts & 0xF, 3)):
        (size,) = struct.unpack_from("<H", entry, position)
        blocks.append(entry[position + 2 : position + 2 + size])
        position += 2 + size + size % 2
    contents = identifier & 0xFFF in _CONTENTS
    blocks += [b"", b""]
    if kind == _CHARACTER:
        return Style(base, characters=blocks[0])
    if kind in (_PARAGRAPH, _NUMBERING):
        return Style(base, blocks[0][2:], blocks[1], contents)
    return Style(base)
