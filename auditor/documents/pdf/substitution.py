"""Which font PDFium measures by where a PDF does not contain its font: none of the machine's, so that all machines read alike."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import pypdfium2.raw as raw

from auditor.documents.pdf.typeface import boxes_for_every_character

_BUILT_IN = frozenset(
    "Courier Courier-Bold Courier-BoldOblique Courier-Oblique "
    "Helvetica Helvetica-Bold Helvetica-BoldOblique Helvetica-Oblique "
    "Times-Roman Times-Bold Times-BoldItalic Times-Italic Symbol ZapfDingbats".split()
)
"""The standard fonts, which a PDF need not give the widths of: PDFium has them itself, and calls Arial and the like by them."""
_HANDLE = 1
_NAME = b"Boxes\0"
"""One for whatever face is asked for: PDFium keeps a copy of the font for each name and weight."""
_HEAVIEST = 1000
"""No font is heavier; a file that makes up weights would have a copy made for each."""


@cache
def use_no_installed_fonts() -> raw.FPDF_SYSFONTINFO:
    """Have PDFium ask here for fonts from now on, in the whole process; what it asks by is given back and kept.

    The fonts of the machine are not looked for then, which for one with many takes longer than to read a page.
    """
    info = raw.FPDF_SYSFONTINFO(version=1)
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    for name, answer in _ANSWERS.items():
        setattr(info, name, kinds[name](answer))
    raw.FPDF_SetSystemFontInfo(info)
    return info


def _map_font(_info: Any, weight: int, _italic: int, charset: int, _pitch: int, face: Any, _exact: Any) -> int | None:
    """A handle of the font for a face; none for Latin letters of a standard font, nor for symbols, asked for once more as letters."""
    name = ctypes.string_at(face).decode("latin-1") if face else ""
    is_built_in = charset == raw.FXFONT_ANSI_CHARSET and name in _BUILT_IN
    is_refused = is_built_in or charset == raw.FXFONT_SYMBOL_CHARSET or not 0 < weight <= _HEAVIEST
    return None if is_refused else _HANDLE


def _font_data(_info: Any, _font: int, table: int, buffer: Any, size: int) -> int:
    """The whole font; none of its tables, of which only one is ever asked for, that of a collection of fonts."""
    if table:
        return 0
    return _hand_over(boxes_for_every_character(), buffer, size)


def _face_name(_info: Any, _font: int, buffer: Any, size: int) -> int:
    return _hand_over(_NAME, buffer, size)


def _hand_over(content: bytes, buffer: Any, size: int) -> int:
    """How many bytes there are, which are put where there is room for them."""
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)


def _delete_font(_info: Any, _font: int) -> None:
    """There is one font, which stays."""


_ANSWERS = {
    "MapFont": _map_font,
    "GetFontData": _font_data,
    "GetFaceName": _face_name,
    "DeleteFont": _delete_font,
}
