"""The objects of a PDF, as PDFium writes them out anew: none compressed, encrypted or written twice, whatever the file does.

What PDFium makes of a file is what it will draw, so it is no use to read the file itself by other rules than PDFium's.
"""

from __future__ import annotations

import base64
import binascii
import ctypes
import re
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from auditor.patterns import regex
from auditor.tuples import NamedTuple

_TOKEN = regex(
    rb"[\x00\t\n\f\r ]*(<<|>>|[\[\]]|/[^\x00\t\n\f\r ()<>\[\]{}/%]*|\((?:\\.|[^\\()])*\)|<[^<>]*>|[^\x00\t\n\f\r ()<>\[\]{}/%]+)",
    re.DOTALL,
)
_OBJECT = regex(rb"\d+ \d+ obj")
_SECTION = regex(rb"(\d+) (\d+)\s+(?=\d{10} )")
_ENTRY = regex(rb"(\d{10}) \d{5} ([nf])\s*")
_STREAM = regex(rb"[\r\n ]*stream\r?\n")
_ESCAPED = regex(rb"#([0-9A-Fa-f]{2})")
_CHUNK = 1 << 14
_LARGEST_STREAM = 1 << 26
"""Bytes of one stream, decoded; so much is no page of print."""
_DEEPEST = 200


class Reference(NamedTuple):
    """An object by its number."""

    number: int


Value = bytes | Reference | list["Value"] | dict[bytes, "Value"]
"""Names begin with a slash; numbers, strings and words are as they are written."""


NOTHING: dict[bytes, Value] = {}
"""The entries of what has none."""


class Stream(NamedTuple):
    """The entries of a stream, and its bytes as they are stored."""

    entries: dict[bytes, Value]
    stored: bytes


