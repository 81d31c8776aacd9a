"""How well the sums of a candidate hold, and how few printed figures would have to change for all of them to hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from auditor.resolution.grid import Grid
from auditor.resolution.model import Candidate, Judged

_MOST_REPAIRS = 40
"""Repairs are counted up to here; a candidate that needs more is believed by nobody."""


class Weighed(NamedTuple):
    """A candidate with its sums held against the figures."""

    candidate: Candidate
    holding: tuple[Judged, ...]
    """Those that hold and say something: at least two parts are not zero."""
    trivial: tuple[Judged, ...]
    violated: tuple[Judged, ...]
    repairs: int
    left_out: int
    """Printed lines that the candidate does not place; each counts like a violated sum."""

    @property
    def judged(self) -> int:
        return len(self.holding) + len(self.trivial) + len(self.violated)


def weigh(candidate: Candidate, grid: Grid, lines: frozenset[int]) -> Weighed:
    """Hold a candidate's sums against the grid. `lines` are those that a reading of the structure has to place."""
    judged = [entry for sum_ in candidate.sums for entry in grid.judge(sum_)]
    violated = tuple(entry for entry in judged if not entry.holds)
    placed = {sum_.whole for sum_ in candidate.sums} | {part for sum_ in candidate.sums for part in sum_.parts}
    return Weighed(
        candidate,
        tuple(entry for entry in judged if entry.holds and not entry.trivial),
        tuple(entry for entry in judged if entry.holds and entry.trivial),
        violated,
        count_repairs(violated, grid),
        len((lines & grid.active) - placed),
    )


def count_repairs(violated: Sequence[Judged], grid: Grid) -> int:
    """The least number of figures whose change would mend all violated sums: a greedy hitting set."""
    if not violated:
        return 0
    cells = [grid.figures_of(entry) for entry in violated]
    where: dict[tuple[int, int], set[int]] = {}
    for number, members in enumerate(cells):
        for cell in members:
            where.setdefault(cell, set()).add(number)
    repairs = 0
    left = len(violated)
    while left and repairs < _MOST_REPAIRS:
        best = max(where, key=lambda cell: len(where[cell]))
        mended = where[best]
        repairs += 1
        left -= len(mended)
        for number in list(mended):
            for cell in cells[number]:
                where[cell].discard(number)
    return repairs
