"""Rows as columns: a named tuple of text, integers and truth values has the schema that its annotations say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from auditor.tuples import NamedTuple

# The allocators that the library brings reserve more address space than a worker may have.
pa.set_memory_pool(pa.system_memory_pool())
PARTITION = "year"
"""The column that is told by the folder of a data set, and not in its files."""


class Type(NamedTuple):
    """What a column of a kind of values is in Arrow and in SQL."""

    arrow: pa.DataType
    sql: str


TYPES: dict[Any, Type] = {
    str: Type(pa.string(), "VARCHAR"),
    int: Type(pa.int64(), "BIGINT"),
    bool: Type(pa.bool_(), "BOOLEAN"),
}
# Each table of a part is small and is read once: what unpacks fastest, and without a thread of its own, packs it.
_WRITTEN = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READ = pa.ipc.IpcReadOptions(use_threads=False)


@cache
def columns_of(kind: type[NamedTuple]) -> dict[str, Any]:
    """The columns of rows of one kind with what their values are, None aside.

    Raises `TypeError` for a field that is no text, integer or truth value, or None.
    """
    return {name: _plain(name, hint) for name, hint in get_type_hints(kind).items()}


def _plain(name: str, hint: Any) -> Any:
    members = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    plain = [member for member in members if member is not NoneType]
    if len(plain) != 1 or plain[0] not in TYPES:
        raise TypeError(f"{name}: {hint} is no column")
    return plain[0]


@cache
def schema_of(kind: type[NamedTuple]) -> pa.Schema:
    """The schema of rows of one kind; raises as `columns_of` does."""
    return pa.schema([pa.field(name, TYPES[plain].arrow) for name, plain in columns_of(kind).items()])


def table_of(kind: type[NamedTuple], rows: Iterable[NamedTuple]) -> pa.Table:
    """Rows as a table."""
    schema = schema_of(kind)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays(
        [_array(values, field) for values, field in zip(columns, schema, strict=True)], schema=schema
    )


def _array(values: tuple[Any, ...], field: pa.Field) -> pa.Array:
    try:
        return pa.array(values, field.type)
    except UnicodeEncodeError:
        # Half of a character, as of a damaged font, has no place in a column.
        return pa.array([value and value.encode("utf-8", "replace").decode() for value in values], field.type)


def to_bytes(table: pa.Table) -> bytes:
    """A table as a stream of Arrow, compressed."""
    sink = BytesIO()
    with pa.ipc.new_stream(sink, table.schema, options=_WRITTEN) as writer:
        writer.write_table(table)
    return sink.getvalue()


def from_bytes(content: bytes) -> pa.Table:
    """A table of `to_bytes`; raises `pyarrow.ArrowInvalid` for what is none."""
    with pa.ipc.open_stream(content, options=_READ) as reader:
        return reader.read_all()


def read_rows(file: Path, kind: type[NamedTuple]) -> list[Any]:
    """The rows of a Parquet file; raises `OSError`."""
    return list(rows_of(pq.read_table(file, use_threads=False, partitioning=None), kind))


def rows_of(table: pa.Table, kind: type[NamedTuple]) -> Iterator[Any]:
    """The rows of a table as named tuples; columns that the kind does not have are left out."""
    columns = [table.column(name).to_pylist() for name in get_type_hints(kind)]
    return (kind(*values) for values in zip(*columns, strict=True))
