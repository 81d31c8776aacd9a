"""Sums at the end of a sentence, and its two sides: `办公费2.40万元、印刷费3.60万元，合计6.00万元`; `收入4亿元，支出4亿元，收支平衡`.

All that a sentence told before its total is meant, or the only amount of either side: nothing is left for sums to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from auditor.facts.claims import Breakdown
from auditor.facts.model import Fact
from auditor.facts.prose.companions import plan_kind
from auditor.facts.prose.listing import Level
from auditor.facts.prose.nearness import is_near, is_of_other_unit
from auditor.facts.prose.numerals import counted
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.partition import Members, covers, partition_dimension, shared_start
from auditor.facts.prose.records import Record
from auditor.figures import MONEY
from auditor.patterns import any_of, regex
from auditor.vocabulary import Vocabulary

_AROUND = "，,；; \n"
_FEWEST, _MOST = 2, 30
"""Parts of a sum told without a word that opens a list."""
_SHORTEST_END, _LONGEST_KIND = 3, 4
"""Characters of the end that the names of kinds share with that of their whole, and of the word before it."""


class SentenceSums:
    """Finds the sums and balances of the sentences of a paragraph."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        words = vocabulary.grammar.breakdown
        self._summing = any_of(words.get("summing", ()))
        self._totals = tuple(words.get("sums", ()))
        self._above = tuple(words.get("above", ()))
        self._matched = any_of(words.get("matched", ()))
        self._done, self._due = (any_of(words.get(key, ())) for key in ("done", "due"))
        self._sides = (frozenset(words.get("received", ())), frozenset(words.get("spent", ())))
        behind = "|".join(map(re.escape, words.get("excepted_behind", ())))
        self._beside = regex(rf"(?:{'|'.join(words.get('besides_named', ())) or '(?!)'})(?:{behind})")
        known = vocabulary.concepts
        sides = [name for side in self._sides for name in side if name in known]
        self._grand = {name for name in sides if any(other in known[name].parts for other in sides)}

    def read(self, paragraph: Paragraph) -> Iterator[Breakdown]:
        if len(paragraph.levels) + len(paragraph.beside) < _FEWEST:
            return
        by_sentence: dict[int, list[Level]] = {}
        for number, level in sorted(paragraph.levels.items()):
            if number not in paragraph.reasons and not level.record.depth:
                by_sentence.setdefault(level.record.sentence, []).extend([*paragraph.beside.get(number, ()), level])
        self._take_up(by_sentence)
        balanced = {record.sentence: record for record in paragraph.records if record.kind == "balanced"}
        for sentence, levels in by_sentence.items():
            money = [level for level in levels if level.quantity == MONEY]
            yield from self._sums(money, paragraph)
            yield from self._done_and_due(money)
            yield from self._from_head(money)
            yield from self._alike_rows(money)
            for unit in dict.fromkeys(level.unit for level in levels if level.record.kind == "count"):
                counts = [level for level in levels if level.unit == unit]
                yield from (*self._sums(counts, paragraph), *self._from_head(counts))
            yield from self._balance(money, paragraph.amounts, is_said=sentence in balanced)
            if sentence in balanced:
                yield from self._all_spent(money, paragraph, balanced[sentence])

    def _take_up(self, by_sentence: dict[int, list[Level]]) -> None:
        """甲3万元；乙2万元。以上两项共计5万元: a total that begins a sentence goes with the amounts of the one before."""
        for sentence, levels in list(by_sentence.items()):
            total = levels[0].named.text
            found = self._summing.search(total)
            above = by_sentence.get(sentence - 1)
            if found is None or above is None:
                continue
            # 一是甲3万元；二是乙2万元。两项共安排5万元.
            is_counted = found["count"] is not None and self._counts(total, len(above))
            if total.startswith(self._above) or (is_counted and not found.start()):
                above.append(levels[0])

    def _sums(self, levels: Sequence[Level], paragraph: Paragraph) -> Iterator[Breakdown]:
        """Where the sum does not hold it is claimed of names that are no totals, if a word counts them (三项合计) or says no more."""
        for place, total in enumerate(levels[: _MOST + 1]):
            alike = [level for level in levels[:place] if self._measure(level) == self._measure(total)]
            before = self._of_part(alike, total)
            if total.record.number in paragraph.summed:
                continue
            if len(before) < _FEWEST or total.listing is not None or not self._summing.search(total.named.text):
                continue
            if any(level.listing is not None or level.loose for level in (*before, total)):
                continue
            row = _row_before(before)
            if len(row) < len(before) and row and _ties(total, row):
                # 行政编制12名、事业编制8名，实有行政人员11人、事业人员7人，合计18人: the row right before it.
                yield _sum(total.fact, [level.fact for level in row])
                continue
            is_whole = not _has_changes(paragraph, before[0], total) and not _is_added(paragraph, before[0])
            is_whole &= not self._is_beside_another(paragraph, before[0])
            is_plain = is_whole and not any(
                self._summing.search(level.named.text) or _is_more(level, total) for level in before
            )
            is_of_one_unit = len({level.unit for level in (*before, total)}) == 1
            is_counted = self._counts(total.named.text, len(before), is_of_one_unit=is_of_one_unit)
            is_counted |= is_of_one_unit and self._is_of_row(before, total)
            if (is_plain and is_counted) or _ties(total, before):
                yield _sum(total.fact, [level.fact for level in before])

    def _is_beside_another(self, paragraph: Paragraph, first: Level) -> bool:
        """除本年收入外，上级补助21万元，上年结转3万元，总计60万元: whether the total has what the words before only name as well."""
        start = paragraph.records[first.record.number - 1].frame.phrases[-1].end if first.record.number else 0
        return self._beside.search(paragraph.text, start, first.record.frame.phrases[0].end) is not None

    def _is_of_row(self, before: Sequence[Level], total: Level) -> bool:
        """工资892万元、服务1240万元、补助105万元，合计基本支出2237万元: a total behind a row from the head of its sentence."""
        is_row = all(level.record.pauses == (("enum", level.record.depth),) for level in before[1:])
        is_head = all(pause == "stop" for pause, _ in before[0].record.pauses)
        is_named = total.named.text.startswith(self._totals) and not total.named.rest
        return len(before) > _FEWEST and is_row and is_head and is_named

    def _done_and_due(self, levels: Sequence[Level]) -> Iterator[Breakdown]:
        """债券24.15亿元，已拨付21.36亿元，未拨付2.79亿元: what was done and what was not are all of what stands before them."""
        free = [level for level in levels if level.listing is None and not level.loose]
        for whole, done, due in zip(free, free[1:], free[2:], strict=False):
            one, other = self._done.search(done.named.text), self._due.search(due.named.text)
            if one is not None and other is not None and one["verb"] == other["verb"]:
                yield _sum(whole.fact, [done.fact, due.fact])

    def _measure(self, level: Level) -> tuple[str | None, str | None]:
        """年初预算84万元，决算79万元…两项决算合计251万元; 上年三项分别为…，三项合计: which plan, and which year, an amount is of."""
        dims = dict(level.fact.dims)
        return plan_kind(dims, self._vocabulary), dims.get("year")

    def _of_part(self, before: Sequence[Level], total: Level) -> Sequence[Level]:
        """甲3万元、乙2万元，小计5万元；丙1万元、丁2万元，小计3万元: behind a sum of its own each part of a sentence is summed up apart."""
        own = [level for level in before if level.record.part == total.record.part]
        others = before[: len(before) - len(own)]
        is_apart = bool(others) and self._summing.search(others[-1].named.text) is not None
        return own if is_apart and len(own) >= _FEWEST else before

    def _from_head(self, levels: Sequence[Level]) -> Iterator[Breakdown]:
        """购车费用31.93万元，第一辆17.65万元，第二辆14.28万元: no word opens a list, but all that follows adds up to what stands first."""
        if len(levels) <= _FEWEST or any(level.listing is not None or level.loose for level in levels):
            return
        first, *rest = levels
        if any(level.fact.figure is None or level.fact.figure.value < 0 for level in levels):
            return
        if any(self._summing.search(level.named.text) for level in rest):
            return
        above, members = dict(first.fact.dims), [dict(level.fact.dims) for level in rest]
        is_of = {level.fact.concept for level in rest} == {first.fact.concept}
        if _ties(first, rest) or (is_of and covers(above, members, self._vocabulary)):
            yield _sum(first.fact, [level.fact for level in rest])
        elif is_of and self._parts(above, members) and not any(_is_more(level, first) for level in rest):
            yield Breakdown(first.fact, tuple(level.fact for level in rest), "open")
        elif (self._are_kinds(first, rest) and is_near(first, rest)) or is_of_other_unit(first, rest):
            # 债务余额8.84亿元，一般债务余额5.42亿元，专项债务余额3.42亿元: but for one digit; or but for one unit:
            # 支出20,338亿元，还本15,600万元，付息4,738万元.
            yield Breakdown(first.fact, tuple(level.fact for level in rest), "open")

    @staticmethod
    def _alike_rows(levels: Sequence[Level]) -> Iterator[Breakdown]:
        """新增33万元，市级留用9万元，转贷24万元；置换13万元，市级留用2万元，转贷11万元: rows of one make, one of which adds up.

        The others add up as well, but for one digit.
        """
        parts: dict[int, list[Level]] = {}
        for level in levels:
            parts.setdefault(level.record.part, []).append(level)
        for proven in parts.values() if len(parts) <= _MOST else ():
            names = [level.named.text for level in proven[1:]]
            if len(names) < _FEWEST or not all(names) or not _ties(proven[0], proven[1:]):
                continue
            for row in parts.values():
                # What the first part is of may stand before its row.
                first, *rest = row[-len(proven) :]
                is_alike = [level.named.text for level in rest] == names and not any(level.loose for level in row)
                if is_alike and is_near(first, rest) and not _ties(first, rest):
                    yield Breakdown(first.fact, tuple(level.fact for level in rest), "told")

    @staticmethod
    def _are_kinds(first: Level, rest: Sequence[Level]) -> bool:
        """Whether the names of several amounts are each a word before the end of the name of the first: 一般债务余额, 专项债务余额."""
        names = [level.named.text for level in rest]
        end = shared_start([name[::-1] for name in (first.named.text, *names)])[::-1]
        kinds = {name.removesuffix(end) for name in names}
        is_told_apart = len(kinds) == len(names) and all(0 < len(kind) <= _LONGEST_KIND for kind in kinds)
        return is_told_apart and len(end) >= _SHORTEST_END and first.named.text not in names

    def _parts(self, above: Members, members: Sequence[Members]) -> bool:
        """Whether amounts are of different members of one dimension right below what the first is of."""
        name = partition_dimension(above, members, self._vocabulary)
        if name is None or not self._vocabulary.dimensions[name].additive:
            # 2024年末38.62亿元，2023年末33.15亿元: years are no parts of one.
            return False
        ancestors = self._vocabulary.dimensions[name].ancestors
        return name not in above or all(above[name] in ancestors(member[name]) for member in members)

    def _counts(self, name: str, parts: int, *, is_of_one_unit: bool = True) -> bool:
        """Whether a total says of how many things it is, or no more than that it is the total of them."""
        found = self._summing.search(name)
        number = found["count"] if found else None
        if number is None and not is_of_one_unit:
            # 标准800元，…，安排150万元，到位12万元，共162万元: nobody knows from where on.
            return False
        if number is None:
            return any(name.startswith(word) and len(name) <= len(word) + 1 for word in self._totals)
        return counted(number) == parts

    def _balance(self, levels: Sequence[Level], amounts: Set[Decimal], *, is_said: bool) -> Iterator[Breakdown]:
        """What comes in in all is what goes out in all, said or not; else the only two amounts of a sentence that says so."""
        free = [level for level in levels if level.listing is None]
        totals = [level for level in free if level.fact.concept in self._grand]
        pair = totals or (list(levels) if is_said else [])
        if len(pair) != _FEWEST or any(level.loose for level in pair):
            return
        one, other = pair
        is_told = self._matched.search(other.named.text) is not None
        if not is_said and not _ties(other, [one]):
            # 收入总计580.9亿元，支出总计566亿元: what is left may be told apart.
            return
        left = abs(_base(one) - _base(other))
        if left and left in amounts:
            # 收支平衡：收入总计16.3亿元，支出总计15.7亿元，年终结余0.6亿元
            return
        if {self._side(one), self._side(other)} == {0, 1} and not is_told and _is_of_same(one, other, is_said=is_said):
            yield _sum(other.fact, [one.fact])

    def _all_spent(self, levels: Sequence[Level], paragraph: Paragraph, balanced: Record) -> Iterator[Breakdown]:
        """收入63万元，本级支出42万元，调入一般公共预算25万元，收支平衡: of a sentence that is said to balance, but for one digit.

        动用上年结转后收支平衡: not where words between them tell of something else.
        """
        is_free = not any(level.loose or level.listing is not None for level in levels)
        if len(levels) <= _FEWEST or not is_free or any(level.fact.concept in self._grand for level in levels):
            return
        word = balanced.frame.phrase("word")
        between = paragraph.text[levels[-1].record.frame.phrases[-1].end : word.start] if word is not None else "?"
        if between.strip(_AROUND):
            return
        first, *rest = levels
        is_spent = self._side(first) == 0 and self._side(rest[0]) == 1 and all(self._side(one) != 0 for one in rest)
        if is_spent and is_near(first, rest) and not _ties(first, rest):
            yield Breakdown(first.fact, tuple(level.fact for level in rest), "told")

    def _side(self, level: Level) -> int | None:
        concept = level.named.concept or level.fact.concept
        return next((number for number, side in enumerate(self._sides) if concept in side), None)


