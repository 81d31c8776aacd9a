"""What is left: income less expenditure, what there was before and this year's rest, what one total leaves of the other.

`收入9.10亿元，支出8.60亿元，当年收支结余0.50亿元`; `收入总计39亿元；支出总计37亿元；年终结转2亿元`;
`资产125万元，负债25万元，净资产100万元`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.facts.prose.balance_entries import Entry, Reading, ending, is_near
from auditor.patterns import any_of
from auditor.vocabulary import Vocabulary

_FEWEST = 2
_SENTENCES = 3
_SENTENCES_BETWEEN = 5
"""So many sentences, with the parts of both, stand between a total and what is left of it."""
_MOST = 30
"""How far back what is left can be told of, in amounts."""


class Remainders:
    """Finds of which amounts before it one is what is left."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.grammar.breakdown
        behind = words.get("behind_totals", ())
        self._totals = ending([re.escape(word) for word in words.get("totals", ())], behind)
        self._remainders, self._shortfalls, self._carried, self._grand, self._brought = (
            ending(words.get(key, ()), behind)
            for key in ("remainders", "shortfalls", "carried", "grand_totals", "brought")
        )
        self._offset = any_of(words.get("offset", ()))
        self._left = any_of(words.get("left_of_both", ()))
        self._owned, self._owed, self._net = (ending(words.get(key, ()), behind) for key in ("owned", "owed", "net"))

    def readings(self, entries: Sequence[Entry], place: int) -> Iterator[Reading] | None:
        """What an amount may be left of, by its name; None where that says nothing of the kind."""
        entry = entries[place]
        if self._shortfalls.search(entry.name):
            return self.lacking(entries, place)
        if self._net.search(entry.name):
            return self.worth(entries, place)
        return self.differences(entries, place) if self.is_left(entry) else None

    def is_special(self, entry: Entry) -> bool:
        """Whether words leave less doubt of what an amount is left of than of any other sum: 结转下年, 净资产."""
        is_named = bool(self._shortfalls.search(entry.name) or self._left.search(entry.name))
        is_known = bool(self._carried.search(entry.name) or self._net.search(entry.name))
        return is_known or (is_named and self.is_offset(entry))

    def plain(self, entries: Sequence[Entry], place: int, tried: Sequence[Reading]) -> Reading | None:
        """The reading of such an amount that words leave no doubt of."""
        left = entries[place]
        if self._carried.search(left.name) or self._left.search(left.name):
            if not self.is_offset(left):
                return self._carried_on(entries, place, tried) or self._right_behind_totals(entries, place)
            account = self._account(entries, place)
            return account if account is not None and is_near(left, account) else self._rest_of_totals(entries, place)
        readings = self.lacking(entries, place) if self._shortfalls.search(left.name) else self.worth(entries, place)
        return next(readings, None)

    def is_left(self, entry: Entry) -> bool:
        """Whether an amount is called what is left, or stands behind both sides set against each other: 两者相抵，结余35万元."""
        if self._remainders.search(entry.name) or self._carried.search(entry.name):
            return True
        return self._left.search(entry.name) is not None and self.is_offset(entry)

    def is_brought(self, entry: Entry) -> bool:
        """Whether an amount is what was left of the year before, by its words or their year: 上年末滚存结余."""
        return self._brought.search(entry.name) is not None or dict(entry.fact.dims).get("year") == "prior"

    def is_rest(self, entry: Entry) -> bool:
        """Whether an amount is called what the year has left: 当年收支结余."""
        return self._remainders.search(entry.name) is not None

    def is_offset(self, entry: Entry) -> bool:
        """Whether its sentence says before it that both totals are set against each other: 收支相抵，结转下年12.04亿元."""
        paragraph, record = entry.paragraph, entry.level.record
        before = record.number - 1
        start = paragraph.records[before].frame.phrases[-1].end if before >= 0 else 0
        return self._offset.search(paragraph.text, start, record.frame.phrases[-1].end) is not None

    def differences(self, entries: Sequence[Entry], place: int) -> Iterator[Reading]:
        """Income less expenditure, what was left before plus this year's rest."""
        left = entries[place]
        rest = self._rest_of_totals(entries, place) if self.is_offset(left) else None
        if rest is not None:
            # 收入总计13.95亿元。其中：…。支出总计13.4亿元。其中：…。收支相抵，年终结转5527万元: before any two of their parts.
            yield rest
        before = [
            entry for entry in entries[max(0, place - _MOST) : place] if left.sentence - entry.sentence <= _SENTENCES
        ]
        before.reverse()
        brought = [entry for entry in before if self._brought.search(entry.name)][:2]
        rests = [entry for entry in before if self._remainders.search(entry.name)][:1]
        # 甲收入307万元、支出305万元，当年结余2万元；乙收入421万元、支出408万元，当年结余2万元: of what its own part tells.
        own = list(self._pairs([entry for entry in before if entry.part == left.part]))
        pairs = own[:1] or list(self._pairs(before))
        if not self._carried.search(left.name):
            yield from (Reading((into,), (out,)) for into, out in pairs)
            return
        for old in brought:
            yield from (Reading((old, rest)) for rest in rests)
            yield from (Reading((old, into), (out,)) for into, out in pairs[:2])
        yield from (Reading((into,), (out,)) for into, out in pairs)
        account = self._account(entries, place)
        if account is not None:
            yield account

    def _account(self, entries: Sequence[Entry], place: int) -> Reading | None:
        """收入1493万元，上年结余140万元，支出1459万元。收支相抵，年终结余174万元: all that came in less all that went out."""
        left = entries[place]
        if not self.is_offset(left) or not self._carried.search(left.name):
            return None
        told = entries[max(0, place - _MOST) : place]
        sentence = told[-1].sentence if told else left.sentence
        told = [entry for entry in told if entry.sentence in (sentence, left.sentence)]
        out = next((number for number, entry in enumerate(told) if entry.side == 1), 0)
        into, spent = told[:out], told[out:]
        is_plain = bool(into) and into[0].side == 0 and all(entry.side in (1, None) for entry in spent)
        is_plain &= all(entry.level.listing is None and not self._totals.search(entry.name) for entry in told)
        return Reading(tuple(into), tuple(spent)) if is_plain and len(told) > _FEWEST else None

    def lacking(self, entries: Sequence[Entry], place: int) -> Iterator[Reading]:
        """收入7亿元，支出8亿元，当期缺口1亿元: how much more was spent than came in, in one part of a sentence.

        收入总量7亿元。…支出总量8亿元。收支总量相抵，赤字1亿元: or of the totals told last, where they are set against each other.
        """
        rest = self._rest_of_totals(entries, place) if self.is_offset(entries[place]) else None
        if rest is not None:
            yield Reading(rest.taken_off, rest.parts)
            return
        part = entries[place].part
        before = [entry for entry in entries[max(0, place - _MOST) : place] if entry.part == part]
        yield from (Reading((out,), (into,)) for into, out in self._pairs(before[::-1]))
        # 支出8亿元，收入7亿元，收不抵支1亿元
        yield from (Reading((out,), (into,)) for into, out in self._pairs(before))

    def worth(self, entries: Sequence[Entry], place: int) -> Iterator[Reading]:
        """资产总额125万元，负债总额25万元，净资产100万元: what is owned less what is owed, told right before.

        Or told last of each, where it is that: 资产总额125万元。其中：…。 / 负债总额25万元，负债率20%。净资产100万元。
        """
        if place < _FEWEST:
            return
        left = entries[place]
        owned, owed = entries[place - 2 : place]
        if owned.sentence == left.sentence and self._owned.search(owned.name) and self._owed.search(owed.name):
            yield Reading((owned,), (owed,))
            return
        told = [entry for entry in reversed(entries[max(0, place - _MOST) : place]) if entry.level.listing is None]
        told = [entry for entry in told if left.sentence - entry.sentence <= _SENTENCES_BETWEEN]
        last = [next((entry for entry in told if one.search(entry.name)), None) for one in (self._owned, self._owed)]
        whole, debts = last
        if whole is not None and debts is not None and is_near(left, Reading((whole,), (debts,))):
            yield Reading((whole,), (debts,))

    def worth_of_three(self, entries: Sequence[Entry], place: int) -> tuple[Entry, Reading] | None:
        """负债总额25万元，净资产100万元，资产总额125万元: what is owned, owed and left, in whatever order."""
        three = [one for one in entries[max(0, place - 2) : place + 1] if one.level.listing is None]
        known = (self._net, self._owned, self._owed)
        told = [[one for one in three if pattern.search(one.name)] for pattern in known]
        # 净资产 ends in 资产.
        told[1] = [one for one in told[1] if one not in told[0]]
        if [len(some) for some in told] != [1, 1, 1] or self._net.search(entries[place].name) is not None:
            return None
        if len({one.sentence for one in three}) > 1 or (place > 2 and entries[place - 3].sentence == three[0].sentence):
            return None
        (net,), (owned,), (owed,) = told
        return net, Reading((owned,), (owed,))

    def _carried_on(self, entries: Sequence[Entry], place: int, tried: Sequence[Reading]) -> Reading | None:
        """上年结余12亿元，收入4亿元，支出3亿元，当年收支结余1亿元，年末结余13亿元: what was left and this year's rest, told once each."""
        left = entries[place]
        here = [other for other in entries[:place] if other.sentence == left.sentence]
        old, rests = (
            [other for other in here if pattern.search(other.name)] for pattern in (self._brought, self._remainders)
        )
        if len(old) != 1 or len(rests) != 1:
            return None
        return next((reading for reading in tried if reading.parts == (old[0], rests[0])), None)

    def _rest_of_totals(self, entries: Sequence[Entry], place: int) -> Reading | None:
        """收入总量为166亿元。…支出总量为153亿元。收支相抵，结转下年13亿元: the last total of either side."""
        before = [
            other
            for other in reversed(entries[:place])
            if self._totals.search(other.name) and entries[place].sentence - other.sentence <= _SENTENCES_BETWEEN
        ]
        into, out = (next((other for other in before if other.side == side), None) for side in (0, 1))
        return Reading((into,), (out,)) if into is not None and out is not None else None

    def _right_behind_totals(self, entries: Sequence[Entry], place: int) -> Reading | None:
        """收入总计39亿元；支出总计37亿元；年终结转2亿元: what is left stands right behind the totals of both sides."""
        left, last = entries[place], entries[place - 1] if place else entries[place]
        rest = (
            self._rest_of_totals(entries, place)
            if self._grand.search(last.name) and last.part[0] == left.part[0]
            else None
        )
        if rest is None or last not in rest.taken_off or not self._grand.search(rest.parts[0].name):
            return None
        is_same = rest.parts[0].sentence == left.sentence
        return rest if is_same and is_near(left, rest) else None

    def all_spent(self, entries: Sequence[Entry], place: int) -> tuple[Entry, Reading] | None:
        """收入总量4435万元。支出2980万元，加调出资金1240万元，结转下年215万元: the total is all spent, with what is carried on."""
        left = entries[place]
        run = [other for other in entries[:place] if other.sentence == left.sentence]
        above = entries[place - len(run) - 1] if place > len(run) else None
        if not self._carried.search(left.name) or above is None or len(run) < _FEWEST or self.is_offset(left):
            return None
        is_total = self._grand.search(above.name) is not None and above.side == 0
        is_run = run[0].side == 1 and run[1].is_added and all(other.side in (1, None) for other in run)
        if not is_total or not is_run or left.sentence - above.sentence != 1:
            return None
        is_plain = all(other.level.listing is None and not self._totals.search(other.name) for other in run)
        reading = Reading((*run, left))
        return (above, reading) if is_plain and is_near(above, reading) else None

    def _pairs(self, before: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
        """What was received and what was spent of it, the nearest first; the first of each list, and its items."""
        for place, out in enumerate(before):
            if out.side != 1:
                continue
            received = [entry for entry in before[place + 1 :] if entry.side == 0]
            yield from ((into, out) for into in received)
