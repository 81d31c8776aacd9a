"""Lists that their total ends: `1.教育支出25万元；2.卫生支出15万元。以上两项共计40万元。`

What such a total adds up its words tell, where no sum proves it: the items of the list before it, as many as it counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.prose.balance_entries import Entry
from auditor.facts.prose.companions import plan_kind
from auditor.facts.prose.entries import names_others
from auditor.facts.prose.numerals import counted
from auditor.patterns import any_of
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_FEWEST = 2


class Ended(NamedTuple):
    """The items of a list, and whether its total says how many they are."""

    items: tuple[Entry, ...]
    is_counted: bool


class EndedLists:
    """Finds the list that a total ends."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        words = vocabulary.grammar.breakdown
        self._summing = any_of(words.get("summing", ()))
        self._above = tuple(words.get("above", ()))

    def ended_by(self, total: Entry, before: Sequence[Entry]) -> Ended | None:
        """The items that a total adds up of the amounts before it; None where no list ends there, or one of another length."""
        if not before or total.level.listing is not None:
            return None
        items, is_plain = _items(total, before)
        if names_others(total.name, [item.fact.label for item in items]):
            return None
        items = self._of_plan(total, items, before)
        found = self._summing.search(total.name)
        count = found["count"] if found else None
        if count is None:
            is_of_all = is_plain or total.name.startswith(self._above) or self._summing.match(total.name) is not None
            return Ended(items, is_counted=False) if len(items) >= _FEWEST and is_of_all else None
        return Ended(items, is_counted=True) if len(items) == counted(count) else None

    def _of_plan(self, total: Entry, items: Sequence[Entry], before: Sequence[Entry]) -> tuple[Entry, ...]:
        """一、甲年初预算32万元，支出决算29万元。二、…。三项支出决算合计156万元: of each item what was planned, or what came of it."""
        wanted = plan_kind(dict(total.fact.dims), self._vocabulary)
        found = []
        for item in items:
            told = [item, *(entry for entry in before if entry.sentence == item.sentence)]
            alike = (entry for entry in told if plan_kind(dict(entry.fact.dims), self._vocabulary) == wanted)
            found.append(next(alike, item))
        return tuple(found)


def _items(total: Entry, before: Sequence[Entry]) -> tuple[tuple[Entry, ...], bool]:
    """The items of the list whose last one stands right before a total, and whether a total of any name can only be theirs.

    They are those of a heading, those of list marks, those of its own sentence, or those of the sentence before it.
    """
    last = before[-1]
    listing = last.level.listing
    if listing is not None:
        # 支出分列如下： / 1.教育支出25万元； / …: its whole is printed nowhere before.
        own = tuple(entry for entry in before if entry.level.listing is listing)
        return (own, False) if listing.whole is None else ((), False)
    rank = next((entry.level.record.rank for entry in reversed(before) if entry.level.record.rank is not None), None)
    if rank is not None:
        return _marked(before, rank), True
    sentence = tuple(entry for entry in before if entry.sentence == last.sentence)
    is_one_each = len({entry.part for entry in sentence}) == len(sentence)
    if any(entry.level.listing is not None or entry.is_added for entry in sentence):
        return (), False
    if total.sentence == last.sentence:
        return sentence, True
    return (sentence, False) if total.sentence - last.sentence == 1 and is_one_each else ((), False)


def _marked(before: Sequence[Entry], rank: int) -> tuple[Entry, ...]:
    """The items with list marks of one rank; what stands between them without a mark is below them."""
    found: list[Entry] = []
    for entry in reversed(before):
        own = entry.level.record.rank
        if own is not None and own < rank:
            break
        if own == rank:
            found.append(entry)
    return tuple(reversed(found))
