"""How well the sums of a candidate hold, and how few printed figures would have to change for all of them to hold."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
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
    support: int
    """Sums that speak for the reading: those that hold and say something, and, of a single sum of lines, rows in which one part
    alone is not zero, if these are not all of one part, or if there is but one."""
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
    holding = tuple(entry for entry in judged if entry.holds and not entry.trivial)
    trivial = tuple(entry for entry in judged if entry.holds and entry.trivial)
    return Weighed(
        candidate,
        holding,
        trivial,
        violated,
        len(holding) + (0 if grid.is_of_rows else _bare_support(trivial, grid)),
        _repairs(candidate, violated, grid),
        len((lines & grid.active) - placed),
    )


def _repairs(candidate: Candidate, violated: Sequence[Judged], grid: Grid) -> int:
    """Figures to change, or rows to add where the levels of all rows are known."""
    figures = count_repairs(violated, grid)
    return min(figures, _missing_rows(violated)) if grid.is_of_rows and candidate.keyed else figures


def _bare_support(trivial: Sequence[Judged], grid: Grid) -> int:
    """`合计 = 基本支出` in a row without projects says nothing, but in some rows so and in others `合计 = 项目支出` it does."""
    telling = [entry for entry in trivial if entry.value]
    sole = {line for entry in telling for line in entry.sum.parts if grid.value(line, entry.cross)}
    return len(telling) if len(sole) > 1 or all(len(entry.sum.parts) == 1 for entry in telling) else 0


def _missing_rows(violated: Sequence[Judged]) -> int:
    """How many rows would have to be added for all violated sums to hold: one to each whole that its parts fall short of.

    A row that is not printed leaves a gap in every column of one whole. Where parts exceed the whole no line is missing.
    """
    if any(entry.difference < 0 for entry in violated):
        return len(violated)
    return len({entry.sum.whole for entry in violated})


def count_repairs(violated: Sequence[Judged], grid: Grid) -> int:
    """The least number of figures whose change would mend all violated sums: a greedy hitting set."""
    if len(violated) <= 1:
        return len(violated)
    cells = [grid.figures_of(entry) for entry in violated]
    where: dict[tuple[int, int], set[int]] = {}
    for number, members in enumerate(cells):
        for cell in members:
            where.setdefault(cell, set()).add(number)
    # Those in most sums first, of several the first printed; a count that has sunk since goes back into the queue.
    queue = [(-len(numbers), place, cell) for place, (cell, numbers) in enumerate(where.items())]
    heapify(queue)
    repairs = 0
    left = len(violated)
    while left and repairs < _MOST_REPAIRS:
        count, place, best = heappop(queue)
        mended = where[best]
        if -count != len(mended):
            heappush(queue, (-len(mended), place, best))
            continue
        repairs += 1
        left -= len(mended)
        for number in list(mended):
            for cell in cells[number]:
                where[cell].discard(number)
    return repairs
