"""Forms to claims: names beside figures make lists of parts, rates of what was planned, and lists of points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from auditor.documents import SourceText
from auditor.facts.captions import caption_unit
from auditor.facts.forms.cells import (
    BELOW,
    Entry,
    Heading,
    Value,
    below,
    beside,
    entries_of,
    heading_of,
    under,
    unit_in,
    value_of,
)
from auditor.facts.forms.ledger import Ledger, finest
from auditor.facts.forms.lists import Listing, doubtful, listings_of
from auditor.facts.forms.points import Grid, Points, points_of
from auditor.facts.labels import squeeze
from auditor.facts.model import Breakdown, Claim, Completion, Fact, FactSet, Statement
from auditor.figures import PERCENT, Unit, read_cell
from auditor.vocabulary import Form, Vocabulary, pattern_of

__all__ = ["read_form"]

_LEAST_PERCENT = 2
"""From here on a rate without a sign is surely a percentage and no quotient."""


class _Reading(NamedTuple):
    """A form before anything is made of it, row by row: names, the heading above, the unit of amounts."""

    grid: Grid
    rows: list[list[Entry]]
    headings: list[Heading | None]
    units: list[Unit | None]
    unknown: set[tuple[int, int]]
    """Rows and columns of names that the form does not know, with a figure beside them."""
    vocabulary: Vocabulary


def read_form(facts: FactSet, statement: Statement, captions: list[SourceText]) -> bool:
    """Read a table as a form and put it into the fact set; where it is none, or nothing can be held against it, false."""
    vocabulary = facts.vocabulary
    table = statement.table
    grid: Grid = [*table.header, *table.rows]
    form = _form_of(grid, captions, vocabulary)
    if form is None:
        return False
    reading = _read(grid, len(table.header), form, caption_unit(captions, vocabulary), vocabulary)
    ledger = Ledger(len(facts.facts), statement.number, _about([*grid, table.captions], form))
    claims: list[Claim] = []
    for listing in listings_of(reading.rows, [len(row) for row in grid], reading.unknown):
        claims += _breakdowns(listing, reading, ledger)
    claims += _completions(form, reading, ledger)
    for points in points_of(grid, reading.headings, reading.rows, form, vocabulary):
        claims.append(_sum_of(points, ledger))
    if claims:
        _keep_others(grid, reading, ledger, vocabulary)
        facts.statements.append(statement._replace(form=form))
        facts.facts += ledger.facts
        facts.claims += claims
    return bool(claims)


def _form_of(grid: Grid, captions: list[SourceText], vocabulary: Vocabulary) -> Form | None:
    texts = [squeeze(cell.text) for cell in (*captions, *(cell for row in grid for cell in row)) if cell.text]
    for form in vocabulary.forms:
        if any(pattern_of(form.words).search(text) for text in texts):
            return form
    return None


def _about(grid: Grid, form: Form) -> str:
    """What the form is about: the words beside the cell that names it, where there is one such cell."""
    found = []
    for row in grid:
        filled = [squeeze(cell.text) for cell in row if cell.text.strip()]
        found += [name for label, name in pairwise(filled) if pattern_of(form.named).fullmatch(label)]
    return found[0] if len(found) == 1 else ""


def _read(grid: Grid, first: int, form: Form, unit: Unit | None, vocabulary: Vocabulary) -> _Reading:
    """`first` is the first row that is no header; names over figures are looked for from there."""
    reading = _Reading(grid, [], [], [], set(), vocabulary)
    headings = [heading_of(row, index, form, vocabulary) for index, row in enumerate(grid)]
    # A header whose names stand over figures is that of any table, unless indicators follow.
    has_indicators = any(heading is not None and not heading.is_of_amounts for heading in headings[first:])
    heading: Heading | None = None
    for index, row in enumerate(grid):
        heading = headings[index] or heading
        entries = [] if headings[index] else entries_of(row, index, form, vocabulary)
        known = {entry.column for entry in entries if not entry.meaning.concept}
        if heading is None or heading.is_of_amounts:
            named = [unit_in(cell, vocabulary) or caption_unit([cell], vocabulary) for cell in row]
            unit = next((found for at, found in enumerate(named) if found and at not in known), unit)
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


def _fact(entry: Entry, key: str, concept: str, reading: _Reading, ledger: Ledger, fine: int) -> Fact:
    """The fact of an amount; its label is the name, and the words above its column or in its row if there are any."""
    heading = reading.headings[entry.row]
    words = heading.words.get(int(key)) if heading is not None and key.isdigit() else None
    row = reading.grid[int(key.removeprefix(BELOW))] if key.startswith(BELOW) else ()
    told = words or next((cell for cell in row if cell.text.strip() and read_cell(cell.text) is None), None)
    label = f"{entry.name} {squeeze(told.text)}" if told is not None else entry.name
    own = unit_in(words, reading.vocabulary) if words is not None else None
    return ledger.fact(entry.values[key], concept, label, entry.unit or own or reading.units[entry.row], fine)


def _breakdowns(listing: Listing, reading: _Reading, ledger: Ledger) -> Iterator[Breakdown]:
    """Each division of a whole into parts, in each column of amounts."""
    concept = listing.whole.meaning.concept or ""
    heading = reading.headings[listing.whole.row]
    for key, whole in listing.whole.values.items():
        if whole.numeral is None or whole.is_percent or _is_of_points(heading, key):
            continue
        for name in dict.fromkeys(part.meaning.division for part in listing.parts):
            parts = [part for part in listing.parts if part.meaning.division == name]
            values = [part.values.get(key) for part in parts]
            printed = [part for part in parts if (value := part.values.get(key)) and value.numeral is not None]
            is_sure = all(value is not None and value.state in ("printed", "blank", "dash") for value in values)
            if not printed or not is_sure or len({part.name for part in parts}) < len(parts):
                continue
            closed = len(printed) == len(parts) > 1 and any(part.meaning.closes for part in parts)
            fine = finest([whole, *(part.values[key] for part in printed)])
            facts = [_fact(entry, key, concept, reading, ledger, fine) for entry in (listing.whole, *printed)]
            if _has_unclear_units([listing.whole, *printed], facts, key):
                continue
            open_parts = {part.name for part in doubtful(parts)}
            yield Breakdown(
                facts[0],
                tuple(facts[1:]),
                exhaustive=closed,
                sure=True,
                doubtful=tuple(fact for part, fact in zip(printed, facts[1:], strict=True) if part.name in open_parts),
            )


def _has_unclear_units(entries: list[Entry], facts: list[Fact], key: str) -> bool:
    """Whether amounts of one list are in several units, and some of them do not say in which."""
    units = {fact.figure.unit for fact in facts if fact.figure is not None}
    return len(units) > 1 and any(entry.unit is None and entry.values[key].unit is None for entry in entries)


def _is_of_points(heading: Heading | None, key: str) -> bool:
    """Whether the figures of a column are points or rates, which are no amounts."""
    column = heading.columns.get(int(key)) if heading is not None and key.isdigit() else None
    return column is not None and column.role in ("rate", "weight", "score", "aside")


def _sum_of(points: Points, ledger: Ledger) -> Breakdown:
    """A column of points and its total."""
    header = squeeze(points.header.text)
    parts = [*points.parts, *([points.apart] if points.apart is not None else ())]
    printed = [(f"{name} {header}", value) for name, value in parts if value.numeral is not None]
    fine = finest([points.whole, *(value for _, value in printed)])
    concept = points.column.concept or ""
    whole = ledger.fact(points.whole, concept, f"{points.total} {header}", None, fine)
    facts = tuple(ledger.fact(value, concept, name, None, fine) for name, value in printed)
    is_open = points.doubtful and points.apart is not None
    return Breakdown(whole, facts, exhaustive=True, sure=True, doubtful=facts[-1:] if is_open else ())


def _completions(form: Form, reading: _Reading, ledger: Ledger) -> Iterator[Completion]:
    """The rates of result in plan, in rows that print all three; without a plan at last the first one counts."""
    concept = next((entry.concept for entry in form.entries if entry.concept), "")
    for entries, heading in zip(reading.rows, reading.headings, strict=True):
        if heading is None or not heading.is_of_amounts:
            continue
        columns = {role: heading.of(role) for role in ("first_plan", "plan", "result", "rate")}
        if any(len(found) > 1 for found in columns.values()) or not (columns["result"] and columns["rate"]):
            continue
        planned = columns["plan"] or columns["first_plan"]
        for entry in entries:
            amounts = [entry.values.get(str(at)) for at in (*columns["result"], *planned[:1])]
            rate = entry.values.get(str(columns["rate"][0]))
            if len(amounts) < 2 or rate is None or any(value is None or value.numeral is None for value in amounts):
                continue
            plan = amounts[1]
            sign = heading.words[columns["rate"][0]].text
            if plan is None or plan.numeral is None or plan.numeral.value <= 0 or not _is_rate(rate, sign):
                continue
            others = [str(at) for at in columns["first_plan"] if columns["plan"]]
            keys = [str(columns["result"][0]), str(planned[0])]
            keys += [key for key in others if key in entry.values and entry.values[key].numeral is not None]
            fine = finest([entry.values[key] for key in keys])
            result, base, *rest = (_fact(entry, key, concept, reading, ledger, fine) for key in keys)
            percent = ledger.fact(rate, "", f"{entry.name} {squeeze(sign)}", PERCENT, 0)
            yield Completion(result, base, percent, tuple(rest), None, 0)


def _is_rate(value: Value, header: str) -> bool:
    """Whether a figure is surely a percentage: by its sign, by that of its header, or because it is too large for a quotient."""
    if value.numeral is None or value.negative:
        return False
    return value.is_percent or "%" in header or "％" in header or value.numeral.value >= _LEAST_PERCENT


def _keep_others(grid: Grid, reading: _Reading, ledger: Ledger, vocabulary: Vocabulary) -> None:
    """The other figures of the rows that speak of amounts: known to be there, bound to nothing."""
    for index, row in enumerate(grid):
        heading = reading.headings[index]
        if heading is not None and not heading.is_of_amounts:
            continue
        values = [value_of(cell, vocabulary) for cell in row]
        values += [value for entry in reading.rows[index] for value in entry.values.values()]
        for value in values:
            if value.numeral is not None:
                name = next((cell for cell in row if cell.text.strip() and read_cell(cell.text) is None), value.source)
                ledger.fact(value, "", squeeze(name.text)[:40], reading.units[index], 0)
