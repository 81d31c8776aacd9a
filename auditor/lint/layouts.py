"""Layouts that no table can have: every title that their patterns spell out is excluded, or another layout's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from auditor.lint.spelling import spellings
from auditor.rulefiles import place_of
from auditor.vocabulary import Layout, Vocabulary, pattern_of


def layout_problems(vocabulary: Vocabulary, folder: Path) -> Iterator[str]:
    """Problems of layouts, with file and line; of a pattern that cannot be spelled out nothing is said."""
    for number, layout in enumerate(vocabulary.layouts):
        says = _problem(layout, vocabulary.layouts[:number])
        if says is not None:
            yield f"{place_of([folder], 'layout', 'id', layout.id)}: layout {layout.id}: {says}"


def _problem(layout: Layout, before: tuple[Layout, ...]) -> str | None:
    titles = [title for title in spellings(layout.title) if pattern_of(layout.title).search(title)]
    if not titles:
        return None
    if "" in titles:
        return "its title matches where nothing stands, and so every table"
    left = [title for title in titles if not (layout.unless and pattern_of(layout.unless).search(title))]
    if not left:
        return "it can never match: 'unless' excludes every title that its patterns spell out"
    takers = [next((other.id for other in before if _takes(other, layout, title)), None) for title in left]
    if None not in takers:
        names = " and ".join(dict.fromkeys(filter(None, takers)))
        return f"it can never match: {names} stands before it and takes every title that its patterns spell out"
    return None


def _takes(earlier: Layout, later: Layout, title: str) -> bool:
    """Whether a table of a title that fits both has the earlier layout whatever its header says."""
    return (
        pattern_of(earlier.title).search(title) is not None
        and not (earlier.unless and pattern_of(earlier.unless).search(title))
        and set(earlier.header) <= set(later.header)
    )
