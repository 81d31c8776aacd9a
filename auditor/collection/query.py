"""SQL over a store: DuckDB with a view of each data set, that reads these files and reaches nothing else.

https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview says what keeps it in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from auditor.collection.store import KINDS, SOURCES, Manifest, manifest_of
from auditor.collection.tables import PARTITION, TYPES, columns_of
from auditor.errors import UsageError
from auditor.messages import told

if TYPE_CHECKING:
    import pyarrow as pa

MOST_MEMORY = "1GB"
MOST_THREADS = 2
_MOST_SPILLED = "8GB"


def query(store: str | Path, sql: str, *, memory: str = MOST_MEMORY, threads: int = MOST_THREADS) -> pa.Table:
    """What a statement of SQL answers over the data sets of a store: one statement, that only reads.

    Raises `UsageError` for a folder that is no store, and where DuckDB does not understand the statement or refuses it.
    """
    with opened(store, memory=memory, threads=threads) as connection:
        return connection.sql(_only_reading(connection, sql)).to_arrow_table()


@contextmanager
def answering(
    store: str | Path, sql: str, *, memory: str = MOST_MEMORY, threads: int = MOST_THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same with the rows still to be fetched, within the block."""
    with opened(store, memory=memory, threads=threads) as connection:
        yield connection.execute(_only_reading(connection, sql))


@contextmanager
def _told() -> Iterator[None]:
    """Tell what DuckDB raises as an error of the statement."""
    try:
        yield
    except duckdb.Error as error:
        raise UsageError(told("query-failed", why=error)) from error


def _only_reading(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise UsageError(told("query-only-reads"))
    return statements[0]


@contextmanager
def opened(
    store: str | Path, *, memory: str = MOST_MEMORY, threads: int = MOST_THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with a view of each data set of a store, and nothing else to read.

    What does not fit into `memory` goes to a private folder for the time being. Raises `UsageError` as `query` does.
    """
    folder = Path(store).absolute()
    manifest = manifest_of(folder)
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
        with _told(), duckdb.connect(":memory:", config=settings) as connection:
            _bind(connection, folder, manifest)
            yield connection


def _bind(connection: duckdb.DuckDBPyConnection, folder: Path, manifest: Manifest) -> None:
    """Have the views, then shut everything else."""
    every = []
    for dataset, kind in KINDS.items():
        files = [str(folder / file.name) for file in manifest.files.get(dataset, ())]
        every += files
        if not files:
            connection.execute(f"CREATE VIEW {dataset} AS SELECT {_nothing(columns_of(kind), dataset)} WHERE false")
            continue
        by_year = "" if dataset == SOURCES else f", hive_partitioning = true, hive_types = {{'{PARTITION}': BIGINT}}"
        connection.execute(f"CREATE VIEW {dataset} AS FROM read_parquet({_texts(files)}{by_year})")
    connection.execute(f"SET allowed_paths = {_texts(every)}")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _nothing(columns: dict[str, Any], dataset: str) -> str:
    """The columns of a data set without rows."""
    named = [f'NULL::{TYPES[kind].sql} AS "{name}"' for name, kind in columns.items() if name != PARTITION]
    return ", ".join(named if dataset == SOURCES else [*named, f"NULL::BIGINT AS {PARTITION}"])


def _texts(texts: list[str]) -> str:
    """A list of texts in SQL; in names of files no sign stands for others."""
    return "[{}]".format(", ".join("'" + text.replace("'", "''") + "'" for text in texts))
