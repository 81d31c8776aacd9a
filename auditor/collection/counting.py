"""Answers of DuckDB as they stand in an overview: one row of numbers, or the first lines of a list with how many there are."""

from __future__ import annotations

from typing import Any, TypeVar

import duckdb

from auditor.collection.query import rows_in
from auditor.reports.overview.model import Listed
from auditor.tuples import NamedTuple

Line = TypeVar("Line", bound=NamedTuple)


def one(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The only row of an answer."""
    found = connection.execute(sql).fetchone()
    assert found is not None
    return found


def listed(
    connection: duckdb.DuckDBPyConnection, source: str, kind: type[Line], rest: str, counted: str | None = None
) -> Listed[Line]:
    """The rows of a source in SQL as lines, and how many there are: those that are `counted`, or of the source."""
    lines = list(rows_in(connection, source, kind, rest))
    (total,) = one(connection, f"SELECT count(*) FROM {counted or source}")
    return Listed(lines, total)
