"""The characters of Rich Text: bytes in the code page of a font, numbers of Unicode, words that stand for one character."""

from __future__ import annotations

import codecs

DEFAULT = "cp1252"
_CHARSETS = {
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""The code page of each `\\fcharset` that has one of its own; 0 and 1 have that of the document."""
_OF_CHINESE = (936, 54936, 20936)
_HALVES, _SECOND_HALVES = range(0xD800, 0xE000), range(0xDC00, 0xE000)

WORDS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "~": "\u00a0",
    "_": "-",
    "-": "",
}
"""Control words and symbols that stand for characters."""


def code_page(number: int | None) -> str:
    """The codec of `\\ansicpg`; that of Latin text where it is none that is known."""
    if number in _OF_CHINESE:
        return "gb18030"
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return DEFAULT


def code_page_of_charset(number: int | None) -> str | None:
    """The codec of `\\fcharset`; None where the document says it."""
    return _CHARSETS.get(number or 0)


def is_double(codec: str | None) -> bool:
    """Whether two bytes make a character."""
    return codec in ("gb18030", "cp932", "cp949", "cp950")


class Utf16:
    """Numbers of `\\u` to characters: those behind the first 65,536 are two numbers."""

    def __init__(self) -> None:
        self._first: int | None = None

    def character(self, number: int) -> str:
        """What a number gives: nothing where it is a first half, U+FFFD where a half has no other."""
        code = number & 0xFFFF
        if code in _SECOND_HALVES:
            first, self._first = self._first, None
            return "\ufffd" if first is None else chr(0x10000 + (first - 0xD800 << 10) + code - 0xDC00)
        lost = self.end()
        if code in _HALVES:
            self._first = code
            return lost
        return lost + chr(code)

    def end(self) -> str:
        """Other characters follow: U+FFFD where a first half is left."""
        first, self._first = self._first, None
        return "" if first is None else "\ufffd"
