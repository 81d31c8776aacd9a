"""Forms to claims: names beside figures make lists of parts, rates of what was planned, and lists of points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.documents import SourceText
from auditor.facts.claims import Breakdown, Claim
from auditor.facts.fact import Fact
from auditor.facts.forms.cells import Entry, Heading, value_of
from auditor.facts.forms.ledger import Ledger, finest
from auditor.facts.forms.lists import Listing, doubtful, listings_of
from auditor.facts.forms.points import Grid, Points, points_of
from auditor.facts.forms.rates import completions_of
from auditor.facts.forms.reading import Reading, amount_of, read_rows
from auditor.facts.labels import squeeze
from auditor.facts.model import FactSet, Statement
from auditor.facts.units import caption_unit
from auditor.figures import read_cell
from auditor.vocabulary import Form, Vocabulary, pattern_of

__all__ = ["read_form"]


def read_form(facts: FactSet, statement: Statement, captions: list[SourceText]) -> bool:
    """Read a table as a form and put it into the fact set; where it is none, or nothing can be held against it, false."""
    vocabulary = facts.vocabulary
    table = statement.table
    grid: Grid = [*table.header, *table.rows]
    form = _form_of(grid, captions, vocabulary)
    if form is None:
        return False
    reading = read_rows(grid, len(table.header), form, caption_unit(captions, vocabulary), vocabulary)
    ledger = Ledger(facts.next_fact, statement.number, _about([*grid, table.captions], form))
    claims: list[Claim] = []
    for listing in listings_of(reading.rows, [len(row) for row in grid], reading.unknown):
        claims += _breakdowns(listing, reading, ledger)
    claims += completions_of(form, reading, ledger)
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


def _breakdowns(listing: Listing, reading: Reading, ledger: Ledger) -> Iterator[Breakdown]:
    """Each division of a whole into parts, in each column of amounts."""
    heading = reading.headings[listing.whole.row]
    for key, whole in listing.whole.values.items():
        if whole.numeral is None or whole.is_percent or _is_of_points(heading, key):
            continue
        for name in dict.fromkeys(part.meaning.division for part in listing.parts):
            parts = [part for part in listing.parts if part.meaning.division == name]
            states = [part.values[key].state if key in part.values else None for part in parts]
            is_sure = set(states) <= {"printed", "blank", "dash"} and "printed" in states
            # A name that comes twice is that of two things.
            if is_sure and len({part.name for part in parts}) == len(parts):
                yield from _breakdown(listing.whole, parts, key, reading, ledger)


def _breakdown(whole: Entry, parts: list[Entry], key: str, reading: Reading, ledger: Ledger) -> Iterator[Breakdown]:
    """The printed parts of a whole; not all where one is blank or none closes the list, nothing where units are unclear."""
    printed = [part for part in parts if part.values[key].numeral is not None]
    fine = finest([entry.values[key] for entry in (whole, *printed)])
    concept = whole.meaning.concept or ""
    first, *others = (amount_of(entry, key, concept, reading, ledger, fine) for entry in (whole, *printed))
    if _has_unclear_units([whole, *printed], [first, *others], key):
        return
    closed = len(printed) == len(parts) > 1 and any(part.meaning.closes for part in parts)
    names = {part.name for part in doubtful(parts)}
    in_doubt = tuple(fact for part, fact in zip(printed, others, strict=True) if part.name in names)
    yield Breakdown(first, tuple(others), "all" if closed else "some", doubtful=in_doubt)


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
    return Breakdown(whole, facts, "all", doubtful=facts[-1:] if is_open else ())


def _keep_others(grid: Grid, reading: Reading, ledger: Ledger, vocabulary: Vocabulary) -> None:
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
