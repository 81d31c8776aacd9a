"""Documents: a path becomes paragraphs and tables whose every character has its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path

from auditor.documents.encoding import decode
from auditor.documents.model import (
    Block,
    Column,
    Document,
    Location,
    Paragraph,
    Piece,
    Residue,
    SourceText,
    Table,
)
from auditor.documents.text import read_text, rendition
from auditor.errors import NoDocument, UnreadableDocument

__all__ = [
    "EXCLUDED_NAMES",
    "Block",
    "Column",
    "Document",
    "Location",
    "Paragraph",
    "Piece",
    "Residue",
    "SourceText",
    "Table",
    "find_documents",
    "read_document",
    "rendition",
]

EXCLUDED_NAMES = ("README*", "CHANGELOG*", "LICENSE*", ".*")
"""Files of a folder that are no disclosures."""

_LARGEST = 64 * 1024 * 1024


def _read_plain(path: str, content: bytes, sha256: str, file_format: str) -> Document:
    text, encoding = decode(content)
    return read_text(path, text, encoding, sha256, file_format)


_READERS: dict[str, Callable[[str, bytes, str, str], Document]] = {
    "txt": _read_plain,
    "md": _read_plain,
    "tsv": _read_plain,
}


def read_document(path: str | Path) -> Document:
    """Read one file; raises `NoDocument` where there is none and `UnreadableDocument` where it cannot be read."""
    file = Path(path)
    if not file.is_file():
        raise NoDocument(f"{file}: there is no such file")
    file_format = file.suffix.lower().removeprefix(".")
    reader = _READERS.get(file_format)
    if reader is None:
        known = ", ".join(f".{name}" for name in _READERS)
        raise UnreadableDocument(f"the format {file.suffix or '(no extension)'} is not read; read are {known}")
    try:
        if file.stat().st_size > _LARGEST:
            raise UnreadableDocument(f"it is larger than {_LARGEST // 2**20} MiB")
        content = file.read_bytes()
    except OSError as error:
        raise UnreadableDocument(error.strerror or "it cannot be opened") from error
    return reader(str(path), content, hashlib.sha256(content).hexdigest(), file_format)


def find_documents(paths: Iterable[str | Path], excluded: Iterable[str] = EXCLUDED_NAMES) -> list[Path]:
    """The documents behind paths, folders searched in name order; raises `NoDocument` for a path or folder without any."""
    patterns = tuple(excluded)
    found: list[Path] = []
    for given in map(Path, paths):
        if given.is_dir():
            inside = [file for file in sorted(given.rglob("*")) if _is_document(file, given, patterns)]
            if not inside:
                raise NoDocument(f"{given}: no document in this folder")
            found.extend(inside)
        elif given.exists():
            found.append(given)
        else:
            raise NoDocument(f"{given}: there is no such file or folder")
    return list(dict.fromkeys(found))


def _is_document(file: Path, root: Path, excluded: tuple[str, ...]) -> bool:
    if file.suffix.lower().removeprefix(".") not in _READERS or not file.is_file():
        return False
    return not any(fnmatch(part, pattern) for part in file.relative_to(root).parts for pattern in excluded)
