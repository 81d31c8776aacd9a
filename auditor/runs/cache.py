"""What was read of documents, kept between runs: a change to the rules needs none of them read again.

What is kept lies in the user's own
cache folder, which nobody else may enter, as data that cannot run (`auditor.documents.stored`). A signature would add
nothing: whoever can write there can read the key as well.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from auditor.documents import Document
from auditor.documents.stored import from_bytes, to_bytes
from auditor.version import __version__

MOST_BYTES = 256 * 1024 * 1024
"""What is kept altogether; what was not used for the longest time goes first."""
_LIBRARIES = ("msoffcrypto", "olefile", "pypdfium2", "pypdfium2_raw", "selectolax", "xlrd")
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# What auditor has read of documents; it may be deleted at any time.\n"
"""The mark by which backups know a cache (bford.info/cachedir)."""


def read_through(file: Path, read: Callable[[Path], Document]) -> Document:
    """What was read of the same content before, else what `read` reads of it now, which is kept."""
    folder = _folder()
    try:
        key = _key_of(file)
    except OSError:
        return read(file)
    if key is None or not _is_ours(folder):
        return read(file)
    kept = folder / key
    document = _recall(kept, file)
    if document is None:
        document = read(file)
        # The file may have changed since its content was looked at.
        if document.sha256 == key[: len(document.sha256)]:
            _keep(kept, document)
    return document


def clear() -> int:
    """Forget everything that was read; gives how many documents that were."""
    count = 0
    for _, _, path in _entries(_folder()):
        with suppress(OSError):
            path.unlink()
            count += 1
    return count


def _folder() -> Path:
    given = os.environ.get("XDG_CACHE_HOME")
    base = Path(given) if given else Path("~/.cache").expanduser()
    return base / "auditor" / "documents"


def _is_ours(folder: Path) -> bool:
    """Whether the folder could be made, and nobody else may write into it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def _key_of(file: Path) -> str | None:
    """The name that a file's content is kept under: its SHA-256, its extension, who reads it; None of a huge one."""
    if file.stat().st_size > MOST_BYTES // 4:
        return None
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    reader = hashlib.sha256(f"{file.suffix.lower()}\n{_reader()}".encode("utf-8", "surrogateescape")).hexdigest()
    return f"{content}-{reader[:32]}"


@cache
def _reader() -> str:
    """What reads documents: the sources of this package from `documents` down, the libraries, Python and the machine."""
    package = Path(__file__).parent.parent
    sources = [*(package / "documents").rglob("*.py"), package / "figures.py", package / "errors.py"]
    digest = hashlib.sha256(f"{__version__} {sys.version} {sys.byteorder}".encode())
    for source in sorted(source for source in sources if source.is_file()):
        digest.update(hashlib.sha256(source.read_bytes()).digest())
    for library in _LIBRARIES:
        digest.update(repr(_state_of(library)).encode())
    return digest.hexdigest()


def _state_of(library: str) -> list[tuple[str, int, int]]:
    """The files of a library with their sizes and times, without importing it; its own folder is enough to tell versions."""
    found = find_spec(library)
    if found is None or found.origin is None:
        return []
    stats = [(entry.name, entry.stat()) for entry in os.scandir(Path(found.origin).parent) if entry.is_file()]
    return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _recall(kept: Path, file: Path) -> Document | None:
    try:
        document = from_bytes(kept.read_bytes(), str(file))
        os.utime(kept)
    except (OSError, ValueError):
        return None
    return document


def _keep(kept: Path, document: Document) -> None:
    """Keep a document in one step, provided that it comes back as it is; or not at all where nothing can be written."""
    try:
        content = to_bytes(document)
        if from_bytes(content, document.path) != document:
            return
    except (TypeError, ValueError):
        return
    draft = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        _make_room(kept.parent, len(content))
        draft.touch(mode=0o600)
        draft.write_bytes(content)
        draft.replace(kept)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _make_room(folder: Path, size: int) -> None:
    tag = folder / "CACHEDIR.TAG"
    if not tag.exists():
        tag.write_text(_TAG, encoding="ascii")
    room = MOST_BYTES - size
    for _, taken, path in sorted(_entries(folder), reverse=True):
        room -= taken
        if room < 0:
            with suppress(FileNotFoundError):
                path.unlink()


def _entries(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Time of the last use, size and path of everything kept."""
    try:
        found = list(os.scandir(folder))
    except OSError:
        return
    for entry in found:
        if not entry.name.startswith("CACHEDIR"):
            with suppress(FileNotFoundError):
                stat = entry.stat()
                yield stat.st_mtime_ns, stat.st_size, Path(entry.path)
