"""The amounts of a sentence in order, as sums look at them, and sums that prove each other.

`收支总计80万元，收入为拨款75万元、其他5万元；支出为基本支出60万元、项目支出20万元`: both sides are as much as the whole, so where one adds
up the other is complete too. `接待9批次60人次，其中：外事2批次14人次，其他7批次46人次`: as 9 = 2 + 7, so are the people told of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.arithmetic import is_likely_slip
from auditor.facts.model import Fact
from auditor.facts.prose.records import Record
from auditor.figures import MONEY
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_PAUSE = regex("[，,。；;：:]")
_FEWEST = 3
"""A whole and two parts."""
_TWO = 2


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
    if any(dict(entry.fact.dims).get("year") != dict(whole.fact.dims).get("year") for entry in rest):
        # 收入总计290万元，支出总计290万元，2023年度收支总计为259万元: what both were in another year.
        return []
    one, other = (sum((part.base for part in side.parts), Decimal(0)) for side in sides)
    return sides if one == other or any(side.holds for side in sides) else []


def other_side(entries: Sequence[Entry], closing: re.Pattern[str]) -> list[Sum]:
    """收入52万元，上年结转3万元，总计55万元；支出35万元，调出15万元，结转5万元: the side behind the semicolon has no total.

    It adds up to that of the first: only where the first ties, the second ends in what is carried on and ties, or would but for a digit.
    """
    split = next((place for place, entry in enumerate(entries) if entry.record.part != entries[0].record.part), 0)
    first, second = entries[:split], entries[split:]
    if len(first) < _FEWEST or len(second) < _FEWEST - 1 or len({entry.record.part for entry in second}) > 1:
        return []
    if any(entry.direction for entry in entries) or closing.search(_name(second[-1])) is None:
        return []
    whole = first[-1]
    rest = whole.base - sum((entry.base for entry in second), Decimal(0))
    is_near = not rest or any(is_slip_by(entry, rest) for entry in second)
    return [Sum(whole, second)] if Sum(whole, first[:-1]).holds and is_near else []


def names_others(words: str, labels: Sequence[str]) -> bool:
    """工资支出62万元、商品支出6万元。其中基本工资、津贴、奖金三项合计45万元: whether a sum enumerates names that none of its parts has."""
    clause = _PAUSE.split(words)[-1]
    names = [name for name in clause.split("、") if name]
    told = [label for label in labels if label]
    return (
        len(names) > 1 and bool(told) and not any(label in clause or name in label for label in told for name in names)
    )


def _name(entry: Entry) -> str:
    """The words right before an amount: 预算收支平衡情况是：收入总量为80万元 is of one side."""
    return _PAUSE.split(entry.lead)[-1]


def beside(units: Mapping[str, Sequence[Entry]], told: Mapping[str, Sequence[Entry]]) -> Iterator[Sum]:
    """Counts told beside others, item by item: those of a list that the others beside them prove to be complete.

    Their wholes may stand in the sentence before, `told`: `项目18个，资金57万元。一类5个，资金22万元；二类13个，资金35万元。`
    """
    for unit, alike in units.items():
        for other in units:
            if other == unit:
                continue
            for own, proving in _columns(alike, units[other], told.get(unit, ()), told.get(other, ())):
                if Sum(proving[0], proving[1:]).holds and all(entry.base for entry in proving):
                    yield Sum(own[0], own[1:])


def _columns(
    own: Sequence[Entry], other: Sequence[Entry], own_before: Sequence[Entry], other_before: Sequence[Entry]
) -> Iterator[tuple[Sequence[Entry], Sequence[Entry]]]:
    """Two columns of items told in turn, each with its whole ahead: in their sentence, or one of each in the sentence before."""
    if _go_along(own, other):
        yield own, other
    if len(own_before) == len(other_before) == 1:
        both = [*own_before, *own], [*other_before, *other]
        if _go_along(*both) and (not _is_money(own[0]) or _is_near(own_before[0], own)):
            yield both
    elif len(other) == len(own) + 1 and len(own) >= _TWO and _are_in_turn(own, other[1:]):
        # 专项债券19亿元。共有项目18个，其中交通5个、7亿元，市政13个、12亿元: 18 = 5 + 13, and what is 7 + 12 stands before.
        whole = next((entry for entry in reversed(own_before) if _is_near(entry, own)), None)
        if whole is not None and _is_money(whole):
            yield [whole, *own], other


def _is_money(entry: Entry) -> bool:
    unit = entry.fact.figure.unit if entry.fact.figure is not None else None
    return unit is not None and unit.quantity == MONEY


def _is_near(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Whether a sum holds, or would but for one digit of one of its figures."""
    rest = whole.base - sum((part.base for part in parts), Decimal(0))
    return not rest or is_slip_by(whole, -rest) or any(is_slip_by(part, rest) for part in parts)


def is_slip_by(entry: Entry, more: Decimal) -> bool:
    """Whether a figure would be so much more, in base units, but for one digit."""
    figure = entry.fact.figure
    assert figure is not None
    scale = figure.unit.scale if figure.unit else Decimal(1)
    return bool(more) and is_likely_slip(figure.value, figure.value + more / scale, figure.decimals)


def _go_along(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    """Whether the amounts of two units are told in turn: 9批次60人次, 2批次14人次, 7批次46人次."""
    return len(one) >= _FEWEST and _are_in_turn(one, other)


def _are_in_turn(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    """Whether each amount stands right beside that of the other unit, always on the same side."""
    if not one or len(one) != len(other) or any(entry.direction for entry in (*one, *other)):
        return False
    first, second = ([entry.record.number for entry in run] for run in (one, other))
    apart = {b - a for a, b in zip(first, second, strict=True)}
    return apart in ({1}, {-1})
