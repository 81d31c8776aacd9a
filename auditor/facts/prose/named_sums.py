"""Totals that name what they are of: `教育、社会保障和就业、卫生健康三项合计172080万元`, whose amounts the section printed before.

As many names as the total counts must each be those of one amount of the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.facts.claims import Breakdown, Claim
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.nearness import is_near
from auditor.facts.prose.paragraph import Paragraph
from auditor.figures import MONEY
from auditor.patterns import any_of

_FEWEST = 2
_LONGEST_END = 2
"""Characters of a word for income or spending."""
_NUMERALS = "〇一二三四五六七八九十"


class NamedSums:
    """Finds such totals in a paragraph."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        words = self.vocabulary.grammar.breakdown
        self._summing = any_of(words.get("summing", ()))
        self._marks = any_of(map(re.escape, words.get("enumerates", ())))
        known = self.vocabulary.concepts
        generic = (word for word, of in self.vocabulary.aliases if of.concept and known[of.concept].generic)
        self._ends = ("", *(word for word in generic if len(word) <= _LONGEST_END))
        """What a name may end in that a total leaves out: 教育 of 教育支出."""
        self._joins = any_of(map(re.escape, words.get("separators", ())))

    def read(self, paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Breakdown]:
        """The sums in reading order, those of `claims` left out; one that no slip explains may be of other amounts of these names."""
        known = {claim.whole.number for claim in claims if isinstance(claim, Breakdown)}
        for level in paragraph.levels.values():
            is_open = level.quantity == MONEY and not level.loose and level.fact.number not in known
            names = self._names(_words_of(paragraph, level)) if is_open else []
            parts = [self._told(paragraph, name, level) for name in names]
            found = [part for part in parts if part is not None]
            if len(found) >= _FEWEST and len(found) == len(parts):
                told = [Level(level.record, level.named, part) for part in found]
                yield Breakdown(level.fact, tuple(found), "told" if is_near(level, told) else "open")

    def _names(self, words: str) -> list[str]:
        """The names before the word for a sum, if they are as many as it says."""
        summing = self._summing.search(words)
        if summing is None or summing["count"] is None:
            return []
        wanted = _NUMERALS.find(summing["count"].replace("两", "二"))
        marked = [name for name in self._marks.split(words[: summing.start()]) if name]
        if len(marked) < wanted and marked:
            # 教育、科技和文化三项合计: the last two may be joined by a word.
            marked = [*marked[:-1], *(name for name in self._joins.split(marked[-1]) if name)]
        return marked if len(marked) == wanted >= _FEWEST else []

    def _told(self, paragraph: Paragraph, name: str, total: Level) -> Fact | None:
        """The one amount that the section has printed under a name, or under it and a word for income or spending."""
        found = (self.ledger.printed(paragraph.scene.section, name + end, MONEY) for end in self._ends)
        told = next((fact for fact in found if fact is not None), None)
        return told if told is not None and told.number < total.fact.number else None


def _words_of(paragraph: Paragraph, level: Level) -> str:
    """All words of the name of an amount, however long."""
    phrases = level.record.frame.slots.get("name", ())
    return paragraph.text[phrases[0].start : phrases[-1].end].strip() if phrases else level.named.text
