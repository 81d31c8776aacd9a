"""How many readings are tried: bounds are counts, never a clock, so that the same document always gives the same choice.

`一、本年收入 / （一）拨款 / 其中：专项` may be read by numbers, names, indentation and order, each with its rows "of which" inside or
outside: of those that say the same of the printed lines one is tried, and of the rest those that words licence best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.resolution.grid import Grid
from auditor.resolution.model import Candidate, Sum

MOST_CANDIDATES = 8
"""For one structure. On the real corpus 15 of 100 hierarchies have more, and the ninth or a later one was never the right one."""
MOST_EVALUATIONS = 32
"""For one table, over its structures with a choice. A table beyond is not understood."""

_BEHIND = 2
"""Where codes say the level of every coded row, names and numbers are tried after them: `codes, others left out` is of rank 2."""

TEMPLATE = "template"
"""The name of the reading by the template, which always competes."""

Said = tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]


def best_licensed(candidates: Sequence[Candidate], grid: Grid) -> list[Candidate]:
    """At most eight candidates, the plainest first, one of those that say the same of the printed lines."""
    found: dict[Said, Candidate] = {}
    for candidate in sorted(candidates, key=plainness):
        key = _said(candidate.sums, grid)
        known = found.get(key)
        found[key] = merged(known, candidate) if known else candidate
    kept = sorted(found.values(), key=plainness)
    if len(kept) <= MOST_CANDIDATES:
        return kept
    if any(candidate.keyed and candidate.accounted for candidate in kept):
        kept.sort(key=lambda candidate: candidate.rank + (not candidate.accounted) + _BEHIND * (not candidate.keyed))
    template = [candidate for candidate in kept[MOST_CANDIDATES:] if candidate.name == TEMPLATE]
    return kept[: MOST_CANDIDATES - len(template)] + template


def is_too_open(counts: Iterable[int]) -> bool:
    """Whether a table's structures, by the counts of their candidates, leave more to choose than may be evaluated."""
    return sum(count for count in counts if count > 1) > MOST_EVALUATIONS


def plainness(candidate: Candidate) -> tuple[int, int, bool]:
    """How plain a candidate is, the plainest first: what words account for goes before guesses of the same rank."""
    return candidate.rank + (not candidate.accounted), candidate.steps, candidate.guessed


def merged(known: Candidate, other: Candidate) -> Candidate:
    """Two candidates of the same sums: the plainer, accounted for if one is."""
    return known._replace(
        rank=min(known.rank, other.rank),
        steps=min(known.steps, other.steps),
        accounted=known.accounted or other.accounted,
        repeated=known.repeated | other.repeated,
        keyed=known.keyed or other.keyed,
        guessed=known.guessed and other.guessed,
    )


def _said(sums: Iterable[Sum], grid: Grid) -> Said:
    """The sums over printed lines alone: a blank row changes none."""
    printed = grid.printed
    return tuple(
        (sum_.whole, parts, sum_.minus)
        for sum_ in sums
        if sum_.whole in printed and (parts := tuple(part for part in sum_.parts if part in printed))
    )
