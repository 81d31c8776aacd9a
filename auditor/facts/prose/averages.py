"""Averages: `公务接待费93120元，1164人次，人均80元` is an amount over a count, both told before it.

The words for an average say what is counted: 人均 people or visits, 车均 vehicles. Of which amount and which count it is they
seldom say, so the nearest pair that makes it is taken; where none does, the nearest pair of which it is a slip away, and else
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from auditor.arithmetic import is_any_slip, is_in_other_unit
from auditor.facts.claims import Average
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import AT_PAUSE, Token
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import MONEY, Unit
from auditor.patterns import any_of, regex

_MOST = 4
"""Amounts and counts before an average that it may be of."""
_LEAST = 10
_SHORTEST = 3
"""Characters of a name whose last one may be another."""


class AverageReader:
    """Makes claims of the averages of a paragraph."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        grammar = ledger.vocabulary.grammar
        self._each = [(unit, regex(pattern)) for unit, pattern in sorted(ledger.vocabulary.each.items())]
        self._over_time = any_of(grammar.change.get("over_time", ()))
        self._rate = any_of(grammar.change.get("rate_of_each", ()))
        self._totals = tuple(grammar.breakdown.get("totals", ()))
        self._each_of = any_of(grammar.change.get("each_of", ()))
        self._on_average = any_of(grammar.change.get("on_average", ()))
        self._before = any_of([grammar.pairs["before"]] if grammar.pairs else [])
        self._fillers = frozenset(grammar.labels["fillers"])

    def read(self, paragraph: Paragraph) -> Iterator[Average]:
        """The averages in reading order."""
        patterns = (self._each_of, *(pattern for _, pattern in self._each))
        if not any(pattern.search(paragraph.text) for pattern in patterns):
            return
        for record in paragraph.records:
            token = record.frame.figure("figure")
            if record.kind != "level" or token is None or token.numeral is None or token.loose:
                continue
            average, words = self.ledger.told.get(token.numeral.start), self._words(paragraph, record)
            is_money = token.unit is not None and token.unit.quantity == MONEY
            if average is None or not is_money or self._over_time.search(words):
                continue
            claim = self._of_units(paragraph, record, words, average)
            claim = claim or self._of_things(paragraph, record, words, average)
            if claim is not None:
                yield claim

    def _of_units(self, paragraph: Paragraph, record: Record, words: str, average: Fact) -> Average | None:
        """公务接待费93120元，1164人次，人均80元: of a number whose unit has words for what each has."""
        found = [(unit, match) for unit, pattern in self._each if (match := pattern.search(words)) is not None]
        if not found:
            return None
        units = {unit for unit, _ in found}
        named = self._on_average.sub("", words[found[0][1].end() :].strip())
        before = [level for level in paragraph.levels_before(record, sentences=1) if not level.loose]
        counts = [level for level in before if level.unit in units and not self._is_of_each(paragraph, level.record)]
        counts = counts[:_MOST]
        others = [level for level in before if level.record.kind == "count" and level.unit not in units][:_MOST]
        # 车辆7辆，其中一般用车3辆、执法用车4辆；运行费15.68万元，车均2.24万元: of all rather than of some.
        counts.sort(key=lambda level: level.listing is not None)
        amounts = [level for level in before if level.quantity == MONEY and self._is_of(named, level)][:_MOST]
        # 支出627万元，上年682万元，减少55万元；按164人计算，人均3.82万元: of this year rather than of the one before.
        if not self._before.search(words) and not any("year" in dict(level.fact.dims) for level in counts[:1]):
            amounts.sort(key=lambda level: "year" in dict(level.fact.dims))
        behind = (paragraph.levels.get(record.number + step) for step in range(1, _MOST))
        after = next((level for level in behind if level is not None), None)
        if after is not None and after.record.part == record.part and after.quantity == MONEY and not after.loose:
            # 接待按24批次、每批0.25万元测算，需6.00万元: what each costs makes the amount behind it.
            is_rate = self._rate.match(found[0][1][0]) is not None
            amounts = [after, *amounts] if is_rate else [*amounts, after]
        tied = _tied(amounts, counts, average)
        if tied is not None:
            return tied
        parts = self._parts_of_others(paragraph, record, [pattern for unit, pattern in self._each if unit in units])
        # 人均人员经费19.92万元，人均公用经费2.92万元: each names its amount.
        is_named = bool(named) and named not in self._fillers
        if record.part in parts and not is_named:
            return None
        if parts and not is_named:
            amounts, counts = ([one for one in some if one.record.part == record.part] for some in (amounts, counts))
        return _typed(amounts, counts, average) or _over_another(amounts, counts, others, average)

    def _of_things(self, paragraph: Paragraph, record: Record, words: str, average: Fact) -> Average | None:
        """改造户厕318座，每座补助1500元，合计47.70万元: of a number of things that no unit of the vocabulary counts.

        已拨付47.1万元，余款0.6万元: what is not called a total may be less than the product without a slip.
        """
        found = self._each_of.search(words)
        counted = self._counted(paragraph, record, found["of"]) if found is not None else None
        if found is None or counted is None or counted.numeral is None:
            return None
        # What each gets makes the amount behind it sooner than one before it.
        steps = (*range(1, _MOST), *range(-1, -_MOST, -1))
        near = (paragraph.levels.get(record.number + step) for step in steps)
        amounts = [
            level
            for level in near
            if level is not None and level.quantity == MONEY and level.record.part == record.part and not level.loose
        ]
        number = self.ledger.told.get(counted.numeral.start)
        number = number or self.ledger.add(paragraph.source, paragraph.scene.section, counted, "", {}, found["of"])
        claims = [Average(level.fact, number, average) for level in amounts]
        tied = next((claim for claim in claims if _gap(claim) <= _slack(claim)), None)
        if tied is not None or self._parts_of_others(paragraph, record, [self._each_of]):
            return tied
        is_total = bool(amounts) and any(word in amounts[0].named.text for word in self._totals)
        return claims[0] if is_total and _is_slip(claims[0]) else None

    def _parts_of_others(self, paragraph: Paragraph, record: Record, patterns: Sequence[re.Pattern[str]]) -> set[int]:
        """The parts of a sentence that tell what others get: 小学每人1000元、初中每人1250元，合计35万元 is the sum of two products."""
        near = paragraph.records[max(0, record.number - 2 * _MOST) : record.number + 2 * _MOST]
        return {
            other.part
            for other in near
            if other is not record and other.sentence == record.sentence and other.kind == "level"
            if any(pattern.search(self._words(paragraph, other)) for pattern in patterns)
        }

    @staticmethod
    def _words(paragraph: Paragraph, record: Record) -> str:
        """The words of the clause before the figure of a record."""
        start = paragraph.records[record.number - 1].frame.phrases[-1].end if record.number else 0
        token = record.frame.figure("figure")
        return AT_PAUSE.split(paragraph.text[start : token.start])[-1] if token is not None else ""

    def _is_of_each(self, paragraph: Paragraph, record: Record) -> bool:
        """培训3期，每期50人，每人500元，合计7.5万元: whether a number is what each has, and not how many there are."""
        return self._each_of.search(self._words(paragraph, record)) is not None

    def _counted(self, paragraph: Paragraph, record: Record, words: str) -> Token | None:
        """The number, of the sentence before a record, right behind which stand the words, or the first of them: 318座 for 座补助."""
        for number in range(record.number - 1, max(-1, record.number - 1 - 2 * _MOST), -1):
            other = paragraph.records[number]
            token = other.frame.figure("figure")
            if other.sentence != record.sentence:
                break
            if token is None or token.numeral is None or token.loose or token.kind in ("amount", "percent"):
                continue
            if self._is_of_each(paragraph, other):
                continue
            ends = range(len(words), 0, -1)
            if any(paragraph.text.startswith(words[:end], token.numeral.end) for end in ends):
                return token
        return None

    def _is_of(self, name: str, level: Level) -> bool:
        """Whether an amount bears the name that an average has, which may end otherwise: 人均机关运行经费; 人均接待费用 of 接待费."""
        is_like = len(name) >= _SHORTEST and name[:-1] in level.named.text
        return name in self._fillers or not name or name in level.named.text or is_like


