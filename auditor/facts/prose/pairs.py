"""Two amounts of one thing side by side: what it was and what it is, or what was planned and what came of it.

`政府采购支出本年217.9万元，上年265.4万元`, `年初预算36万元，实际支出29.42万元`: words say which is which.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from auditor.facts.labels import squeeze
from auditor.facts.prose.joined_names import is_nameless
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.standing import Measures
from auditor.figures import MONEY, Figure
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

Sort = Literal["time", "plan"]
_TWO = 2
_MOST_TIMES = 1_000
"""Nothing was so many times as much the year before."""
_FEW_TIMES = 5
_MOST_KEPT = 4000
"""Names whose sides are kept."""
OWN_YEAR = 9999
"""Later than any year that is printed: 本年, 年末."""


class Pair(NamedTuple):
    """`sort` says what tells the two apart: time, or that one is the plan of the other."""

    now: Level
    before: Level
    sort: Sort


class _Side(NamedTuple):
    """What the words of an amount say: its year (0 the one before, None nothing), whether it is a plan, and what else there is."""

    year: int | None
    is_plan: bool | None
    name: str


class Pairs:
    """Finds the pair that a sentence goes on about."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.measures = Measures(vocabulary)
        patterns = vocabulary.grammar.pairs
        self._patterns = {name: regex(patterns.get(name, "(?!)")) for name in ("before", "now", "plan", "result")}
        self._said = regex(patterns.get("silent", "(?!)"))
        self._against_plan = regex(patterns.get("against_plan", "(?!)"))
        self._of_plan = regex(patterns.get("of_plan", "(?!)"))
        self._rate = regex(patterns.get("rate", "(?!)"))
        self._left = regex(patterns.get("left", "(?!)"))
        self._sides: dict[str, _Side] = {}

    def before(self, paragraph: Paragraph, record: Record) -> Pair | None:
        """The two amounts told last in the sentence of a record, if they are a pair."""
        levels = []
        for level in paragraph.levels_before(record):
            if level.quantity == MONEY and level.record.depth <= record.depth and not self.is_left(level):
                levels.append(level)
            if len(levels) > _TWO:
                break
        apart = self._between_which(paragraph, levels) if len(levels) > _TWO else None
        if apart is not None or len(levels) < _TWO:
            return apart
        return self._pair(paragraph, levels[1], levels[0])

    def _between_which(self, paragraph: Paragraph, levels: Sequence[Level]) -> Pair | None:
        """本年26.30亿元，上年24.80亿元，多投入1.50亿元，增长6.0%: an amount that is how far a pair is apart is nothing that changes."""
        gap, second, first = levels
        pair = self._pair(paragraph, first, second)
        figures = [level.fact.figure for level in (gap, second, first)]
        if pair is None or any(figure is None for figure in figures):
            return None
        apart, one, other = (figure.base for figure in figures if figure is not None)
        return pair if apart and apart == abs(one - other) else None

    def around(self, paragraph: Paragraph, record: Record) -> Pair | None:
        """The amount before a record and the one right behind it: 收入12万元，增长8.26%，上年为11万元."""
        after = paragraph.levels.get(record.number + 1)
        # （本年拨款12万元、上年结转1万元），与支出总计（本年支出13万元）相等: what a bracket tells that is closed stands apart.
        ahead = self._result(paragraph, record) if after is not None else None
        if after is None or ahead is None or after.record.part != record.part:
            return None
        return self._pair(paragraph, ahead, after)

    def _result(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The amount before a record that came of a plan: 决算69万元，为预算72万元的95%，比上年增加7万元（上年62万元）."""
        before = [level for level in paragraph.levels_before(record) if level.record.depth <= record.depth][:_TWO]
        if len(before) == _TWO and before[0].record.part == before[1].record.part:
            one, other = (self._side_of(paragraph, level) for level in before)
            if one.is_plan is True and other.is_plan is not True and before[0].quantity == before[1].quantity:
                return before[1]
        return before[0] if before else None

    def after(self, paragraph: Paragraph, record: Record) -> Pair | None:
        """The two amounts behind a colon that a change goes before: 会议费较上年无变化：2024年4万元，2023年4万元."""
        behind = [paragraph.levels.get(number) for number in (record.number + 1, record.number + 2)]
        levels = [level for level in behind if level is not None and level.record.sentence == record.sentence]
        is_colon = len(levels) == _TWO and levels[0].record.pauses == (("colon", record.depth),)
        return self._pair(paragraph, *levels) if is_colon else None

    def behind(self, paragraph: Paragraph, record: Record, *, is_named: bool) -> Level | None:
        """The amount behind a change that goes before it; it has a name of its own where the change has none.

        `比上年增加41万元、增长7%，基本支出预算616万元`, `工资福利支出较去年减少33万元，决算数为1208万元`.
        """
        for other in paragraph.records[record.number + 1 :]:
            if other.part != record.part or other.kind not in ("change", "level"):
                return None
            level = paragraph.levels.get(other.number)
            if level is None and {"subject", "base"}.isdisjoint(other.frame.slots):
                continue
            if level is None or level.quantity != MONEY or level.listing is not None or other.depth:
                return None
            side = self._side_of(paragraph, level)
            is_own = side.year != 0 and (not side.name if is_named else level.named.has_term)
            return level if is_own and other.number not in paragraph.reasons else None
        return None

    def sort_of(self, base: str) -> Sort | None:
        """What the words of a base measure against: another year, or a plan."""
        if not base:
            return None
        side = self._side(base)
        return "plan" if side.is_plan and side.year is None else "time"

    def is_against_plan(self, verb: str) -> bool:
        """预算20亿元，完成19亿元，短收1亿元: whether a verb alone measures against the plan, as 增长5% does not."""
        return self._against_plan.search(verb) is not None

    def is_rate(self, verb: str) -> bool:
        """节约资金135万元，节约率15%: whether a verb is the name of a rate."""
        return self._rate.search(verb) is not None

    def says_plan(self, words: str) -> bool:
        """决算为预算的: whether what follows is a share of a plan."""
        found = self._of_plan.search(words)
        return found is not None and self._side(found["plan"]).is_plan is True

    def is_before(self, paragraph: Paragraph, now: Level, before: Level, year: int | None) -> bool:
        """Whether the words of an amount are those of another and of the year before, or of the year given: 2023年教育支出."""
        one, other = self._side_of(paragraph, now), self._side_of(paragraph, before)
        is_base = other.year == 0 or (year is not None and other.year == year)
        return is_base and one.year != other.year and other.is_plan == one.is_plan and other.name == one.name

    def year_of(self, paragraph: Paragraph, level: Level) -> int | None:
        """The year that the words of an amount say, 0 for the one before: 上年本级收入3,500万元; None where they say none."""
        return self._side_of(paragraph, level).year

    def year_in(self, words: str) -> int | None:
        """The same of words: 本年总额, 2020年."""
        return self._side(words).year

    def without_year(self, words: str) -> str:
        """A name without the words for another time: 县本级 of 县本级上年."""
        return self._patterns["before"].sub("", self.vocabulary.year_pattern.sub("", words))

    def is_left(self, level: Level) -> bool:
        """预算10万元，实际执行7.82万元，结余2.18万元: whether an amount is what is left of a plan."""
        return self.says_left(level.named.text)

    def says_left(self, name: str) -> bool:
        return self._left.fullmatch(name) is not None

    def is_plan(self, paragraph: Paragraph, level: Level) -> bool:
        return self._side(_words(paragraph, level)).is_plan is True

    def tells_plan(self, words: str) -> bool | None:
        """Whether words are of a plan, or of what came of one; None where they are of neither."""
        return self._side(words).is_plan

    def between(self, paragraph: Paragraph, levels: Sequence[Level]) -> Pair | None:
        """The plan and the result of two amounts, wherever they stand in their sentence."""
        if len(levels) != _TWO or any(level.loose for level in levels):
            return None
        if levels[0].record.part != levels[1].record.part and any(level.listing is not None for level in levels):
            return None
        pair = self._pair(paragraph, *levels, apart=True)
        return pair if pair is not None and pair.sort == "plan" else None

    def is_about(self, paragraph: Paragraph, pair: Pair, words: str, *, is_item: bool) -> bool:
        """Whether the subject of a change is that of a pair: it has no name of its own, or one that both share.

        预算51.60万元，实际支出48.20万元，节约3.40万元，其中公务接待费节约1.10万元: an item of a list is not what the list is of.
        """
        name = self._side(words).name
        if name and is_item:
            return any(name in self._side(_words(paragraph, level)).name for level in (pair.now, pair.before))
        names = [self._side(_words(paragraph, level)).name for level in (pair.now, pair.before)]
        return not name or not any(names) or any(name in one or (one and one in name) for one in names)

    def _pair(self, paragraph: Paragraph, first: Level, second: Level, *, apart: bool = False) -> Pair | None:
        """The pair that two amounts are by their words; `apart` is one that a semicolon may part."""
        if (first.record.part != second.record.part and not apart) or second.listing is not None:
            # An item of a list is another thing than what stands before it.
            return None
        if self._is_part(first, second) or self._is_part(second, first) or are_of_other_sizes(first, second):
            return None
        one, other = (self._side_of(paragraph, level) for level in (first, second))
        if one.name and other.name and one.name != other.name:
            # 政府一般债务限额39亿元，2024年限额38亿元: what it was before may go by the end of its name.
            # 全年政府采购56万元，与预算相比少3万元，采购预算59万元: so may what was planned.
            # 全市政府采购预算19亿元，实际采购金额16亿元，节约资金3亿元: and what came of a plan.
            is_earlier = other.year is not None and (one.year is None or other.year < one.year)
            is_plan = (other.is_plan is True and not one.is_plan) or (one.is_plan is True and other.is_plan is False)
            if apart or not (is_earlier or is_plan) or len(other.name) < _TWO or not one.name.endswith(other.name):
                return None
        by_time = _later(one, other)
        if by_time is not None:
            return Pair(first, second, "time") if by_time else Pair(second, first, "time")
        if one.is_plan and not other.is_plan:
            return Pair(second, first, "plan")
        if other.is_plan and not one.is_plan:
            return Pair(first, second, "plan")
        return None

    def _is_part(self, whole: Level, part: Level) -> bool:
        """上年结余1万元，收入总计72万元，与执行数一致: what a total is made of is not what it was."""
        known = self.vocabulary.concepts.get(whole.fact.concept)
        return known is not None and part.fact.concept in known.parts and part.fact.concept not in known.also

    def _side_of(self, paragraph: Paragraph, level: Level) -> _Side:
        """What the words of an amount say; of those that share their words its own member of the years."""
        side = self._side(_words(paragraph, level))
        if level.record.kind != "respectively":
            return side
        year = dict(level.fact.dims).get("year", "")
        return side._replace(year=int(year) if year.isdigit() else 0 if year else OWN_YEAR)

    def _side(self, words: str) -> _Side:
        known = self._sides.get(words)
        if known is None:
            if len(self._sides) > _MOST_KEPT:
                self._sides.clear()
            known = self._sides[words] = self._side_in(squeeze(words))
        return known

    def _side_in(self, words: str) -> _Side:
        years = [int(found["year"]) for found in self.vocabulary.year_pattern.finditer(words)]
        year = years[-1] if years else None
        if self._patterns["before"].search(words):
            year = 0
        elif year is None and self._patterns["now"].search(words):
            year = OWN_YEAR
        said = self.measures.said_in(words)
        is_plan: bool | None = None
        if self._patterns["result"].search(words) or (said and said not in self.measures.plans):
            is_plan = False
        elif said or self._patterns["plan"].search(words):
            is_plan = True
        name = self._said.sub("", self.vocabulary.year_pattern.sub("", words))
        return _Side(year, is_plan, name)


def are_of_other_sizes(one: Level, other: Level) -> bool:
    """上年标准4元、3610人，应为288.8万元，同比多64万元: whether amounts in two units are of sizes that nothing has a year apart."""
    first, second = one.fact.figure, other.fact.figure
    if first is None or second is None or one.unit == other.unit:
        return False
    low, high = sorted((abs(first.base), abs(second.base)))
    if not low or high <= low * _MOST_TIMES:
        return False
    # 4.00元 beside 4.20万元 may be in the wrong unit.
    value, unit = (sorted(map(abs, pair)) for pair in ((first.value, second.value), (_scale(first), _scale(second))))
    return not (value[0] and value[1] <= value[0] * _FEW_TIMES and unit[1] > unit[0])


def _scale(figure: Figure) -> Decimal:
    return figure.unit.scale if figure.unit is not None else Decimal(1)


def _later(one: _Side, other: _Side) -> bool | None:
    """Whether the first is of a later year; None where their words do not tell."""
    if one.year == other.year:
        return None
    if one.year is None or other.year is None:
        # 收入4.16亿元，上年4.52亿元: only the year before sets an amount apart from one that names none.
        return None if 0 not in (one.year, other.year) else other.year == 0
    return one.year > other.year


def _words(paragraph: Paragraph, level: Level) -> str:
    """The words of a clause before its figure."""
    figure = level.record.frame.phrase("figure") or level.record.frame.phrase("current")
    start = level.record.frame.phrases[0].start
    number = level.record.number
    if number + 1 < len(paragraph.records) and is_nameless(level.record, paragraph.records[number + 1]):
        # 800万元预算仅支出561万元: its word stands behind it.
        return level.named.text
    if number and is_nameless(paragraph.records[number - 1], level.record):
        start = level.named.start
    return paragraph.text[start : figure.start] if figure is not None else level.fact.label
