"""The amounts of a sentence in order, as sums look at them, and sums that prove each other.

`收支总计80万元，收入为拨款75万元、其他5万元；支出为基本支出60万元、项目支出20万元`: both sides are as much as the whole, so where one adds
up the other is complete too. `接待9批次60人次，其中：外事2批次14人次，其他7批次46人次`: as 9 = 2 + 7, so are the people told of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.facts.model import Fact
from auditor.facts.prose.records import Record

_PAUSE = re.compile("[，,。；;：:]")
_FEWEST = 3
"""A whole and two parts."""


class Entry(NamedTuple):
    """An amount of a sentence with the words that lead to it."""

    fact: Fact
    lead: str
    record: Record
    direction: int
    """1 or -1 where a verb of change stands before it, else 0."""

    @property
    def base(self) -> Decimal:
        assert self.fact.figure is not None
        return self.fact.figure.base


class Sum(NamedTuple):
    """A whole and its parts."""

    whole: Entry
    parts: Sequence[Entry]

    @property
    def holds(self) -> bool:
        return sum((part.base for part in self.parts), -self.whole.base) == 0


def sides_of(entries: Sequence[Entry], both: re.Pattern[str], spent: re.Pattern[str]) -> list[Sum]:
    """What both sides of an account add up from, told behind their one total or before it; nothing where neither adds up to it.

    `both` is in the words before the total, `spent` in those where the second side begins.
    """
    if len(entries) < _FEWEST:
        return []
    whole, *rest = entries if both.search(_name(entries[0])) else reversed(entries)
    if not both.search(_name(whole)):
        return []
    rest = rest if whole is entries[0] else rest[::-1]
    split = next((place for place, entry in enumerate(rest) if spent.search(entry.lead)), 0)
    sides = [Sum(whole, rest[:split]), Sum(whole, rest[split:])]
    if not split or any(both.search(entry.lead) or entry.direction or entry.base == whole.base for entry in rest):
        return []
    one, other = (sum((part.base for part in side.parts), Decimal(0)) for side in sides)
    return sides if one == other or any(side.holds for side in sides) else []


def _name(entry: Entry) -> str:
    """The words right before an amount: 预算收支平衡情况是：收入总量为80万元 is of one side."""
    return _PAUSE.split(entry.lead)[-1]


def beside(units: Sequence[Sequence[Entry]]) -> Iterator[Sum]:
    """Counts told beside others, item by item: those of a list that the others beside them prove to be complete."""
    for alike in units:
        others = [one for one in units if one is not alike and _go_along(one, alike)]
        if any(Sum(one[0], one[1:]).holds and all(entry.base for entry in one) for one in others):
            yield Sum(alike[0], alike[1:])


def _go_along(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    """Whether the amounts of two units are told in turn: 9批次60人次, 2批次14人次, 7批次46人次."""
    if len(one) != len(other) or len(one) < _FEWEST or any(entry.direction for entry in (*one, *other)):
        return False
    first, second = ([entry.record.number for entry in run] for run in (one, other))
    return [b - a for a, b in zip(first, second, strict=True)] == [second[0] - first[0]] * len(one) and abs(
        second[0] - first[0]
    ) == 1