class Objects:
    """The objects of a PDF by their numbers."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._written = _written(document)
        self._starts = _starts(self._written)
        self._ends = dict(
            zip(ordered := sorted(self._starts.values()), [*ordered[1:], len(self._written)], strict=True)
        )
        self._known: dict[int, Value | Stream | None] = {}

    def has(self, word: bytes) -> bool:
        """Whether a word stands anywhere in the file."""
        return word in self._written

    def with_any(self, *words: bytes) -> Iterator[int]:
        """The numbers of objects that have one of some words, their streams included."""
        for number, start in self._starts.items():
            end = self._ends[start]
            if any(self._written.find(word, start, end) >= 0 for word in words):
                yield number

    def at(self, number: int) -> Value | Stream | None:
        """One object; None where there is none, or it is none."""
        if number not in self._known:
            start = self._starts.get(number)
            self._known[number] = None if start is None else self._parsed(start, self._ends[start])
        return self._known[number]

    def follow(self, value: Value | Stream | None) -> Value | Stream | None:
        """What a value is, or refers to."""
        for _ in range(_DEEPEST):
            if not isinstance(value, Reference):
                break
            value = self.at(value.number)
        return value

    def entries(self, value: Value | Stream | None) -> dict[bytes, Value]:
        """The entries of a dictionary or a stream, or of what refers to one; none of anything else."""
        found = self.follow(value)
        found = found.entries if isinstance(found, Stream) else found
        return found if isinstance(found, dict) else NOTHING

    def number_of(self, value: Value | Stream | None) -> int | None:
        """The number of the object that a value refers to in the end; None of one that is no reference."""
        for _ in range(_DEEPEST):
            if not isinstance(value, Reference):
                break
            further = self.at(value.number)
            if not isinstance(further, Reference):
                return value.number
            value = further
        return None

    def decoded(self, stream: Stream) -> bytes | None:
        """The content of a stream; None where it is encoded in a way that is not read here."""
        filters = self.follow(stream.entries.get(b"/Filter"))
        if any(b"/Predictor" in self.entries(each) for each in self._each(stream.entries.get(b"/DecodeParms"))):
            return None
        content = stream.stored
        for each in self._each(filters):
            decode = _DECODERS.get(name) if isinstance(name := self.follow(each), bytes) else None
            if decode is None:
                return None
            content = decode(content)
        return content

    def _each(self, value: Value | Stream | None) -> list[Value]:
        found = self.follow(value)
        return found if isinstance(found, list) else [] if found is None or isinstance(found, Stream) else [found]

    def _parsed(self, start: int, end: int) -> Value | Stream | None:
        header = _OBJECT.match(self._written, start, end)
        if header is None:
            return None
        value, at = _value(self._written, header.end(), end)
        if not isinstance(value, dict) or not (begin := _STREAM.match(self._written, at, end)):
            return value
        stop = self._written.rfind(b"endstream", begin.end(), end)
        return Stream(value, self._written[begin.end() : stop if stop >= 0 else end])


def _written(document: pdfium.PdfDocument) -> bytes:
    blocks: list[bytes] = []

    def take(_: object, data: int, size: int) -> int:
        blocks.append(ctypes.string_at(data, size))
        return 1

    sink = raw.FPDF_FILEWRITE(version=1)
    sink.WriteBlock = dict(raw.FPDF_FILEWRITE._fields_)["WriteBlock"](take)
    raw.FPDF_SaveAsCopy(document.raw, sink, raw.FPDF_REMOVE_SECURITY)
    return b"".join(blocks)


def _starts(written: bytes) -> dict[int, int]:
    """Where each object starts, by its number, as the table at the end says."""
    found: dict[int, int] = {}
    at = written.rfind(b"xref\r\n", 0, max(0, written.rfind(b"startxref")))
    at += len(b"xref\r\n") if at >= 0 else 0
    while section := _SECTION.match(written, at):
        at = section.end()
        for number in range(int(section[1]), int(section[1]) + int(section[2])):
            entry = _ENTRY.match(written, at)
            if entry is None:
                return found
            at = entry.end()
            if entry[2] == b"n":
                found[number] = int(entry[1])
    return found


def _value(text: bytes, at: int, end: int) -> tuple[Value, int]:
    """The value that begins at a place, and where it ends; what is cut short ends with the text."""
    inside: list[list[Value]] = [[]]
    opened: list[bytes] = []
    while token := _TOKEN.match(text, at, end):
        word, at = token[1], token.end()
        if word in (b"<<", b"["):
            if len(opened) == _DEEPEST:
                break
            opened.append(word)
            inside.append([])
        elif word in (b">>", b"]"):
            if not opened:
                break
            made = inside.pop()
            inside[-1].append(_dictionary(made) if opened.pop() == b"<<" else made)
        elif word == b"R" and len(inside[-1]) > 1 and isinstance(number := inside[-1][-2], bytes) and number.isdigit():
            inside[-1][-2:] = [Reference(int(number))]
        elif word == b"endobj":
            break
        else:
            inside[-1].append(name_of(word) if word.startswith(b"/") else word)
        if not opened and isinstance(inside[0][0], dict):
            break
    while opened:
        made = inside.pop()
        inside[-1].append(_dictionary(made) if opened.pop() == b"<<" else made)
    return (inside[0][0] if len(inside[0]) == 1 else list(inside[0])), at


def _dictionary(flat: list[Value]) -> dict[bytes, Value]:
    return {key: value for key, value in zip(flat[::2], flat[1::2], strict=False) if isinstance(key, bytes)}


def name_of(word: bytes) -> bytes:
    """A name as it is meant: `/F#31` is `/F1`."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), word) if b"#" in word else word


def _inflated(content: bytes) -> bytes:
    """As far as it goes: a checksum that is wrong, or an end that is missing, is no reason to see less than PDFium."""
    made, left = bytearray(), _LARGEST_STREAM
    try:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        for start in range(2, len(content), _CHUNK):
            made += inflate.decompress(content[start : start + _CHUNK], left - len(made))
            if len(made) >= left or inflate.eof:
                break
    except zlib.error:
        pass
    return bytes(made)


def _from_hexadecimal(content: bytes) -> bytes:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", content.partition(b">")[0])
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _from_base_85(content: bytes) -> bytes:
    try:
        return base64.a85decode(re.sub(rb"\s", b"", content).removeprefix(b"<~").partition(b"~")[0])
    except ValueError:
        return b""


_DECODERS = {
    b"/FlateDecode": _inflated,
    b"/Fl": _inflated,
    b"/ASCIIHexDecode": _from_hexadecimal,
    b"/AHx": _from_hexadecimal,
    b"/ASCII85Decode": _from_base_85,
    b"/A85": _from_base_85,
}
