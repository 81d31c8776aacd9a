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

import pyarrow as pa
import pyarrow.parquet as pq

from auditor.collection.audit_rows import DATASETS
from auditor.collection.sources import SourceRow
from auditor.errors import UsageError
from auditor.files import held, is_draft, read_regular, write_whole
from auditor.lines import one_line
from auditor.messages import system_says, told
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.version import __version__

SCHEMA = 1
"""Of the data sets; columns may be added, not changed."""
SOURCES = "sources"
KINDS: dict[str, type[NamedTuple]] = {**DATASETS, SOURCES: SourceRow}
"""What a row of each data set of a store is."""
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""How the folder of documents without a year is called, as readers of such data sets know it."""
_YEAR = rf"year=(?:-?\d+|{NO_YEAR})"
_FILE = regex(rf"(?:{SOURCES}|[a-z]+/{_YEAR})/[0-9a-f]{{32}}\.parquet")
_MANIFEST = "manifest.json"
_LOCK = ".lock"
_PARTS = "parts"
_LARGEST = 2**28
_MOST_SHOWN = 80


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
            return Manifest({name: tuple(map(_file_of, entries)) for name, entries in said["files"].items()})
    except OSError as error:
        raise UsageError(told("no-store", store=store, why=system_says(error, "unreadable-file"))) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(told("no-store", store=store, why=error)) from error
    raise UsageError(told("store-of-other-schema", store=store, found=schema, known=SCHEMA))


def _file_of(entry: object) -> DataFile:
    """A file of a manifest; raises `ValueError` for what this program has not written there."""
    match entry:
        case [str(name), int() | None as year, int(rows)] if _FILE.fullmatch(name):
            return DataFile(name, year, rows)
    raise ValueError(one_line(f"{entry}")[:_MOST_SHOWN])


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

    Raises `UsageError` where there are other things, where somebody else writes, where the disk is full or something is damaged, and
    as `manifest_of` does.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        # Nothing is put into a folder of other things.
        if not _is_empty(store):
            manifest_of(store)
        with held(store / _LOCK):
            # Somebody else may have made it a store meanwhile.
            if _is_empty(store):
                keep_manifest(store, Manifest())
            manifest = manifest_of(store)
            _require_whole(store, manifest)
            yield manifest
    except BlockingIOError as error:
        raise UsageError(told("store-in-use", store=store)) from error
    except OSError as error:
        if error.errno is None:
            raise
        raise UsageError(told("store-not-written", store=store, why=system_says(error, "unwritable"))) from error


def _require_whole(store: Path, manifest: Manifest) -> None:
    """Raise `UsageError` where a file of the data sets is not there, has been cut, or has not the rows that it should have."""
    for file in (file for files in manifest.files.values() for file in files):
        with damage_told(store, file.name):
            found = pq.read_metadata(store / file.name).num_rows
            if found != file.rows:
                raise pa.ArrowInvalid(f"rows: {found}, not {file.rows}")


@contextmanager
def damage_told(store: Path, name: str) -> Iterator[None]:
    """Tell that a file of the data sets cannot be read, as a `UsageError`."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise UsageError(told("store-damaged", store=store, why=f"{name}: {one_line(str(error))}")) from error


def _is_empty(store: Path) -> bool:
    """Whether a folder is no store yet; a lock and drafts are what is left of a run that was killed before it was one."""
    return all(entry.name == _LOCK or is_draft(entry.name) for entry in store.iterdir())


def tidy(store: Path, manifest: Manifest, *, parts: bool) -> None:
    """Remove the files that are of no state of the store, as those of a killed run, and `parts` where all are in the data sets.

    What others have put there stays.
    """
    known = {file.name for files in manifest.files.values() for file in files}
    for dataset in KINDS:
        pattern = "*" if dataset == SOURCES else "year=*/*"
        for file in (store / dataset).glob(pattern):
            name = file.relative_to(store).as_posix()
            if name not in known and (_FILE.fullmatch(name) or is_draft(file.name)):
                with suppress(OSError):
                    file.unlink()
        for folder in (store / dataset).glob("year=*"):
            # Only one that is empty can be removed.
            with suppress(OSError):
                folder.rmdir()
    if parts:
        shutil.rmtree(parts_in(store), ignore_errors=True)
