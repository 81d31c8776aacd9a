"""Compound files, the container of older Office formats ([MS-CFB]): which streams are in one."""

from __future__ import annotations

import struct
from io import BytesIO

from auditor.documents.refusals import damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_SECTOR_SHIFTS = (9, 12)
_SMALL_SECTOR_SHIFT = 6
_DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, struct.error)


def streams_of(content: bytes) -> frozenset[str]:
    """The names of the streams of a compound file, storages before a slash; raises `UnreadableDocument` for a damaged one."""
    import olefile

    check_container(content)
    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            return frozenset("/".join(path) for path in container.listdir())
    except _DAMAGE as error:
        raise damaged("no-directory") from error


def check_container(content: bytes) -> None:
    """Refuse a compound file with sizes that no file has, which olefile would go by all the same ([MS-CFB] 2.2)."""
    if len(content) < _HEADER:
        raise damaged("header-cut")
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in _SECTOR_SHIFTS or small_shift != _SMALL_SECTOR_SHIFT:
        raise damaged("sector-size")
    sectors = len(content) >> shift
    for offset in (40, 44, 64, 72):
        if struct.unpack_from("<I", content, offset)[0] > sectors:
            raise damaged("sector-count")
