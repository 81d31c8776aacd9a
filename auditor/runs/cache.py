"""What was read of documents, kept between runs: a change to the rules needs none of them read again.

It lies in the user's own cache (`auditor.cachefolder`), as data that cannot run (`auditor.documents.stored`).
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from auditor.cachefolder import Cache
from auditor.documents import Document, content_of
from auditor.documents.stored import from_bytes, to_bytes
from auditor.version import __version__

DOCUMENTS = Cache("documents", most_bytes=256 * 2**20, most_entries=10_000)
LIBRARIES = ("msoffcrypto", "olefile", "pypdfium2", "pypdfium2_raw", "selectolax", "xlrd")
"""What reads documents, beside this package."""


def read_through(file: Path, read: Callable[[Path, str | None, bytes], Document]) -> Document:
    """What was read of the same content before, else what `read` reads of it now, without a password, which is kept.

    Raises as `auditor.documents.content_of` and `read` do.
    """
    content = content_of(file)
    key = _key_of(file, content)
    document = _recall(key, file)
    if document is None:
        document = read(file, None, content)
        _keep(key, document)
    return document


def _key_of(file: Path, content: bytes) -> str:
    """The name that a file's content is kept under: its SHA-256, and that of its extension and of who reads it."""
    reader = hashlib.sha256(f"{file.suffix.lower()}\n{_reader()}".encode("utf-8", "surrogateescape")).hexdigest()
    return f"{hashlib.sha256(content).hexdigest()}-{reader[:32]}"


@cache
def _reader() -> str:
    """What reads documents: the sources of this package from `documents` down, the libraries, Python and the machine."""
    package = Path(__file__).parent.parent
    sources = [*(package / "documents").rglob("*.py"), package / "figures.py", package / "errors.py"]
    digest = hashlib.sha256(f"{__version__} {sys.version} {sys.byteorder}".encode())
    for source in sorted(source for source in sources if source.is_file()):
        digest.update(hashlib.sha256(source.read_bytes()).digest())
    for library in LIBRARIES:
        digest.update(repr(_state_of(library)).encode())
    return digest.hexdigest()


def _state_of(library: str) -> list[tuple[str, int, int]]:
    """The files of a library with their sizes and times, without importing it; its own folder is enough to tell versions."""
    found = find_spec(library)
    if found is None or found.origin is None:
        return []
    stats = [(entry.name, entry.stat()) for entry in os.scandir(Path(found.origin).parent) if entry.is_file()]
    return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _recall(key: str, file: Path) -> Document | None:
    kept = DOCUMENTS.get(key)
    if kept is None:
        return None
    try:
        document = from_bytes(kept, str(file))
    except ValueError:
        return None
    return document if key.startswith(document.sha256) else None


def _keep(key: str, document: Document) -> None:
    """Keep a document, provided that it comes back as it is."""
    try:
        content = to_bytes(document)
        if from_bytes(content, document.path) != document:
            return
    except (TypeError, ValueError):
        return
    DOCUMENTS.put(key, content)
