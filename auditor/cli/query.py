"""`auditor query`: SQL over a store."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.collect import require_extra
from auditor.cli.console import put, tell_user
from auditor.cli.texts import Command, argument, option
from auditor.lines import one_line
from auditor.messages import told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 1000
_MOST_ROWS = 1000
"""Of a table; nobody reads more on a screen."""
Rows = Iterator[Sequence[Any]]


@click.command("query", cls=Command, help="query")
@argument("store", type=click.Path(file_okay=False))
@argument("sql")
@option(
    "--format",
    "file_format",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="diff --format",
)
@option("--memory", metavar="SIZE", default="1GB", show_default=True, help="query --memory")
@option("--threads", type=click.IntRange(1), metavar="N", default=2, show_default=True, help="query --threads")
def query_command(store: str, sql: str, file_format: str, memory: str, threads: int) -> None:
    """Ask a store something in SQL."""
    require_extra()
    from auditor.collection.query import answering

    printers = {"table": _table, "csv": _csv, "json": _json}
    with answering(store, sql, memory=memory, threads=threads) as answer:
        names = [column[0] for column in answer.description or ()]
        for piece in printers[file_format](names, _rows(answer)):
            put(piece)


def _rows(answer: DuckDBPyConnection) -> Rows:
    while batch := answer.fetchmany(_BATCH):
        yield from batch


def _text(value: Any) -> str:
    return "" if value is None else one_line(str(value))


def _table(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """The first rows as a table for a person."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for name in names:
        table.add_column(Text(_text(name)), overflow="fold")
    for row in islice(rows, _MOST_ROWS):
        table.add_row(*(Text(_text(value)) for value in row))
    out = StringIO()
    width = None if sys.stdout.isatty() else _wide(table)
    Console(file=out, width=width, highlight=False, markup=False, emoji=False).print(table)
    yield out.getvalue()
    if next(rows, None) is not None:
        tell_user(told("query-more", rows=_MOST_ROWS))


def _wide(table: Any) -> int:
    """The width at which no cell of a table is folded: what goes to no terminal has no width."""
    from rich.console import Console

    return max(20, int(Console(width=100_000).measure(table).maximum))


def _csv(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """Lines end with CR LF, as RFC 4180 has them; text that looks like a formula gets an apostrophe."""
    from auditor.reports.csv_report import harmless

    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _behind(names, rows):
        writer.writerow(["" if value is None else harmless(str(value)) for value in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _behind(names: Sequence[str], rows: Rows) -> Rows:
    yield names
    yield from rows


def _json(names: Sequence[str], rows: Rows) -> Iterator[str]:
    """A list of objects, one on a line."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"