def _pairs(amounts: Sequence[Level], counts: Sequence[Level], average: Fact) -> list[Average]:
    """An average of each amount over each count, the nearest first."""
    pairs = sorted(product(range(len(amounts)), range(len(counts))), key=lambda pair: (sum(pair), pair))
    return [Average(amounts[one].fact, counts[other].fact, average) for one, other in pairs]


def _tied(amounts: Sequence[Level], counts: Sequence[Level], average: Fact) -> Average | None:
    """The nearest pair that makes the average."""
    return next((claim for claim in _pairs(amounts, counts, average) if _gap(claim) <= _slack(claim)), None)


def _typed(amounts: Sequence[Level], counts: Sequence[Level], average: Fact) -> Average | None:
    """The nearest pair of all, where that is a slip away from the average."""
    return next((claim for claim in _pairs(amounts, counts, average)[:1] if _is_slip(claim)), None)


def _over_another(
    amounts: Sequence[Level], counts: Sequence[Level], others: Sequence[Level], average: Fact
) -> Average | None:
    """48批次、384人次，支出4.608万元，人均960元: what another number that stands there makes was divided by the wrong one."""
    if not amounts or len(counts) != 1 or counts[0].record.sentence != amounts[0].record.sentence:
        return None
    made = (Average(amounts[0].fact, other.fact, average) for other in others)
    is_other = any(_gap(claim) <= _slack(claim) for claim in made)
    return Average(amounts[0].fact, counts[0].fact, average) if is_other else None


def _gap(claim: Average) -> Decimal:
    """How far an amount is from as many averages as are counted, in base units."""
    amount, count, average = (fact.figure for fact in claim)
    assert amount is not None and count is not None and average is not None
    return abs(amount.base - count.base * average.base)


def _slack(claim: Average) -> Decimal:
    amount, count, average = (fact.figure for fact in claim)
    assert amount is not None and count is not None and average is not None
    return amount.slack(fine=False) + count.base * average.slack(fine=False)


def _is_slip(claim: Average) -> bool:
    """Whether one of the three would be what the others make but for a slip of the hand."""
    amount, count, average = (fact.figure for fact in claim)
    assert amount is not None and count is not None and average is not None
    if not (amount.base and count.base and average.base):
        return False
    dues = (
        (average, amount.base / count.base / _scale(average.unit)),
        (count, amount.base / average.base / _scale(count.unit)),
        (amount, count.base * average.base / _scale(amount.unit)),
    )
    for figure, exact in dues:
        due = round(exact, figure.decimals)
        if is_any_slip(figure.value, due, figure.decimals, _LEAST):
            return True
        if figure.unit is not None and figure.unit.quantity == MONEY and is_in_other_unit(figure.value, exact):
            # 2450人次，每人120元，列支29.40元.
            return True
    return False


def _scale(unit: Unit | None) -> Decimal:
    return unit.scale if unit is not None else Decimal(1)
