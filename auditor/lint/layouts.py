"""Layouts that no table can have: every title that their patterns spell out is excluded, or another layout's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.lint.spelling import spellings
from auditor.messages import told
from auditor.rulefiles import place_of
from auditor.vocabulary import Layout, Vocabulary, pattern_of


def layout_problems(vocabulary: Vocabulary, folders: Sequence[Path]) -> Iterator[str]:
    """Problems of layouts, with file and line; of a pattern that cannot be spelled out nothing is said."""
    for number, layout in enumerate(vocabulary.layouts):
        says = _problem(layout, vocabulary.layouts[:number])
        if says is not None:
            place = place_of(folders, "layout", "id", layout.id)
            yield told("of-entry", place=place, kind="layout", name=layout.id, says=says)


def _problem(layout: Layout, before: tuple[Layout, ...]) -> str | None:
    titles = [title for title in spellings(layout.title) if pattern_of(layout.title).search(title)]
    if not titles:
        return None
    if "" in titles:
        return told("title-empty")
    left = [title for title in titles if not (layout.unless and pattern_of(layout.unless).search(title))]
    if not left:
        return told("title-excluded")
    takers = [next((other.id for other in before if _takes(other, layout, title)), None) for title in left]
    if None not in takers:
        return told("title-taken", others=told("and").join(dict.fromkeys(filter(None, takers))))
    return None


def _takes(earlier: Layout, later: Layout, title: str) -> bool:
    """Whether a table of a title that fits both has the earlier layout whatever its header says."""
    return (
        pattern_of(earlier.title).search(title) is not None
        and not (earlier.unless and pattern_of(earlier.unless).search(title))
        and set(earlier.header) <= set(later.header)
    )
