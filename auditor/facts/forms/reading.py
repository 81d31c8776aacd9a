"""A form row by row, before anything is made of it: its names with their figures, the headings above, the units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.documents import SourceText
from auditor.facts.fact import Fact
from auditor.facts.forms.cells import (
    BELOW,
    Entry,
    Heading,
    below,
    beside,
    entries_of,
    heading_of,
    under,
    unit_in,
    value_of,
)
from auditor.facts.forms.ledger import Ledger
from auditor.facts.forms.points import Grid
from auditor.facts.labels import squeeze
from auditor.facts.units import caption_unit
from auditor.figures import Unit, read_cell
from auditor.tuples import NamedTuple
from auditor.vocabulary import Form, Vocabulary


class Reading(NamedTuple):
    """The rows of a form with the names in each, the heading above it and the unit of its amounts."""

    grid: Grid
    rows: list[list[Entry]]
    headings: list[Heading | None]
    units: list[Unit | None]
    unknown: set[tuple[int, int]]
    """Rows and columns of names that the form does not know, with a figure beside them."""
    vocabulary: Vocabulary


def read_rows(grid: Grid, first: int, form: Form, unit: Unit | None, vocabulary: Vocabulary) -> Reading:
    """`first` is the first row that is no header; names over figures are looked for from there."""
    reading = Reading(grid, [], [], [], set(), vocabulary)
    headings = [heading_of(row, index, form, vocabulary) for index, row in enumerate(grid)]
    # A header whose names stand over figures is that of any table, unless indicators follow.
    has_indicators = any(heading is not None and not heading.is_of_amounts for heading in headings[first:])
    heading: Heading | None = None
    for index, row in enumerate(grid):
        heading = headings[index] or heading
        entries = [] if headings[index] else entries_of(row, index, form, vocabulary)
        known = {entry.column for entry in entries if not entry.meaning.concept}
        if heading is None or heading.is_of_amounts:
            others = (cell for at, cell in enumerate(row) if at not in known and cell.text.strip())
            named = (unit_in(cell, vocabulary) or caption_unit([cell], vocabulary) for cell in others)
            unit = next((found for found in named if found), unit)
        if heading is not None and heading.is_of_amounts:
            entries = [under(row, entry, heading, vocabulary) for entry in entries]
        elif entries:
            over = below(grid, entries, vocabulary) if index >= first or has_indicators else []
            entries = over or beside(row, entries, vocabulary)
        reading.rows.append(entries)
        reading.headings.append(heading)
        reading.units.append(unit)
        reading.unknown.update((index, at) for at in _unknown(row, {entry.column for entry in entries}, vocabulary))
    return reading


def _unknown(row: Sequence[SourceText], known: set[int], vocabulary: Vocabulary) -> Iterator[int]:
    """The columns of words that are no name of the form and have a figure right behind them."""
    filled = [(at, cell) for at, cell in enumerate(row) if cell.text.strip()]
    for (at, cell), (_, behind) in pairwise(filled):
        if at not in known and value_of(cell, vocabulary).state == "word" and read_cell(behind.text) is not None:
            yield at


def amount_of(entry: Entry, key: str, concept: str, reading: Reading, ledger: Ledger, fine: int) -> Fact:
    """The fact of an amount; its label is the name, and the words above its column or in its row if there are any."""
    heading = reading.headings[entry.row]
    words = heading.words.get(int(key)) if heading is not None and key.isdigit() else None
    row = reading.grid[int(key.removeprefix(BELOW))] if key.startswith(BELOW) else ()
    told = words or next((cell for cell in row if cell.text.strip() and read_cell(cell.text) is None), None)
    label = f"{entry.name} {squeeze(told.text)}" if told is not None else entry.name
    own = unit_in(words, reading.vocabulary) if words is not None else None
    return ledger.fact(entry.values[key], concept, label, entry.unit or own or reading.units[entry.row], fine)
