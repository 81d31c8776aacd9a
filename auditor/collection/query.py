"""SQL over a store: DuckDB with a view of each data set, that reads these files and reaches nothing else.

https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview says what keeps it in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from auditor.collection.store import KINDS, SOURCES, DataFile, Manifest, manifest_of
from auditor.collection.tables import PARTITION, TYPES, columns_of
from auditor.errors import UsageError
from auditor.lines import one_line
from auditor.messages import told
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

MOST_MEMORY = "1GB"
MOST_THREADS = 2
_MOST_SPILLED = "8GB"
_FETCHED = 20_000
Row = TypeVar("Row", bound=NamedTuple)


def query(store: str | Path, sql: str, *, memory: str = MOST_MEMORY, threads: int = MOST_THREADS) -> pa.Table:
    """What a statement of SQL answers over the data sets of a store: one statement, that only reads.

    Raises `UsageError` for a folder that is no store, and where DuckDB does not understand the statement or refuses it.
    """
    with opened(store, memory=memory, threads=threads) as connection, _asked():
        return connection.sql(_only_reading(connection, sql)).to_arrow_table()


@contextmanager
def answering(
    store: str | Path, sql: str, *, memory: str = MOST_MEMORY, threads: int = MOST_THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same with the rows still to be fetched, within the block."""
    with opened(store, memory=memory, threads=threads) as connection, _asked():
        yield connection.execute(_only_reading(connection, sql))


@contextmanager
def _asked() -> Iterator[None]:
    """Tell what DuckDB raises as an error of the statement."""
    try:
        yield
    except duckdb.Error as error:
        raise UsageError(told("query-failed", why=error)) from error


@contextmanager
def _sound(stores: str) -> Iterator[None]:
    """Tell what DuckDB raises as damage of the files it reads, but for what it has no room for."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise UsageError(told("query-failed", why=error)) from error
    except duckdb.Error as error:
        why = one_line(str(error).partition("\n")[0])
        raise UsageError(told("store-damaged", store=stores, why=why)) from error


def _only_reading(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise UsageError(told("query-only-reads"))
    return statements[0]


@contextmanager
def opened(
    store: str | Path,
    *,
    older: str | Path | None = None,
    memory: str = MOST_MEMORY,
    threads: int = MOST_THREADS,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with a view of each data set of a store, and nothing else to read.

    Those of another, `older` store are in the schema `older`. What does not fit into `memory` goes to a private folder for the
    time being. Raises `UsageError` for a folder that is no store, or whose files are damaged.
    """
    schemas = {"main": store} if older is None else {"main": store, "older": older}
    folders = {schema: Path(folder).absolute() for schema, folder in schemas.items()}
    manifests = {schema: manifest_of(folder) for schema, folder in folders.items()}
    with tempfile.TemporaryDirectory(prefix="auditor-query-") as spilled:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "memory_limit": memory,
            "threads": threads,
            "temp_directory": spilled,
            "max_temp_directory_size": _MOST_SPILLED,
        }
        with _sound(", ".join(map(str, schemas.values()))), duckdb.connect(":memory:", config=settings) as connection:
            every = [
                file for schema in schemas for file in _bind(connection, schema, folders[schema], manifests[schema])
            ]
            connection.execute(f"SET allowed_paths = {_texts(every)}")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection


def rows_in(connection: duckdb.DuckDBPyConnection, source: str, kind: type[Row], rest: str = "") -> Iterator[Row]:
    """The rows of a view or a table as named tuples, whose fields are columns of it; `rest` is what stands behind it in SQL.

    The connection is asked nothing else before they are fetched.
    """
    names = ", ".join('"' + name + '"' for name in kind._fields)
    answer = connection.execute(f"SELECT {names} FROM {source} {rest}")
    while batch := answer.fetchmany(_FETCHED):
        yield from map(kind._make, batch)


def _bind(connection: duckdb.DuckDBPyConnection, schema: str, folder: Path, manifest: Manifest) -> list[str]:
    """Have the views of a store in a schema; gives the files that they read."""
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    every = []
    for dataset, kind in KINDS.items():
        files = manifest.files.get(dataset, ())
        every += [str(folder / file.name) for file in files]
        rows = _read(folder, files, dataset) if files else f"SELECT {_nothing(columns_of(kind), dataset)} WHERE false"
        connection.execute(f"CREATE VIEW {schema}.{dataset} AS {rows}")
    return every


def _read(folder: Path, files: Iterable[DataFile], dataset: str) -> str:
    """A data set in SQL, year by year: the manifest tells which year a file is of, and no folder that the store lies in."""
    by_year: dict[int | None, list[str]] = {}
    for file in files:
        by_year.setdefault(file.year, []).append(str(folder / file.name))
    return " UNION ALL ".join(
        f"SELECT *{_partition(dataset, year)} FROM read_parquet({_texts(names)}, hive_partitioning = false)"
        for year, names in by_year.items()
    )


def _nothing(columns: dict[str, Any], dataset: str) -> str:
    """The columns of a data set without rows."""
    named = [f'NULL::{TYPES[kind].sql} AS "{name}"' for name, kind in columns.items() if name != PARTITION]
    return ", ".join(named) + _partition(dataset, None)


def _partition(dataset: str, year: int | None) -> str:
    """The column that files do not have, as one more of those that are selected."""
    return "" if dataset == SOURCES else f", {'NULL' if year is None else year}::BIGINT AS {PARTITION}"


def _texts(texts: list[str]) -> str:
    """A list of texts in SQL; in names of files no sign stands for others."""
    return "[{}]".format(", ".join("'" + text.replace("'", "''") + "'" for text in texts))
