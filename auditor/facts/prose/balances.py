"""Sums told from the end, and what is left: amounts behind one another whose last is called their total or their difference.

`一般公共预算收入12.40亿元，加上上级补助6.30亿元、上年结余0.30亿元，收入总计19.00亿元。` adds up without a word that opens a list;
`收入9.10亿元，支出8.60亿元，当年收支结余0.50亿元，年末滚存结余2.00亿元` takes off. Where the chain begins, and which of its amounts
are parts of others, words often leave open: there are few such readings, and the first whose sum holds is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.facts.claims import Breakdown, Extent
from auditor.facts.model import Fact
from auditor.facts.prose.balance_entries import Entry, Reading, ending, holding, is_near
from auditor.facts.prose.companions import plan_kind
from auditor.facts.prose.ended_lists import EndedLists
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import Names
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.remainders import Remainders
from auditor.figures import MONEY, Figure
from auditor.patterns import any_of
from auditor.vocabulary import Vocabulary

_FEWEST = 2
_SHORTEST = 4
"""Characters at the end of a name that say of what it is: 滚存结余."""
_SENTENCES = 3
_SENTENCES_BETWEEN = 5
"""So many sentences, with the parts of both, stand between a total and what is left of it."""
_MOST = 30
"""How far back the first part of a sum can stand, in sentences and amounts."""


class BalanceReader:
    """Makes claims of the totals and remainders of a document."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        words = self.vocabulary.grammar.breakdown
        behind = words.get("behind_totals", ())
        self._totals = ending([re.escape(word) for word in words.get("totals", ())], behind)
        self._carries = any_of(words.get("carried", ()))
        self._grand = ending(words.get("grand_totals", ()), behind)
        self._adds = any_of(re.escape(word) for word in words.get("adds", ()) if len(word) > 1)
        self._minus = any_of(words.get("minus", ()))
        self._matched = any_of(words.get("matched", ()))
        self._means = ending(words.get("means", ()), behind)
        self._left = Remainders(self.vocabulary)
        self._ended = EndedLists(self.vocabulary)
        self._stops = tuple(self.vocabulary.grammar.language["stops"])
        self._entries: list[Entry] = []
        self._sentence = 0

    def begin_section(self) -> None:
        """Behind a heading or a table sums begin anew."""
        self._entries = []

    def read(self, paragraph: Paragraph) -> None:
        """Claim what the amounts of a paragraph that are called totals and remainders add up from."""
        first = len(self._entries)
        self._entries += [
            self._entry(paragraph, level, level.fact.figure)
            for level in _in_order(paragraph)
            if level.fact.figure is not None and not self._is_bare_plan(paragraph, level)
        ]
        for place in range(first, len(self._entries)):
            entry = self._entries[place]
            if entry.level.record.number in entry.paragraph.summed:
                continue
            worth = self._left.worth_of_three(self._entries, place)
            if worth is not None:
                self._keep(*worth)
            elif self._matched.search(entry.name):
                self._match(place)
            elif self._totals.search(entry.name):
                self._claim(place, self._sums(place))
                self._balance(place)
            elif self._left.is_brought(entry):
                self._begin_behind(place)
            elif (readings := self._left.readings(self._entries, place)) is not None:
                self._claim(place, readings)
                spent = self._left.all_spent(self._entries, place)
                if spent is not None:
                    self._keep(*spent)
        ends = paragraph.text.rstrip().endswith(self._stops)
        self._sentence += paragraph.records[-1].sentence + ends
        self._entries = self._entries[-_MOST:]

    def _begin_behind(self, place: int) -> None:
        """当年结余0.68亿元，滚存结余7.93亿元，上年滚存结余7.25亿元: what there was before, told behind what is left."""
        if place < _FEWEST:
            return
        rest, left, old = self._entries[place - 2 : place + 1]
        is_one = rest.part == left.part == old.part and old.name.endswith(left.name[-_SHORTEST:])
        if is_one and self._left.is_left(left) and self._left.is_rest(rest):
            reading = Reading((old, rest))
            if holding(left, [reading], []) is not None or is_near(left, reading):
                self._keep(left, reading)

    def _entry(self, paragraph: Paragraph, level: Level, figure: Figure) -> Entry:
        record, name = level.record, level.named.text
        concept = level.named.concept or level.fact.concept
        return Entry(
            level,
            self._sentence + record.sentence,
            (self._sentence + record.sentence, record.part),
            _is_added(paragraph, level) or self._adds.match(name) is not None,
            paragraph,
            name,
            level.fact,
            figure.base,
            figure.slack(fine=False),
            0 if self._means.search(name) else self.vocabulary.sides.get(concept),
        )

    def _is_bare_plan(self, paragraph: Paragraph, level: Level) -> bool:
        """Whether an amount is only what something was to be: 为年初预算288万元的99.9%."""
        if plan_kind(dict(level.fact.dims), self.vocabulary) is None or level.record.kind == "becomes":
            return False
        after = paragraph.records[level.record.number + 1 : level.record.number + 2]
        if any(record.kind == "becomes" and record.sentence == level.record.sentence for record in after):
            # 收入年初预算39750万元，调整为39821万元。加上年结余1592万元: what it became goes into the account.
            return True
        slots = level.record.frame.slots
        own = self.names.of(slots.get("name", slots.get("subject", ())), paragraph.text)
        return own.concept is None and not own.rest

    def _claim(self, place: int, readings: Iterator[Reading]) -> None:
        entry = self._entries[place]
        tried: list[Reading] = []
        listing = entry.level.listing
        if listing is not None and listing.whole is not None:
            # 税收93亿元，分两块：增值税42亿元，其余各税合计51亿元: a part has not in it what it is a part of.
            whole = listing.whole.fact.number
            readings = (one for one in readings if all(part.fact.number != whole for part in one.parts))
        found = holding(entry, readings, tried)
        if found is not None:
            self._keep(entry, found)
            return
        plain = self._plain(place, tried)
        if plain is not None:
            self._keep(entry, plain, "all" if self._is_told(place, plain) else "told")
            return
        run = self._entries[max(0, place - _MOST) : place]
        if any(self._minus.search(other.name) or self._adds.search(other.name, 1) for other in run[1:]):
            # 收入加上级补助收入118亿元，减补助下级支出52亿元，可用财力176亿元: an account, and no list.
            return
        ended = self._ended.ended_by(entry, run)
        if ended is not None and (
            ended.is_counted or is_near(entry, Reading(ended.items)) or _lacks_one(entry, ended.items)
        ):
            self._keep(entry, Reading(ended.items), "all" if ended.is_counted else "told")

    def _plain(self, place: int, tried: Sequence[Reading]) -> Reading | None:
        """The reading that words leave no doubt of: all amounts from the head of a sentence, none in a list or of the other side."""
        total = self._entries[place]
        if self._left.is_special(total):
            return self._left.plain(self._entries, place, tried)
        return next((reading for reading in tried if self._is_plain(place, reading)), None)

    def _is_plain(self, place: int, reading: Reading) -> bool:
        total = self._entries[place]
        numbers = {part.fact.number for part in (*reading.parts, *reading.taken_off)}
        first = max(0, place - 1 - _MOST)
        start = next(number for number in range(first, place) if self._entries[number].fact.number in numbers)
        run = self._entries[start:place]
        inner = _inside(run, [other for other in run if other.fact.number in numbers])
        between = [other for number, other in enumerate(run) if number not in inner]
        if any(other.level.listing is not None or other.fact.number not in numbers for other in between):
            return False
        if any(other.level.record.kind == "from_to" for other in (*between, total)):
            # 收入从2007万元上升到2468万元；上级补助从99229万元上升到181398万元；…: how each has gone, of years gone by.
            return False
        if any(self._adds.search(other.name, 1) for other in between):
            # 市本级收入加上级补助收入70亿元，…，可用财力139亿元: what it is added to is printed elsewhere.
            return False
        if any(not other.level.named.has_term and not other.level.named.rest for other in between[1:]):
            # An amount without a name may have strayed in from another column of the page.
            return False
        added = next((number for number, other in enumerate(between) if other.is_added), None)
        # 收入27亿元。支出21亿元。当年收支结余6亿元: what is left of two sides may be told in a sentence behind them.
        farthest = _FEWEST if reading.taken_off and len(between) == _FEWEST else 0
        # 总收入27亿元，…。与上年相比增加2亿元。总支出21亿元：…。收支结余6亿元: what is called the total of a side may stand further off.
        farthest += bool(farthest) and all(self._totals.search(other.name) for other in between)
        is_told = added == 1 or (added is None and total.sentence - between[0].sentence <= farthest)
        if not self._opens_sentence(start) or not is_told:
            return False
        if reading.taken_off:
            return True
        if added is None and not is_near(total, reading):
            # 财政总收入32.4亿元，地方收入18.9亿元，可用财力41.6亿元: three figures of their own, unless words add them up.
            return False
        # 收入预期28亿元。加上补助31亿元、调入3亿元，可用财力62亿元: what words add up to needs no name of a side.
        is_one = added == 1 and total.side is None and between[-1].sentence == total.sentence
        wanted = between[0].side if is_one else total.side
        return wanted is not None and all(
            other.side in (wanted, None if number else wanted) for number, other in enumerate(between)
        )

    def _is_told(self, place: int, reading: Reading) -> bool:
        """Whether words name every step of a sum: 支出35亿元，加上上解支出12亿元，支出总计48亿元."""
        total = self._entries[place]
        is_total = self._totals.search(total.name) is not None and not reading.taken_off
        return is_total and len(reading.parts) >= _FEWEST and reading.parts[1].is_added

    def _keep(self, entry: Entry, reading: Reading, extent: Extent = "told") -> None:
        self.ledger.facts.claims.append(
            Breakdown(
                entry.fact,
                tuple(part.fact for part in reading.parts),
                extent,
                taken_off=tuple(part.fact for part in reading.taken_off),
            )
        )

    def _match(self, place: int) -> None:
        """相应安排支出20.5亿元: as much is spent as the total told last has brought."""
        entry = self._entries[place]
        if self._is_first_of_side(place):
            return
        before = reversed(self._entries[:place])
        total = next((other for other in before if self._is_income(other)), None)
        if total is None or entry.sentence - total.sentence > _SENTENCES or total.side == entry.side:
            return
        left = abs(total.base - entry.base)
        # 一般公共预算收入安排170亿元。支出相应安排488亿元: with what others give, which is not told.
        is_sure = self._totals.search(total.name) is not None or is_near(entry, Reading((total,)))
        if is_sure and (not left or left not in entry.paragraph.amounts):
            # 收入18.6亿元；相应安排的支出15.9亿元；收支差额2.7亿元: what is left is told.
            self._keep(entry, Reading((total,)))

    def _balance(self, place: int) -> None:
        """收入总量160亿元。…支出113亿元，加上…和结转下年，支出总量160亿元: as much as came in, with what is carried on.

        Without what is carried on the two may be apart by it; then only a slip of the hand tells that they should not.
        """
        out = self._entries[place]
        if out.side != 1 or not self._grand.search(out.name):
            return
        beside = _dims_beside(out.fact, self.vocabulary)
        grand = (other for other in reversed(self._entries[:place]) if self._grand.search(other.name))
        into = next((other for other in grand if _dims_beside(other.fact, self.vocabulary) == beside), None)
        if into is None or into.side != 0 or out.sentence - into.sentence > _SENTENCES_BETWEEN:
            return
        left = abs(into.base - out.base)
        # 收入总计142690万元。…支出总计142590万元，年末结转100万元: what is left is told behind them.
        is_here = into.paragraph is out.paragraph and left not in out.paragraph.amounts
        if not left or self._is_all_spent(out) or (is_here and is_near(out, Reading((into,)))):
            self._keep(out, Reading((into,)))

    def _is_all_spent(self, out: Entry) -> bool:
        """Whether the sentence of a total says that what is carried on is in it: before it, or in its list."""
        own = out.level.record
        start, _ = out.paragraph.spans[own.sentence]
        if self._carries.search(out.paragraph.text, start, own.frame.phrases[0].start) is not None:
            return True
        behind = range(own.number + 1, own.number + _MOST)
        near = [level for number in behind if (level := out.paragraph.levels.get(number)) is not None]
        parts = [level for level in near if level.listing is not None and level.listing.whole is out.level]
        return any(self._carries.search(level.named.text) for level in parts)

    def _is_first_of_side(self, place: int) -> bool:
        """相应安排本级支出20亿元、补助下级3亿元，支出合计23亿元: whether a total behind it has it as a part."""
        entry = self._entries[place]
        behind = [other for other in self._entries[place + 1 :] if other.sentence == entry.sentence]
        total = next((number for number, other in enumerate(behind) if self._totals.search(other.name)), 0)
        return total > 0 and behind[total].side == entry.side

    def _is_income(self, entry: Entry) -> bool:
        """Whether an amount is a total, or income that is no item of a list."""
        is_item = entry.level.listing is not None or entry.level.record.rank is not None
        return self._totals.search(entry.name) is not None or (entry.side == 0 and not is_item)

    # --- totals ------------------------------------------------------------------------------------------------

    def _sums(self, place: int) -> Iterator[Reading]:
        """The runs of amounts right before a total, from each amount where a sum of its side can begin."""
        total = self._entries[place]
        for start in range(place - 1, max(-1, place - 1 - _MOST), -1):
            first = self._entries[start]
            if total.sentence - first.sentence > _SENTENCES:
                return
            if self._can_begin(start, total):
                for run in _extents(self._entries[start:place]):
                    # 收入1722万元，加上年结转5842万元，减调出资金56万元，可用财力7508万元
                    taken = tuple(entry for entry in run[1:] if self._minus.search(entry.name))
                    if len(run) >= _FEWEST:
                        yield Reading(tuple(entry for entry in run if entry not in taken), taken)
            if self._totals.search(first.name) and start < place - 1:
                return

    def _can_begin(self, start: int, total: Entry) -> bool:
        """Whether the first amount of a sum can stand here: at the head of a sentence, or as that of the side of the total."""
        first = self._entries[start]
        side, own = total.side, first.side
        if side is not None and own is not None:
            return side == own
        return self._opens_sentence(start)

    def _opens_sentence(self, place: int) -> bool:
        """Whether an amount is the first of its sentence, and not added to those of the sentence before."""
        entry = self._entries[place]
        return not entry.is_added and (place == 0 or self._entries[place - 1].part != entry.part)


