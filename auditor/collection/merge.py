"""The data sets written anew from what was finished: only the years in which something changed, and of them what stayed is copied.

The rows of a year are in the order of their documents' names, whatever the order in which they were audited, and so are the bounds of
groups of rows and of files: a store is the same bytes whether its run went through, was taken up again, or brought it up to date.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from auditor.collection.audit_rows import DATASETS
from auditor.collection.parts import read_table, tables_of
from auditor.collection.store import KINDS, SOURCES, DataFile, Manifest, damage_told, folder_of
from auditor.collection.tables import PARTITION, from_bytes, schema_of, table_of
from auditor.files import new_draft, put_draft
from auditor.tuples import NamedTuple

ROWS_OF_GROUP = 65_536
"""Rows after which a group of rows ends, with its document; all that is held of a data set at a time."""
ROWS_OF_FILE = 4_194_304
"""Rows after which another file begins, with the next document."""

Tables = Iterator[tuple[str, pa.Table]]
"""A document, and rows of it."""


class Standing(NamedTuple):
    """A disclosure that is to be in the store, and where its rows are: in a part, else in the data sets."""

    year: int | None
    path: str
    part: Path | None = None


def merged(store: Path, manifest: Manifest, before: Mapping[str, Standing], now: Mapping[str, Standing]) -> Manifest:
    """Write the data sets that have the disclosures of `now` where they had those of `before`; raises `OSError`, and `UsageError`
    where one of these is damaged.

    The files of the manifest stay where they are.
    """
    files: dict[str, list[DataFile]] = {name: [] for name in DATASETS}
    years = {entry.year for entry in (*before.values(), *now.values())}
    for year in sorted(years, key=lambda year: (year is None, year)):
        old, new = _of_year(before, year), _of_year(now, year)
        for dataset in DATASETS:
            if _is_same(dataset, old, new):
                files[dataset] += manifest.of_year(dataset, year)
            else:
                files[dataset] += _write(store, dataset, year, _rows(store, manifest, dataset, year, new))
    return Manifest({name: tuple(found) for name, found in files.items()} | {SOURCES: manifest.files.get(SOURCES, ())})


def with_sources(store: Path, manifest: Manifest, rows: Iterable[NamedTuple]) -> Manifest:
    """The manifest with the sources of the collection written anew."""
    table = table_of(KINDS[SOURCES], rows)
    written = _write(store, SOURCES, None, iter([("", table)]))
    return Manifest({**manifest.files, SOURCES: tuple(written)})


def _of_year(standing: Mapping[str, Standing], year: int | None) -> dict[str, Standing]:
    return {document: entry for document, entry in sorted(standing.items()) if entry.year == year}


def _is_same(dataset: str, old: Mapping[str, Standing], new: Mapping[str, Standing]) -> bool:
    """Whether nothing of a year changes; where only paths do, the documents do."""
    if old.keys() != new.keys() or any(entry.part for entry in new.values()):
        return False
    return dataset != "documents" or all(old[document].path == entry.path for document, entry in new.items())


def _rows(store: Path, manifest: Manifest, dataset: str, year: int | None, new: Mapping[str, Standing]) -> Tables:
    """The rows of one year of a data set, document by document in the order of their names."""
    kept = _kept(
        store, manifest.of_year(dataset, year), lambda document: document in new and new[document].part is None
    )
    both = heapq.merge(kept, _fresh(dataset, new), key=itemgetter(0))
    return _under_path(both, new) if dataset == "documents" else both


def _fresh(dataset: str, new: Mapping[str, Standing]) -> Tables:
    """The rows of a data set in parts."""
    for document, entry in new.items():
        place = tables_of(entry.part, document).get(dataset) if entry.part is not None else None
        if entry.part is not None and place is not None:
            yield document, from_bytes(read_table(entry.part, place))


def _kept(store: Path, files: Iterable[DataFile], is_wanted: Callable[[str], bool]) -> Tables:
    """The rows of some documents of files, in their order, one group of rows at a time."""
    for file in files:
        for group in _read(store, file):
            start = 0
            # A document never goes on in another group.
            for document, run in groupby(group.column("document").to_pylist()):
                length = sum(1 for _ in run)
                if is_wanted(document):
                    yield document, group.slice(start, length)
                start += length


def _read(store: Path, file: DataFile) -> Iterator[pa.Table]:
    """The groups of rows of a file."""
    with damage_told(store, file.name):
        opened = pq.ParquetFile(store / file.name, memory_map=False)
    with opened:
        for number in range(opened.num_row_groups):
            with damage_told(store, file.name):
                group = opened.read_row_group(number, use_threads=False)
            yield group


def _under_path(tables: Tables, new: Mapping[str, Standing]) -> Tables:
    """Rows of documents with the paths that these have now."""
    for document, table in tables:
        path = pa.array([new[document].path] * table.num_rows, pa.string())
        place = table.schema.get_field_index("path")
        yield document, table.set_column(place, table.schema.field(place), path)


def _write(store: Path, dataset: str, year: int | None, tables: Tables) -> list[DataFile]:
    """Write the rows of one year of a data set into files; none where there are no rows."""
    schema = schema_of(KINDS[dataset])
    if dataset != SOURCES:
        schema = pa.schema([field for field in schema if field.name != PARTITION])
    groups = _groups(tables, schema)
    written = []
    for first in groups:
        folder = folder_of(dataset, year)
        with new_draft(store / folder) as draft:
            rows = 0
            with pq.ParquetWriter(draft, schema, compression="zstd") as writer:
                for group in chain([first], groups):
                    writer.write_table(group, row_group_size=group.num_rows)
                    rows += group.num_rows
                    if rows >= ROWS_OF_FILE:
                        break
            name = f"{folder}/{_digest(draft)}.parquet"
            put_draft(draft, store / name)
        written.append(DataFile(name, year, rows))
    return written


def _groups(tables: Tables, schema: pa.Schema) -> Iterator[pa.Table]:
    """Rows in groups of one piece each, so that nothing tells how they came."""
    waiting: list[pa.Table] = []
    rows = 0
    for _, table in tables:
        waiting.append(table.select(schema.names).cast(schema))
        rows += table.num_rows
        if rows >= ROWS_OF_GROUP:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting, rows = [], 0
    if rows:
        yield pa.concat_tables(waiting).combine_chunks()


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:32]
