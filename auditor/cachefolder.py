"""The user's cache: bytes that are kept between runs, and not trusted when they come back.

Each part of it has its own folder, which nobody else may write into, and bounds. What is kept has a checksum of itself and its key in
front. It guards against damage, not against whoever may write there: a signature would add nothing, for they can read
its key as well.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from auditor.files import is_draft, put_in_place, read_regular, remove_drafts
from auditor.tuples import NamedTuple

_SUM = 32
"""Bytes of a SHA-256."""
_TAG = "CACHEDIR.TAG"
_TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of auditor; it may be deleted at any time.\n"
"""The mark by which backups know a cache (bford.info/cachedir)."""


class Cache(NamedTuple):
    """One part of the cache; what was not used for the longest time goes first where it is full."""

    name: str
    """Of its folder."""
    most_bytes: int
    """Of all entries together."""
    most_entries: int

    @property
    def folder(self) -> Path | None:
        """Where its entries are; None where there is no place for a cache."""
        base = base_folder()
        return base / self.name if base else None

    def get(self, key: str) -> bytes | None:
        """What is kept under a key; None where there is nothing, or not what was kept."""
        folder = self._own_folder()
        if folder is None:
            return None
        try:
            content = read_regular(folder / key, self.most_bytes)
        except OSError:
            return None
        if _sum_of(key, memoryview(content)[_SUM:]) != content[:_SUM]:
            return None
        with suppress(OSError):
            os.utime(folder / key)
        return content[_SUM:]

    def put(self, key: str, content: bytes) -> None:
        """Keep some bytes, or not, where they cannot be written or there is no room for them."""
        folder, size = self._own_folder(), len(content) + _SUM
        if folder is None or size > self.most_bytes:
            return
        with suppress(OSError):
            self._make_room(folder, size)
            put_in_place(folder / key, _sum_of(key, content) + content)

    def clear(self) -> int:
        """Remove everything, drafts as well; gives how many entries there were. Raises `OSError` where one cannot be removed."""
        count = 0
        for _, _, path in _files(self.folder) if self.folder is not None else ():
            path.unlink()
            count += not is_draft(path.name)
        return count

    def _own_folder(self) -> Path | None:
        """The folder, if there is one or it could be made, and nobody else may write into it."""
        folder = self.folder
        if folder is None:
            return None
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = folder.stat()
        except OSError:
            return None
        is_own = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
        return folder if is_own else None

    def _make_room(self, folder: Path, size: int) -> None:
        if not (folder / _TAG).exists():
            put_in_place(folder / _TAG, _TAG_TEXT.encode())
        remove_drafts(folder)
        room, places = self.most_bytes - size, self.most_entries - 1
        for _, taken, path in sorted(_files(folder), reverse=True):
            room, places = room - taken, places - 1
            if room < 0 or places < 0:
                with suppress(OSError):
                    path.unlink()


def base_folder() -> Path | None:
    """The folder of all parts; None where the user has no place for it."""
    given = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(given) if given else Path("~/.cache").expanduser()) / "auditor"
    except RuntimeError:
        return None


def _sum_of(key: str, content: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(key.encode("ascii"))
    digest.update(content)
    return digest.digest()


def _files(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Time of the last use, size and path of everything in a folder of the cache but its tag."""
    try:
        found = list(os.scandir(folder))
    except OSError:
        return
    for entry in found:
        if entry.name != _TAG:
            with suppress(OSError):
                stat = entry.stat(follow_symlinks=False)
                yield stat.st_mtime_ns, stat.st_size, Path(entry.path)
