"""Bytes to text: a byte order mark, else strict UTF-8, else GB18030; never a statistical guess."""

from __future__ import annotations

import codecs

from auditor.documents.refusals import refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a")


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was read in; raises `UnreadableDocument` where it is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding), encoding
    if b"\0" in content:
        raise refused("binary-nul")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
            continue
        _refuse_junk(text)
        return text, encoding
    raise refused("encoding-unknown", byte=place + 1)


def _strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused("order-mark", encoding=encoding, byte=error.start + 1) from error
    _refuse_junk(text)
    return text


def _refuse_junk(text: str) -> None:
    """Text has next to no control characters; binary data that happens to decode has many."""
    head = text[:65536]
    controls = sum(1 for char in head if char < " " and char not in _TEXT_CONTROLS)
    if controls > max(4, len(head) // 200):
        raise refused("binary-controls")
