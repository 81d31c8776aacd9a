"""Sums of a sentence with an amount that the sentence before tells: `收入总量51亿元。减去支出40亿元、上解3亿元后，结转下年8亿元`.

Where no word says that the two belong together their names do, or words that both sides are as much as each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from auditor.facts.prose.entries import Entry, is_slip_by
from auditor.facts.prose.partition import shared_start
from auditor.figures import MONEY
from auditor.tuples import NamedTuple

_TELLING = 1_000
"""A whole of so many units of its last digit is by no chance one digit off what two or three amounts of its kind make."""
_TAIL = 2
"""Characters at their ends that the names of a whole and of its parts share: 政府债券, 新增债券, 再融资债券."""
_MOST = 4


class Account(NamedTuple):
    """What is left, what adds up to it, what is taken off."""

    whole: Entry
    parts: Sequence[Entry]
    taken_off: Sequence[Entry] = ()


def rest_of_total(
    told: Sequence[Entry], entries: Sequence[Entry], minus: re.Pattern[str], left: re.Pattern[str]
) -> Account | None:
    """收入总量51亿元。减去支出40亿元、上解3亿元后，结转下年8亿元: what is taken off the last amount of the sentence before."""
    if not told or len(entries) <= 1 or not minus.search(entries[0].lead) or not left.search(entries[-1].lead):
        return None
    account = Account(entries[-1], told[-1:], entries[:-1])
    return account if all(_is_money(entry) for entry in (told[-1], *entries)) and _is_near(account) else None


def spent_of(lone: Entry, entries: Sequence[Entry]) -> Account | None:
    """收入安排35亿元。支出方面，资本金等22亿元，调入一般公共预算13亿元，收支平衡: all that came in is spent."""
    account = Account(lone, entries)
    is_of_money = all(_is_money(entry) and not entry.direction for entry in (lone, *entries))
    return account if len(entries) > 1 and is_of_money and _is_near(account) else None


def parts_of_kind(lone: Entry, entries: Sequence[Entry]) -> Account | None:
    """政府债券16亿元。新增债券8亿元，再融资债券8亿元: the amounts whose names end as that of the one amount before."""
    figure = lone.fact.figure
    if figure is None or not 1 < len(entries) <= _MOST or any(entry.direction for entry in entries):
        return None
    names = [entry.fact.label[::-1] for entry in (lone, *entries)]
    is_of_kind = len(shared_start(names)) >= _TAIL and len(set(names)) == len(names)
    is_telling = abs(figure.value).scaleb(figure.decimals) >= _TELLING and all(_is_money(entry) for entry in entries)
    account = Account(lone, entries)
    return account if is_of_kind and is_telling and _is_near(account) else None


def _is_money(entry: Entry) -> bool:
    unit = entry.fact.figure.unit if entry.fact.figure is not None else None
    return unit is not None and unit.quantity == MONEY


def _is_near(account: Account) -> bool:
    """Whether a sum holds, or would but for one digit of one of its figures."""
    signed = [
        (-1, account.whole),
        *((1, entry) for entry in account.parts),
        *((-1, entry) for entry in account.taken_off),
    ]
    rest = sum((sign * entry.base for sign, entry in signed), Decimal(0))
    return not rest or any(is_slip_by(entry, -sign * rest) for sign, entry in signed)
