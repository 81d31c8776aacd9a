"""Sums told from the end, and what is left: amounts behind one another whose last is called their total or their difference.

`一般公共预算收入12.40亿元，加上上级补助6.30亿元、上年结余0.30亿元，收入总计19.00亿元。` adds up without a word that opens a list;
`收入9.10亿元，支出8.60亿元，当年收支结余0.50亿元，年末滚存结余2.00亿元` takes off. Where the chain begins, and which of its amounts
are parts of others, words often leave open: there are few such readings, and the first whose sum holds is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.facts.claims import Breakdown
from auditor.facts.model import Fact
from auditor.facts.prose.companions import is_companion
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lists import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.figures import MONEY

_FEWEST = 2
_SENTENCES = 3
_MOST = 30
"""How far back the first part of a sum can stand, in sentences and amounts."""


class Reading(NamedTuple):
    """What an amount may be the sum of."""

    parts: tuple[Fact, ...]
    taken_off: tuple[Fact, ...] = ()


class BalanceReader:
    """Makes claims of the totals and remainders of a paragraph."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        words = self.vocabulary.grammar.breakdown
        self._totals = _ending([re.escape(word) for word in words.get("totals", ())])
        self._remainders = _ending(words.get("remainders", ()))
        self._carried = _ending(words.get("carried", ()))
        self._brought = _ending(words.get("brought", ()))
        self._sides = (frozenset(words.get("received", ())), frozenset(words.get("spent", ())))

    def read(self, paragraph: Paragraph) -> None:
        """Claim what the amounts of a paragraph that are called totals and remainders add up from."""
        levels = [level for level in _in_order(paragraph) if not is_companion(level.fact, self.vocabulary)]
        for place, level in enumerate(levels):
            name = level.named.text
            if self._totals.search(name):
                self._claim(level, self._sums(levels, place))
            elif self._remainders.search(name) or self._carried.search(name):
                self._claim(level, self._differences(levels, place))

    def _claim(self, level: Level, readings: Iterator[Reading]) -> None:
        tried = list(readings)
        for tolerance in (False, True):
            for reading in tried:
                if _ties(level.fact, reading, rounded=tolerance):
                    self._keep(level, reading)
                    return

    def _keep(self, level: Level, reading: Reading) -> None:
        self.ledger.facts.claims.append(
            Breakdown(level.fact, reading.parts, exhaustive=True, sure=False, taken_off=reading.taken_off)
        )

    # --- totals ------------------------------------------------------------------------------------------------

    def _sums(self, levels: Sequence[Level], place: int) -> Iterator[Reading]:
        """The runs of amounts right before a total, from each amount where a sum of its side can begin."""
        total = levels[place]
        for start in range(place - 1, max(-1, place - 1 - _MOST), -1):
            first = levels[start]
            if total.record.sentence - first.record.sentence > _SENTENCES or first.quantity != total.quantity:
                return
            if self._can_begin(levels, start, total):
                for parts in _extents(levels[start:place]):
                    if len(parts) >= _FEWEST:
                        yield Reading(tuple(level.fact for level in parts))
            if self._totals.search(first.named.text) and start < place - 1:
                return

    def _can_begin(self, levels: Sequence[Level], start: int, total: Level) -> bool:
        """Whether the first amount of a sum can stand here: at the head of a sentence, or as that of the side of the total."""
        first = levels[start]
        side, own = self._side(total), self._side(first)
        if side is not None and own is not None:
            return side == own
        return start == 0 or levels[start - 1].record.sentence != first.record.sentence

    def _side(self, level: Level) -> int | None:
        concept = level.named.concept or level.fact.concept
        return next((number for number, side in enumerate(self._sides) if concept in side), None)

    # --- what is left ------------------------------------------------------------------------------------------

    def _differences(self, levels: Sequence[Level], place: int) -> Iterator[Reading]:
        """Income less expenditure, what was left before plus this year's rest."""
        left = levels[place]
        before = [
            level
            for level in reversed(levels[max(0, place - _MOST) : place])
            if left.record.sentence - level.record.sentence <= _SENTENCES and level.quantity == left.quantity
        ]
        spent = [level for level in before if self._side(level) == 1]
        received = [level for level in before if self._side(level) == 0]
        brought = [level for level in before if self._brought.search(level.named.text)][:2]
        rests = [level for level in before if self._remainders.search(level.named.text)][:1]
        for out in spent[:4]:
            for into in received[:6]:
                if into.record.number < out.record.number or len(spent) == 1:
                    yield Reading((into.fact,), (out.fact,))
        if self._carried.search(left.named.text):
            for old in brought:
                for rest in rests:
                    yield Reading((old.fact, rest.fact))
                for out in spent[:2]:
                    for into in received[:2]:
                        yield Reading((old.fact, into.fact), (out.fact,))


def _ending(patterns: Sequence[str]) -> re.Pattern[str]:
    """Any of the patterns at the end of a name, but for words that say how it was reckoned."""
    return re.compile(rf"(?:{'|'.join(patterns) or '(?!)'})[\W为达约是]*$")


def _in_order(paragraph: Paragraph) -> list[Level]:
    """The amounts of money outside of brackets in reading order."""
    found: list[Level] = []
    for number in sorted(paragraph.levels):
        if number not in paragraph.reasons:
            found += [*paragraph.beside.get(number, ()), paragraph.levels[number]]
    return [level for level in found if level.quantity == MONEY and not level.record.depth]


def _extents(run: Sequence[Level]) -> Iterator[Sequence[Level]]:
    """A run without the items of its lists; with the last items of one of them, which may have ended before; with all of them."""
    inner = [place for place, level in enumerate(run) if _is_inside(level, run)]
    yield [level for place, level in enumerate(run) if place not in inner]
    for keep in range(1, len(inner)):
        kept = inner[: len(inner) - keep]
        yield [level for place, level in enumerate(run) if place not in kept]
    if inner:
        yield run


def _is_inside(level: Level, run: Sequence[Level]) -> bool:
    """Whether an amount is an item of a list of another amount of the run."""
    whole = level.listing.whole if level.listing is not None else None
    return whole is not None and any(other is whole for other in run)


def _ties(total: Fact, reading: Reading, *, rounded: bool) -> bool:
    if total.figure is None:
        return False
    difference, allowance = total.figure.base, total.figure.slack(fine=False)
    for sign, facts in ((-1, reading.parts), (1, reading.taken_off)):
        for fact in facts:
            if fact.figure is None:
                return False
            difference += sign * fact.figure.base
            allowance += fact.figure.slack(fine=False)
    return abs(difference) <= (allowance if rounded else Decimal(0))
