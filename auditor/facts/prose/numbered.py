"""Numbered lines that give an amount each: those of a deeper number are the parts of the line above them.

`（一）财政拨款收入80万元`, below it `1.一般公共预算拨款收入60万元。` and `2.政府性基金预算拨款收入20万元。`: 80 = 60 + 20.
The lines of the first number are the parts of the paragraph before them: `2026年收入预算95万元，比上年增加5万元。`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.facts.claims import Breakdown, Extent, Restated
from auditor.facts.labels import numbering_ordinal, numbering_rank, squeeze
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.nearness import is_near
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.partition import lacks_kinds, partition_dimension
from auditor.facts.prose.sums import are_both_sides, tell_both_sides
from auditor.figures import MONEY
from auditor.patterns import any_of
from auditor.tuples import NamedTuple

_FEWEST = 2
_COLONS = ("：", ":")
_STOPS = ("。", "；", ";", ".")
_CLOSING = ("）", ")")
_LONGEST_TITLE = 40
"""Characters before the amount of a numbered paragraph."""


class Line(NamedTuple):
    """A numbered paragraph, or one without a number that tells an amount (rank 0)."""

    rank: int
    ordinal: int
    level: Level | None
    """Its first amount; None where that is no amount of its own."""
    amounts: Mapping[str, Fact]
    """Its first amount of each measure: what was planned, what came of it."""
    items: Mapping[str, Fact] = {}
    """The parts that it lists, by name."""
    beside: tuple[Level, ...] = ()
    """The other amounts of the sentence of its first one."""
    heads: bool = False
    """Whether it is a heading with one amount: 二、新增一般债券9200万元安排意见, 一、中央资金（4860万元）."""
    is_partial: bool = False
    """Whether words at its end announce only some of its parts: 重点支出情况：."""
    row: tuple[Level, ...] = ()
    """All amounts of its one sentence, each told by itself: 公路3600万元；搬迁2150万元；扩容3450万元."""


class NumberedLines:
    """Makes claims of the numbered lines of each section."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self._lines: list[Line] = []
        self._chiefly = any_of(self.vocabulary.grammar.breakdown.get("chiefly", ()))

    def read(self, paragraph: Paragraph) -> None:
        """Keep the first amount of a paragraph."""
        first = next((level for _, level in sorted(paragraph.levels.items())), None)
        rank = numbering_rank(paragraph.opening)
        if rank is None:
            # 财政拨款支出主要内容如下：is about something else than what was told before it.
            if first is not None or paragraph.text.rstrip().endswith(_COLONS):
                level = first if first is not None and _is_plain(paragraph, first) else None
                beside = _beside(paragraph, level) if level is not None else ()
                line = Line(0, 0, level, self._amounts(paragraph), _items(paragraph), beside)
                partial = self._is_partial(paragraph)
                self._lines.append(line._replace(heads=_is_heading(paragraph), row=_row(paragraph), is_partial=partial))
            return
        is_line = (
            first is not None and _is_plain(paragraph, first) and first.record.frame.phrases[0].start < _LONGEST_TITLE
        )
        ordinal = numbering_ordinal(paragraph.opening) or 0
        level = first if is_line else None
        beside = _beside(paragraph, level) if level is not None else ()
        heads = _is_heading(paragraph)
        level = first if heads else level
        line = Line(
            rank, ordinal, level, self._amounts(paragraph), _items(paragraph), beside, heads, row=_row(paragraph)
        )
        self._lines.append(line._replace(is_partial=self._is_partial(paragraph)))

    def _is_partial(self, paragraph: Paragraph) -> bool:
        """支出253亿元，下降1.4%。重点支出情况：: whether the words behind the last figure say that what follows is the chief part."""
        behind = paragraph.text[paragraph.records[-1].frame.phrases[-1].end :].rstrip() if paragraph.records else ""
        return behind.endswith(_COLONS) and self._chiefly.search(behind) is not None

    def _amounts(self, paragraph: Paragraph) -> dict[str, Fact]:
        """The first amount of each measure, of the item of the first of all: 用车费决算4万元，其中购置费预算0万元 tells no plan of it."""
        found: dict[str, Fact] = {}
        aside = {"year", *self.vocabulary.measures}
        item: dict[str, str] = {}
        for _, level in sorted(paragraph.levels.items()):
            if level.quantity == MONEY and not level.record.depth and level.record.number not in paragraph.reasons:
                own = {name: member for name, member in level.fact.dims if name not in aside}
                item = item or own
                if all(item.get(name, member) == member for name, member in own.items()):
                    found.setdefault(self._measure_of(level.fact), level.fact)
        return found

    def end(self) -> None:
        """A heading or a table ends the outline."""
        lines, self._lines = self._lines, []
        for place, line in enumerate(lines):
            children = _children(lines, place)
            levels = self._of_measure(line, children)
            self._claim_again(line, children)
            if _is_of_row(line):
                continue
            if line.heads and line.level is not None and not line.level.fact.concept:
                self._claim_headed(line.level, children, lines[place + 1 : place + 2])
                continue
            if len(children) >= _FEWEST and self._claim_measures(line, children):
                continue
            if line.level is not None and tell_both_sides(line.level, levels, self.vocabulary):
                self._claim_sides(line.level, children)
                continue
            if line.level is not None and levels and len(levels) == len(children):
                both = [
                    level for child in children if child.level is not None for level in (child.level, *child.beside)
                ]
                is_of_few = _adds_up(line.level.fact, [level.fact for level in levels])
                is_of_both = len(both) > len(levels) and not is_of_few and is_near(line.level, both)
                # 1、甲25万元，乙6万元；2、丙9万元: a line may tell two of the parts.
                self._claim(line.level, both if is_of_both else levels, leaves_out=self._leaves_out(line, children))

    def _of_measure(self, line: Line, children: Sequence[Line]) -> list[Level]:
        """三公经费决算6万元。（一）接待费：年初预算4万元，决算2万元。…: of each line the amount that is of the measure of the whole."""
        wanted = self._measure_of(line.level.fact) if line.level is not None else None
        found = []
        for child in children:
            told = child.amounts.get(wanted) if wanted is not None else None
            if child.level is None or (wanted and told is None):
                continue
            is_it = told is None or self._measure_of(child.level.fact) == wanted
            found.append(child.level if is_it or told is None else replace(child.level, fact=told))
        return found

    def _claim_again(self, line: Line, children: Sequence[Line]) -> None:
        """包括在职人员经费28万元、公用经费5万元。 with （一）在职人员经费28万元 and （二）公用经费5万元 below: each is told twice.

        （一）接待费：年初预算4万元，决算2万元 tells 2万元 again.
        """
        again: list[tuple[Fact, Fact]] = []
        for child in children:
            first = line.items.get(squeeze(child.level.named.text)) if child.level is not None else None
            told = child.amounts.get(self._measure_of(first)) if first is not None else None
            again += [(first, told)] if first is not None and told is not None else []
        if len(again) >= _FEWEST:
            self.ledger.facts.claims += [Restated(first, fact) for first, fact in again]

    def _measure_of(self, fact: Fact) -> str:
        return next((member for name, member in fact.dims if name in self.vocabulary.measures), "")

    def _leaves_out(self, line: Line, children: Sequence[Line]) -> bool:
        """年初预算190万元，支出决算130万元。其中：1.…年初预算105万元，支出决算100万元。: each sum is less, so something is left out."""
        if line.is_partial:
            return True
        sums = self._sums(line, children).values()
        rests = [whole.figure.base - _total(parts) for whole, parts in sums if whole.figure is not None]
        return len(rests) > 1 and min(rests) > 0

    def _sums(self, line: Line, children: Sequence[Line]) -> dict[str, tuple[Fact, list[Fact]]]:
        """The amounts of each measure that the line and all below it tell."""
        shared = [measure for measure in line.amounts if all(measure in child.amounts for child in children)]
        return {measure: (line.amounts[measure], [child.amounts[measure] for child in children]) for measure in shared}

    def _claim_measures(self, line: Line, children: Sequence[Line]) -> bool:
        """年初预算190万元，支出决算130万元。其中：1.…年初预算105万元，支出决算100万元。: one of both adds up, so the list is complete."""
        sums = self._sums(line, children)
        proven = {measure for measure, (whole, parts) in sums.items() if _adds_up(whole, parts)}
        told = [sums[measure] for measure in sums if sums[measure][0].concept and proven - {measure}]
        for whole, parts in told:
            self.ledger.facts.claims.append(Breakdown(whole, tuple(parts), "all"))
        return bool(told)

    def _claim_headed(self, above: Level, children: Sequence[Line], following: Sequence[Line]) -> None:
        """二、新增一般债券9200万元安排意见: of what the lines below it tell, or the row of the one right behind, but for one slip."""
        told = [child.level for child in children if child.level is not None]
        rows = [tuple(told)] if len(told) == len(children) else []
        rows += [line.row for line in following]
        for row in rows:
            if len(row) > _FEWEST and all(level.listing is None for level in row) and is_near(above, row):
                self.ledger.facts.claims.append(Breakdown(above.fact, tuple(level.fact for level in row), "told"))
                return

    def _claim_sides(self, above: Level, children: Sequence[Line]) -> None:
        """收支预算52万元。 / （一）收入：拨款50万元；上年结转2万元。 / （二）支出：…: each side is as much, mistyped or not."""
        for child in children:
            parts = [child.level, *child.beside] if child.level is not None else []
            if len(parts) >= _FEWEST and is_near(above, parts):
                self.ledger.facts.claims.append(Breakdown(above.fact, tuple(part.fact for part in parts), "open"))

    def _claim(self, above: Level, children: Sequence[Level], *, leaves_out: bool) -> None:
        whole, parts = above.fact, tuple(child.fact for child in children)
        listing = Listing(above, "open", 0)
        if whole.figure is None or not whole.concept:
            return
        if are_both_sides(above, children, self.vocabulary):
            return
        if not all(listing.accepts(child.named, MONEY, self.vocabulary) for child in children):
            return
        members = [dict(part.dims) for part in parts]
        around = dict(whole.dims)
        is_partition = partition_dimension(around, members, self.vocabulary) is not None
        # 1.因公出国费0万元。 / 2.公务接待费2万元。: one of the three is told elsewhere, or not at all.
        is_less = _total(parts) < whole.figure.base and (leaves_out or lacks_kinds(around, members, self.vocabulary))
        extent: Extent = "some" if len(parts) < _FEWEST else "all" if is_partition and not is_less else "open"
        self.ledger.facts.claims.append(Breakdown(whole, parts, extent))


