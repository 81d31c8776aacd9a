"""Tables and chapters of another year, beside those of the document's own: their figures are of that year."""

from __future__ import annotations

from auditor.documents import Paragraph, Table
from auditor.facts.fact import dims_of
from auditor.facts.labels import numbering_rank, squeeze
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


def set_next_year(facts: FactSet) -> None:
    """Give the figures of the prose below `二、2025年预算草案` that year, in a report on the execution of the budget of 2024.

    In a report without tables there is nothing to tell them apart from.
    """
    if not facts.statements:
        return
    year = str((facts.profile.year or 0) + 1)
    later = _lines_of_next_year(facts)
    for place, fact in enumerate(facts.facts):
        if fact.statement is None and fact.location.line in later and "year" not in dict(fact.dims):
            facts.facts[place] = fact._replace(dims=dims_of({**dict(fact.dims), "year": year}))


def _lines_of_next_year(facts: FactSet) -> range:
    """The lines below `二、2025年预算草案` of a report on the execution of the budget of 2024, up to the first table of another year."""
    following = {(facts.profile.year or 0) + 1}
    titled = _years_in_titles(facts)
    start = end = 0
    for block in facts.document.blocks:
        end = block.line if isinstance(block, Table) else block.source.line + 1
        if isinstance(block, Table) and start and titled.get(block.line) not in following:
            return range(start, end)
        if isinstance(block, Paragraph) and not block.contents:
            text = squeeze(block.source.text)
            if numbering_rank(text) != 1 or len(text) > _LONGEST_TITLE:
                continue
            years = {int(match["year"]) for match in facts.vocabulary.year_pattern.finditer(text)}
            if start and years and years != following:
                return range(start, block.source.line)
            start = start or (block.source.line if years == following else 0)
    return range(start, end) if start else range(0)


def _years_in_titles(facts: FactSet) -> dict[int, int]:
    """The year that the title of a table names, by its line."""
    named = ((entry, facts.vocabulary.year_pattern.search(entry.title)) for entry in facts.statements)
    return {entry.table.line: int(found["year"]) for entry, found in named if found is not None}


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
