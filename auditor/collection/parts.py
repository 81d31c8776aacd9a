"""Parts: what came of one file, kept as soon as it is there, until the data sets of the store are written from all of them.

A part is a file: a checksum, a line of JSON that says what is in it, and the tables one after the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from auditor.collection.audit_rows import DATASETS, Disclosure
from auditor.collection.tables import table_of, to_bytes
from auditor.files import open_regular, put_in_place, read_regular
from auditor.tuples import NamedTuple

_SUM = 32
"""Bytes of a SHA-256."""
_LARGEST = 2**31


class Place(NamedTuple):
    """Where a table of a disclosure is in a part: bytes from the start of the file."""

    start: int
    length: int


class Held(NamedTuple):
    """One disclosure of a part."""

    document: str
    year: int | None
    tables: dict[str, Place]


class Part(NamedTuple):
    """What a part says of its file."""

    sha256: str
    """Of the content of the file; empty where that cannot be had."""
    status: str
    """audited, unreadable or failed."""
    is_final: bool
    """Whether the same content gives the same again; what ran out of time or memory is tried again."""
    disclosures: tuple[Held, ...]


def part_of(sha256: str, status: str, is_final: bool, disclosures: Iterable[Disclosure]) -> bytes:
    """The content of a part. Data sets without rows are left out."""
    tables: list[bytes] = []
    held: list[Any] = []
    at = 0
    for entry in disclosures:
        places = {}
        for name, rows in entry.rows.items():
            table = table_of(DATASETS[name], rows)
            if table.num_rows:
                tables.append(to_bytes(table))
                places[name] = [at, len(tables[-1])]
                at += len(tables[-1])
        held.append([entry.document, entry.year, places])
    head = json.dumps({"sha256": sha256, "status": status, "is_final": is_final, "disclosures": held}).encode() + b"\n"
    content = b"".join([head, *tables])
    return hashlib.sha256(content).digest() + content


def keep_part(file: Path, content: bytes) -> None:
    """Put a part in its place in one step; raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    put_in_place(file, content)


def part_in(content: bytes) -> Part | None:
    """What the content of a part says; None where it is damaged."""
    if hashlib.sha256(memoryview(content)[_SUM:]).digest() != content[:_SUM]:
        return None
    return _said(content[_SUM : content.index(b"\n", _SUM) + 1])


def read_part(file: Path) -> Part | None:
    """What a part says of its file; None where there is none, or it is damaged."""
    try:
        return part_in(read_regular(file, _LARGEST))
    except OSError:
        return None


def tables_of(file: Path, document: str) -> dict[str, Place]:
    """Where the tables of a disclosure are in a part that was found to be whole; raises `OSError`."""
    with open_regular(file) as stream:
        stream.seek(_SUM)
        head = stream.readline()
    return next(held.tables for held in _said(head).disclosures if held.document == document)


def _said(head: bytes) -> Part:
    said, start = json.loads(head), _SUM + len(head)
    return Part(
        said["sha256"],
        said["status"],
        said["is_final"],
        tuple(
            Held(document, year, {name: Place(start + at, length) for name, (at, length) in places.items()})
            for document, year, places in said["disclosures"]
        ),
    )


def read_table(file: Path, place: Place) -> bytes:
    """The bytes of one table of a part; raises `OSError`."""
    with open_regular(file) as stream:
        stream.seek(place.start)
        return stream.read(place.length)
