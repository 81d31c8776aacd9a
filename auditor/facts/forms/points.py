"""Points: the weights of indicators, and what was scored, add up to the row that totals them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.documents import SourceText
from auditor.facts.forms.cells import Entry, Heading, Value, bare, value_of
from auditor.facts.labels import squeeze
from auditor.tuples import NamedTuple
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
    apart: tuple[str, Value] | None
    is_full: bool
    """Whether every indicator has its points, and nothing else has."""
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
        proven: bool | None = None
        for at in section.heading.of("weight"):
            weights = _column(section, at, weight, vocabulary)
            if weights is None or _amount(weights.whole) != form.full:
                continue
            fitting = [with_apart for with_apart in (False, True) if _adds_up(weights, with_apart)]
            proven = fitting[0] if fitting else proven
            if fitting or (weight is not None and weights.is_full):
                yield weights
        if proven is not None and (score is not None or not proven):
            for at in section.heading.of("score"):
                scores = _column(section, at, score if proven else None, vocabulary)
                if scores is not None and scores.is_full:
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


def _column(section: _Section, at: int, apart: tuple[str, Value] | None, vocabulary: Vocabulary) -> Points | None:
    """The points in a column; None where its total is not printed or nothing stands above it.

    Rows that do not name an indicator of the narrowest kind may print the points of those below them.
    """
    heading = section.heading
    whole = _value(heading, section.total, at, vocabulary)
    narrowest = heading.of("name")[-1:]
    rows = [row for row in section.rows if any(cell.text.strip() for cell in row)]
    listed = [row for row in rows if any(_name(heading, row, column) for column in narrowest)]
    others = [_value(heading, row, at, vocabulary) for row in rows if row not in listed]
    parts = [(_name(heading, row, narrowest[0]), _value(heading, row, at, vocabulary)) for row in listed]
    if whole.numeral is None or not any(part.numeral for _, part in parts):
        return None
    total = next(squeeze(cell.text) for cell in section.total if cell.text.strip())
    is_full = all(part.numeral for _, part in parts) and not any(other.numeral for other in others)
    return Points(heading.columns[at], heading.words[at], total, whole, parts, apart, is_full, doubtful=True)


def _value(heading: Heading, row: Sequence[SourceText], at: int, vocabulary: Vocabulary) -> Value:
    cell = heading.under(row, at)
    return value_of(cell, vocabulary) if cell is not None else Value(row[0], "unreadable")


def _name(heading: Heading, row: Sequence[SourceText], at: int) -> str:
    cell = heading.under(row, at)
    return squeeze(cell.text) if cell is not None else ""


def _apart(role: str, headings: list[Heading | None], rows: list[list[Entry]]) -> tuple[str, Value] | None:
    """The one figure that the amounts have in a column of points, and the name it stands beside."""
    found = []
    for heading, entries in zip(headings, rows, strict=True):
        if heading is not None and heading.is_of_amounts:
            values = ((entry.name, entry.values.get(str(at))) for entry in entries for at in heading.of(role))
            found += [(name, value) for name, value in values if value is not None and value.numeral is not None]
    return found[0] if len(found) == 1 else None


def _amount(value: Value) -> Decimal:
    if value.numeral is None:
        return Decimal(0)
    return -value.numeral.value if value.negative else value.numeral.value


def _adds_up(points: Points, with_apart: bool) -> bool:
    if with_apart and points.apart is None:
        return False
    parts = [*points.parts, *([points.apart] if with_apart and points.apart else ())]
    return sum((_amount(part) for _, part in parts), Decimal(0)) == _amount(points.whole)
