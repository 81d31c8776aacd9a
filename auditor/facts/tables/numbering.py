"""How deep rows stand by their own numbers, a list that begins anew inside another being one level deeper.

`一、本年支出 / 一、教育支出 / 二、卫生健康支出 / 二、结转下年`: the classes are numbered like what they are parts of, and begin at one
again.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth

_NESTED = 0.1
"""A list inside a list of the same kind of numbers stands between its rank and the next."""


def depths_by_number(rows: Sequence[RowView], unnumbered: float) -> list[Depth]:
    """0 for a total, else the rank of the row's number with what it is nested; `unnumbered` for rows without one."""
    lists: dict[int, list[int]] = {}
    depths: list[Depth] = []
    for row in rows:
        if row.is_total:
            lists.clear()
            depths.append(0)
        elif row.rank is None:
            depths.append(unnumbered)
        else:
            lists = {rank: counted for rank, counted in lists.items() if rank <= row.rank}
            counted = lists.setdefault(row.rank, [])
            _count(counted, row.ordinal)
            depths.append(row.rank + _NESTED * (len(counted) - 1))
    return depths


def _count(counted: list[int], ordinal: int | None) -> None:
    """Go on with the innermost list whose next number this is; a one opens a new list inside; anything else goes on as it can."""
    number = ordinal or 0
    for depth in range(len(counted) - 1, -1, -1):
        if counted[depth] + 1 == number:
            counted[depth] = number
            del counted[depth + 1 :]
            return
    if number == 1 and counted:
        counted.append(number)
    elif counted:
        counted[-1] = number
    else:
        counted.append(number)
