"""Columns by their heads, and what may add up by where they stand: a group side by side, the first or last of a level.

No word says that `固原市 | 市本级 | 原州区 | 西吉县` is a sum and its parts: such a reading is one that figures alone can prove.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts.model import Block
from auditor.resolution import Candidate, Sum
from auditor.tuples import NamedTuple

LONGEST_PARTITION = 3
"""Columns of a known split side by side: 人员经费 and 公用经费."""
_FEWEST_PLACES = 3
"""So many columns side by side, of which no word says that one is the sum of the others; that sums prove alone."""

Path = tuple[str, ...]


class Head(NamedTuple):
    """An amount column by its header: the cells above it from the top down, those left out that stand above all columns."""

    path: Path
    is_total: bool
    is_of_which: bool
    is_carried: bool


class Parts(NamedTuple):
    """One way to read a column: the columns that it is the sum of."""

    name: str
    rank: int
    columns: tuple[int, ...]


def of_places(whole: int, columns: Sequence[int], heads: Sequence[Head]) -> Iterator[Parts]:
    """Sums that no word claims, as figures decide, of columns under one header where none of them is called a total.

    The first may be the sum of all others (`固原市 | 市本级 | 原州区 | 西吉县`, `预算数 | 未落实数 | 市县/小计 | 市县/海口市`), the
    last of all before it, and one before a group the sum of that (`总投资 | 资金来源/债券资金 | 资金来源/其他来源`).
    """
    path = heads[whole].path
    depth = len(path) - 1
    level = [column for column in columns if heads[column].path[:depth] == path[:-1]]
    if any(heads[column].is_total and len(heads[column].path) == depth + 1 for column in level):
        return
    at = level.index(whole)
    if len(level) >= _FEWEST_PLACES and at in (0, len(level) - 1):
        others = level[1:] if at == 0 else level[:-1]
        yield Parts("all others" if at == 0 else "all before", 2, tuple(representatives(others, heads, depth)))
    behind = heads[level[at + 1]].path[: depth + 1] if at + 1 < len(level) else path
    group = [column for column in level if heads[column].path[: depth + 1] == behind]
    if behind != path and len(group) > 1 and not any(heads[column].is_total for column in group):
        yield Parts("next group", 2, tuple(group))


def representatives(members: Sequence[int], heads: Sequence[Head], depth: int) -> list[int]:
    """Columns below a header of so many levels; those that have a group of their own stand in it for their total, else for themselves."""
    found: list[int] = []
    seen: set[Path] = set()
    for column in members:
        path = heads[column].path
        if len(path) <= depth + 1:
            found.append(column)
            continue
        key = path[: depth + 1]
        if key in seen:
            continue
        seen.add(key)
        group = [other for other in members if heads[other].path[: depth + 1] == key]
        totals = [other for other in group if len(heads[other].path) == depth + 2 and heads[other].is_total]
        found += totals[:1] or group
    return found


def nameless(block: Block, amounts: Sequence[int]) -> Iterator[tuple[int, bool, list[Candidate]]]:
    """Columns whose header stands on a page before: the first of those side by side may be the sum of the others, as figures decide.

    `2130310-水土保持 | 21.18 | 8.00 | 13.18`, whose header `科目 | 合计 | 基本支出 | 项目支出` is printed once, pages before.
    """
    run = [amounts[0]]
    for column in amounts[1:]:
        if block.columns[column].at == block.columns[run[-1]].at + 1:
            run.append(column)
    sizes = range(min(len(run), 1 + LONGEST_PARTITION), 2, -1)
    sums = [Sum(run[0], tuple(run[1:size])) for size in sizes]
    if sums:
        yield run[0], False, [Candidate(f"next {len(sum_.parts)}", 2, (sum_,), False) for sum_ in sums]
