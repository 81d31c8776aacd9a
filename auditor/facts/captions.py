"""What stands above a table: which template it follows, its title, the body it speaks of."""

from __future__ import annotations

import re

from auditor.documents import Block as DocumentBlock
from auditor.documents import Paragraph, SourceText, Table
from auditor.facts.labels import squeeze
from auditor.facts.stacked import sections_of
from auditor.vocabulary import Layout, Vocabulary, pattern_of

_LONGEST_TITLE = 60
_MOST_CAPTIONS = 8
_PAUSES = ("；", "，", ";", ",")
_LEADING_CODE = re.compile(r"^[\s\d]+")


def captions_of(blocks: tuple[DocumentBlock, ...], index: int, vocabulary: Vocabulary) -> list[SourceText]:
    """What stands above a table and belongs to it, the nearest first: short lines up to a sentence or another table."""
    table = blocks[index]
    assert isinstance(table, Table)
    stops = vocabulary.grammar.language["stops"]
    found = list(reversed(table.captions))
    for block in reversed(blocks[max(0, index - _MOST_CAPTIONS) : index]):
        if not isinstance(block, Paragraph) or block.contents:
            break
        text = block.source.text.strip()
        if (len(text) > _LONGEST_TITLE and any(stop in text for stop in stops)) or text.endswith((*stops, *_PAUSES)):
            break
        found.append(block.source)
    return found


def organisation_of(captions: list[SourceText], vocabulary: Vocabulary) -> str:
    """The reporting body as a table names it above itself, without its code."""
    years = pattern_of(vocabulary.grammar.profile["years"])
    for caption in captions:
        text = caption.text.strip()
        bare = squeeze(_LEADING_CODE.sub("", text))
        if bare and bare != squeeze(text) and not years.search(text):
            return bare
    return ""


def _has_title(layout: Layout, title: str) -> bool:
    is_unlike = bool(layout.unless) and pattern_of(layout.unless or "").search(title) is not None
    return not is_unlike and pattern_of(layout.title).search(title) is not None


def layout_of(table: Table, captions: list[SourceText], vocabulary: Vocabulary) -> tuple[Layout | None, str]:
    """The template of a table and its title; without a template the first caption that is no unit or code stands for the title."""
    paths = ["/".join(column.path) for column in table.columns]
    heads = [*paths, *(section.word for section in sections_of(table, vocabulary))]
    titles = [squeeze(caption.text) for caption in captions]
    for title in titles:
        if len(title) > _LONGEST_TITLE:
            continue
        for layout in (layout for layout in vocabulary.layouts if _has_title(layout, title)):
            # A list with nothing but its header to know it by is none without one.
            is_headless = not any(paths) and not any(pane.is_list for pane in layout.panes)
            if is_headless or all(any(pattern_of(header).search(path) for path in heads) for header in layout.header):
                return layout, title
    unit = pattern_of(vocabulary.grammar.captions["unit"])
    named = [title for title in titles if title and not unit.search(title) and not title[0].isdigit()]
    return None, named[0] if named else ""
