"""Shares of a whole that is named and printed nowhere: they make a hundred.

`（一）基本支出预算71万元，占本年支出预算54%。` and `（二）项目支出预算61万元，占本年支出预算46%。` part it between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from auditor.facts.claims import ShareSum
from auditor.facts.model import Fact
from auditor.facts.prose.names import Named
from auditor.facts.prose.nearness import may_make_all
from auditor.facts.prose.partition import partition_dimension
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_FEWEST = 2


class OpenShare(NamedTuple):
    """A share whose whole is named but not printed near by."""

    part: Fact
    whole: Named
    percent: Fact
    label: str


def sums_of_open(shares: Sequence[OpenShare], settled: Set[int], vocabulary: Vocabulary) -> Iterator[ShareSum]:
    """The shares of each section and whole that are different members of one dimension; `settled` are percentages held otherwise."""
    groups: dict[tuple[str, int], list[OpenShare]] = {}
    for share in shares:
        groups.setdefault((share.whole.text, share.part.section), []).append(share)
    for group in groups.values():
        parts = [dict(share.part.dims) for share in group]
        if len(group) < _FEWEST or any(share.percent.number in settled for share in group):
            continue
        if partition_dimension(group[0].whole.members, parts, vocabulary) is None:
            continue
        percents = tuple(share.percent for share in group)
        if may_make_all(percents):
            yield ShareSum(percents, "open")
