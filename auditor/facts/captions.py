"""What stands above a table: which template it follows, its title, the body it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.documents import Block as DocumentBlock
from auditor.documents import Paragraph, SourceText, Table
from auditor.facts.labels import numbering_ordinal, squeeze
from auditor.facts.stacked import sections_of
from auditor.patterns import regex
from auditor.vocabulary import Layout, Vocabulary, pattern_of

_LONGEST_TITLE = 60
_SHORTEST_TITLE = 4
_MOST_CAPTIONS = 8
_FEWEST_LINES = 3
"""Numbered lines that follow each other and are a table of contents."""
_PAUSES = ("；", "，", ";", ",")
_NEVER = "(?!)"
_LEADING_CODE = regex(r"^[\s\d]+")


def captions_of(blocks: tuple[DocumentBlock, ...], index: int, vocabulary: Vocabulary) -> list[SourceText]:
    """What stands above a table and belongs to it, the nearest first: short lines up to a sentence, another table or a list of titles."""
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
    return found[: _contents_from(found)]


def _contents_from(captions: Sequence[SourceText]) -> int:
    """Where a table of contents without the numbers of pages ends above a table: 1. 收入预算表 / 2. 支出预算表 / 3. “三公”经费表.

    Lines that count on are no titles of the table below them; as many as there are where none do.
    """
    ordinals = [numbering_ordinal(caption.text.strip()) for caption in captions]
    for place in range(len(ordinals) - _FEWEST_LINES + 1):
        run = ordinals[place : place + _FEWEST_LINES]
        if run[0] is not None and run == [run[0] - step for step in range(_FEWEST_LINES)]:
            return place
    return len(captions)


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
    for place, title in enumerate(titles):
        if len(title) > _LONGEST_TITLE:
            continue
        for layout in (layout for layout in vocabulary.layouts if _has_title(layout, title)):
            # A list with nothing but its header to know it by is none without one.
            is_headless = not any(paths) and not any(pane.is_list for pane in layout.panes)
            if is_headless or all(any(pattern_of(header).search(path) for path in heads) for header in layout.header):
                return layout, _with_line_above(title, titles[place + 1 :], vocabulary)
    return None, _title_of_unknown(titles, vocabulary)


def _with_line_above(title: str, above: Sequence[str], vocabulary: Vocabulary) -> str:
    """A title with the line above it where it goes on from there: `2026年某某起步区 / 一般公共预算收入草案表`.

    `某某局2025年部门预算` is the title of the document and ends there.
    """
    years, titles = vocabulary.year_pattern, pattern_of(vocabulary.grammar.captions.get("title", _NEVER))
    line = next(iter(above), "")
    goes_on = titles.search(title) and not years.search(title) and years.search(line) and not titles.search(line)
    is_whole = pattern_of(f"(?:{vocabulary.grammar.profile.get('tables_due', _NEVER)})$").search(line)
    return line + title if goes_on and not is_whole and len(line) <= _LONGEST_TITLE else title


def _title_of_unknown(titles: Sequence[str], vocabulary: Vocabulary) -> str:
    """The nearest caption that reads like the title of a table, with the line above it where it goes on from there.

    `2.13 2022年某省政府性基金转移支付 / 分项目分地区决算表`, with `表1-1`, `（快报数）` or `单位：万元` beneath. Without such a one
    it is the nearest that is no unit, code or mere number.
    """
    words = vocabulary.grammar.captions
    unit, number, title = (pattern_of(words.get(name, _NEVER)) for name in ("unit", "number", "title"))
    named = [rest for text in titles if len(rest := unit.sub("", text)) >= _SHORTEST_TITLE and not number.match(rest)]
    for place, text in enumerate(named):
        if len(text) <= _LONGEST_TITLE and title.search(text):
            return _with_line_above(text, named[place + 1 :], vocabulary)
    plain = (text for text in titles if text and not unit.search(text) and not text[0].isdigit())
    return next(plain, "")
