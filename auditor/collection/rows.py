"""Disclosures as rows of a store: documents and their figures, flattened so that a figure can be made a fact again.

Every row is a named tuple of text, integers and truth values; its annotations are the columns of a data set.
"""

# Annotations are no strings here: they are what the columns of the data sets are made from.
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from auditor.documents import Location
from auditor.facts import Fact, FactSet
from auditor.facts.fact import Dims, State
from auditor.facts.model import Setting
from auditor.facts.tables.understanding import understandings
from auditor.figures import Figure, Unit
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_KEY_LENGTH = 16
_REMEMBERED = 2**16
"""So many dimensions, settings and units are made once: those of one disclosure are those of most others."""
_NO_FIGURES = ("word",)
"""States of facts that are neither a number nor the place of one."""
_SEPARATORS = str.maketrans({character: f"%{ord(character):02X}" for character in "%;="})
_ESCAPED = regex("%([0-9A-F]{2})")


class DocumentRow(NamedTuple):
    """One disclosure, or a file that could not be read."""

    document: str
    """The first 16 hexadecimal digits of the SHA-256 of the file's content; the further disclosures of one file end in `#2`, `#3`."""
    sha256: str
    path: str
    format: str | None
    title: str | None
    body: str | None
    """The organisation as printed."""
    year: int | None
    kind: str
    """A kind of document, or unknown."""
    publisher: str
    """Who publishes it, or unknown."""
    status: str
    """audited, unreadable or failed."""
    complete: bool
    figures: int
    """Numerals, each in one of the four states that follow."""
    checked: int
    unrelated: int
    excluded: int
    unread: int
    errors: int
    warnings: int
    notes: int
    error: str | None
    """Why nothing could be read of it."""


class FigureRow(NamedTuple):
    """One fact with a figure, or a cell that is blank or whose digits are lost.

    What a `Figure` and its `Unit` hold is None where there is none.
    """

    document: str
    number: int
    """Of the fact; unique in a file."""
    concept: str
    """Empty for a figure that is only part of a claim (a percentage, a year)."""
    dims: str
    """`dimension=member;…`, sorted."""
    printed: str | None
    value: str | None
    """In the printed unit."""
    decimals: int | None
    fine_decimals: int | None
    unit: str | None
    scale: str | None
    quantity: str | None
    exact_decimals: int | None
    unit_concept: str | None
    """What a figure of prose in this unit is a count of."""
    known_by: str | None
    amount: str | None
    """In base units."""
    state: str
    """printed, blank, dash or unreadable."""
    label: str
    line: int
    column: int
    end_column: int
    page: int | None
    cell: str | None
    statement: int | None
    """The table it stands in, unique in a file; None in prose, as is all that follows up to `trust`."""
    title: str | None
    layout: str | None
    row: int | None
    table_column: int | None
    trust: str | None
    """How far the reading of its table is trusted: believed, open or not_understood."""
    section: int
    """The section of the prose, or -1."""
    setting: str
    """What its column is of beside its lines: `member;member`, one for each setting of the vocabulary, or nothing in prose."""
    setting_year: int | None
    is_derived: bool
    """Whether its column is made of others, as a rate is."""

    @property
    def believed(self) -> bool | None:
        """Whether the reading of its table's rows and columns is trusted; None in prose."""
        return None if self.trust is None else self.trust == "believed"


def key_of(sha256: str, disclosure: int = 1) -> str:
    """How a disclosure is named in a store, of several in one file by its place from 1."""
    return sha256[:_KEY_LENGTH] + (f"#{disclosure}" if disclosure > 1 else "")


def figures_of(facts: FactSet, document: str) -> Iterator[FigureRow]:
    """The figures of one disclosure in reading order."""
    trusts = {entry.statement: entry.trust for entry in understandings(facts)}
    for fact in facts.facts:
        if fact.state not in _NO_FIGURES:
            yield _row_of(fact, facts, document, trusts)


