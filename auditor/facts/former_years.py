"""Tables of another year, added to those of the document's own: their figures are of that year."""

from __future__ import annotations

from auditor.documents import Paragraph, Table
from auditor.facts.fact import dims_of
from auditor.facts.labels import squeeze
from auditor.facts.model import FactSet, Statement
from auditor.vocabulary import pattern_of

_LONGEST_TITLE = 60


def set_former_years(facts: FactSet) -> None:
    """Give the figures of a table the year it is titled with, where the document prints the same table for its own year.

    A table that is the only one of its kind stays the document's: its title may only be left over from the year before.
    """
    own = facts.profile.year
    years = years_of_tables(facts)
    printed = {entry.layout.id for entry in facts.statements if entry.layout and years.get(entry.number, own) == own}
    former = {
        entry.number: str(years[entry.number])
        for entry in facts.statements
        if entry.layout and entry.layout.id in printed and years.get(entry.number, own) != own
    }
    for place, fact in enumerate(facts.facts):
        year = former.get(fact.statement) if fact.statement is not None else None
        if year is not None and "year" not in dict(fact.dims):
            facts.facts[place] = fact._replace(dims=dims_of({**dict(fact.dims), "year": year}))


def years_of_tables(facts: FactSet) -> dict[int, int]:
    """The year that the title of each table names, or else the title of the chapter it stands in."""
    title = pattern_of(facts.vocabulary.grammar.profile["title"])
    stops = tuple(facts.vocabulary.grammar.language["stops"])
    by_line: dict[int, Statement] = {entry.table.line: entry for entry in facts.statements}
    years: dict[int, int] = {}
    chapter = facts.profile.year
    for block in facts.document.blocks:
        if isinstance(block, Table):
            entry = by_line.get(block.line)
            named = facts.vocabulary.year_pattern.search(entry.title) if entry else None
            year = int(named["year"]) if named else chapter
            if entry is not None and year is not None:
                years[entry.number] = year
        elif isinstance(block, Paragraph) and not block.contents:
            text = squeeze(block.source.text)
            match = title.search(text) if len(text) <= _LONGEST_TITLE and not text.endswith(stops) else None
            chapter = int(match["year"]) if match else chapter
    return years
