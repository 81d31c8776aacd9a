"""The streams of a Word 97+ binary file, and where its file information block says things stand."""

from __future__ import annotations

import struct
from io import BytesIO

from auditor.documents.container import check_container
from auditor.documents.refusals import damaged, encrypted, refused
from auditor.errors import UnreadableDocument
from auditor.tuples import NamedTuple

_WORD_97 = 0xC0
"""Versions of the file format (`nFib`) below this one are of Word 6 and 95."""
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_HEADER = 512

STYLES, SECTIONS, CHARACTER_PAGES, PARAGRAPH_PAGES, PIECES, LISTS, LIST_OVERRIDES = (
    0xA2,
    0xCA,
    0xFA,
    0x102,
    0x1A2,
    0x2E2,
    0x2EA,
)
"""Offsets in the FIB of the place and size of structures in the table stream ([MS-DOC] 2.5.6)."""


class Stories(NamedTuple):
    """Lengths, in characters, of the texts that follow one another in the file ([MS-DOC] 2.5.4)."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    text_boxes: int


class WordFile(NamedTuple):
    """The streams of a file."""

    document: bytes
    table: bytes
    data: bytes

    def place(self, offset: int) -> tuple[int, int]:
        """Start and size in the table stream of the structure whose place the FIB gives at `offset`."""
        start, size = struct.unpack_from("<II", self.document, offset)
        return start, size

    def structure(self, offset: int) -> bytes:
        start, size = self.place(offset)
        return self.table[start : start + size]

    def stories(self) -> Stories:
        return Stories(*struct.unpack_from("<7I", self.document, 0x4C))


def open_word_file(content: bytes) -> WordFile:
    """The streams of a file; raises `UnreadableDocument` where it is damaged, encrypted, or not of Word 97 or later."""
    streams = _streams(content, ("WordDocument", "0Table", "1Table", "Data", "EncryptedPackage"))
    if "EncryptedPackage" in streams:
        raise encrypted()
    document = streams.get("WordDocument")
    if document is None:
        raise refused("not-word")
    if len(document) < _HEADER:
        raise damaged("header-cut")
    version, flags = struct.unpack_from("<H6xH", document, 2)
    if version < _WORD_97:
        raise _too_old(version)
    if flags & _ENCRYPTED:
        raise encrypted()
    table = streams.get("1Table" if flags & _SECOND_TABLE else "0Table")
    if table is None:
        raise damaged("no-table-stream")
    return WordFile(document, table, streams.get("Data", b""))


def _streams(content: bytes, names: tuple[str, ...]) -> dict[str, bytes]:
    """Those of the named streams that exist."""
    import olefile

    check_container(content)
    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            sizes = {name: container.get_size(name) for name in names if container.exists(name)}
            # Sizes are what a directory claims; a chain of sectors may run in circles until they are reached.
            if max([container.root.size, *sizes.values()]) > len(content):
                raise damaged("stream-too-large")
            return {name: container.openstream(name).read() for name in sizes}
    except (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError, struct.error) as error:
        raise damaged(str(error)) from error
    except RecursionError as error:
        raise damaged("directory-nested") from error


def _too_old(version: int) -> UnreadableDocument:
    name = "6" if version < 0x67 else "95"
    return refused("old-word", name=name)