def _row_of(fact: Fact, facts: FactSet, document: str, trusts: Mapping[int, str]) -> FigureRow:
    figure, place, setting = fact.figure, fact.location, facts.setting_of(fact)
    unit = figure.unit if figure else None
    in_table = fact.statement is not None
    return FigureRow(
        document=document,
        number=fact.number,
        concept=fact.concept,
        dims=_text_of(fact.dims),
        printed=figure.printed if figure else None,
        value=format(figure.value, "f") if figure else None,
        decimals=figure.decimals if figure else None,
        fine_decimals=figure.fine_decimals if figure else None,
        unit=unit.name if unit else None,
        scale=format(unit.scale, "f") if unit else None,
        quantity=unit.quantity if unit else None,
        exact_decimals=unit.exact_decimals if unit else None,
        unit_concept=unit.concept if unit else None,
        known_by=figure.known_by if figure else None,
        amount=format(figure.base, "f") if figure else None,
        state=fact.state,
        label=fact.label,
        line=place.line,
        column=place.column,
        end_column=place.end_column,
        page=place.page,
        cell=place.cell,
        statement=fact.statement,
        title=facts.statement(fact.statement).title if fact.statement is not None else None,
        layout=facts.layout_of(fact),
        row=fact.row if in_table else None,
        table_column=fact.column if in_table else None,
        # A table without any figure has no reading that could be trusted.
        trust=trusts.get(fact.statement, "open") if fact.statement is not None else None,
        section=fact.section,
        setting=";".join(member.translate(_SEPARATORS) for member in setting.members),
        setting_year=setting.year,
        is_derived=setting.is_derived,
    )


def fact_of(row: FigureRow, start: int = 0) -> Fact:
    """The fact that a row was made from, but for the box on its page; its numbers and those of tables go on from `start`."""
    return Fact(
        number=row.number + start,
        concept=row.concept,
        dims=_dims_of(row.dims),
        figure=_figure_of(row),
        state=_STATES[row.state],
        location=Location(row.line, row.column, row.end_column, row.page, row.cell),
        label=row.label,
        statement=None if row.statement is None else row.statement + start,
        row=-1 if row.row is None else row.row,
        column=-1 if row.table_column is None else row.table_column,
        section=row.section,
    )


def setting_of(row: FigureRow) -> Setting:
    """What the column of a figure is of beside its lines."""
    return _setting(row.setting, row.setting_year, row.is_derived)


@lru_cache(_REMEMBERED)
def _setting(text: str, year: int | None, is_derived: bool) -> Setting:
    members = tuple(_plain(member) for member in text.split(";")) if text else ()
    return Setting(members, year, is_derived)


_STATES: dict[str, State] = {state: state for state in ("printed", "blank", "dash", "unreadable")}


def _figure_of(row: FigureRow) -> Figure | None:
    if row.printed is None or row.value is None:
        return None
    unit = None
    if row.unit is not None and row.scale is not None and row.quantity is not None:
        unit = _unit(row.unit, row.quantity, row.scale, row.exact_decimals, row.unit_concept)
    return Figure(
        printed=row.printed,
        value=Decimal(row.value),
        decimals=row.decimals or 0,
        unit=unit,
        known_by=row.known_by or "none",
        fine_decimals=row.fine_decimals or 0,
    )


@lru_cache(_REMEMBERED)
def _unit(name: str, quantity: str, scale: str, exact_decimals: int | None, concept: str | None) -> Unit:
    return Unit(name, quantity, Decimal(scale), exact_decimals, concept)


def _text_of(dims: Dims) -> str:
    """Dimensions as text; what parts them is escaped as in addresses of the web, where a member holds it."""
    return ";".join(f"{name.translate(_SEPARATORS)}={member.translate(_SEPARATORS)}" for name, member in sorted(dims))


@lru_cache(_REMEMBERED)
def _dims_of(text: str) -> Dims:
    pairs = (entry.partition("=") for entry in text.split(";")) if text else ()
    return tuple((_plain(name), _plain(member)) for name, _, member in pairs)


def _plain(escaped: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), escaped)
