"""Where the documents of a collection are, and whether they are what they were: their size and time first, then their content."""

# Annotations are no strings here: they are what the columns of the data set are made from.
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from auditor.documents.refusals import refused
from auditor.documents.search import EXCLUDED_NAMES, sort_of_name
from auditor.documents.zipped import archive_of, on_disk
from auditor.errors import NoDocument, UsageError
from auditor.files import open_regular
from auditor.messages import system_sentence, told
from auditor.patterns import regex
from auditor.tuples import NamedTuple

LARGEST = 64 * 2**20
"""Bytes of a document that are read at most, as of files."""
_ADDRESS = regex(r"[A-Za-z][A-Za-z0-9+.-]*://")
_RECENT = 2_000_000_000
"""Nanoseconds after which a file that is changed again has another time in any file system."""
_UNSURE = "?"
"""Ends the mark of a file that may yet change without another time."""


class Source(NamedTuple):
    """One document, and what tells whether it is still the same."""

    path: str
    """As it was given, or the address of an object in a store."""
    size: int
    mark: str
    """When a file was changed, in nanoseconds; of an object a hash of all that its store says of it; empty where nothing is known."""

    def is_surely(self, size: int, mark: str) -> bool:
        """Whether it is what had that size and mark."""
        return bool(mark) and not mark.endswith(_UNSURE) and (self.size, self.mark) == (size, mark)


class SourceRow(NamedTuple):
    """A document of a collection as it was when it was audited."""

    path: str
    size: int
    mark: str
    sha256: str
    """Of its content; empty where that could not be had."""
    work: str
    """What the audit was made by: program, rules and options."""
    document: str
    """Its first disclosure."""
    years: str
    """Of its disclosures, in order: `2023;2023`; one without a year is empty."""
    status: str
    is_final: bool
    """Whether the same content would give the same again."""


def is_address(path: str) -> bool:
    """Whether a path is the address of an object or a folder of an object store: `s3://bucket/2023`."""
    return _ADDRESS.match(path) is not None


def sources_of(files: Iterable[Path]) -> Iterator[Source]:
    """Files, and documents in archives, with what tells whether they have changed."""
    now = time.time_ns()
    for file in files:
        try:
            state = on_disk(file).stat()
        except OSError:
            yield Source(str(file), -1, "")
            continue
        unsure = _UNSURE if state.st_mtime_ns > now - _RECENT else ""
        yield Source(str(file), state.st_size, f"{state.st_mtime_ns}{unsure}")


def objects_at(address: str, excluded: Sequence[str] = EXCLUDED_NAMES) -> list[Source]:
    """The documents at an address, of a folder all below it; raises `NoDocument` for one without any, and `UsageError`."""
    store, path = _store_at(address)
    try:
        if store.isfile(path):
            return [_object(store, store.info(path))]
        found = store.find(path, detail=True)
    except OSError as error:
        raise UsageError(f"{address}: {system_sentence(error, 'unreadable-file')}") from error
    objects = [
        _object(store, entry)
        for name, entry in sorted(found.items())
        if sort_of_name(PurePosixPath(name.removeprefix(path).lstrip("/")), excluded) == "document"
    ]
    if not objects:
        raise NoDocument(told("no-document-inside", path=address))
    return objects


def _object(store: Any, entry: dict[str, Any]) -> Source:
    mark = hashlib.sha256(repr(sorted(entry.items())).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return Source(store.unstrip_protocol(entry["name"]), int(entry.get("size") or 0), mark)


def content_at(address: str) -> bytes:
    """The content of an object, held in memory only; raises `UnreadableDocument` where it cannot be had or is too large."""
    store, path = _store_at(address)
    try:
        with store.open(path, "rb") as stream:
            content: bytes = stream.read(LARGEST + 1)
    except OSError as error:
        raise refused("not-opened", reason=system_sentence(error, "unreadable-file")) from error
    if len(content) > LARGEST:
        raise refused("too-large", size=LARGEST // 2**20)
    return content


def _store_at(address: str) -> tuple[Any, str]:
    """The object store of an address and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(told("collections-need")) from error
    try:
        store, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(told("no-object-store", address=address, why=error)) from error
    return store, path


def sha256_of(path: str) -> str:
    """The SHA-256 of an ordinary file; empty of what is none, is larger than a document may be, or cannot be opened."""
    if is_address(path) or archive_of(Path(path)) is not None:
        return ""
    digest, room = hashlib.sha256(), LARGEST
    try:
        with open_regular(path) as stream:
            while piece := stream.read(2**20):
                digest.update(piece)
                room -= len(piece)
                if room < 0:
                    return ""
    except OSError:
        return ""
    return digest.hexdigest()
