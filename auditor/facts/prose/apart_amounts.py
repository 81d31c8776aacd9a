"""Figures that are no amounts of an account: from how much on something is done, what each of several costs, what is left out.

`限额标准：货物服务类50万元`; `生均3.9万元`; `除拨款163亿元外，主要为补助326亿元`; `上级专项20万元已含在一般公共预算之中`.
"""

from __future__ import annotations

import re

from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.patterns import any_of, regex
from auditor.vocabulary import Vocabulary

_LONGEST_STANDARD = 80
"""Characters of a sentence before an amount in which words may call it a standard."""
_PER = regex(r"\s*[/／]\s*[^\W\d][^，。；、,;（）()\d]*(?:[，。；、,;（）()]|$)")
_AT_PAUSE = regex(r"[，、；：。,;:.()（）]")


class ApartAmounts:
    """Tells such figures by the words around them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        change, breakdown = vocabulary.grammar.change, vocabulary.grammar.breakdown
        self._thresholds = any_of(change.get("standards", ()))
        self._excepted = any_of(breakdown.get("excepted", ()))
        self._excepted_behind = tuple(breakdown.get("excepted_behind", ()))
        self._stops = vocabulary.grammar.language["stops"]
        self._verbs = vocabulary.verbs_of_change
        self._apart = any_of(change.get("apart", ()))
        self._inside = any_of(change.get("inside", ()))

    def tells(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether the figure of a record is one of these."""
        return (
            self.is_of_each(paragraph, record)
            or self._is_price(paragraph, record)
            or self._is_threshold(paragraph, record)
            or self._is_excepted(paragraph, record)
        )

    @staticmethod
    def _is_price(paragraph: Paragraph, record: Record) -> bool:
        """补助标准6万元/公里: what one thing costs."""
        figure = record.frame.phrase("figure")
        return figure is not None and _PER.match(paragraph.text, figure.end) is not None

    def _is_threshold(self, paragraph: Paragraph, record: Record) -> bool:
        """限额标准：货物服务类50万元、工程类60万元: from how much on something is done, and no amount of anything."""
        end = record.frame.phrases[0].start
        before = paragraph.text[max(0, end - _LONGEST_STANDARD) : end]
        begins = max((before.rfind(stop) for stop in self._stops), default=-1) + 1
        return self._thresholds.search(before, begins) is not None

    def _is_excepted(self, paragraph: Paragraph, record: Record) -> bool:
        """除拨款163亿元外，主要为补助326亿元: an amount that is left out of what follows."""
        name, figure = record.frame.phrase("name"), record.frame.phrase("figure")
        if name is None or figure is None or not paragraph.text.startswith(self._excepted_behind, figure.end):
            return False
        return self._excepted.search(paragraph.text[name.start : figure.start]) is not None

    def is_of_each(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether an amount is of each of several, or how far two are apart: 生均3.9万元; 人均670元提高到700元 is what it was."""
        words = "".join(paragraph.text[phrase.start : phrase.end] for phrase in record.frame.slots.get("name", ()))
        if words in self._verbs:
            # 因车改处置1辆减4.5万元: a verb of change names nothing.
            return True
        figure = record.frame.phrase("figure")
        if figure is not None and self._inside.match(paragraph.text, figure.end) is not None:
            # 上级专项20万元已含在一般公共预算之中: told of another amount, and no item beside it.
            return True
        if self._apart.search(words) is None and self._average(paragraph, record) is None:
            return False
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        return after is None or after.kind != "becomes" or after.clause != record.clause

    def _average(self, paragraph: Paragraph, record: Record) -> re.Match[str] | None:
        """每辆年均运行维护费2.95万元: the words for an average may stand before the name, in its clause."""
        start = paragraph.records[record.number - 1].frame.phrases[-1].end if record.number else 0
        return self._apart.search(_AT_PAUSE.split(paragraph.text[start : record.frame.phrases[-1].start])[-1])
