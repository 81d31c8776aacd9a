"""Lists that readers sort and search: the heads that sort them, the verdicts that leave some, what part of figures was checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from auditor.records import Lang
from auditor.records.messages import say
from auditor.reports.html_report.markup import escaped
from auditor.reports.html_report.words import word
from auditor.reports.standing import STANDING_MARKS, WORST_FIRST, Standing, percent
from auditor.tuples import NamedTuple

By = Literal["words", "number", "count", "rank"]
"""What rows are sorted by: words, numbers with the lowest first, counts with the highest first, the rank of their verdict."""


class Head(NamedTuple):
    """The head of a column; `key` is the class of its cells."""

    key: str
    title: str
    by: By


def heads_row(heads: Iterable[Head]) -> str:
    """The head of a list; each column sorts it."""
    return "".join(
        f'<th scope=col class="{head.key}"><button type="button" data-do="sort" value="{head.key}" data-by="{head.by}">'
        f"{escaped(head.title)}</button></th>"
        for head in heads
    )


def verdict_buttons(counts: Mapping[Standing, int], lang: Lang) -> str:
    """How many documents have each verdict; each leaves only those in the list."""
    made = "".join(
        f'<li class="{standing}"><button type="button" data-do="verdict" value="{standing}" aria-pressed="false">'
        f"{verdict_of(standing, lang)} <b>{counts[standing]}</b></button></li>"
        for standing in WORST_FIRST
        if counts.get(standing)
    )
    return f'<ul class="verdicts" aria-label="{word("verdict", lang)}">{made}</ul>'


def verdict_of(standing: Standing, lang: Lang) -> str:
    """A verdict in words behind its sign."""
    return f'<i aria-hidden="true">{STANDING_MARKS[standing]}</i> {say(f"verdict-{standing}", lang)}'


def search_field(name: str, asked: str) -> str:
    """A field that leaves the rows of the list with the words that are typed."""
    return (
        f'<search class="js" role="search" aria-label="{asked}"><input type="search" class="find" id="{name}" '
        f'placeholder="{asked}" aria-label="{asked}" autocomplete="off" spellcheck="false"></search>'
    )


def share_cell(checked: int, possible: int) -> str:
    """What part of the figures that can be checked was."""
    bar = (
        f'<svg class="bar" viewBox="0 0 {max(1, possible)} 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="checked" width="{checked}" height="1"/></svg>'
    )
    return f"<td class=share>{percent(checked, possible)} <small>{checked} / {possible}</small>{bar}</td>"


def parts_bar(counts: Mapping[str, int]) -> str:
    """Parts of a whole as a bar, each of the class that is its key; what stands beside says the same in numbers."""
    made, at = [], 0
    for state, count in counts.items():
        made.append(f'<rect class="{state}" x="{at}" width="{count}" height="1"/>')
        at += count
    return f'<svg class="bar" viewBox="0 0 {max(1, at)} 1" preserveAspectRatio="none" aria-hidden="true">{"".join(made)}</svg>'
