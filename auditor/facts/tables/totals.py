"""From the depth of every row to sums: a row is the sum of the deeper ones below it, and totals close what stands before or behind them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from auditor.facts.tables.rows import RowView
from auditor.resolution import Sum

Depth = float | None
"""0 is a total, larger numbers stand deeper, None is left out."""
Mode = Literal["ladder", "openers", "regions", "all", "sections", "subtotals"]
"""How several totals relate.

ladder: each is the total before it plus the top rows between (本年收入合计, 上年结转, 收入总计), the first the sum of what stands
before it; openers: each opens the rows up to the next total and takes that in (全市合计, 市本级, 区县合计, 某区); regions: the first is
the sum of the others and of the rows in front of them, and each of these opens the rows up to the next (市县合计, 甲市合计, 市本级, 某县,
乙市合计, 市本级); all: each is the sum of all top rows before it, or, in front, of those behind it; sections: each closes the top rows
since the total before it, or opens those up to the next; subtotals: the same, and the last is the sum of the others and of the rows
that none of them takes in (税收收入, 非税收入, 收入小计, 转移性收入小计, 返还性收入, 上年结转, 收入合计).
"""

_LEAST_REGIONS = 2
"""With fewer totals below the first these are no list of regions."""
_LEAST_SUBTOTALS = 3
_MOST_TOTALS = 50
"""Of more totals each cannot be the sum of all rows before it."""


def modes_of(rows: Sequence[RowView]) -> tuple[Mode, ...]:
    """The plainest first; where other rows stand before all totals these cannot be openers."""
    totals = sum(row.is_total for row in rows)
    if totals <= 1:
        return ("ladder",)
    opening: tuple[Mode, ...] = ()
    if rows[0].is_total:
        opening = ("openers", "regions") if totals > _LEAST_REGIONS else ("openers",)
    every: tuple[Mode, ...] = ("all",) if totals <= _MOST_TOTALS else ()
    parted: tuple[Mode, ...] = ("subtotals",) if totals >= _LEAST_SUBTOTALS and rows[-1].is_total else ()
    return ("ladder", *opening, *every, "sections", *parted)


def sums_of(depths: Sequence[Depth], rows: Sequence[RowView], modes: Sequence[Mode]) -> list[tuple[Sum, ...]]:
    """The sums that depths imply, by the places of rows, for each of some modes."""
    children = _children(depths, rows)
    below = {child for members in children.values() for child in members}
    tops = [
        place
        for place, (depth, row) in enumerate(zip(depths, rows, strict=True))
        if depth is not None and not row.is_total and place not in below
    ]
    sums = [Sum(whole, tuple(parts)) for whole, parts in children.items()]
    totals = [place for place, row in enumerate(rows) if row.is_total]
    return [tuple(sorted((*sums, *_closings(totals, tops, mode, rows)))) for mode in modes]


def _children(depths: Sequence[Depth], rows: Sequence[RowView]) -> dict[int, list[int]]:
    """Per row those right below it; a total ends everything open."""
    children: dict[int, list[int]] = {}
    stack: list[tuple[float, int]] = []
    for place, (depth, row) in enumerate(zip(depths, rows, strict=True)):
        if row.is_total:
            stack = []
            continue
        if depth is None:
            continue
        while stack and stack[-1][0] >= depth:
            stack.pop()
        if stack:
            children.setdefault(stack[-1][1], []).append(place)
        stack.append((depth, place))
    return children


def _subtotals(totals: Sequence[int], tops: Sequence[int]) -> Iterator[Sum]:
    """Each total but the last closes the rows in front of it or opens those behind it; the last takes in all of that."""
    free = 0
    last = totals[-1]
    loose: list[int] = []
    for number, total in enumerate(totals):
        before = tops[free : bisect_left(tops, total)]
        behind = tops[bisect_right(tops, total) : bisect_left(tops, totals[number + 1])] if total != last else []
        free = bisect_left(tops, total)
        if total == last:
            loose += before
        elif before:
            yield Sum(total, tuple(before))
        elif behind:
            free += len(behind)
            yield Sum(total, tuple(behind))
    yield Sum(last, (*totals[:-1], *loose))


def _closings(totals: Sequence[int], tops: Sequence[int], mode: Mode, rows: Sequence[RowView]) -> Iterator[Sum]:
    if mode == "subtotals":
        yield from _subtotals(totals, tops)
        return
    end = len(rows)
    for number, total in enumerate(totals):
        last = totals[number - 1] if number else -1
        following = totals[number + 1] if number + 1 < len(totals) else end
        before = tops[bisect_right(tops, last) : bisect_left(tops, total)]
        behind = tops[bisect_right(tops, total) : bisect_left(tops, following)]
        if mode == "openers":
            parts = [*behind, following] if following < end else behind
        elif mode == "regions":
            parts = behind if number else [*behind, *totals[1:]]
        elif mode == "sections":
            parts = before or behind
        elif mode == "all":
            parts = [place for place in tops if place < total] or [place for place in tops if place > total]
        elif number and not _is_closed(rows[last], rows[total]):
            parts = [last, *before]
        elif number:
            parts = before
        else:
            # In front of a ladder the first total stands for rows that are not printed.
            parts = before or (behind if len(totals) == 1 else [])
        if parts:
            yield Sum(total, tuple(parts))


def _is_closed(one: RowView, other: RowView) -> bool:
    """Whether a total ends an account and another is of the next, printed below.

    So of its two sides, `各项收入合计 / 教育支出 / 本级支出合计`, and behind a grand total, `总计 / 基本医疗保险待遇支出 / 本年支出小计`.
    """
    are_opposite = bool(one.side and other.side) and one.side != other.side
    return are_opposite or (one.is_grand and not other.is_grand)
