"""Several disclosures in one file, as of a department and of its units: each is a fact set of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.documents import Paragraph, Table
from auditor.facts.claims import Claim
from auditor.facts.fact import Fact
from auditor.facts.labels import squeeze
from auditor.facts.model import FactSet
from auditor.facts.profile import body_named, read_profile
from auditor.vocabulary import pattern_of

_LONGEST_TITLE = 60
_OFFICE = r"(?:[（(][^（）()\d]{1,10}[）)]|[^（）()\d]{1,4}(?=(?:19|20)\d{2}))"
"""What behind the name of a body makes it another."""
_MOST_SHARED = 0.5
"""Of the core tables of the smaller of two disclosures more than this share is printed in both."""


def disclosures_in(facts: FactSet) -> list[FactSet]:
    """The disclosures of a document, each with its own part of the facts; mostly the document is one.

    Another begins at a title of another body, where the core tables printed before it are printed again behind it.
    """
    starts, own = [0], None
    for place in _titles(facts):
        begins, other = _body_at(facts, place, own)
        if own is None or other is None:
            own = own or other
        elif other != own and _prints_again(facts, starts[-1], begins):
            starts.append(begins)
            own = other
    if len(starts) == 1:
        return [facts]
    return [_part(facts, start, end) for start, end in pairwise([*starts, len(facts.document.blocks)])]


def _titles(facts: FactSet) -> Iterator[int]:
    """The places of paragraphs that are titles of disclosures: a year and a kind in a line without a sentence."""
    title = pattern_of(facts.vocabulary.grammar.profile["title"])
    stops = tuple(facts.vocabulary.grammar.language["stops"])
    for place, block in enumerate(facts.document.blocks):
        if isinstance(block, Paragraph) and not block.contents:
            text = squeeze(block.source.text)
            if len(text) <= _LONGEST_TITLE and not text.endswith(stops) and title.search(text):
                yield place


def _prints_again(facts: FactSet, start: int, place: int) -> bool:
    """Whether most core tables between two places are printed once more behind the second."""
    line = _line_of(facts, place)
    first = _line_of(facts, start)
    core = [entry for entry in facts.statements if entry.layout is not None and entry.layout.core]
    before = {entry.layout.id for entry in core if entry.layout and first <= entry.table.line < line}
    behind = {entry.layout.id for entry in core if entry.layout and entry.table.line >= line}
    return len(before & behind) > max(1, _MOST_SHARED * min(len(before), len(behind)))


def _body_at(facts: FactSet, place: int, own: str | None) -> tuple[int, str | None]:
    """The body that a title names, or that the line above it does, and the place where that stands.

    Words in brackets behind the name of the body before, or between it and the year, make it another: its own office, say.
    """
    blocks, vocabulary = facts.document.blocks, facts.vocabulary
    title = blocks[place]
    text = squeeze(title.source.text) if isinstance(title, Paragraph) else ""
    year = vocabulary.year_pattern.match(text)
    named = own is not None and re.match(re.escape(own) + _OFFICE, text[year.end() if year else 0 :])
    if named:
        return place, named[0]
    for at in (place, place - 1):
        block = blocks[at] if at >= 0 else None
        name = body_named(block.source.text, vocabulary) if isinstance(block, Paragraph) else None
        if name is not None:
            return at, name
    return place, None


def _line_of(facts: FactSet, place: int) -> int:
    block = facts.document.blocks[place]
    return block.line if isinstance(block, Table) else block.source.line


def _part(facts: FactSet, start: int, end: int) -> FactSet:
    """What stands between two places. Tables elsewhere keep their number and lose what they say."""
    blocks = facts.document.blocks
    document = facts.document._replace(blocks=blocks[start:end])
    first = _line_of(facts, start) if start else 0
    last = _line_of(facts, end) if end < len(blocks) else len(facts.document.lines) + 1

    def is_here(line: int) -> bool:
        return first <= line < last

    return FactSet(
        document,
        facts.vocabulary,
        read_profile(document, facts.vocabulary),
        [
            entry if is_here(entry.table.line) else entry._replace(layout=None, blocks=(), problem=None)
            for entry in facts.statements
        ],
        [entry for entry in facts.structures if is_here(facts.statements[entry.table].table.line)],
        [fact for fact in facts.facts if is_here(fact.location.line)],
        [claim for claim in facts.claims if is_here(_line_of_claim(claim))],
        [gap for gap in facts.gaps if is_here(gap.line)],
        [entry._replace(place=entry.place - start) for entry in facts.passages if start <= entry.place < end],
    )


def _line_of_claim(claim: Claim) -> int:
    """The line of the figure or word that stands last in a claim."""
    return max(fact.location.line for fact in _facts_in(claim))


def _facts_in(value: object) -> Iterator[Fact]:
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _facts_in(part)
