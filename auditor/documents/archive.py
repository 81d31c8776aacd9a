"""Office files: a ZIP of XML parts, unpacked within bounds; document types and the entities they define are refused."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Literal
from xml.etree import ElementTree as ET

from auditor.documents.refusals import damaged, encrypted, refused
from auditor.errors import UnreadableDocument

_MOST_PARTS = 20_000
_LARGEST_PART = 256 * 1024 * 1024
_LARGEST_UNPACKED = 512 * 1024 * 1024
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_DAMAGE = (
    ET.ParseError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)
_OVERLAP = max(map(len, _DOCTYPES)) - 1


class Archive:
    """The parts of an office file. Raises `UnreadableDocument` for a damaged, encrypted or over-large one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged(str(error)) from error
        entries = self._zip.infolist()
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
            raise _too_large()
        if any(entry.flag_bits & 1 for entry in entries):
            raise encrypted()
        self.names = frozenset(entry.filename for entry in entries)
        self._left = _LARGEST_UNPACKED

    def parse(self, name: str) -> ET.Element:
        """The root element of a part."""
        root: ET.Element | None = None
        for event, element in self.iterate(name, ("start",)):
            root = element if root is None and event == "start" else root
        if root is None:
            raise damaged("part-empty", name=name)
        return root

    def iterate(
        self, name: str, events: tuple[Literal["start", "end"], ...] = ("end",)
    ) -> Iterator[tuple[str, ET.Element]]:
        """The elements of a part while it is read, as `xml.etree.ElementTree.iterparse` gives them."""
        try:
            with self._zip.open(name) as stream:
                yield from ET.iterparse(_Part(stream, self), events)
        except _DAMAGE as error:
            raise damaged(f"{name}: {error}") from error

    def spend(self, size: int) -> None:
        """Count unpacked bytes; what the directory of the file says of its sizes may be a lie."""
        self._left -= size
        if self._left < 0:
            raise _too_large()


class _Part:
    """A stream that counts what it gives and stops at a document type."""

    def __init__(self, stream: IO[bytes], archive: Archive) -> None:
        self._stream = stream
        self._archive = archive
        self._tail = b""
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self._given += len(chunk)
        if self._given > _LARGEST_PART:
            raise _too_large()
        self._archive.spend(len(chunk))
        seen = self._tail + chunk
        if any(doctype in seen for doctype in _DOCTYPES):
            raise refused("document-type")
        self._tail = seen[-_OVERLAP:]
        return chunk


def _too_large() -> UnreadableDocument:
    return refused("unpacks-too-large", size=_LARGEST_UNPACKED // 2**20)
