"""What a list is of: the amount before the word that opens it, in its sentence or the one before.

`采购70万元，其中：货物40万元、服务30万元` is of the amount read last; `收支总预算80万元。收入包括：…；支出包括：…` of a side of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from auditor.facts.prose.companions import is_companion, result_of
from auditor.facts.prose.lexer import value_of
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.lists import Lists
from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.nearness import base_of
from auditor.facts.prose.paragraph import Paragraph, is_rated, outermost
from auditor.facts.prose.partition import shared_start, shortens
from auditor.facts.prose.records import Record
from auditor.figures import MONEY
from auditor.patterns import regex

_AROUND = "。．.；;：:，, \n"
"""Marks around the words before a colon."""
_STOPS = regex("[。；;]")
_SURE, _NEAR = 4, 3
"""So many characters of a name say what it is of, so many sentences away."""
_ALIKE = 2
"""Characters with which two names of one thing begin."""
_TELLING = 8
"""So many characters say what they are about."""


class ListWholes:
    """Finds the wholes of the lists of a paragraph."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.vocabulary = names.vocabulary
        self._totals = tuple(self.vocabulary.grammar.breakdown.get("sums", ()))
        self._joint = self.vocabulary.grammar.share.get("joint", ())
        money = "|".join(re.escape(name) for name, unit in self.vocabulary.units.items() if unit.quantity == MONEY)
        self._amount = regex(rf"(?P<figure>\d[\d,]*(?:\.\d+)?)\s*(?:{money or '(?!)'})")

    @staticmethod
    def told_so(paragraph: Paragraph, record: Record, named: Named) -> Level | None:
        """转移性收入456.55亿元。转移性收入包括：…: the one amount that the very words have told right before."""
        before = paragraph.levels_before(record, sentences=1)
        told = [level for level in before if level.named.text == named.text and level.quantity == MONEY]
        return told[0] if len(told) == 1 and not record.depth else None

    @staticmethod
    def begun_so(paragraph: Paragraph, record: Record, named: Named) -> Level | None:
        """中央补助836万元、省级补助289万元，合计1125万元。中央资金包括：…: the one amount near by whose name begins as other words do."""
        near = [level for level in paragraph.levels_before(record, sentences=1) if level.quantity == MONEY]
        alike = [len(shared_start((named.text.strip(), level.named.text))) for level in near]
        most = max(alike, default=0)
        is_one = most >= _ALIKE and alike.count(most) == 1 and not record.depth
        return near[alike.index(most)] if is_one and not near[alike.index(most)].loose else None

    def side(self, paragraph: Paragraph, lists: Lists, record: Record, named: Named) -> Level | None:
        """The whole of one side of an account: 收支总预算160万元。收入包括：拨款150万元、事业收入10万元；支出包括：…"""
        known = self.vocabulary.concepts.get(named.concept or "")
        if known is None or not known.generic or named.dims or named.rest or record.depth:
            return None
        for level in paragraph.levels_before(record, sentences=1):
            both = self.vocabulary.concepts.get(level.fact.concept)
            if (
                both is not None
                and known.id in both.also
                and level.fact.concept not in known.also
                and not level.listing
            ):
                lists.close()
                return replace(level, fact=level.fact._replace(concept=known.id))
        return None

    def nearest(self, paragraph: Paragraph, lists: Lists, record: Record) -> Level | None:
        """The amount a list is of: the nearest; a bracket is about the amount right before it."""
        if self.is_unread(paragraph, record):
            return None
        before = list(paragraph.levels_before(record, sentences=1))
        is_at_head = not paragraph.text[: record.frame.phrases[0].start].strip()
        above = [level for level in lists.above if not is_companion(level.fact, self.vocabulary)] or lists.above
        if is_at_head and not record.depth and len(above) == 1:
            # 收入171亿元，增长15%，上年收入149亿元。 / 其中，市级98亿元；区县73亿元: of the one amount of the paragraph before that
            # is of the year.
            return above[0]
        if not before and paragraph.is_aside(record.sentence - 1):
            # 经费支出12万元。与上年相比减少1万元。其中：…: the sentence between says how the whole has changed, or why.
            before = list(paragraph.levels_before(record, sentences=2))
        if record.depth:
            return next((level for level in before if level.record.depth < record.depth), None)
        before = [level for level in before if not level.record.depth and not is_rated(paragraph, level, self._joint)]
        nearest = result_of(before, before[0], self.vocabulary) if before else None
        if nearest is not None and nearest.record.sentence < record.sentence:
            # Behind a full stop the text speaks of the whole again.
            before = [outermost(level) for level in before if level.record.sentence == nearest.record.sentence]
            nearest = outermost(nearest)
        return self._that_holds(paragraph, nearest, before, record) if nearest is not None else None

    def _that_holds(self, paragraph: Paragraph, nearest: Level, before: Sequence[Level], record: Record) -> Level:
        """The nearest of the amounts before a list that its first part can be a part of, where the nearest of all cannot have it.

        经费139万元，主要是新增6人。其中机关62万元: of the money; 收入52亿元；支出46亿元。其中：保费收入40亿元: of that side.
        """
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else record
        token = after.frame.figure("figure")
        is_first = after.kind in ("level", "count") and after.pauses in ((), (("colon", record.depth),))
        if not is_first or after.depth != record.depth or token is None or token.unit is None:
            return nearest
        named = self.names.of(after.frame.slots.get("name", ()), paragraph.text)
        quantity = token.unit.quantity
        told = [level for level in before if level.record.sentence == nearest.record.sentence]
        is_counted = nearest.record.kind == "count" and MONEY not in (nearest.quantity, quantity)
        if is_counted and nearest.named.text.startswith(self._totals):
            # 本级和所属5个二级单位组成，共6家。其中：行政单位1个: the total, whatever its units are counted in; but 转移支付30万元，
            # 共2项，具体为：甲18万元，乙12万元.
            return nearest
        if nearest.quantity not in (None, quantity):
            return next((level for level in told if level.quantity == quantity), nearest)
        base = value_of(token) * token.unit.scale
        is_more = base_of(nearest) < base and not token.loose and not nearest.fact.concept
        if quantity == MONEY and record.kind == "opens" and is_more:
            # 资产总额95亿元，负债29亿元，净资产66亿元。其中行政单位资产67亿元: no part is more than its whole.
            return next((level for level in told if base_of(level) >= base and level.quantity == quantity), nearest)
        if record.kind != "opens" or Listing(nearest, "open", 0).accepts(named, quantity, self.vocabulary):
            return nearest
        sides = (level for level in told if self._is_side(level) and self._is_side(nearest))
        fit = (level for level in sides if Listing(level, "open", 0).accepts(named, quantity, self.vocabulary))
        return next(fit, nearest)

    def _is_side(self, level: Level) -> bool:
        concept = self.vocabulary.concepts.get(level.fact.concept)
        return concept is not None and concept.generic

    @staticmethod
    def is_unread(paragraph: Paragraph, record: Record) -> bool:
        """Whether a list is of a figure right before it that is no amount here, and so of none before that.

        上年合计为807.95万，其中：…: its unit is not printed; 余额低于限额47亿元，其中一般债务低9亿元: it is how far two are apart.
        """
        before = paragraph.records[record.number - 1] if record.number else record
        is_right_before = before.sentence == record.sentence and before.depth == record.depth
        return before.kind in ("unitless", "level") and is_right_before and before.number not in paragraph.levels

    def passed(self, paragraph: Paragraph, whole: Level, record: Record) -> tuple[Decimal, ...]:
        """余额671亿元，控制在限额675亿元以内，其中…: the amounts that are read as nothing between a whole and the word."""
        if whole.record.sentence != record.sentence:
            return ()
        between = pairwise(paragraph.records[whole.record.number : record.number + 1])
        spans = ((one.frame.phrases[-1].end, other.frame.phrases[0].start) for one, other in between)
        found = (
            found for start, end in spans if start < end for found in self._amount.finditer(paragraph.text, start, end)
        )
        return tuple(Decimal(one["figure"].replace(",", "")) for one in found)

    @staticmethod
    def is_behind_others(paragraph: Paragraph, whole: Level, record: Record) -> bool:
        """支出285亿元。对减收给予补助，其中甲14亿元，其他6亿元: whether its sentence tells something else without a figure first."""
        before = paragraph.records[record.number - 1] if record.number else None
        if before is None or before.sentence == record.sentence or whole.record.sentence == record.sentence:
            return False
        words = paragraph.text[before.frame.phrases[-1].end : record.frame.phrases[0].start]
        return len(_STOPS.split(words)[-1].strip(_AROUND)) >= _TELLING

    @staticmethod
    def counts(paragraph: Paragraph, record: Record) -> tuple[Level, ...]:
        """The counts of the sentence before a list, of which it may be one."""
        return tuple(level for level in paragraph.levels_before(record) if level.record.kind == "count")

    @staticmethod
    def told_in_words(paragraph: Paragraph, record: Record, named: Named) -> Level | None:
        """The one amount near by that has just these words, or more behind them: 一般性转移支付 for 一般性转移支付收入."""
        near = [level for level in paragraph.levels_before(record, sentences=_NEAR) if level.quantity == MONEY]
        told = [level for level in near if len(named.text) >= _SURE and level.named.text.startswith(named.text)]
        if not told and len(named.text) >= _SURE:
            # 与中小企业签订合同金额52万元。中小企业合同中，…: words that shorten its name.
            told = [level for level in near if shortens(named.text, level.named.text)]
        same = [level for level in told if level.named.text == named.text] or told
        return same[0] if len(same) == 1 and not same[0].loose else None
