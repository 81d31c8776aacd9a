"""The amounts and counts of a paragraph become facts, each with its own meaning and what it inherits; its lists are found.

`2024年支出预算70万元，比2023年增加5万元，其中：基本支出30万元，项目支出40万元。` gives three amounts and one list of two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

from auditor.documents import SourceText
from auditor.facts.claims import NamedPlace
from auditor.facts.labels import read_label
from auditor.facts.model import Fact, Gap
from auditor.facts.paths import CodePath
from auditor.facts.prose.companions import result_of
from auditor.facts.prose.distribution import Handout, goes_on, handout_of, split_names
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.lists import Level, Listing, Lists, belongs
from auditor.facts.prose.meaning import Meanings
from auditor.facts.prose.names import NOTHING, Named, Names
from auditor.facts.prose.paragraph import Paragraph, outermost
from auditor.facts.prose.records import Record
from auditor.facts.prose.rosters import RosterReader
from auditor.figures import MONEY


class LevelReader:
    """Makes facts of the amounts and counts of a paragraph, and finds the lists that they make."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = names.vocabulary
        self.meanings = Meanings(names, ledger)
        self.rosters = RosterReader(ledger)
        self._totals = tuple(self.vocabulary.grammar.breakdown.get("totals", ()))
        self._bodies = re.compile(self.vocabulary.grammar.labels.get("bodies", ["(?!)"])[0])
        self._divides = [re.compile(pattern) for pattern in self.vocabulary.grammar.breakdown.get("by", ())]
        self._readers: dict[str, Callable[[Paragraph, Lists, Record], None]] = {
            "opens": self._opens,
            "runs_on": self._runs_on,
            "adds": self._adds,
            "trails": self._trails,
            "remains": self._remains,
            "within": self._within,
            "aside": self._aside,
            "namely": self._namely,
            "divides": self._divided,
            "level": self._level,
            "count": self._count,
            "unitless": self._unitless,
            "each": self._each,
            "respectively": self._respectively,
            "from_to": self._from_to,
            "becomes": self._becomes,
            "prior": self._prior,
            "change": self._prior,
            "completion": self._planned,
            "comparison": self._compared,
            "share": self._whole_of_share,
        }

    def read(self, paragraph: Paragraph, lists: Lists) -> list[Handout]:
        """Read all levels of a paragraph; `lists` has what is still open from the paragraphs before. The handouts of changes and shares."""
        self.handouts: list[Handout] = []
        reason: int | None = None
        for record in paragraph.records:
            lists.pass_pauses(record)
            reason = record.part if record.kind == "reasons" else reason if reason == record.part else None
            if reason is not None:
                paragraph.reasons.add(record.number)
            if record.rank is not None:
                lists.pass_mark(record.rank, self._before_colon(paragraph, record))
            if record.pauses and ("stop", 0) in record.pauses:
                paragraph.handed = None
            if record.number in paragraph.taken:
                if lists.top is not None:
                    paragraph.within[record.number] = lists.top
                continue
            following = goes_on(paragraph, self.handouts[-1], record) if self._is_near(record) else None
            if following is not None:
                self.handouts.append(following)
                paragraph.taken |= following.taken
                continue
            if record.kind == "unread":
                self._torn(paragraph, record)
            reader = self._readers.get(record.kind)
            if reader is not None:
                reader(paragraph, lists, record)
            if record.number not in paragraph.levels and lists.top is not None:
                paragraph.within[record.number] = lists.top
                lists.top.has_changes |= record.kind in ("change", "flat")
        return self.handouts

    def _torn(self, paragraph: Paragraph, record: Record) -> None:
        """836，00万元, 542,62万元: digits that make no number are told of."""
        phrase = record.frame.phrases[0]
        if phrase.kind == "TORN":
            line = paragraph.source.locate(phrase.start, phrase.end).line
            text = paragraph.text[phrase.start : phrase.end]
            self.ledger.facts.gaps.append(Gap(line, "number-torn", {"text": text}))

    def _is_near(self, record: Record) -> bool:
        """Whether the last handout stands in the same sentence."""
        return bool(self.handouts) and self.handouts[-1].record.sentence == record.sentence

    # --- lists -------------------------------------------------------------------------------------------------

    @staticmethod
    def _before_colon(paragraph: Paragraph, record: Record) -> Level | None:
        """The amount before a colon, which a list mark behind it parts."""
        if not record.pauses or record.pauses[-1][0] != "colon":
            return None
        return next(iter(paragraph.levels_before(record)), None)

    def _opens(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A word that opens a list: of the amount read last in this sentence or the one before."""
        word = record.frame.phrase("word")
        exhaustive = word is None or word.kind != "OPENS_PARTLY"
        one_by_one = word is not None and word.kind == "DISTRIBUTES"
        if one_by_one and not record.frame.is_last:
            # 标准分别提高到689元和483元: what is handed out by a verb is no list.
            return
        named = self.names.of(record.frame.slots.get("name", ()), paragraph.text)
        # A name in the clause is of something whose amount is not printed yet, or of one side of an account told before.
        whole = self._side(paragraph, lists, record, named) if named.has_term else self._whole(paragraph, record)
        if whole is not None and lists.has_ended(whole.listing) and record.depth == 0:
            # 采购70万元：货物40万元、服务30万元；其中…: behind the semicolon the text speaks of the whole again.
            assert whole.listing is not None
            whole = whole.listing.whole or whole
        self.rosters.read(paragraph, whole, record, exhaustive=exhaustive)
        top = lists.open[-1] if lists.open else None
        if top is not None and top.has_changes and not exhaustive and record.pauses[-1:] == (("comma", record.depth),):
            # 基本支出减少3万元，主要为压减差旅；项目支出…: what a change is for is no list of the whole.
            return
        if top is not None and top.whole is whole and top.is_empty and top.rank is None:
            top.exhaustive = exhaustive
            return
        if whole is not None and whole.record.kind == "count" and whole.named.is_empty:
            # 5个单位，其中行政单位1个: a list of what is not named before promises nothing.
            exhaustive = False
        counts = self._counts(paragraph, record)
        twin = self._twin(paragraph, record, whole, exhaustive=exhaustive)
        nearest = next(iter(paragraph.levels_before(record, sentences=1)), None) if not record.depth else None
        nearest = nearest if nearest is not None and nearest.quantity == MONEY and nearest is not whole else None
        in_lines = not record.depth and self._ends_line(paragraph, record)
        listing = Listing(whole, exhaustive, record.depth, runs_on=in_lines, counts=counts, twin=twin, nearest=nearest)
        listing.one_by_one = one_by_one
        lists.open.append(listing)

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

    def _namely(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """内设机构5个，即办公室、人事科: the names of what was counted right before."""
        before = next(iter(paragraph.levels_before(record)), None)
        if before is not None and before.record.kind == "count":
            word = record.frame.phrases[0]
            self.rosters.read_behind(paragraph, before, word.end, exhaustive=True)

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

    def _twin(self, paragraph: Paragraph, record: Record, whole: Level | None, *, exhaustive: bool) -> Listing | None:
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
        return Listing(before, exhaustive, record.depth) if is_other and before.quantity == whole.quantity else None

    def _whole(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The amount a list is of: the nearest; a bracket is about the amount right before it."""
        before = list(paragraph.levels_before(record, sentences=1))
        if not before and paragraph.is_of_changes(record.sentence - 1):
            # 经费支出12万元。与上年相比减少1万元。其中：…: the sentence between says how the whole has changed.
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
    def _counts(paragraph: Paragraph, record: Record) -> tuple[Level, ...]:
        """The counts of the sentence before a list, of which it may be one."""
        return tuple(level for level in paragraph.levels_before(record) if level.record.kind == "count")

    def _runs_on(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        whole = self._whole(paragraph, record)
        if whole is not None:
            beside = tuple(level for level in paragraph.levels_before(record, sentences=1) if level is not whole)
            lists.open.append(Listing(whole, True, record.depth, runs_on=True, beside=beside))

    @staticmethod
    def _adds(paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """加上: what follows is added to the whole, and no part of it."""
        while lists.open and lists.open[-1].rank is None and not lists.open[-1].runs_on:
            lists.close(len(lists.open) - 1)

    @staticmethod
    def _trails(paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """等 behind the last part: there are more."""
        if lists.open and record.number - 1 in paragraph.levels:
            lists.open[-1].exhaustive = False

    @staticmethod
    def _remains(paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The rest without a figure: the parts before it are not all."""
        if lists.open:
            lists.open[-1].exhaustive = False

    def _aside(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """不含上年结转20万元: an amount that is left out of those around it."""
        self._keep_open(paragraph, record)

    def _keep_open(self, paragraph: Paragraph, record: Record) -> None:
        """A figure that is read and of which nobody knows what it is of."""
        token = record.frame.figure("figure")
        if token is not None and token.kind != "number":
            self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, "")

    def _within(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A clause that names a figure of this section as the place of what follows opens a list of it, which promises nothing."""
        named = self.names.of_path(self.names.of(record.frame.slots["name"], paragraph.text))
        if not named.has_term:
            return
        paragraph.settings[record.part] = named
        while lists.open and lists.open[-1].setting:
            lists.close(len(lists.open) - 1)
        whole = self.meanings.printed(paragraph, named) if not named.rest else None
        if not lists.open and whole is not None:
            lists.open.append(Listing(whole, False, record.depth, setting=True))

    def _divided(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A clause that only says by what a whole printed before is parted."""
        start, end = record.frame.phrases[0].start, record.frame.phrases[-1].end
        if any(pattern.match(paragraph.text[start:end]) for pattern in self._divides):
            lists.close()
            divided = next(iter(paragraph.levels_before(record, sentences=1)), None)
            lists.open.append(Listing(None, True, record.depth, divides=True, divided=divided))

    # --- amounts -----------------------------------------------------------------------------------------------

    def _level(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        token = record.frame.figure("figure")
        assert token is not None
        if record.in_base and self._put_in_ratio(paragraph, record, token):
            return
        if record.in_base:
            self._put_prior(paragraph, paragraph.records[record.number + 1], token, NOTHING, "")
            return
        named = self._counted_item(paragraph, record, self._named(paragraph, record, "name"))
        self._open_unsaid(paragraph, lists, record, named)
        self._put(paragraph, lists, record, token, named)

    def _counted_item(self, paragraph: Paragraph, record: Record, named: Named) -> Named:
        """Right behind a count a bare word is of what is counted: 调解社工23名支出30万元 is no total of spending."""
        before = paragraph.levels.get(record.number - 1)
        concept = self.vocabulary.concepts.get(named.concept or "")
        is_next = before is not None and before.record.kind == "count" and before.record.clause == record.clause
        if is_next and named.has_term and self._bodies.fullmatch(named.rest):
            # 1家机关和3家事业单位的机关运行经费17万元: whose cost it is, which is counted before.
            return named._replace(rest="")
        if before is None or not is_next or named.dims or named.rest or concept is None or not concept.generic:
            return named
        return named._replace(rest=before.named.rest or before.named.text)

    def _open_unsaid(self, paragraph: Paragraph, lists: Lists, record: Record, named: Named) -> None:
        """A bracket or colon right behind an amount, with a narrower member of its cell, opens a list of it though no word says so.

        `公务用车购置及运行维护费10万元（公务用车购置费3万元，公务用车运行维护费7万元）`, `政府采购70万元：货物40万元、服务30万元`.
        """
        depth = lists.top.depth if lists.top is not None else 0
        if record.depth > depth:
            whole = next((one for one in paragraph.levels_before(record) if one.record.depth < record.depth), None)
        elif record.pauses and record.pauses[-1] == ("colon", record.depth):
            whole = paragraph.levels.get(record.number - 1)
        else:
            return
        if whole is None or (lists.top is not None and lists.top.whole is whole):
            return
        listing = Listing(whole, False, record.depth)
        is_part = (
            self._narrows(named, whole.fact)
            or self._is_piece(named, whole.fact)
            or self._is_first_of_several(paragraph, record, named, whole)
        )
        if is_part and listing.accepts(named, whole.quantity, self.vocabulary):
            lists.open.append(listing)

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

    def _named(self, paragraph: Paragraph, record: Record, slot: str) -> Named:
        """The name of an amount, with its place in a classification; without one that of the clause before."""
        named = self.names.of(record.frame.slots.get(slot, ()), paragraph.text)
        if named.path is not None:
            self.note_place(paragraph.source, paragraph.scene.section, named.path, named.start)
        named = self._of_share(paragraph, record, self.names.of_path(named))
        if not named.concept and not named.rest and dict(named.dims).keys() <= self.vocabulary.measures:
            before = self.names.of_path(self.names.of(record.names_before, paragraph.text))
            if before.has_term:
                return before._replace(dims=tuple({**before.members, **named.members}.items()))
        return named

    def _of_share(self, paragraph: Paragraph, record: Record, named: Named) -> Named:
        """The part of the share right before an amount that names nothing of its own: 公务接待费占9.16%，支出2.15万元."""
        before = paragraph.records[record.number - 1] if record.number else None
        is_next = before is not None and before.kind == "share" and before.depth == record.depth
        if before is None or not is_next or record.pauses != (("comma", record.depth),) or record.kind != "level":
            return named
        known = self.vocabulary.concepts.get(named.concept or "")
        is_bare = not named.rest and not named.dims and (known is None or known.generic)
        is_bare |= any(
            re.fullmatch(pattern, named.text) for pattern in self.vocabulary.grammar.share.get("amounts", ())
        )
        part = self.names.of_path(self.names.of(before.frame.slots.get("part", ()), paragraph.text))
        told = [level for level in paragraph.levels_before(before) if level.named.text == part.text]
        if not is_bare or part.is_empty or told:
            return named
        paragraph.behind_shares.add(record.number)
        if any(
            level.named.concept == part.concept and level.named.dims == part.dims
            for level in paragraph.levels_before(before)
        ):
            # 资产总额73亿元，固定资产占76.36%，净值56亿元: a part is not its whole, though one word of the vocabulary means both.
            return part._replace(rest=part.rest or part.text)
        return part

    def _put(self, paragraph: Paragraph, lists: Lists, record: Record, token: Token, named: Named) -> Level:
        """Make a level of a figure and place it in its list."""
        named = self.meanings.own(paragraph, record, self._in_setting(paragraph, record, named))
        quantity = token.unit.quantity if token.unit else None
        is_apart = self.meanings.is_of_other_measure(named, lists.top)
        is_aside = record.number in paragraph.reasons and (lists.top is None or lists.top.whole is None
            or lists.top.whole.record.number not in paragraph.reasons)  # fmt: skip
        if is_apart and lists.top is not None and not lists.top.items and "year" in named.members:
            # A list that opens with another year goes through years, and this year's are not all of it.
            lists.top.exhaustive = False
        restated = self._restated(paragraph, lists, record, named)
        if restated is not None:
            return self._put_again(paragraph, record, token, restated)
        lists.choose_whole(named)
        self._open_bracket(paragraph, lists, record, named, quantity)
        listing = None if is_apart or is_aside else lists.holding(named, quantity, record.rank)
        concept, dims = self.meanings.complete(paragraph, named, listing, lists)
        if token.loose and concept:
            # 约840万元 is the same as no printed figure.
            dims = {**dims, "item": f"~{paragraph.text[token.start : token.end]}"}
        fact = self.ledger.add(paragraph.source, paragraph.scene.section, token, concept, dims, named.text)
        level = Level(record, named, fact, listing, token.loose)
        if record.number in paragraph.levels:
            paragraph.beside.setdefault(record.number, []).append(paragraph.levels[record.number])
        paragraph.levels[record.number] = level
        is_part = listing is not None and listing.add(level)
        if not is_part and not is_apart and not is_aside:
            lists.follow(level)
        return level

    def _restated(self, paragraph: Paragraph, lists: Lists, record: Record, named: Named) -> Level | None:
        """接待支出2万元，接待21批次，共计支出2万元: a bare total behind an item of a list, in its part of the sentence: the item."""
        if lists.top is None or not lists.top.items or not named.text.startswith(self._totals):
            return None
        last = lists.top.items[-1]
        is_bare = not named.rest and not dict(named.dims).keys() - dict(last.fact.dims).keys()
        return last if is_bare and last.record.part == record.part else None

    def _put_again(self, paragraph: Paragraph, record: Record, token: Token, level: Level) -> Level:
        fact = self.ledger.add(
            paragraph.source,
            paragraph.scene.section,
            token,
            level.fact.concept,
            dict(level.fact.dims),
            level.fact.label,
        )
        again = paragraph.levels[record.number] = Level(record, level.named, fact)
        return again

    def _open_bracket(
        self, paragraph: Paragraph, lists: Lists, record: Record, named: Named, quantity: str | None
    ) -> None:
        """A bracket right behind an amount that begins with a part of it lists its parts: 购置及运行费60万元（购置费0万元；…）."""
        before = next(iter(paragraph.levels_before(record)), None)
        if not record.depth or before is None or before.record.depth != record.depth - 1 or not named.has_term:
            return
        if (lists.top is not None and lists.top.depth >= record.depth) or before.quantity != quantity:
            return
        listing = Listing(before, False, record.depth)
        is_part = bool(named.members.keys() - {"year", *self.vocabulary.measures})
        if is_part and listing.accepts(named, quantity, self.vocabulary):
            lists.open.append(listing)

    def _unitless(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """支出决算为11.20，完成预算的70%: decimals behind the name of an amount, without a unit: of how much it is nobody can judge."""
        token = record.frame.figure("figure")
        assert token is not None and token.numeral is not None
        named = self.names.of(record.frame.slots["name"], paragraph.text)
        known = self.vocabulary.concepts.get(named.concept or "")
        if token.numeral.decimals and record.frame.is_last and not named.rest and known is not None and not known.unit:
            self._put(paragraph, lists, record, token, named)

    @staticmethod
    def _in_setting(paragraph: Paragraph, record: Record, named: Named) -> Named:
        """在其他采购项目中，由中小企业承接的，采购金额21万元: without a name of its own a figure is what its setting is about."""
        setting = paragraph.settings.get(record.part)
        if setting is None or not setting.dims:
            return named
        dims = tuple({**setting.members, **named.members}.items())
        if named.has_term:
            return named._replace(dims=dims)
        return named._replace(concept=setting.concept, dims=dims, rest="")

    def _count(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A number of people, vehicles, batches: by its unit or name a cell, in a list of counts a part, else only a figure."""
        token = record.frame.figure("figure")
        assert token is not None
        named = self._named(paragraph, record, "name")
        counted = self.meanings.counted(paragraph, record, named, token)
        if counted is not None:
            named = counted
        lists.choose_count(token.unit)
        listing = lists.holding(named, token.unit.quantity if token.unit else None) if lists.top is not None else None
        is_followed = counted is not None or named.concept is not None or listing is not None
        concept, dims = ("", {})
        if counted is not None:
            concept, dims = counted.concept or "", counted.members
            if counted.rest:
                dims["item"] = f"~{counted.rest}"
        elif is_followed:
            concept, dims = self.meanings.complete(paragraph, named, listing, lists)
        fact = self.ledger.add(paragraph.source, paragraph.scene.section, token, concept, dims, named.text)
        level = paragraph.levels[record.number] = Level(record, named, fact, listing)
        if listing is not None and listing.whole is not None and listing.whole.unit == level.unit:
            listing.items.append(level)

    def _each(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """One figure for each of several names: 水费、电费各1万元."""
        token = record.frame.figure("figure")
        assert token is not None
        named = split_names(record.frame.slots.get("name", ()), paragraph.text, self.names) or [NOTHING]
        for name in named:
            self._put(paragraph, lists, record, token, name)

    def _respectively(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """Figures handed out; amounts become facts here, changes and shares later."""
        handout = handout_of(paragraph, record, self.names)
        names = [receiver for receiver in handout.receivers if isinstance(receiver, Named)] if handout else []
        if handout is None or (handout.kind == "amount" and any(name.is_empty for name in names)):
            line = paragraph.source.locate(record.frame.phrases[0].start, record.frame.phrases[0].start).line
            self.ledger.facts.gaps.append(Gap(line, "distributive-list", {}))
            self._keep_open(paragraph, record)
            paragraph.taken.add(record.number)
            return
        paragraph.taken |= handout.taken
        if handout.kind != "amount":
            self.handouts.append(handout)
            return
        self._open_for(paragraph, lists, record, names)
        paragraph.handed = tuple(
            self._put(paragraph, lists, item.record, item.token, name)
            for name, item in zip(names, handout.items, strict=True)
            if item.token is not None
        )

    def _open_for(self, paragraph: Paragraph, lists: Lists, record: Record, names: list[Named]) -> None:
        """Amounts handed to parts of the amount read last in the sentence are a list of it, though no word opens one."""
        whole = next(iter(paragraph.levels_before(record)), None)
        if lists.top is not None or whole is None or whole.quantity != MONEY:
            return
        listing = Listing(whole, False, record.depth)
        if all(listing.accepts(name, whole.quantity, self.vocabulary) for name in names):
            lists.open.append(listing)

    # --- figures beside an amount ------------------------------------------------------------------------------

    def _from_to(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """由18万元减少到15万元: the old figure and the new one of one subject."""
        self._becomes(paragraph, lists, record)
        self._prior(paragraph, lists, record)

    def _becomes(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        token = record.frame.figure("current")
        assert token is not None
        named = self._named(paragraph, record, "subject")
        before = next(iter(paragraph.levels_before(record)), None)
        if named.is_empty and before is not None:
            # The new figure of what has just been told: the amount before was the old one.
            paragraph.priors[record.number] = before.fact
            fact = self.ledger.add(
                paragraph.source, paragraph.scene.section, token, before.fact.concept, dict(before.fact.dims), before.fact.label
            )  # fmt: skip
            paragraph.levels[record.number] = Level(record, before.named, fact)
            return
        self._put(paragraph, lists, record, token, named)

    def _prior(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The amount behind a base is what the subject was before: 比2023年预算20.30万元减少0.46万元."""
        token = record.frame.figure("prior")
        if token is None:
            return
        own = self.names.of(record.frame.slots.get("prior_name", ()), paragraph.text)
        base = record.frame.phrase("base")
        self._put_prior(
            paragraph, record, token, own, paragraph.text[base.start : base.end] if base is not None else ""
        )

    def _put_prior(self, paragraph: Paragraph, record: Record, token: Token, own: Named, words: str) -> None:
        """Keep what the subject of a record was before; the words of its base may say that it is a plan."""
        told = read_label(words, self.vocabulary.prose_terms, self.vocabulary).dims
        measures = {name: member for name, member in told.items() if name in self.vocabulary.measures}
        subject = paragraph.levels.get(record.number) or next(iter(paragraph.levels_before(record, sentences=1)), None)
        concept = own.concept or (subject.fact.concept if subject else "")
        dims = dict(subject.fact.dims) if subject and not own.concept else {}
        paragraph.priors[record.number] = self.ledger.add(
            paragraph.source,
            paragraph.scene.section,
            token,
            concept,
            {**dims, "year": "prior", **own.members, **measures},
            own.text or words,
        )

    def _put_in_ratio(self, paragraph: Paragraph, record: Record, token: Token) -> bool:
        """占经费总额（24.60万元）的8.74%: what a bracket behind the whole of a share, or behind a plan, prints is that."""
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        slot = {"share": "whole", "completion": "plan"}.get(after.kind if after is not None else "")
        if after is None or slot is None:
            return False
        named = self.names.of(after.frame.slots.get(slot, ())[:1], paragraph.text)
        concept, dims = named.concept or "", named.members
        paragraph.priors[after.number] = self.ledger.add(
            paragraph.source, paragraph.scene.section, token, concept, dims, named.text
        )
        return True

    def _planned(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The plan that a completion prints itself: 完成年初预算100万元的95%."""
        token = record.frame.figure("planned")
        if token is None:
            token = self._in_bracket(paragraph, record)
        if token is None:
            return
        named = self.names.of(record.frame.slots.get("plan", ()), paragraph.text)
        before = next(iter(paragraph.levels_before(record)), None)
        concept = named.concept or (before.fact.concept if before else "")
        told = dict(before.fact.dims) if before else {}
        dims = {**told, **self.meanings.measure_of_kind(named.text), **named.members}
        paragraph.priors[record.number] = self.ledger.add(
            paragraph.source, paragraph.scene.section, token, concept, dims, named.text
        )

    def _compared(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The plan that a comparison prints itself: 超年初预算15.20亿元0.42亿元, 超出年初预算（52.60万元）21.55万元."""
        token = record.frame.figure("planned")
        following = paragraph.records[record.number + 1 : record.number + 2]
        if token is None and following and following[0].sentence == record.sentence:
            # 大于年初预算数20万元，相差3万元: the difference has a clause of its own.
            is_apart = following[0].kind == "apart" or (
                following[0].kind == "change" and not {"base", "subject"} & following[0].frame.slots.keys()
            )
            token = record.frame.figure("amount") if is_apart else self._in_bracket(paragraph, record)
        if token is not None:
            word = record.frame.phrase("word")
            label = paragraph.text[word.start : word.end] if word is not None else ""
            section = paragraph.scene.section
            paragraph.priors[record.number] = self.ledger.add(paragraph.source, section, token, "", {}, label)

    @staticmethod
    def _in_bracket(paragraph: Paragraph, record: Record) -> Token | None:
        """The plan that a bracket behind the word for it gives: 完成预算（92万元）的104.77%."""
        following = next(iter(paragraph.records[record.number + 1 : record.number + 2]), None)
        last = record.frame.phrase("percent") or record.frame.phrase("amount")
        figure = following.frame.phrase("figure") if following is not None and following.kind == "level" else None
        if following is None or figure is None or last is None or figure.start > last.start:
            return None
        if following.depth != record.depth + 1 or "name" in following.frame.slots:
            return None
        paragraph.taken.add(following.number)
        return following.frame.figure("figure")

    def _whole_of_share(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The whole that a share prints itself: 占政府采购支出总额65万元的80%."""
        token = record.frame.figure("of")
        if token is None:
            return
        named = self.names.of(record.frame.slots.get("whole", ()), paragraph.text)
        dims = named.members
        before = next(iter(paragraph.levels_before(record)), None)
        if before is not None and (before.fact.concept, dict(before.fact.dims)) == (named.concept, dims):
            # 固定资产49亿元，占资产总额63亿元的78%: a part is not its whole, though one word of the vocabulary means both.
            dims = {**dims, "item": f"~{named.text}"}
        paragraph.priors[record.number] = self.ledger.add(
            paragraph.source, paragraph.scene.section, token, named.concept or "", dims, named.text
        )

    def note_place(self, source: SourceText, section: int, path: CodePath, offset: int) -> None:
        """Keep how prose names a place in a classification, for it to be held against the tables; it is known by text from `offset` on."""
        levels = []
        for code, level in path.levels:
            location = source.locate(offset + level.start, offset + level.end)
            dims = ((path.dimension, code),)
            levels.append((code, Fact(-1, "", dims, None, "word", location, level.name, None, section=section)))
        self.ledger.facts.claims.append(NamedPlace(path.dimension, path.code, tuple(levels)))
