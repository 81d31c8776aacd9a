"""How well the sums of a candidate hold, and how few printed figures would have to change for all of them to hold."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from auditor.resolution.grid import Grid
from auditor.resolution.model import Candidate, Judged, Sum
from auditor.tuples import NamedTuple

_MOST_REPAIRS = 40
"""Repairs are counted up to here; a candidate that needs more is believed by nobody."""

# Measured on 91 documents of the corpus and 185 of other bodies with the prototype of readings: 3 to 12 for the first and a
# twentieth to a fifth for the second gave the same errors.
_PROVEN = 5
"""Holding sums from which a reading with holes is proven by them."""
FAILING = 10
"""At most one repair in so many holding sums leaves a reading proven."""


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
    placed = (
        candidate.beside
        | {sum_.whole for sum_ in candidate.sums}
        | {part for sum_ in candidate.sums for part in sum_.parts}
    )
    holding = tuple(entry for entry in judged if entry.holds and not entry.trivial)
    trivial = tuple(entry for entry in judged if entry.holds and entry.trivial)
    support = len(holding) + (0 if grid.is_of_rows else _bare_support(trivial, len(violated), grid))
    return Weighed(
        candidate,
        holding,
        trivial,
        violated,
        support,
        _repairs(candidate, violated, support, grid),
        len(lines - placed),
    )


def is_proven(support: int, repairs: int, *, least: int = 1) -> bool:
    """Whether sums alone prove a reading: enough hold, and few figures, or at most `least`, would have to change for the others."""
    return support >= _PROVEN and repairs <= max(least, support / FAILING)


def _repairs(candidate: Candidate, violated: Sequence[Judged], support: int, grid: Grid) -> int:
    """Figures to change, or sums with one cause each where a row is missing or was mistyped all along.

    `11.00 | 11.00` for `10.00 | 10.00` is one slip, carried along the row. Levels must be known by codes or proven by another sum:
    levels guessed flat leave the same rest in all columns, too.
    """
    figures = count_repairs(violated, grid)
    if not grid.is_of_rows or not (candidate.keyed or (candidate.accounted and support)):
        return figures
    return min(figures, _causes(violated, missing_too=candidate.keyed))


def _bare_support(trivial: Sequence[Judged], violated: int, grid: Grid) -> int:
    """`合计 = 基本支出` in a row without projects says nothing, but in some rows so and in others `合计 = 项目支出` it does.

    A sum of one part has nothing but such rows; they speak for it only while it fails in few: `合计 = 本年收入`, held in the rows
    without a carry-over, is no reason to leave the carry-over out where it fails in those with one.
    """
    telling = [entry for entry in trivial if entry.value]
    sole = {line for entry in telling for line in entry.sum.parts if grid.value(line, entry.cross)}
    of_one = all(len(entry.sum.parts) == 1 for entry in telling) and violated * FAILING <= len(telling)
    return len(telling) if len(sole) > 1 or of_one else 0


def _causes(violated: Sequence[Judged], *, missing_too: bool) -> int:
    """How many causes violated sums have if one sum has the same one in all columns: an equal rest, or parts that fall short in all.

    A row that is not printed leaves a gap in every column of its whole.
    """
    by_sum: dict[Sum, set[int]] = {}
    for entry in violated:
        by_sum.setdefault(entry.sum, set()).add(entry.difference)
    count = 0
    for rests in by_sum.values():
        is_one = len(rests) == 1 or (missing_too and min(rests) > 0)
        count += 1 if is_one else len(rests)
    return count


def count_repairs(violated: Sequence[Judged], grid: Grid) -> int:
    """The least number of figures whose change would mend all violated sums: a greedy hitting set.

    Zeros of one line are one slip: `县级 0.00 | 0.00 | 0.00` above counties with amounts has lost its figures all at once.
    """
    if len(violated) <= 1:
        return len(violated)
    wholes = {(entry.sum.whole, entry.cross) for entry in violated}
    cells = [grid.figures_of(entry, wholes) for entry in violated]
    where: dict[tuple[int, int], set[int]] = {}
    for number, members in enumerate(cells):
        for cell in members:
            where.setdefault(cell, set()).add(number)
    # Those in most sums first, of several the first printed; a count that has sunk since goes back into the queue.
    queue = [(-len(numbers), place, cell) for place, (cell, numbers) in enumerate(where.items())]
    heapify(queue)
    repairs = 0
    emptied: set[int] = set()
    left = len(violated)
    while left and repairs < _MOST_REPAIRS:
        count, place, best = heappop(queue)
        mended = where[best]
        if -count != len(mended):
            heappush(queue, (-len(mended), place, best))
            continue
        is_zero = not grid.value(*best)
        repairs += not (is_zero and best[0] in emptied)
        emptied |= {best[0]} if is_zero else set()
        left -= len(mended)
        for number in list(mended):
            for cell in cells[number]:
                where[cell].discard(number)
    return repairs
