"""Lists as claims: the whole, its parts, whether they are all of it; what a semicolon left open is decided by the sums.

`支出预算70万元，其中：基本支出30万元、项目支出40万元。` claims 70 = 30 + 40.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.facts.claims import Breakdown, Claim, Share, ShareSum
from auditor.facts.model import Fact
from auditor.facts.prose.lists import Level, Listing
from auditor.facts.prose.partition import covers, partition_dimension
from auditor.vocabulary import Vocabulary


def claims_of(listing: Listing, percents: dict[int, Fact], vocabulary: Vocabulary, opened: int) -> list[Claim]:
    """What a finished list claims of its amounts and of the shares printed beside them.

    `percents` are the shares by the number of the fact they are of; `opened` is the number of the first fact of the paragraph
    in which the list ends.
    """
    if listing.whole is None or not listing.items or listing.refuses:
        return []
    whole = listing.whole.fact
    parts = tuple(item.fact for item in _extent(listing))
    members = [dict(part.dims) for part in parts]
    sure = partition_dimension(dict(whole.dims), members, vocabulary) is not None
    rest = tuple(vocabulary.grammar.breakdown.get("rest", ()))
    ends = bool(rest) and listing.whole.record.kind == "count" and parts[-1].label.startswith(rest)
    promised = listing.exhaustive or ends or covers(dict(whole.dims), members, vocabulary)
    found: list[Claim] = [Breakdown(whole, parts, promised and len(parts) > 1, sure, whole.number < opened)]
    shares = [percents[part.number] for part in parts if part.number in percents]
    if listing.exhaustive and len(shares) > 1 and len(shares) == len(parts):
        found.append(ShareSum(tuple(shares)))
    return found


def _extent(listing: Listing) -> Sequence[Level]:
    """The parts of a list: those before a semicolon that ended it, or those behind it too where only with them they make the whole."""
    assert listing.whole is not None
    figure = listing.whole.fact.figure
    if not listing.later or figure is None or _total(listing.items) == figure.base:
        return listing.items
    longer = [*listing.items, *listing.later]
    return longer if _total(longer) == figure.base else listing.items


def _total(levels: Sequence[Level]) -> Decimal:
    return sum((level.fact.figure.base for level in levels if level.fact.figure is not None), Decimal(0))


__all__ = ["Share", "claims_of"]
