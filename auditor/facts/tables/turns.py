"""Amounts of one thing that take turns down the rows, each with a total of its own.

`工伤基金本年结余 / 工伤基金年末结余 / 失业基金本年结余 / 失业基金年末结余 / 本年结余合计 / 年末结余合计`: rows by turns end alike and are
of the same things; the two totals have the ends of their own rows in their names.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from auditor.facts.tables.rows import RowView
from auditor.resolution import Candidate, Sum

_TURNS = 2
"""Amounts of one thing that take turns."""
_THINGS = 3
"""Of fewer things the ends of names tell little."""
_SURE = 4
"""Characters that rows of one kind have alike at their ends."""


def by_turns(rows: Sequence[RowView]) -> Candidate | None:
    """The two sums of rows that take turns above their two totals, or below them; None where the names are not so."""
    count = len(rows) - _TURNS
    if count < _TURNS * _THINGS or count % _TURNS:
        return None
    for totals, first in ((range(count, count + _TURNS), 0), (range(_TURNS), _TURNS)):
        parts = [range(first + turn, first + count, _TURNS) for turn in range(_TURNS)]
        if all(rows[place].is_total for place in totals) and not any(
            rows[place].is_total for row in parts for place in row
        ):
            names = [[rows[place].name for place in row] for row in parts]
            if _take_turns(names, [rows[place].name for place in totals]):
                sums = (Sum(whole, tuple(own)) for whole, own in zip(totals, parts, strict=True))
                return Candidate("by turns", 0, tuple(sums), True)
    return None


def _take_turns(names: Sequence[Sequence[str]], totals: Sequence[str]) -> bool:
    """Whether names of two kinds end each in its own way, are of the same things, and their totals say which is whose."""
    ends = [_alike([name[::-1] for name in own])[::-1] for own in names]
    if any(len(end) < _SURE for end in ends) or ends[0].endswith(ends[1]) or ends[1].endswith(ends[0]):
        return False
    things = [[name.removesuffix(end) for name in own] for own, end in zip(names, ends, strict=True)]
    shared = len(_alike(ends))
    tails = [end[shared:] for end in ends]
    return things[0] == things[1] and all(tail in total for tail, total in zip(tails, totals, strict=True))


def _alike(texts: Sequence[str]) -> str:
    """What all of some texts begin with."""
    return "".join(chars[0] for chars in takewhile(lambda chars: len(set(chars)) == 1, zip(*texts, strict=False)))
