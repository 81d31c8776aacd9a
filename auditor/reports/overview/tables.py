"""Chapters, tables, rows and cells of an overview, before they are in any format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, cast

from auditor.records.choices import Lang
from auditor.records.messages import say
from auditor.reports.standing import Standing
from auditor.tuples import NamedTuple

Kind = Literal["text", "small", "code", "year", "count", "share", "verdict", "severity"]
"""`small` text and a `code` stand with the first column where a page has no room for columns of their own."""
Form = Literal["plain", "list", "matrix", "years"]
"""A `list` is long and has rows that readers sort and search; a `matrix` has columns that readers compare."""


class Place(NamedTuple):
    """A document that something leads to, of its findings only those of a rule."""

    sha256: str
    path: str
    rule: str | None = None


class Share(NamedTuple):
    """How many of the figures that can be checked were."""

    checked: int
    possible: int


class Hit(NamedTuple):
    """How many findings, of which gravity at worst; where all of them are in one document, that one."""

    findings: int
    severity: str
    place: Place | None = None


Cell = str | int | Share | Hit | None


class Column(NamedTuple):
    """A column; `key` is no word for people."""

    key: str
    title: str
    kind: Kind = "text"


class Row(NamedTuple):
    """A row of a table."""

    cells: Sequence[Cell]
    place: Place | None = None
    """The document that it is about."""
    body: str | None = None
    """The body that it is about, whose documents the chapter of documents has."""


class Table(NamedTuple):
    """A table; `total` is how many rows it would have if all were shown."""

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: int
    form: Form = "plain"


class Chapter(NamedTuple):
    """A chapter: what is said of it, and its tables."""

    key: str
    title: str
    says: Sequence[str]
    tables: Sequence[Table]


class Names(NamedTuple):
    """What kinds of documents and rules are called."""

    kinds: Mapping[str, str]
    rules: Mapping[str, str]


def in_words(cell: Cell, column: Column, lang: Lang) -> str:
    """A cell of text, a verdict or a severity, or a number of findings, as people read it; empty where there is nothing."""
    if isinstance(cell, Hit):
        return str(cell.findings)
    if column.kind == "verdict":
        return say(f"verdict-{standing_in(cell)}", lang)
    return say(str(cell), lang) if column.kind == "severity" else "" if cell is None else str(cell)


def standing_in(cell: Cell) -> Standing:
    """The verdict that a cell of a column of verdicts has."""
    return cast(Standing, cell)
