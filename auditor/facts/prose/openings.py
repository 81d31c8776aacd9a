"""What opens a list of amounts: a word, or a clause that names its whole; and what ends it or leaves it open.

`采购70万元，其中：货物40万元、服务30万元`, `收支总预算80万元。收入包括：…；支出包括：…`, `非税收入中：专项收入2万元、罚没收入1万元`.
"""

from __future__ import annotations

from itertools import permutations

from auditor.facts.claims import Extent
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import value_of
from auditor.facts.prose.list_wholes import ListWholes
from auditor.facts.prose.listing import Level, Listing, belongs, extent_of
from auditor.facts.prose.lists import Lists
from auditor.facts.prose.meaning import Meanings
from auditor.facts.prose.names import NOTHING, Named, Names
from auditor.facts.prose.paragraph import Paragraph, outermost
from auditor.facts.prose.records import Record
from auditor.facts.prose.rosters import RosterReader
from auditor.facts.prose.unsaid_lists import UnsaidLists
from auditor.figures import MONEY
from auditor.patterns import any_of

_COLONS = ("：", ":")


class ListOpener:
    """Opens the lists of a paragraph."""

    def __init__(self, names: Names, meanings: Meanings, ledger: Ledger) -> None:
        self.names = names
        self.vocabulary = names.vocabulary
        self.meanings = meanings
        self.rosters = RosterReader(ledger)
        self.wholes = ListWholes(names)
        self.unsaid = UnsaidLists(names.vocabulary)
        self._explaining = tuple(self.vocabulary.grammar.breakdown.get("explains", ()))
        self._chiefly = any_of(self.vocabulary.grammar.breakdown.get("chiefly", ()))
        self._included = any_of(self.vocabulary.grammar.breakdown.get("included", ()))
        self._at = self.vocabulary.grammar.breakdown.get("at", ())
        self._by, self._by_colon = (
            any_of(self.vocabulary.grammar.breakdown.get(key, ())) for key in ("by", "by_colon")
        )

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
            whole = self.wholes.side(paragraph, lists, record, named) or self.wholes.told_so(paragraph, record, named)
        else:
            whole = self.wholes.begun_so(paragraph, record, named) or self.wholes.nearest(paragraph, lists, record)
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
        counts = self.wholes.counts(paragraph, record)
        twin = self._twin(paragraph, record, whole, extent)
        is_about_others = record.depth or (whole is None and named.has_term)
        nearest = None if is_about_others else next(iter(paragraph.levels_before(record, sentences=1)), None)
        nearest = nearest if nearest is not None and nearest.quantity == MONEY and nearest is not whole else None
        in_lines = not record.depth and self._ends_line(paragraph, record)
        listing = Listing(whole, extent, record.depth, runs_on=in_lines, counts=counts, twin=twin, nearest=nearest)
        listing.one_by_one = one_by_one
        if in_lines or not paragraph.text[record.frame.phrases[-1].end :].strip("：: "):
            # 问题金额548万元，已整改503万元，其中： / （1）…: either may be what the paragraphs below part.
            listing.beside = tuple(
                level for level in paragraph.levels_before(record, sentences=1) if level is not whole
            )
        listing.is_unread = self.wholes.is_unread(paragraph, record)
        listing.passed = self.wholes.passed(paragraph, whole, record) if whole is not None else ()
        if listing.extent != "told" and whole is not None and self.wholes.is_behind_others(paragraph, whole, record):
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

    def run_on(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        whole = self.wholes.nearest(paragraph, lists, record)
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
        """The rest without a figure: the parts before it are not all, unless it is nothing: 其余类别均为0辆."""
        if lists.open:
            after = next((one for one in paragraph.records[record.number + 1 :] if one.kind != "nil"), None)
            token = after.frame.figure("figure") if after is not None and after.clause == record.clause else None
            is_nothing = token is not None and token.numeral is not None and not value_of(token)
            lists.open[-1].extent = "told" if is_nothing else "some"

    def within(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A clause that names a figure of this section as the place of what follows opens a list of it, which promises nothing."""
        named = self._without_at(self.names.of_path(self.names.of(record.frame.slots["name"], paragraph.text)))
        # 非税收入中：专项收入2亿元、罚没收入1亿元: a colon opens a list as words do.
        is_list = paragraph.text.startswith(_COLONS, record.frame.phrases[-1].end)
        told = self.wholes.told_in_words(paragraph, record, named) if is_list and lists.top is None else None
        if told is not None:
            lists.open.append(Listing(told, "open", record.depth, setting=True))
            return
        if not named.has_term:
            return
        paragraph.settings[record.part] = named
        while lists.open and lists.open[-1].setting:
            lists.close(len(lists.open) - 1)
        whole = self.meanings.printed(paragraph, named) if not named.rest else None
        if whole is None and lists.top is None:
            # 区本级支出38亿元，其中：基本支出…，项目支出14亿元。在项目支出中，…: of whom it is was said before.
            whole = self.wholes.told_in_words(paragraph, record, named)
        if lists.top is None and whole is not None:
            lists.open.append(Listing(whole, "open" if is_list else "some", record.depth, setting=True))

    def _without_at(self, named: Named) -> Named:
        """在项目支出中: a name without the word before it that makes it a place."""
        at = next((word for word in self._at if named.text.startswith(word) and named.rest == word), "")
        return named._replace(text=named.text.removeprefix(at), rest="") if at else named

    def divide(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A clause that only says by what a whole printed before is parted."""
        start, end = record.frame.phrases[0].start, record.frame.phrases[-1].end
        words, is_before_colon = paragraph.text[start:end], paragraph.text.startswith(_COLONS, end)
        if self._by.match(words) or (is_before_colon and self._by_colon.match(words)):
            lists.close()
            named = self.names.of(record.frame.slots.get("name", ()), paragraph.text)
            begun = self.wholes.begun_so(paragraph, record, named)
            divided = begun or next(iter(paragraph.levels_before(record, sentences=1)), None)
            again = divided is not None and divided.listing is not None and divided.listing.divides
            if divided is not None and divided.listing is not None and again:
                # 余额15亿元，按类型分，一般9亿元、专项6亿元；按级次分，市本级12亿元: parted twice.
                divided = divided.listing.divided
            last = divided
            if not again and divided is not None:
                divided = outermost(divided)
            # Behind a name that no amount near by bears nobody knows whether what is parted is the nearest.
            is_view = any(phrase.kind == "FROM" for phrase in record.frame.phrases)
            is_view |= "name" in record.frame.slots and begun is None
            listing = Listing(None, "told", record.depth, divides=True, divided=divided, again=again)
            listing.is_view = is_view
            listing.last = last
            listing.above = lists.above if divided is None else ()
            lists.open.append(listing)
