"""The whole of a list that words only divide by something: `按资金类型划分，拨款6万元，专户2万元`, of what was printed before."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from auditor.facts.model import Fact, Key, dims_of
from auditor.facts.prose.listing import Listing
from auditor.facts.prose.nearness import is_near, total_of
from auditor.facts.prose.partition import partition_dimension
from auditor.figures import MONEY
from auditor.vocabulary import Vocabulary

_FEWEST = 2
_FARTHEST = 4
"""Sentences between an amount and words that part it once more."""


def divided(listing: Listing, latest: Mapping[Key, Fact], vocabulary: Vocabulary) -> Fact | None:
    """The whole of a list that words only divide by something (按支出类别看：…): what all parts are members of, as printed last."""
    parts = [item.fact for item in listing.items]
    dims = [dict(part.dims) for part in parts]
    if len(parts) < 2 or len({part.concept for part in parts}) > 1:
        return None
    shared = dict(set.intersection(*(set(entry.items()) for entry in dims)))
    if partition_dimension(shared, dims, vocabulary) is None:
        return None
    whole = latest.get((parts[0].concept, dims_of(shared)))
    if whole is None or whole.figure is None:
        return None
    figures = [whole.figure, *(part.figure for part in parts if part.figure is not None)]
    allowance = sum((figure.slack(fine=False) for figure in figures), Decimal(0))
    return whole if abs(whole.figure.base - total_of(listing.items)) <= allowance else None


def divided_above(listing: Listing) -> Fact | None:
    """采购预算8万元，比上年减少2万元。 / 按资金类型划分，拨款6万元，专户2万元。: what the paragraph before told, where the parts tie.

    Or would tie but for one digit, with what it told first.
    """
    if len(listing.items) < _FEWEST or any(item.loose or item.quantity != MONEY for item in listing.items):
        return None
    total = total_of(listing.items)
    told = [level for level in listing.above if level.quantity == MONEY and not level.loose]
    tied = next((level for level in told if level.fact.figure and level.fact.figure.base == total and total), None)
    near = tied or next((level for level in told[:1] if is_near(level, listing.items)), None)
    listing.extent = "open"
    return near.fact if near is not None else None


def divided_before(listing: Listing, vocabulary: Vocabulary) -> Fact | None:
    """What such a list is of where its whole stands right before the words that divide it: 收入5011万元，按来源分：财政拨款4102万元…

    It may stand in the sentence before, and be divided once more: 支出72亿元。按学段分，小学40亿元、中学32亿元；按渠道分，…
    """
    whole = listing.divided
    if whole is None or len(listing.items) < _FEWEST or whole.loose or not whole.quantity:
        return None
    first, is_money = listing.items[0].record, whole.quantity == MONEY
    farthest = _FARTHEST if listing.again else 1
    is_alike = all(item.quantity == MONEY if is_money else item.unit == whole.unit for item in listing.items)
    # 收入486亿元。其中税收371亿元，占76%。按部门划分：…: what stands between tells a part of it.
    last = listing.last or whole
    if first.sentence - last.record.sentence > farthest or not is_alike:
        return None
    is_right_before = whole.record.number == first.number - _FEWEST
    if (is_right_before and not listing.is_view) or (listing.again and whole.listing is None):
        return whole.fact
    if not listing.is_view and whole.listing is None and _ends_with_rest(listing, vocabulary):
        # 车辆80辆，其中行政单位48辆。按用途分：公务用车15辆、执法用车61辆、其他用车4辆: with the rest they are all.
        return whole.fact
    # 收入175亿元，增长5%。分级次看，市级11亿元，下降4%；县级164亿元: words between them do not part the two where the parts tie.
    if not is_near(whole, listing.items):
        return None
    listing.extent = "open"
    return whole.fact


def _ends_with_rest(listing: Listing, vocabulary: Vocabulary) -> bool:
    words = vocabulary.grammar.breakdown
    return listing.items[-1].named.text.startswith((*words.get("rest", ()), *words.get("remains", ())))