def _lacks_one(total: Entry, items: Sequence[Entry]) -> bool:
    """Whether a total is short of just one of its items: 甲10万元，乙7万元，丙2万元，合计17万元; the first may be their whole."""
    rest = sum((item.base for item in items), Decimal(0)) - total.base
    return len(items) > _FEWEST and any(item.base == rest for item in items[1:])


def _dims_beside(fact: Fact, vocabulary: Vocabulary) -> dict[str, str]:
    """Of which budget, level, year and item an amount is, whichever side it is on."""
    return {name: member for name, member in fact.dims if name not in vocabulary.measures}


def _in_order(paragraph: Paragraph) -> list[Level]:
    """The amounts of money outside of brackets in reading order."""
    found: list[Level] = []
    for number in sorted(paragraph.levels):
        if number not in paragraph.reasons:
            found += [*paragraph.beside.get(number, ()), paragraph.levels[number]]
    return [level for level in found if level.quantity == MONEY and not level.record.depth]


def _is_added(paragraph: Paragraph, level: Level) -> bool:
    number = level.record.number
    return number > 0 and paragraph.records[number - 1].kind == "adds"


def _inside(run: Sequence[Entry], wholes: Sequence[Entry]) -> list[int]:
    """The places in a run of the items of lists of some amounts, and of the items of these."""
    known = {id(entry.level) for entry in wholes}
    found: list[int] = []
    for place, entry in enumerate(run):
        if entry.level.listing is not None and id(entry.level.listing.whole) in known:
            known.add(id(entry.level))
            found.append(place)
    return found


def _extents(run: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """A run without the items of its lists; with the last items of one of them, which may have ended before; with all of them."""
    inner = _inside(run, run)
    yield [level for place, level in enumerate(run) if place not in inner]
    for keep in range(1, len(inner)):
        kept = inner[: len(inner) - keep]
        yield [level for place, level in enumerate(run) if place not in kept]
    if inner:
        yield run
    for end in range(len(run) - 1, 1, -1):
        # Behind the first its items, though no word opens a list of them; the rest is added to it.
        yield [run[0], *run[end:]]
