"""How far two amounts are apart: `限额86.40亿元，余额81.25亿元，剩余额度5.15亿元`, which is more: `支出19万元小于收入20万元`, and what
two halves make that no word calls parts: `全市收入62亿元，增长8%。市本级收入29亿元…；县区收入33亿元`.

Words for what is left say of which two amounts it is only by standing behind them, so what they leave is claimed where it ties, or
would but for one slip of the hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from auditor.arithmetic import is_any_slip
from auditor.facts.claims import Breakdown, Change, Restated
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.nearness import base_of
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.stated import DOWN, UP
from auditor.figures import MONEY
from auditor.patterns import any_of, regex

_FARTHEST = 4
"""Amounts before two halves that may be their whole."""
_LEAST = 100
"""Figures of fewer units of their last digit are a slip away from others by chance."""


class DifferenceReader:
    """Makes claims of the differences that a paragraph prints, and of its words that compare two amounts."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        words = ledger.vocabulary.grammar.breakdown
        self._left = any_of(words.get("left_of_two", ()))
        self._grown = any_of(words.get("grown", ()))
        self._grand = any_of(words.get("grand_totals", ()))
        self._carried = any_of(words.get("carried", ()))
        self._ones, self._others = ([regex(one) for one in words.get(key, ())] for key in ("halves", "other_halves"))
        self._more, self._less = (any_of(words.get(key, ())) for key in ("more_than", "less_than"))

    def read(self, paragraph: Paragraph) -> Iterator[Breakdown | Change | Restated]:
        """The claims in reading order."""
        levels = [level for number, level in sorted(paragraph.levels.items()) if number not in paragraph.reasons]
        plain = [level for level in levels if not (level.loose or level.record.depth) and level.fact.figure is not None]
        for one, other, rest in zip(plain, plain[1:], plain[2:], strict=False):
            if self._is_left(one, other, rest) and _stand_together((one, other, rest)):
                yield from _difference(one.fact, other.fact, rest.fact)
        for one, other in pairwise(plain):
            yield from self._grown_by(paragraph, one, other)
            yield from self._told_again(one, other)
        for place, (one, other) in enumerate(pairwise(plain)):
            yield from self._halves(plain[max(0, place - _FARTHEST) : place], one, other)
            if other.record.number == one.record.number + 1 and other.record.clause == one.record.clause:
                yield from self._compared(paragraph, one, other)

    def _halves(self, before: Sequence[Level], one: Level, other: Level) -> Iterator[Breakdown]:
        """全市收入62亿元。市本级收入29亿元；县区收入33亿元: the nearest amount before two halves that is what they make, or a slip away."""
        names = (one.named.text, other.named.text)
        pairs = list(zip(self._ones, self._others, strict=True))
        if one.listing is not None or not any(a.search(names[0]) and b.search(names[1]) for a, b in pairs):
            return
        for whole in reversed(before):
            is_half = any(pattern.search(whole.named.text) for pattern in (*self._ones, *self._others))
            is_like = whole.quantity == one.quantity == other.quantity and _side(whole) == _side(one) == _side(other)
            is_more = base_of(whole) > max(base_of(one), base_of(other)) and whole.listing is None
            if not is_half and is_like and is_more:
                yield from _difference(whole.fact, one.fact, other.fact)
                return

    def _grown_by(self, paragraph: Paragraph, level: Level, growth: Level) -> Iterator[Breakdown]:
        """限额由67亿元调整为89亿元，新增22亿元: what it is now is what it was and what was added."""
        prior = paragraph.priors.get(level.record.number)
        is_next = growth.record.number == level.record.number + 1 and growth.record.part == level.record.part
        if level.record.kind != "from_to" or prior is None or not is_next or growth.quantity != level.quantity:
            return
        if self._grown.search(growth.named.text) is not None:
            yield Breakdown(level.fact, (prior, growth.fact), "told")

    @staticmethod
    def _told_again(one: Level, other: Level) -> Iterator[Restated]:
        """支出592,000元，即59.2万元: an amount told again in another unit, but for a slip."""
        is_namely = any(phrase.kind == "NAMELY" for phrase in other.record.frame.phrases)
        is_next = other.record.number == one.record.number + 1 and other.quantity == one.quantity == MONEY
        if not (is_next and is_namely) or other.named.text or one.unit == other.unit:
            return
        gap = base_of(one) - base_of(other)
        if abs(gap) <= sum(level.fact.figure.slack(fine=False) for level in (one, other) if level.fact.figure) or any(
            _would_be(level.fact, more) for level, more in ((one, -gap), (other, gap))
        ):
            yield Restated(one.fact, other.fact)

    def _is_left(self, one: Level, other: Level, rest: Level) -> bool:
        """Whether a name says what two amounts leave; 年末结转 does so behind the totals of both sides."""
        if self._left.search(rest.named.text):
            return True
        totals = all(self._grand.search(level.named.text) for level in (one, other))
        is_next = rest.record.number == other.record.number + 1
        return totals and is_next and self._carried.search(rest.named.text) is not None

    def _compared(self, paragraph: Paragraph, one: Level, other: Level) -> Iterator[Change]:
        """本年支出1956万元小于本年收入2010万元: which of the two is more."""
        start = other.record.frame.phrases[0].start
        found = [(way, pattern.match(paragraph.text, start)) for way, pattern in ((UP, self._more), (DOWN, self._less))]
        way, match = next(((way, match) for way, match in found if match is not None), (0, None))
        if match is None or one.quantity != other.quantity or not other.named.has_term:
            return
        word = self.ledger.word(paragraph.source, paragraph.scene.section, match.start(), match.end())
        yield Change(("", ()), "", way, None, None, one.fact, other.fact, word, (), False, False, False)


def _side(level: Level) -> tuple[str, ...]:
    """What an amount is of but for its item: the income of one budget, in one year, as planned or carried out."""
    return (level.fact.concept, *(f"{name}={member}" for name, member in level.fact.dims if name != "item"))


def _stand_together(levels: Sequence[Level]) -> bool:
    """Whether amounts are of one sentence and quantity, none of them part of a list."""
    first = levels[0]
    places = {(level.record.sentence, level.record.depth, level.quantity) for level in levels}
    return len(places) == 1 and not first.record.depth and all(level.listing is None for level in levels)


def _difference(one: Fact, other: Fact, rest: Fact) -> Iterator[Breakdown]:
    """What is left of the larger of two amounts, if it is, or would be but for a slip."""
    if one.figure is None or other.figure is None or rest.figure is None:
        return
    whole, part = (one, other) if one.figure.base >= other.figure.base else (other, one)
    assert whole.figure is not None and part.figure is not None
    gap = whole.figure.base - part.figure.base - rest.figure.base
    allowance = sum((fact.figure.slack(fine=False) for fact in (one, other, rest) if fact.figure), Decimal(0))
    signed = ((whole, -gap), (part, gap), (rest, gap))
    if abs(gap) <= allowance or any(_would_be(fact, more) for fact, more in signed):
        yield Breakdown(whole, (part, rest), "told")


def _would_be(fact: Fact, more: Decimal) -> bool:
    """Whether a figure would be so much more, in base units, but for a slip of the hand."""
    figure = fact.figure
    assert figure is not None
    due = figure.value + more / (figure.unit.scale if figure.unit else 1)
    return is_any_slip(figure.value, due, figure.decimals, _LEAST)