def _is_plain(paragraph: Paragraph, level: Level) -> bool:
    """Whether an amount of money is told by itself: in no bracket, no list, no reason."""
    is_apart = level.listing is None and not level.record.depth and not level.loose
    return is_apart and level.quantity == MONEY and level.record.number not in paragraph.reasons


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading with one amount, which may stand in a bracket at its end."""
    text = paragraph.text.rstrip(" \n：:")
    if len(paragraph.records) > 1 or len(paragraph.levels) != 1 or len(text) > _LONGEST_TITLE:
        return False
    level = next(iter(paragraph.levels.values()))
    is_at_end = not level.record.depth or text.endswith(_CLOSING)
    return level.quantity == MONEY and not level.loose and is_at_end and not text.endswith(_STOPS)


def _row(paragraph: Paragraph) -> tuple[Level, ...]:
    """The amounts of a paragraph that is one row of amounts and nothing else."""
    levels = tuple(level for _, level in sorted(paragraph.levels.items()))
    is_row = len(levels) == len(paragraph.records) and len({record.sentence for record in paragraph.records}) == 1
    return levels if is_row and all(_is_plain(paragraph, level) for level in levels) else ()


def _beside(paragraph: Paragraph, first: Level) -> tuple[Level, ...]:
    """The other amounts of the sentence of one, each told by itself."""
    levels = (level for _, level in sorted(paragraph.levels.items()))
    own = [level for level in levels if level is not first and level.record.sentence == first.record.sentence]
    return tuple(level for level in own if level.record.kind == "level" and _is_plain(paragraph, level))


def _is_of_row(line: Line) -> bool:
    """Whether the first amount of a line is an item beside others: 保险费收入58万元，占53.5%；财政补贴收入44万元，占41.0%。"""
    first = line.level.fact if line.level is not None else None
    others = [level.fact for level in line.beside]
    return first is not None and any(
        other.concept == first.concept and _names(other) == _names(first) for other in others
    )


def _names(fact: Fact) -> set[str]:
    return {name for name, _ in fact.dims} | {"item"}


def _items(paragraph: Paragraph) -> dict[str, Fact]:
    """The parts that the first list of a paragraph has of its first amount, by their names, none of which it says twice."""
    levels = [level for _, level in sorted(paragraph.levels.items()) if level.quantity == MONEY]
    listing = next((level.listing for level in levels if level.listing is not None), None)
    if listing is None or listing.whole is not levels[0]:
        return {}
    items = [level for level in levels if level.listing is listing and not level.loose]
    names = Counter(squeeze(level.named.text) for level in items)
    return {name: level.fact for level in items if names[name := squeeze(level.named.text)] == 1 and name}


def _total(parts: Sequence[Fact]) -> Decimal:
    return sum((part.figure.base for part in parts if part.figure is not None), Decimal(0))


def _adds_up(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether an amount is just the sum of several that are not zero."""
    bases = [part.figure.base for part in parts if part.figure is not None and part.figure.base]
    return whole.figure is not None and len(bases) >= _FEWEST and sum(bases) == whole.figure.base


def _children(lines: Sequence[Line], place: int) -> list[Line]:
    """The lines right behind one that have its next deeper number, if they are all there."""
    behind = lines[place + 1 :]
    if not behind or behind[0].rank <= lines[place].rank:
        return []
    rank = behind[0].rank
    end = next((number for number, line in enumerate(behind) if line.rank < rank), len(behind))
    found = [line for line in behind[:end] if line.rank == rank]
    first, last = found[0].ordinal, found[-1].ordinal
    if [line.ordinal for line in found] != list(range(first, last + 1)) or (not lines[place].rank and first != 1):
        return []
    after = next((line for line in behind[end:] if line.rank), None)
    goes_on = after is not None and not behind[end].rank and (after.rank, after.ordinal) == (rank, last + 1)
    return [] if goes_on else found
