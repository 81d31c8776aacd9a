"""Bytes to text: a byte order mark, else strict UTF-8, else GB18030; never a statistical guess."""

from __future__ import annotations

import codecs

from auditor.errors import UnreadableDocument

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
        raise UnreadableDocument(
            "this is binary data, not text: it has NUL bytes", "这是二进制数据，不是文本：含有 NUL 字节"
        )
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
            continue
        _refuse_junk(text)
        return text, encoding
    raise UnreadableDocument(
        f"its encoding is unknown: byte {place + 1} fits neither UTF-8 nor GB18030",
        f"编码无法识别：第 {place + 1} 个字节既不合 UTF-8 也不合 GB18030",
    )


def _strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"its byte order mark says {encoding}, but byte {error.start + 1} does not fit",
            f"字节顺序标记声明为 {encoding}，但第 {error.start + 1} 个字节不符合",
        ) from error
    _refuse_junk(text)
    return text


def _refuse_junk(text: str) -> None:
    """Text has next to no control characters; binary data that happens to decode has many."""
    head = text[:65536]
    controls = sum(1 for char in head if char < " " and char not in _TEXT_CONTROLS)
    if controls > max(4, len(head) // 200):
        raise UnreadableDocument(
            "this is binary data, not text: it has many control characters",
            "这是二进制数据，不是文本：含有大量控制字符",
        )
