"""A store: data sets of Parquet files, and a manifest that says which files they are now.

The files are named by their content and never changed. Another state of the store is other files and, in one step, another manifest:
whoever reads has one state or the other, and a run that is killed has changed nothing but what may be taken away again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from auditor.collection.audit_rows import DATASETS
from auditor.collection.sources import SourceRow
from auditor.errors import UsageError
from auditor.files import held, is_draft, read_regular, write_whole
from auditor.messages import system_says, told
from auditor.version import __version__

SCHEMA = 1
"""Of the data sets; columns may be added, not changed."""
SOURCES = "sources"
KINDS: dict[str, type[NamedTuple]] = {**DATASETS, SOURCES: SourceRow}
"""What a row of each data set of a store is."""
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""How the folder of documents without a year is called, as readers of such data sets know it."""
_MANIFEST = "manifest.json"
_LOCK = ".lock"
_PARTS = "parts"
_LARGEST = 2**28


class DataFile(NamedTuple):
    """One file of a data set."""

    name: str
    """Its path in the store."""
    year: int | None
    rows: int


class Manifest(NamedTuple):
    """The files that the data sets are now, in the order of their rows."""

    files: dict[str, tuple[DataFile, ...]] = {}  # noqa: RUF012 - never changed

    def of_year(self, dataset: str, year: int | None) -> list[DataFile]:
        """The files of one year of a data set."""
        return [file for file in self.files.get(dataset, ()) if file.year == year]


def folder_of(dataset: str, year: int | None) -> str:
    """The folder of one year of a data set, in the store; the documents of a collection themselves are of no year."""
    return dataset if dataset == SOURCES else f"{dataset}/year={NO_YEAR if year is None else year}"


def parts_in(store: Path) -> Path:
    """The folder of what is finished and not yet in the data sets."""
    return store / _PARTS


def manifest_of(store: Path) -> Manifest:
    """The manifest of a store; raises `UsageError` for a folder that is none, or of another schema."""
    try:
        said = json.loads(read_regular(store / _MANIFEST, _LARGEST))
        schema = said["schema"]
        if schema == SCHEMA:
            files = {name: tuple(DataFile(*entry) for entry in entries) for name, entries in said["files"].items()}
            return Manifest(files)
    except OSError as error:
        raise UsageError(told("no-store", store=store, why=system_says(error, "unreadable-file"))) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(told("no-store", store=store, why=error)) from error
    raise UsageError(told("store-of-other-schema", store=store, found=schema, known=SCHEMA))


def keep_manifest(store: Path, manifest: Manifest) -> None:
    """Make other files the state of a store, in one step; raises `OSError`."""
    said = {
        "schema": SCHEMA,
        "auditor": __version__,
        "files": {name: manifest.files[name] for name in sorted(manifest.files)},
    }
    write_whole(store / _MANIFEST, f"{json.dumps(said, indent=1)}\n".encode())


@contextmanager
def writing(store: Path) -> Iterator[Manifest]:
    """The manifest of a store that nobody else writes to meanwhile, made where there is no store yet.

    Raises `UsageError` where there are other things, where somebody else writes, and as `manifest_of` does.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        is_new = not any(entry.name != _LOCK and not is_draft(entry.name) for entry in store.iterdir())
    except OSError as error:
        raise UsageError(told("no-store", store=store, why=system_says(error, "unwritable"))) from error
    if not is_new:
        manifest_of(store)
    try:
        with held(store / _LOCK):
            if is_new:
                keep_manifest(store, Manifest())
            yield manifest_of(store)
    except BlockingIOError as error:
        raise UsageError(told("store-in-use", store=store)) from error


def tidy(store: Path, manifest: Manifest, *, parts: bool) -> None:
    """Remove the files that are of no state of the store, as those of a killed run, and `parts` where all are in the data sets."""
    known = {file.name for files in manifest.files.values() for file in files}
    for dataset in KINDS:
        for file in (store / dataset).rglob("*"):
            if file.is_file() and file.relative_to(store).as_posix() not in known:
                with suppress(OSError):
                    file.unlink()
        for folder in (store / dataset).glob("year=*"):
            # Only one that is empty can be removed.
            with suppress(OSError):
                folder.rmdir()
    if parts:
        shutil.rmtree(parts_in(store), ignore_errors=True)
