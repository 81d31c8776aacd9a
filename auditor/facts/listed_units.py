"""The units that a body says it is made of: `具体包括：1.云川市民政局本部 2.云川市福利院`, or a table with a column 单位名称."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from auditor.documents import Location, Table
from auditor.documents.model import SourceText
from auditor.facts.body_names import is_body, name_of, pattern_in
from auditor.facts.labels import squeeze
from auditor.facts.model import FactSet
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_MOST_LISTED = 80
_NUMBERED = regex(r"[（(]?\d{1,3}[.．、)）]")


class ListedUnit(NamedTuple):
    """One unit of a list."""

    core: str
    """Its name without places, brackets and marks."""
    printed: str
    location: Location


def listed_units(facts: FactSet) -> list[ListedUnit]:
    """The units that prose lists, else those of a table, in their order, each once."""
    every = [passage.source for passage in facts.passages]
    for place, source in enumerate(every):
        match = pattern_in(facts.vocabulary.bodies, "listed").search(squeeze(source.text))
        if match:
            first = next((part for part in match.groups() if part), "")
            below = islice(every, place + 1, place + 1 + _MOST_LISTED)
            lines = takewhile(lambda line: _NUMBERED.match(squeeze(line.text)), below)
            found = _known(_pieces(facts, source, first, lines), facts)
            if found:
                return found
    return _on_roster(facts)


def _pieces(
    facts: FactSet, source: SourceText, first: str, lines: Iterable[SourceText]
) -> Iterator[tuple[str, SourceText]]:
    """What stands between the marks of a list, and where."""
    between = pattern_in(facts.vocabulary.bodies, "between")
    for text, at in [(first, source), *((squeeze(line.text), line) for line in lines)]:
        yield from ((piece, at) for piece in between.split(text))


def _on_roster(facts: FactSet) -> list[ListedUnit]:
    """The units in the column 单位名称 of a table."""
    roster = pattern_in(facts.vocabulary.bodies, "roster")
    for block in facts.document.blocks:
        for at, column in enumerate(block.columns) if isinstance(block, Table) else ():
            if column.path and roster.fullmatch(squeeze(column.path[-1])):
                cells = [row[at] for row in block.rows if at < len(row)]  # type: ignore[union-attr]
                found = _known(((cell.text, cell) for cell in cells), facts)
                if found:
                    return found
    return []


def _known(pieces: Iterable[tuple[str, SourceText]], facts: FactSet) -> list[ListedUnit]:
    """Those of some texts that are names of bodies."""
    found: dict[str, ListedUnit] = {}
    for text, source in pieces:
        name = name_of(text, facts.vocabulary)
        if is_body(name, facts.vocabulary) and name.core not in found:
            start = max(source.text.find(text.strip()), 0)
            end = min(start + len(text.strip()), len(source.text))
            found[name.core] = ListedUnit(name.core, squeeze(text), source.locate(start, end))
    return list(islice(found.values(), _MOST_LISTED))
