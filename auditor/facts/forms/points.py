"""Points: the weights of indicators, and what was scored, add up to the row that totals them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.documents import SourceText
from auditor.facts.forms.cells import Entry, Heading, Value, bare, value_of
from auditor.facts.labels import squeeze
from auditor.vocabulary import Form, FormColumn, Vocabulary, pattern_of

Grid = Sequence[Sequence[SourceText]]


class Points(NamedTuple):
    """A column of points: its total, those of the indicators, and those given for the amounts, which may be part of the total."""

    column: FormColumn
    header: SourceText
    total: str
    """The name of the row that totals them."""
    whole: Value
    parts: list[tuple[str, Value]]
    apart: Value | None
    doubtful: bool
    """Whether it is open if those given for the amounts belong to the total."""


class _Section(NamedTuple):
    """The indicators of a form: the rows between their heading and their total."""

    heading: Heading
    rows: Grid
    total: Sequence[SourceText]


def points_of(
    grid: Grid, headings: list[Heading | None], rows: list[list[Entry]], form: Form, vocabulary: Vocabulary
) -> Iterator[Points]:
    """The columns of points that can be held against their totals: the weights, then the scores of those that add up.

    A list that lacks points somewhere, or a form without points for its amounts, proves nothing unless it adds up.
    """
    weight, score = (_apart(role, headings, rows) for role in ("weight", "score"))
    for section in _sections(grid, headings, form, vocabulary):
        proven: list[bool] = []
        for at in section.heading.of("weight"):
            weights = _column(section, at, weight, vocabulary)
            if weights is None or _amount(weights.whole) != form.full:
                continue
            fitting = [with_apart for with_apart in (False, True) if _adds_up(weights, with_apart)]
            proven += fitting
            if fitting or (weight is not None and _is_full(weights)):
                yield weights
        for at in section.heading.of("score") if proven else ():
            scores = _column(section, at, score if proven[0] else None, vocabulary)
            if scores is not None and _is_full(scores) and (score or not proven[0]):
                yield scores._replace(doubtful=False)


def _sections(grid: Grid, headings: list[Heading | None], form: Form, vocabulary: Vocabulary) -> Iterator[_Section]:
    if form.total is None:
        return
    for index, row in enumerate(grid):
        heading = headings[index]
        if heading is None or heading.is_of_amounts or not _is_total(row, form.total, vocabulary):
            continue
        between = grid[heading.row + 1 : index]
        if not any(_is_total(other, form.total, vocabulary) for other in between):
            yield _Section(heading, between, row)


def _is_total(row: Sequence[SourceText], total: str, vocabulary: Vocabulary) -> bool:
    first = next((cell for cell in row if cell.text.strip()), None)
    return first is not None and pattern_of(total).fullmatch(bare(first.text, vocabulary)) is not None


def _column(section: _Section, at: int, apart: Value | None, vocabulary: Vocabulary) -> Points | None:
    """The points in a column; None where its total is not printed or nothing stands above it."""
    whole = _value(section.heading, section.total, at, vocabulary)
    rows = [row for row in section.rows if any(cell.text.strip() for cell in row)]
    parts = [(_name(section.heading, row), _value(section.heading, row, at, vocabulary)) for row in rows]
    if whole.numeral is None or not any(part.numeral for _, part in parts):
        return None
    total = next(squeeze(cell.text) for cell in section.total if cell.text.strip())
    heading = section.heading
    return Points(heading.columns[at], heading.words[at], total, whole, parts, apart, doubtful=True)


def _value(heading: Heading, row: Sequence[SourceText], at: int, vocabulary: Vocabulary) -> Value:
    cell = heading.under(row, at)
    return value_of(cell, vocabulary) if cell is not None else Value(row[0], "unreadable")


def _name(heading: Heading, row: Sequence[SourceText]) -> str:
    """The last name in a row of indicators, which is the narrowest."""
    cells = [heading.under(row, at) for at in heading.of("name")]
    return next((squeeze(cell.text) for cell in reversed(cells) if cell is not None and cell.text.strip()), "")


def _is_full(points: Points) -> bool:
    """Whether every row has its points."""
    return all(part.numeral is not None for _, part in points.parts)


def _apart(role: str, headings: list[Heading | None], rows: list[list[Entry]]) -> Value | None:
    """The one figure that the amounts have in a column of points."""
    found = []
    for heading, entries in zip(headings, rows, strict=True):
        if heading is not None and heading.is_of_amounts:
            values = (entry.values.get(str(at)) for entry in entries for at in heading.of(role))
            found += [value for value in values if value is not None and value.numeral is not None]
    return found[0] if len(found) == 1 else None


def _amount(value: Value | None) -> Decimal:
    if value is None or value.numeral is None:
        return Decimal(0)
    return -value.numeral.value if value.negative else value.numeral.value


def _adds_up(points: Points, with_apart: bool) -> bool:
    if with_apart and points.apart is None:
        return False
    parts = sum((_amount(part) for _, part in points.parts), _amount(points.apart) if with_apart else Decimal(0))
    return parts == _amount(points.whole)
