"""Several disclosures in one file, as of a department and of its units: each is a document of its own.

`棠溪区民政局2023年度部门决算` with its tables, behind it `棠溪区民政局（机关）2023年度部门决算` with the same tables once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.documents import Block, Document, Paragraph, Table
from auditor.facts.captions import captions_of, layout_of
from auditor.facts.labels import squeeze
from auditor.facts.profile import body_named
from auditor.vocabulary import Vocabulary, pattern_of

_LONGEST_TITLE = 60
_OFFICE = r"(?:[（(][^（）()\d]{1,10}[）)]|[^（）()\d]{1,4}(?=(?:19|20)\d{2}))"
"""What behind the name of a body makes it another."""
_MOST_SHARED = 0.5
"""Of the core tables of the smaller of two disclosures more than this share is printed in both."""


def disclosures_in(document: Document, vocabulary: Vocabulary) -> list[Document]:
    """The disclosures of a file, each with its own blocks; mostly the file is one.

    Another begins at a title of another body, where the core tables printed before it are printed again behind it.
    """
    blocks = document.blocks
    starts, own = [0], None
    core: list[tuple[int, str]] | None = None
    for place in _titles(blocks, vocabulary):
        begins, other = _body_at(blocks, place, own, vocabulary)
        if own is None or other is None:
            own = own or other
        elif other != own:
            core = _core_tables(blocks, vocabulary) if core is None else core
            if _prints_again(core, starts[-1], begins):
                starts.append(begins)
                own = other
    if len(starts) == 1:
        return [document]
    return [document._replace(blocks=blocks[start:end]) for start, end in pairwise([*starts, len(blocks)])]


def _titles(blocks: Sequence[Block], vocabulary: Vocabulary) -> Iterator[int]:
    """The places of paragraphs that are titles of disclosures: a year and a kind in a line without a sentence."""
    title = pattern_of(vocabulary.grammar.profile["title"])
    stops = tuple(vocabulary.grammar.language["stops"])
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.contents:
            text = squeeze(block.source.text)
            if len(text) <= _LONGEST_TITLE and not text.endswith(stops) and title.search(text):
                yield place


def _core_tables(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """The places of the tables that every disclosure prints, and their layouts."""
    found = []
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            layout, _ = layout_of(block, captions_of(blocks, place, vocabulary), vocabulary)
            if layout is not None and layout.core:
                found.append((place, layout.id))
    return found


def _prints_again(core: Sequence[tuple[int, str]], start: int, begins: int) -> bool:
    """Whether most core tables between two places are printed once more behind the second."""
    before = {layout for place, layout in core if start <= place < begins}
    behind = {layout for place, layout in core if place >= begins}
    return len(before & behind) > max(1, _MOST_SHARED * min(len(before), len(behind)))


def _body_at(blocks: Sequence[Block], place: int, own: str | None, vocabulary: Vocabulary) -> tuple[int, str | None]:
    """The body that a title names, or that the line above it does, and the place where that stands.

    Words in brackets behind the name of the body before, or between it and the year, make it another: its own office, say.
    """
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
