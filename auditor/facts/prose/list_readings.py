"""Which whole and which parts a list has: as its words say, or another reading that they leave open and whose sum holds.

`收到资金9.86亿元，支出8.7亿元。其中甲8.61亿元，乙0.20亿元，丙1.06亿元` is of the first amount;
`38亿元，其中：甲26亿元、乙12亿元，合计43亿元` ends before the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from auditor.facts.model import Fact
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.nearness import base_of, is_near, total_of
from auditor.facts.prose.partition import partition_dimension
from auditor.vocabulary import Vocabulary

_FEWEST = 2
_PROVING = 10_000
"""A whole of so many units of its last digit is as much as the first parts of a longer list by no chance."""
_PROVING_MORE = 1_000
"""The same of one that the whole list would be more than: 余额798.6亿元，其中：一般289.7亿元，专项508.9亿元，距限额尚有空间11.9亿元."""
_TELLING = 100
"""A whole of so many units of its last digit is as much as its parts, but for rounding, by no chance."""


def reading_of(
    listing: Listing, included: Sequence[Level], levels: Sequence[Level], vocabulary: Vocabulary
) -> tuple[Fact, Sequence[Level]]:
    """The whole and the parts of a list: as the words say, or the first other reading that they leave open and whose sum holds."""
    assert listing.whole is not None
    whole, items = listing.whole.fact, listing.items
    total = total_of(items)
    if whole.figure is None or total == whole.figure.base:
        return whole, items
    for parts in _longer(listing, included):
        if total_of(parts) == whole.figure.base:
            return whole, parts
    totals = list(accumulate(map(base_of, items)))
    is_one = partition_dimension(dict(whole.dims), [dict(item.fact.dims) for item in items], vocabulary) is not None
    for end in (*_ends(listing), *_before_others(whole, items, vocabulary)):
        if end == 1 and is_one:
            # 支出30万元，其中：基本支出30万元；项目支出40万元: the parts are of one whole, which is not as much as the first alone.
            continue
        if totals[end - 1] == whole.figure.base:
            return whole, items[:end]
    before = _before_total(whole, items, vocabulary)
    if before is not None:
        return whole, items[:before]
    summed = _from_subtotal(items, listing.later, vocabulary)
    if summed and is_near(listing.whole, summed):
        return whole, summed
    heads = _heads([*items, *listing.later])
    if len(heads) >= _FEWEST and total_of(heads) == whole.figure.base:
        return whole, heads
    later = [*items, *listing.later]
    if listing.later and total < whole.figure.base and is_near(listing.whole, later):
        return whole, later
    first = items[0].record.number if items else 0
    rivals = [*listing.beside, *(level for level in levels if level.record.number < first and len(items) > 1)]
    rivals = [level for level in rivals if _may_have(level, items, vocabulary)]
    for level in rivals:
        # A second split of one total is often written right behind the last part of the first.
        if level.unit == listing.whole.unit and level.fact.figure and level.fact.figure.base == total:
            return level.fact, items
    if len(items) > 1 and not is_near(listing.whole, items):
        # 收到资金9.86亿元，支出8.7亿元。其中甲8.61亿元，乙0.20亿元，丙1.06亿元: of what they are but for rounding.
        slack = sum((item.fact.figure.slack(fine=False) for item in items if item.fact.figure), Decimal(0))
        for level in rivals:
            figure = level.fact.figure
            is_telling = figure is not None and abs(figure.value).scaleb(figure.decimals) >= _TELLING
            if (
                is_telling
                and figure is not None
                and level.unit == listing.whole.unit
                and abs(figure.base - total) <= slack
            ):
                return level.fact, items
    return whole, items


def _longer(listing: Listing, included: Sequence[Level]) -> Iterator[Sequence[Level]]:
    """The other parts that a list may have: those behind the semicolon that ended it, those that a bracket told before."""
    if listing.within_items:
        yield sorted([*listing.items, *listing.within_items], key=lambda item: item.fact.number)
    if listing.later:
        yield [*listing.items, *listing.later]
    if listing.apart:
        yield sorted([*listing.items, *listing.apart], key=lambda item: item.fact.number)
    if included:
        yield [*listing.items, *included]


def _ends(listing: Listing) -> Iterator[int]:
    """How many of its parts a list may really have: those before a semicolon, or all without those of other concepts at its end, which
    are parts of what stands around it."""
    assert listing.whole is not None
    items = listing.items
    yield from (end for end in listing.ends if 0 < end < len(items))
    for end in range(len(items) - 1, 1, -1):
        if items[end].named.concept in (None, listing.whole.fact.concept):
            return
        yield end


def _before_others(whole: Fact, items: Sequence[Level], vocabulary: Vocabulary) -> Iterator[int]:
    """How many parts stand before what can be none: an amount that is more than the whole, has parts of its own, or is called a sum.

    `新增债务限额39亿元，其中：一般7亿元，专项32亿元，下达后年末余额126亿元`, `转移支付204亿元，其中甲108亿元，乙96亿元，…，共获奖补9亿元`
    """
    assert whole.figure is not None
    summed = "|".join(vocabulary.grammar.breakdown.get("summed", ())) or "(?!)"
    for place in range(_FEWEST, len(items)):
        is_beyond = base_of(items[place]) > whole.figure.base or items[place].has_list
        if is_beyond or re.match(summed, items[place].named.text):
            yield place
    is_too_much = total_of(items) > whole.figure.base
    if abs(whole.figure.value).scaleb(whole.figure.decimals) >= (_PROVING_MORE if is_too_much else _PROVING):
        # Parts that make a whole of so many digits do so by no chance, whatever follows them.
        yield from range(_FEWEST, len(items))


def _may_have(level: Level, items: Sequence[Level], vocabulary: Vocabulary) -> bool:
    """Whether an amount can have some parts by what they are: what is spent is no part of 收入总预算."""
    listing = Listing(level, "open", 0)
    return all(listing.accepts(item.named, item.quantity, vocabulary) for item in items)


def _before_total(whole: Fact, items: Sequence[Level], vocabulary: Vocabulary) -> int | None:
    """38.18亿元，其中：甲26.16亿元、…、丁1.16亿元，收入合计43.43亿元: how many parts stand before a sum that is more than the whole."""
    assert whole.figure is not None
    totals = tuple(vocabulary.grammar.breakdown.get("totals", ()))
    for place in range(_FEWEST, len(items)):
        if items[place].named.text.endswith(totals) and base_of(items[place]) > whole.figure.base:
            return place
    return None


def _from_subtotal(items: Sequence[Level], later: Sequence[Level], vocabulary: Vocabulary) -> Sequence[Level]:
    """754万元，具体为：甲487万元，乙62万元，丙45万元，三项合计594万元；丁88万元；…: a sum of the parts before it, and what follows it."""
    summing = "|".join(vocabulary.grammar.breakdown.get("summing", ())) or "(?!)"
    last = items[-1] if items else None
    if last is None or not later or not re.match(summing, last.named.text) or base_of(last) != total_of(items[:-1]):
        return ()
    return [last, *later]


def _heads(items: Sequence[Level]) -> Sequence[Level]:
    """余额57亿元，其中：一类55亿元，本年新增16亿元；二类1亿元；三类1亿元: the first amount of each part between semicolons."""
    return [item for place, item in enumerate(items) if not place or item.record.part != items[place - 1].record.part]
