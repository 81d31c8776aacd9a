"""What opens a list of amounts: a word, a bracket, a colon, a clause that names its whole; and what ends it or leaves it open.

`采购70万元，其中：货物40万元、服务30万元`, `购置及运行费10万元（购置费3万元，运行费7万元）`, `收支总预算80万元。收入包括：…；支出包括：…`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, permutations

from auditor.facts.claims import Extent
from auditor.facts.labels import read_label
from auditor.facts.model import Fact
from auditor.facts.prose.companions import result_of
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level, Listing, belongs, extent_of
from auditor.facts.prose.lists import Lists
from auditor.facts.prose.meaning import Meanings
from auditor.facts.prose.names import NOTHING, Named, Names
from auditor.facts.prose.paragraph import Paragraph, outermost
from auditor.facts.prose.records import Record
from auditor.facts.prose.rosters import RosterReader
from auditor.figures import MONEY, Unit

_COLONS = ("：", ":")
_AROUND = "。．.；;：:，, \n"
"""Marks around the words before a colon."""
_STOPS = re.compile("[。；;]")
_SURE, _NEAR = 4, 3
"""So many characters of a name say what it is of, so many sentences away."""
_TELLING = 8
"""So many characters say what they are about."""


class ListOpener:
    """Opens the lists of a paragraph."""

    def __init__(self, names: Names, meanings: Meanings, ledger: Ledger) -> None:
        self.names = names
        self.vocabulary = names.vocabulary
        self.meanings = meanings
        self.rosters = RosterReader(ledger)
        self._totals = tuple(self.vocabulary.grammar.breakdown.get("totals", ()))
        self._explaining = tuple(self.vocabulary.grammar.breakdown.get("explains", ()))
        self._chiefly = re.compile("|".join(self.vocabulary.grammar.breakdown.get("chiefly", ())) or "(?!)")
        self._included = re.compile("|".join(self.vocabulary.grammar.breakdown.get("included", ())) or "(?!)")
        money = "|".join(re.escape(name) for name, unit in self.vocabulary.units.items() if unit.quantity == MONEY)
        self._amount = re.compile(rf"(?P<figure>\d[\d,]*(?:\.\d+)?)\s*(?:{money or '(?!)'})")
        self._divides = [re.compile(pattern) for pattern in self.vocabulary.grammar.breakdown.get("by", ())]

    def open(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A word that opens a list: of the amount read last in this sentence or the one before."""
        word = record.frame.phrase("word")
        extent = extent_of(word)
        one_by_one = word is not None and word.kind == "DISTRIBUTES"
        if one_by_one and not record.frame.is_last:
            # 标准分别提高到689元和483元: what is handed out by a verb is no list.
            return
        if self._included.match(paragraph.text, record.frame.phrases[-1].end) is not None:
            # 含上年结转在内总额为68万元: what is counted in is no list.
            return
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        if (
            after is not None
            and after.kind == "percent"
            and after.frame.phrases[0].start == record.frame.phrases[-1].end
        ):
            # 占六成以上，具体为64.28%: a percentage said again opens no list of amounts.
            return
        named = self.names.of(record.frame.slots.get("name", ()), paragraph.text)
        if named.is_empty and not record.depth:
            named = self._named_before(paragraph, record)
        # A name in the clause is of something whose amount is not printed yet, or of one side of an account told before.
        if named.has_term:
            whole = self._side(paragraph, lists, record, named) or self._told_so(paragraph, record, named)
        else:
            whole = self._whole(paragraph, lists, record)
        if whole is not None and lists.has_ended(whole.listing) and record.depth == 0:
            # 采购70万元：货物40万元、服务30万元；其中…: behind the semicolon the text speaks of the whole again.
            assert whole.listing is not None
            whole = whole.listing.whole or whole
        self.rosters.read(paragraph, whole, record, exhaustive=extent != "some")
        top = lists.open[-1] if lists.open else None
        explains = self._explains(paragraph, record)
        if top is not None and top.has_changes and explains and record.pauses[-1:] == (("comma", record.depth),):
            # 基本支出减少3万元，主要为压减差旅；项目支出…: what a change is for is no list of the whole.
            if after is not None and after.clause == record.clause:
                paragraph.explained.add(after.number)
            return
        if top is not None and top.whole is whole and top.is_empty and top.rank is None:
            top.extent = extent
            return
        if whole is not None and whole.record.kind == "count" and whole.named.is_empty:
            # 5个单位，其中行政单位1个: a list of what is not named before promises nothing.
            extent = "some"
        counts = self._counts(paragraph, record)
        twin = self._twin(paragraph, record, whole, extent)
        is_about_others = record.depth or (whole is None and named.has_term)
        nearest = None if is_about_others else next(iter(paragraph.levels_before(record, sentences=1)), None)
        nearest = nearest if nearest is not None and nearest.quantity == MONEY and nearest is not whole else None
        in_lines = not record.depth and self._ends_line(paragraph, record)
        listing = Listing(whole, extent, record.depth, runs_on=in_lines, counts=counts, twin=twin, nearest=nearest)
        listing.one_by_one = one_by_one
        if in_lines:
            listing.beside = tuple(
                level for level in paragraph.levels_before(record, sentences=1) if level is not whole
            )
        listing.is_unread = self._is_unread(paragraph, record)
        listing.passed = self._passed(paragraph, whole, record) if whole is not None else ()
        if listing.extent != "told" and whole is not None and self._is_behind_others(paragraph, whole, record):
            listing.extent = "some"
        listing.wraps = in_lines
        listing.explains = explains
        lists.open.append(listing)
        if whole is not None and whole.record.number + 1 == record.number:
            whole.has_list = True

    def _named_before(self, paragraph: Paragraph, record: Record) -> Named:
        """What the clause before names where no amount of the sentence stands before: `转移支付支出，主要包括：甲5万元`."""
        if any(True for _ in paragraph.levels_before(record)):
            return NOTHING
        named = self.names.of(record.names_before, paragraph.text)
        # 收入70万元。按收入来源分类，包括…: how it is parted.
        is_view = record.number > 0 and paragraph.records[record.number - 1].kind == "divides"
        return named if named.has_term and (named.rest or named.dims) and not is_view else NOTHING

    def _explains(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether a word that opens a list may as well say why: 主要是."""
        word = record.frame.phrase("word")
        return word is not None and paragraph.text.startswith(self._explaining, word.start)

    @staticmethod
    def _ends_line(paragraph: Paragraph, record: Record) -> bool:
        """Whether the line ends behind a word that opens a list, whose items may have lines of their own: `其中：`."""
        rest = paragraph.text[record.frame.phrases[-1].end :]
        behind = rest.lstrip("：: ")
        if not behind or behind == rest:
            return False
        start = len(paragraph.text) - len(behind)
        above, below = (
            paragraph.source.locate(place, place + 1).line for place in (start - len(rest) + len(behind) - 1, start)
        )
        return above != below

    def namely(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """内设机构5个，即办公室、人事科: the names of what was counted right before."""
        before = next(iter(paragraph.levels_before(record)), None)
        if before is not None and before.record.kind == "count":
            word = record.frame.phrases[0]
            self.rosters.read_behind(paragraph, before, word.end, exhaustive=True)

    @staticmethod
    def _told_so(paragraph: Paragraph, record: Record, named: Named) -> Level | None:
        """转移性收入456.55亿元。转移性收入包括：…: the one amount that the very words have told right before."""
        before = paragraph.levels_before(record, sentences=1)
        told = [level for level in before if level.named.text == named.text and level.quantity == MONEY]
        return told[0] if len(told) == 1 and not record.depth else None

    def _side(self, paragraph: Paragraph, lists: Lists, record: Record, named: Named) -> Level | None:
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

    def _twin(self, paragraph: Paragraph, record: Record, whole: Level | None, extent: Extent) -> Listing | None:
        """The list of what is told right before the whole and is neither its part nor its whole: 收入52亿元、支出46亿元，其中：…"""
        if whole is None or not whole.fact.concept or paragraph.levels.get(whole.record.number) is not whole:
            # A whole that an earlier paragraph printed stands beside nothing here.
            return None
        before = next(iter(paragraph.levels_before(whole.record)), None)
        concepts = self.vocabulary.concepts
        if before is None or before.listing is not None or before.record.part != whole.record.part:
            return None
        known = [concepts.get(level.fact.concept) for level in (before, whole)]
        if any(one is None or not one.generic for one in known):
            return None
        dims = dict(whole.fact.dims)
        is_other = not any(
            belongs(one, other, dims, self.vocabulary)
            for one, other in permutations((before.fact.concept, whole.fact.concept))
        )
        return Listing(before, extent, record.depth) if is_other and before.quantity == whole.quantity else None

    def _whole(self, paragraph: Paragraph, lists: Lists, record: Record) -> Level | None:
        """The amount a list is of: the nearest; a bracket is about the amount right before it."""
        if self._is_unread(paragraph, record):
            return None
        before = list(paragraph.levels_before(record, sentences=1))
        is_at_head = not paragraph.text[: record.frame.phrases[0].start].strip()
        if is_at_head and not record.depth and len(lists.above) == 1:
            # 收入171亿元，增长15%。 / 其中，市级98亿元；区县73亿元: of the one amount of the paragraph before.
            return lists.above[0]
        if not before and paragraph.is_aside(record.sentence - 1):
            # 经费支出12万元。与上年相比减少1万元。其中：…: the sentence between says how the whole has changed, or why.
            before = list(paragraph.levels_before(record, sentences=2))
        if record.depth:
            return next((level for level in before if level.record.depth < record.depth), None)
        before = [level for level in before if not level.record.depth]
        nearest = result_of(before, before[0], self.vocabulary) if before else None
        if nearest is not None and nearest.record.sentence < record.sentence:
            # Behind a full stop the text speaks of the whole again.
            return outermost(nearest)
        return nearest

    @staticmethod
    def _is_unread(paragraph: Paragraph, record: Record) -> bool:
        """上年合计为807.95万，其中：…: whether the list is of a figure whose unit is not printed, and of none before it."""
        before = paragraph.records[record.number - 1] if record.number else record
        is_right_before = before.sentence == record.sentence and before.depth == record.depth
        return before.kind == "unitless" and is_right_before and before.number not in paragraph.levels

    def _passed(self, paragraph: Paragraph, whole: Level, record: Record) -> tuple[Decimal, ...]:
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
    def _is_behind_others(paragraph: Paragraph, whole: Level, record: Record) -> bool:
        """支出285亿元。对减收给予补助，其中甲14亿元，其他6亿元: whether its sentence tells something else without a figure first."""
        before = paragraph.records[record.number - 1] if record.number else None
        if before is None or before.sentence == record.sentence or whole.record.sentence == record.sentence:
            return False
        words = paragraph.text[before.frame.phrases[-1].end : record.frame.phrases[0].start]
        return len(_STOPS.split(words)[-1].strip(_AROUND)) >= _TELLING

    @staticmethod
    def _counts(paragraph: Paragraph, record: Record) -> tuple[Level, ...]:
        """The counts of the sentence before a list, of which it may be one."""
        return tuple(level for level in paragraph.levels_before(record) if level.record.kind == "count")

    def run_on(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        whole = self._whole(paragraph, lists, record)
        listing = whole.listing if whole is not None else None
        if whole is not None and listing is not None and listing.rank is None and len(listing.items) > 1:
            # 支出80万元，其中：基本支出30万元，项目支出50万元，具体如下：: of the whole, not of the last part.
            whole = outermost(whole)
        if whole is not None:
            beside = tuple(level for level in paragraph.levels_before(record, sentences=1) if level is not whole)
            # 主要支出科目情况如下：: there are others.
            start = paragraph.records[record.number - 1].frame.phrases[-1].end if record.number else 0
            is_partly = self._chiefly.search(paragraph.text, start, record.frame.phrases[-1].end) is not None
            extent: Extent = "some" if is_partly else "told"
            lists.open.append(Listing(whole, extent, record.depth, runs_on=True, beside=beside))

    @staticmethod
    def add(paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """加上: what follows is added to the whole, and no part of it."""
        while lists.open and lists.open[-1].rank is None and not lists.open[-1].runs_on:
            lists.close(len(lists.open) - 1)

    @staticmethod
    def trail(paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """等 behind the last part: there are more, and the list is over: 21亿元，包括甲8亿元、乙12亿元，占57%等，债券58亿元."""
        before = record.number - 1
        while (
            before > 0
            and paragraph.records[before].kind in ("share", "change", "flat")
            and before not in paragraph.levels
        ):
            before -= 1
        if lists.open and before in paragraph.levels:
            lists.trail_off()

    @staticmethod
    def remain(paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The rest without a figure: the parts before it are not all."""
        if lists.open:
            lists.open[-1].extent = "some"

    def within(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A clause that names a figure of this section as the place of what follows opens a list of it, which promises nothing."""
        named = self.names.of_path(self.names.of(record.frame.slots["name"], paragraph.text))
        # 非税收入中：专项收入2亿元、罚没收入1亿元: a colon opens a list as words do.
        is_list = paragraph.text.startswith(_COLONS, record.frame.phrases[-1].end)
        told = self._told_in_words(paragraph, record, named) if is_list and lists.top is None else None
        if told is not None:
            lists.open.append(Listing(told, "open", record.depth, setting=True))
            return
        if not named.has_term:
            return
        paragraph.settings[record.part] = named
        while lists.open and lists.open[-1].setting:
            lists.close(len(lists.open) - 1)
        whole = self.meanings.printed(paragraph, named) if not named.rest else None
        if lists.top is None and whole is not None:
            lists.open.append(Listing(whole, "open" if is_list else "some", record.depth, setting=True))

    @staticmethod
    def _told_in_words(paragraph: Paragraph, record: Record, named: Named) -> Level | None:
        """The one amount near by that has just these words, or more behind them: 一般性转移支付 for 一般性转移支付收入."""
        near = [level for level in paragraph.levels_before(record, sentences=_NEAR) if level.quantity == MONEY]
        told = [level for level in near if len(named.text) >= _SURE and level.named.text.startswith(named.text)]
        same = [level for level in told if level.named.text == named.text] or told
        return same[0] if len(same) == 1 and not same[0].loose else None

    def divide(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A clause that only says by what a whole printed before is parted."""
        start, end = record.frame.phrases[0].start, record.frame.phrases[-1].end
        if any(pattern.match(paragraph.text[start:end]) for pattern in self._divides):
            lists.close()
            divided = next(iter(paragraph.levels_before(record, sentences=1)), None)
            again = divided is not None and divided.listing is not None and divided.listing.divides
            if divided is not None and divided.listing is not None and again:
                # 余额15亿元，按类型分，一般9亿元、专项6亿元；按级次分，市本级12亿元: parted twice.
                divided = divided.listing.divided
            elif divided is not None:
                divided = outermost(divided)
            is_view = any(phrase.kind == "FROM" for phrase in record.frame.phrases)
            listing = Listing(None, "told", record.depth, divides=True, divided=divided, again=again)
            listing.is_view = is_view
            listing.above = lists.above if divided is None else ()
            lists.open.append(listing)

    def open_unsaid(self, paragraph: Paragraph, lists: Lists, record: Record, named: Named) -> None:
        """A bracket or colon right behind an amount, with a narrower member of its cell, opens a list of it though no word says so.

        `公务用车购置及运行维护费10万元（公务用车购置费3万元，公务用车运行维护费7万元）`, `政府采购70万元：货物40万元、服务30万元`.
        """
        depth = lists.top.depth if lists.top is not None else 0
        if record.depth > depth:
            whole = next((one for one in paragraph.levels_before(record) if one.record.depth < record.depth), None)
        elif record.pauses and record.pauses[-1] == ("colon", record.depth):
            whole = paragraph.levels.get(record.number - 1)
            if any(pause != "stop" for pause, _ in record.pauses[-2:-1]) or self._is_other_side(
                paragraph, record, whole
            ):
                # 合计491万元；年末结转数：财政拨款176万元: the colon is behind another name, which ends what was told before.
                lists.close()
                return
        else:
            return
        if whole is None or (lists.top is not None and lists.top.whole is whole):
            return
        is_total = whole.named.text.endswith(self._totals)
        listing = Listing(whole, "told" if is_total else "open", record.depth)
        is_part = (
            self._narrows(named, whole.fact)
            or self._is_piece(named, whole.fact)
            or self._is_first_of_several(paragraph, record, named, whole)
        )
        if is_part and listing.accepts(named, whole.quantity, self.vocabulary):
            lists.open.append(listing)

    def _is_other_side(self, paragraph: Paragraph, record: Record, whole: Level | None) -> bool:
        """收入总计245800万元。支出：本级支出226500万元: whether the words before a colon name what the total before them has no part of."""
        if whole is None or not whole.fact.concept or not record.number:
            return False
        start = paragraph.records[record.number - 1].frame.phrases[-1].end
        words = paragraph.text[start : record.frame.phrases[0].start].strip(_AROUND)
        named = read_label(words, self.vocabulary.prose_terms, self.vocabulary)
        concept = named.concept if words else None
        return bool(concept) and not belongs(concept or "", whole.fact.concept, dict(whole.fact.dims), self.vocabulary)

    @staticmethod
    def open_counts(paragraph: Paragraph, lists: Lists, record: Record, unit: Unit | None) -> None:
        """A colon right behind a count, or a bracket, opens a list of such counts: 项目13个：道路硬化7个、…, 在职62人（行政28人、…）."""
        whole = paragraph.levels.get(record.number - 1)
        is_behind = record.pauses == (("colon", record.depth),) and lists.top is None
        if whole is not None and record.depth == whole.record.depth + 1:
            is_behind = lists.top is None or lists.top.depth < record.depth
        if is_behind and whole is not None and unit is not None and whole.unit == unit.name:
            lists.open.append(Listing(whole, "open", record.depth))

    def _is_piece(self, named: Named, whole: Fact) -> bool:
        """Whether a name says one of the concepts that make up that of its whole: 收入总计（本年收入…，上年结转…）."""
        known = self.vocabulary.concepts.get(whole.concept)
        return known is not None and not named.rest and named.concept in known.parts

    @staticmethod
    def _is_first_of_several(paragraph: Paragraph, record: Record, named: Named, whole: Level) -> bool:
        """Whether a named amount opens a bracket right behind the whole and another follows: 本息22万元（本金14万元、利息8万元）."""
        if record.number + 1 >= len(paragraph.records) or whole.record.number != record.number - 1:
            return False
        after = paragraph.records[record.number + 1]
        is_alike = after.kind == "level" and after.depth == record.depth and "name" in after.frame.slots
        is_money = whole.quantity == MONEY and paragraph.records[whole.record.number].kind == "level"
        is_behind = record.depth > 0 or record.pauses[-1:] == (("colon", record.depth),)
        return is_alike and is_money and is_behind and bool(named.rest) and "year" not in named.members

    def _narrows(self, named: Named, whole: Fact) -> bool:
        """Whether a name says a member of the classification that its whole leaves open, or one below that of its whole."""
        above = dict(whole.dims)
        return any(
            name in self.vocabulary.dimensions
            and name not in self.vocabulary.measures
            and (name not in above or above[name] in self.vocabulary.dimensions[name].ancestors(member))
            for name, member in named.dims
            if name != "year"
        )

    def open_bracket(
        self, paragraph: Paragraph, lists: Lists, record: Record, named: Named, quantity: str | None
    ) -> None:
        """A bracket right behind an amount that begins with a part of it lists its parts: 购置及运行费60万元（购置费0万元；…）."""
        before = next(iter(paragraph.levels_before(record)), None) if record.depth and named.has_term else None
        if before is None or before.record.depth != record.depth - 1:
            return
        if (lists.top is not None and lists.top.depth >= record.depth) or before.quantity != quantity:
            return
        listing = Listing(before, "open", record.depth)
        is_part = bool(named.members.keys() - {"year", *self.vocabulary.measures})
        # 会议费4万元（上年5万元）: another time is no part.
        is_part &= self.vocabulary.earlier_names.fullmatch(named.text) is None
        if is_part and listing.accepts(named, quantity, self.vocabulary):
            lists.open.append(listing)

    def open_for(self, paragraph: Paragraph, lists: Lists, record: Record, names: list[Named]) -> None:
        """Amounts handed to parts of the amount read last in the sentence are a list of it, though no word opens one."""
        whole = next(iter(paragraph.levels_before(record)), None)
        if lists.top is not None or whole is None or whole.quantity != MONEY:
            return
        if self._are_both_sides(names):
            # 当期结余3亿元；职工养老保险基金收入、支出分别为7亿元和8亿元: both sides of an account are parts of nothing.
            return
        listing = Listing(whole, "open", record.depth, is_unsaid=True)
        if all(listing.accepts(name, whole.quantity, self.vocabulary) for name in names):
            lists.open.append(listing)

    def _are_both_sides(self, names: list[Named]) -> bool:
        """Whether names are of different sides of an account, of which neither holds the other: 收入、支出."""
        known = self.vocabulary.concepts
        sides = dict.fromkeys(name.concept for name in names if name.concept and known[name.concept].generic)
        return any(
            not belongs(one, other, {}, self.vocabulary) and not belongs(other, one, {}, self.vocabulary)
            for one, other in permutations(sides, 2)
        )