def _row_before(before: Sequence[Level]) -> Sequence[Level]:
    """The amounts that enumerating marks join to the last one; nothing where none does."""
    start = len(before) - 1
    while start and before[start].record.pauses == (("enum", before[start].record.depth),):
        start -= 1
    return before[start:] if start < len(before) - 1 else ()


def _has_changes(paragraph: Paragraph, first: Level, total: Level) -> bool:
    """动用资金0.64亿元，压减支出0.23亿元，共0.87亿元: whether an amount between the parts of a sum is told as a change."""
    between = paragraph.records[first.record.number + 1 : total.record.number]
    return any(record.kind == "change" and "amount" in record.frame.slots for record in between)


def _base(level: Level) -> Decimal:
    return level.fact.figure.base if level.fact.figure is not None else Decimal(0)


def _sum(whole: Fact, parts: Sequence[Fact]) -> Breakdown:
    return Breakdown(whole, tuple(parts), "all")


def _is_added(paragraph: Paragraph, first: Level) -> bool:
    """收入102亿元。加：上级补助4亿元、上年结转6亿元，总计112亿元: a sentence that begins so goes on with what stands before it."""
    sentence = first.record.sentence
    return any(
        record.kind == "adds" and record.sentence == sentence and record.number < first.record.number
        for record in paragraph.records
    )


def _is_of_same(one: Level, other: Level, *, is_said: bool) -> bool:
    """Whether both sides are of one account; behind 省级收入总计 the other side of a balance need not say whose it is again."""
    above, below = dict(one.fact.dims), dict(other.fact.dims)
    return above == below or (is_said and below.items() <= above.items())


def _is_more(part: Level, total: Level) -> bool:
    """Whether an amount is more than what may be its total, and so is none of its parts."""
    one, whole = part.fact.figure, total.fact.figure
    return one is None or whole is None or one.base > whole.base


def _ties(total: Level, parts: Sequence[Level]) -> bool:
    figures = [level.fact.figure for level in (total, *parts) if level.fact.figure is not None]
    allowance = sum((figure.slack(fine=False) for figure in figures), Decimal(0))
    due = sum((figure.base for figure in figures[1:]), Decimal(0))
    return len(figures) == len(parts) + 1 and abs(figures[0].base - due) <= allowance
