"""Shares told alone: `本年收入中，财政拨款收入占88.42%，事业收入占11.58%` prints no amounts, but the shares are all of one whole.

They are claimed to make the whole where their sentence says that they are all, where the parts are all that there are, or where
they add up: of a list that stops before the end nobody says how much is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.facts.claims import Extent, ShareSum
from auditor.facts.model import Fact
from auditor.facts.prose.names import Named
from auditor.facts.prose.nearness import may_make_all
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.partition import covers
from auditor.facts.prose.records import Record
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_ALL = Decimal(100)
_TWO = 2


class LoneShare(NamedTuple):
    """A share whose part is named and printed nowhere near."""

    record: Record
    part: Named
    whole: Named
    percent: Fact


def sums_of(shares: Sequence[LoneShare], paragraph: Paragraph, vocabulary: Vocabulary) -> Iterator[ShareSum]:
    """What the shares of each sentence claim together."""
    by_sentence: dict[int, list[LoneShare]] = {}
    for share in shares:
        by_sentence.setdefault(share.record.sentence, []).append(share)
    yield from (ShareSum((share.percent,), "open") for share in shares if _is_too_much(share))
    for sentence, told in by_sentence.items():
        # 基本支出占61.5%（人员经费占45.2%，公用经费占16.3%），项目支出占38.5%: those in the bracket are of the first.
        outer = min(share.record.depth for share in told)
        told = [share for share in told if share.record.depth == outer and not _is_total(share, vocabulary)]
        if len(told) > _TWO and _add_up(told[:-1]):
            # 甲占78.54%、乙占15.21%、丙占6.25%，即前两项占93.75%: the shares before make all, and the last some of them.
            told = told[:-1]
        if len(told) < _TWO or not _is_of_one_whole(told) or _has_other_figures(sentence, told, paragraph):
            continue
        if _has_views(told, paragraph, vocabulary):
            continue
        extent = _extent(told, paragraph, vocabulary)
        if extent != "some":
            yield ShareSum(tuple(share.percent for share in told), extent)


def _is_too_much(share: LoneShare) -> bool:
    """货物采购授予中小企业合同金额占货物支出金额的135.00%: whether a share is more than all of what its own name says it is within."""
    figure, within = share.percent.figure, share.whole.members
    is_within = bool(within) and within.items() <= share.part.members.items() and share.part.text != share.whole.text
    return is_within and figure is not None and figure.value - figure.slack(fine=False) > _ALL


def _is_of_one_whole(shares: Sequence[LoneShare]) -> bool:
    """Whether no two of them name wholes of different meaning: the later ones often name none."""
    named = [(share.whole.concept, share.whole.dims, share.whole.rest) for share in shares if not share.whole.is_empty]
    return len(set(named)) <= 1 and len({share.part.text for share in shares}) == len(shares)


def _has_other_figures(sentence: int, shares: Sequence[LoneShare], paragraph: Paragraph) -> bool:
    """Whether other shares, changes or amounts stand between them: then they may be of those."""
    own = {share.record.number for share in shares}
    first, last = min(own), max(own)
    return any(
        record.frame.production is None or any(token.numeral for p in record.frame.phrases for token in p.tokens)
        for record in paragraph.records[first : last + 1]
        if record.number not in own
        and record.sentence == sentence
        and record.number not in paragraph.taken
        and record.depth <= shares[0].record.depth
    )


def _has_views(shares: Sequence[LoneShare], paragraph: Paragraph, vocabulary: Vocabulary) -> bool:
    """从收入结构看，五大税种占83.5%；从区域看，三个园区占91.5%: each view is of its own."""
    start, end = shares[0].record.frame.phrases[-1].end, shares[-1].record.frame.phrases[0].start
    views = vocabulary.grammar.share.get("views", ())
    return any(re.search(pattern, paragraph.text[start:end]) for pattern in views)


def _is_total(share: LoneShare, vocabulary: Vocabulary) -> bool:
    """三类合计100%, 占比之和为100%: what the shares make together, and none of them."""
    words = vocabulary.grammar.breakdown.get("summing", ())
    is_all = share.percent.figure is not None and share.percent.figure.base == _ALL
    return is_all and any(re.search(pattern, share.part.text + share.whole.text) for pattern in words)


def _extent(shares: Sequence[LoneShare], paragraph: Paragraph, vocabulary: Vocabulary) -> Extent:
    """Whether they are all: by the words before them or behind (支出结构为：…), by their parts, or by their sum."""
    parts = [share.part.members for share in shares]
    shared = dict(set.intersection(*(set(part.items()) for part in parts)))
    if all(part != shared for part in parts) and covers(shared, parts, vocabulary):
        return "all"
    if shares[-1].part.text.startswith(tuple(vocabulary.grammar.breakdown.get("rest", ()))):
        return "told"
    stops = [record for record in paragraph.records if record.sentence == shares[0].record.sentence]
    start, end = shares[0].record.frame.phrases[0].start, shares[-1].record.frame.phrases[-1].end
    before = max((text_end for text_end in (paragraph.text.rfind(mark, 0, start) for mark in "。；")), default=-1)
    behind = paragraph.text.find("。", end)
    words = paragraph.text[before + 1 : max(behind, end, stops[-1].frame.phrases[-1].end)]
    rest = vocabulary.grammar.breakdown.get("rest_untold", ())
    if any(re.search(pattern, paragraph.text[end : max(behind, end)]) for pattern in rest):
        # 房屋占55.2%，设备占17.6%，其余为家具、图书: what the rest is of is named, and how much it is not.
        return "some"
    if any(re.search(pattern, words) for pattern in vocabulary.grammar.share.get("all", ())):
        # 财政总收入和一般公共预算收入的税收占比分别为88.3%和79.6%: of two wholes, whatever is said of the structure.
        return "told" if may_make_all([share.percent for share in shares]) else "some"
    return "open" if _add_up(shares) else "some"


def _add_up(shares: Sequence[LoneShare]) -> bool:
    figures = [share.percent.figure for share in shares if share.percent.figure is not None]
    allowance = sum((figure.slack(fine=False) for figure in figures), Decimal(0))
    return abs(sum((figure.base for figure in figures), Decimal(0)) - _ALL) <= allowance
