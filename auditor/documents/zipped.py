"""Documents in a ZIP archive: named by the archive and their name in it, read from it within bounds and never unpacked to files.

The path of such a document is that of the archive with more behind it (`2023.zip/a/b.pdf`), which names nothing in a file system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from auditor.documents.refusals import damaged
from auditor.errors import UnreadableDocument
from auditor.files import LargeFile, open_regular

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

SUFFIX = ".zip"
_MOST_MEMBERS = 2000
_MOST_UNPACKED = 2 * 1024 * 1024 * 1024
_MOST_RATIO = 200
"""A member that unpacks to more than so many times its size is no document but a bomb, unless it is small."""
_SMALL = 8 * 1024 * 1024
_CHUNK = 1 << 20
_ENCRYPTED, _UTF_8 = 0x1, 0x800
_PARTS = frozenset(("OFD.xml", "mimetype", "[Content_Types].xml", "word/document.xml", "xl/workbook.xml"))
"""Names in documents that are ZIP archives themselves."""


@cache
def _damage() -> tuple[type[Exception], ...]:
    """What is raised at a damaged archive; most documents lie in none and need no library for them."""
    import lzma
    import zipfile
    import zlib

    broken = (lzma.LZMAError, zipfile.BadZipFile, zlib.error)
    return (*broken, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError)


def archive_of(path: Path) -> tuple[Path, str] | None:
    """The archive that a path leads into and the name in it; None of a path that leads into none."""
    for place, parent in enumerate(path.parents):
        if parent.suffix.lower() == SUFFIX and _is_file(parent):
            return parent, "/".join(path.parts[-place - 1 :])
    return None


def on_disk(path: Path) -> Path:
    """The file that a document stands in: the archive of one in an archive, else the document itself."""
    found = archive_of(path)
    return path if found is None else found[0]


def members_of(archive: Path) -> list[str]:
    """The names of the files in an archive, slashes between folders; raises `UnreadableDocument` where it cannot be opened.

    So it does for documents that are archives themselves, whatever they are called, and where something of it is beyond bounds.
    """
    with _opened(archive) as opened:
        return list(_named(opened))


def content_in(archive: Path, name: str, most: int) -> bytes:
    """The content of a file in an archive.

    Raises `LargeFile` where it has more than `most` bytes, and `UnreadableDocument` where there is none of the name, or it is
    damaged, encrypted or a bomb.
    """
    with _opened(archive) as opened:
        entry = _named(opened).get(name)
        if entry is None:
            raise UnreadableDocument("there is no file of this name in the archive", "压缩包中没有此名称的文件")
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableDocument(
                "it lies encrypted in its archive; unpack it with its password",
                "它在压缩包中已加密，请用密码解压后核对",
            )
        if entry.file_size > most:
            raise LargeFile(f"{name} has more than {most} bytes")
        if entry.file_size > max(_SMALL, _MOST_RATIO * entry.compress_size):
            raise UnreadableDocument(
                f"it unpacks to more than {_MOST_RATIO} times its size in the archive, as no document does",
                f"解压后超过压缩大小的 {_MOST_RATIO} 倍，不是正常的文件",
            )
        return _unpacked(opened, entry)


def _unpacked(opened: ZipFile, entry: ZipInfo) -> bytes:
    """What a member holds, which is no more than the archive says it is."""
    parts: list[bytes] = []
    left = entry.file_size
    try:
        with opened.open(entry) as stream:
            while part := stream.read(_CHUNK):
                parts.append(part)
                left -= len(part)
                if left < 0:
                    raise damaged("larger-than-told")
    except _damage() as error:
        raise damaged("in-archive", why=error) from error
    return b"".join(parts)


@contextmanager
def _opened(archive: Path) -> Iterator[ZipFile]:
    """An archive within its bounds."""
    import zipfile

    with open_regular(archive) as stream:
        try:
            opened = zipfile.ZipFile(stream)
        except _damage() as error:
            raise damaged("no-directory") from error
        with opened:
            check_bounds(opened)
            yield opened


def check_bounds(opened: ZipFile) -> None:
    """Raises `UnreadableDocument` for an archive that is a document itself, has too much in it, or one thing many times over."""
    entries = opened.infolist()
    if any(entry.filename in _PARTS for entry in entries):
        raise UnreadableDocument("it is a document itself and no archive of documents", "它本身是文件，不是压缩包")
    if len(entries) > _MOST_MEMBERS:
        raise UnreadableDocument(
            f"the archive has {len(entries)} files; at most {_MOST_MEMBERS} are looked at, so unpack it",
            f"压缩包中有 {len(entries)} 个文件，最多查看 {_MOST_MEMBERS} 个，请解压后核对",
        )
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        size = _MOST_UNPACKED // 2**20
        raise UnreadableDocument(f"the archive unpacks to more than {size} MiB", f"压缩包解压后超过 {size} MiB")
    # Before the directory stand the members; where these overlap, one is unpacked many times over.
    if sum(entry.compress_size for entry in entries) > opened.start_dir:
        raise damaged("parts-overlap")


def _named(opened: ZipFile) -> dict[str, ZipInfo]:
    """The files of an archive by their names, each of which is one path below it, whatever it says of folders above."""
    named: dict[str, ZipInfo] = {}
    entries = opened.infolist()
    encoding = _encoding_of(entries)
    for entry in entries:
        if entry.is_dir():
            continue
        name = _plain(_name_of(entry, encoding))
        path = PurePosixPath(name)
        number = 1
        while name in named:
            number += 1
            name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        named[name] = entry
    return named


def _encoding_of(entries: list[ZipInfo]) -> str:
    """What the names are in that do not say it: archives of Chinese systems have them in GBK. Short ones may seem to be either."""
    stored = [entry.filename.encode("cp437", "replace") for entry in entries if not entry.flag_bits & _UTF_8]
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            for name in stored:
                name.decode(encoding)
            return encoding
    return "cp437"


def _name_of(entry: ZipInfo, encoding: str) -> str:
    if entry.flag_bits & _UTF_8:
        return entry.filename
    return entry.filename.encode("cp437", "replace").decode(encoding)


def _plain(name: str) -> str:
    parts = (part for part in re.split(r"[/\\]", name) if part not in ("", ".", ".."))
    return "/".join(parts).replace("\0", "") or "?"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
