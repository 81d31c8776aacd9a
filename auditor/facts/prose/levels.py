"""The amounts and counts of a paragraph become facts, each with its own meaning and what it inherits; its lists are found.

`2024年支出预算70万元，比2023年增加5万元，其中：基本支出30万元，项目支出40万元。` gives three amounts and one list of two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from auditor.facts.claims import Restated
from auditor.facts.labels import numbering_ordinal
from auditor.facts.model import Fact, Gap
from auditor.facts.prose.amount_names import AmountNames
from auditor.facts.prose.apart_amounts import ApartAmounts
from auditor.facts.prose.covered import Covered, told_before
from auditor.facts.prose.distribution import Handout, amounts_of, goes_on, handout_of, shares_of_printed, split_names
from auditor.facts.prose.joined_names import JoinedNames
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token, value_of
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.lists import Lists
from auditor.facts.prose.meaning import Meanings
from auditor.facts.prose.names import NOTHING, Named, Names
from auditor.facts.prose.nearness import base_of, may_be
from auditor.facts.prose.openings import ListOpener
from auditor.facts.prose.pairs import Pairs
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.references import ReferenceFigures
from auditor.facts.prose.subtotals import Subtotals
from auditor.patterns import any_of, regex

_FEWEST = 2
"""Figures that are handed out."""
_PAUSES = "，、；：。,;: \n"


class LevelReader:
    """Makes facts of the amounts and counts of a paragraph, and finds the lists that they make."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = names.vocabulary
        self.meanings = Meanings(names, ledger)
        self.covered = Covered(names.vocabulary)
        self.openings = ListOpener(names, self.meanings, ledger)
        self.joined = JoinedNames(names)
        self.subtotals = Subtotals(ledger)
        self.references = ReferenceFigures(names, self.meanings, ledger)
        self._totals = tuple(self.vocabulary.grammar.breakdown.get("totals", ()))
        causes = "|".join(self.vocabulary.grammar.change.get("causes", ())) or "(?!)"
        self._causes = regex(f"(?:^|[，,；;：:。])(?:{causes})[^，,；;：:。]*$")
        above = "|".join(map(re.escape, self.vocabulary.grammar.breakdown.get("told_above", ()))) or "(?!)"
        self._above = regex(f"(?:{above})")
        self._apart = ApartAmounts(self.vocabulary)
        self._pairs = Pairs(self.vocabulary)
        self._after = any_of(self.vocabulary.grammar.breakdown.get("after_taking", ()))
        self.left_out: dict[int, Fact] = {}
        """What is taken off an amount before it is parted, by the number of its fact: 扣除上缴支出85万元后，…分别为…."""
        self.called = AmountNames(names, self.meanings, self.covered, ledger)
        self._mixed = any_of(self.vocabulary.grammar.breakdown.get("mixed", ()))
        self._besides = any_of(self.vocabulary.grammar.breakdown.get("besides", ()))
        self._readers: dict[str, Callable[[Paragraph, Lists, Record], None]] = {
            "opens": self.openings.open,
            "runs_on": self.openings.run_on,
            "adds": self.openings.add,
            "trails": self.openings.trail,
            "remains": self.openings.remain,
            "within": self.openings.within,
            "aside": self._aside,
            "namely": self.openings.namely,
            "divides": self.openings.divide,
            "level": self._level,
            "count": self._count,
            "unitless": self._unitless,
            "each": self._each,
            "respectively": self._respectively,
            "from_to": self._from_to,
            "becomes": self._becomes,
            "prior": self.references.prior,
            "change": self.references.prior,
            "goes": self.references.prior,
            "completion": self.references.planned,
            "comparison": self.references.compared,
            "share": self.references.whole_of_share,
            "share_ahead": self._share_ahead,
            "level_within": self._level_within,
        }

    def read(self, paragraph: Paragraph, lists: Lists) -> list[Handout]:
        """Read all levels of a paragraph; `lists` has what is still open from the paragraphs before. The handouts of changes and shares."""
        self.handouts: list[Handout] = []
        reason: int | None = None
        for record in paragraph.records:
            lists.pass_pauses(record)
            if self._is_besides(paragraph, record):
                lists.pass_besides(record)
            reason = record.part if record.kind == "reasons" else reason if reason == record.part else None
            if reason is not None:
                paragraph.reasons.add(record.number)
            if record.rank is not None:
                lists.pass_mark(record.rank, self._before_colon(paragraph, record))
                lists.count_mark(record.rank, self._ordinal(paragraph, record))
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
            shares = shares_of_printed(paragraph, record)
            if shares is not None:
                self._readers[record.kind](paragraph, lists, record)
                self.handouts.append(shares)
                paragraph.taken |= {record.number, *shares.taken}
                continue
            if record.kind == "unread":
                self._torn(paragraph, record)
            reader = self._readers.get(record.kind)
            if reader is not None:
                reader(paragraph, lists, record)
            if record.number not in paragraph.levels and lists.top is not None:
                paragraph.within[record.number] = lists.top
                lists.top.has_changes |= record.kind in ("change", "flat")
                self._keep_changed(paragraph, lists.top, record)
        self._refuse_mixed(paragraph)
        return self.handouts

    def _keep_changed(self, paragraph: Paragraph, listing: Listing, record: Record) -> None:
        """其中：接待费2万元；公务用车费增加5万元: a part of which only the change is told."""
        if record.kind != "change" or "amount" not in record.frame.slots or listing.whole is None:
            return
        if listing.items and listing.items[-1].record.part == record.part:
            # 基本支出300万元，人员经费增加20万元；…: of the part that has just been told.
            return
        named = self.names.of(record.frame.slots.get("subject", ()), paragraph.text)
        token = record.frame.figure("amount")
        quantity = token.unit.quantity if token is not None and token.unit is not None else None
        if named.has_term and listing.accepts(named, quantity, self.vocabulary):
            listing.changed.append(named.text)

    def _refuse_mixed(self, paragraph: Paragraph) -> None:
        """A list with parts that overlap adds up to nothing: 服务3260人，其中…，部分对象同时享受两项以上服务."""
        if self._mixed.search(paragraph.text) is None:
            return
        spans = paragraph.spans.items()
        paragraph.mixed |= {sentence for sentence, span in spans if self._mixed.search(paragraph.text, *span)}
        for level in paragraph.levels.values():
            if level.listing is not None and level.record.sentence in paragraph.mixed:
                level.listing.refuses = True

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

    @staticmethod
    def _ordinal(paragraph: Paragraph, record: Record) -> int | None:
        """Which one the list mark before a record makes it."""
        end = paragraph.records[record.number - 1].frame.phrases[-1].end if record.number else 0
        return numbering_ordinal(paragraph.text[end:].lstrip(_PAUSES))

    @staticmethod
    def _before_colon(paragraph: Paragraph, record: Record) -> Level | None:
        """The amount before a colon, which a list mark behind it parts."""
        if not record.pauses or record.pauses[-1][0] != "colon":
            return None
        return next(iter(paragraph.levels_before(record)), None)

    def _aside(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """不含上年结转20万元: an amount that is left out of those around it."""
        name = self.names.of(record.frame.slots.get("name", ()), paragraph.text)
        fact = self._keep_open(paragraph, record, name.text)
        whole = next(iter(paragraph.levels_before(record)), None)
        is_taken = fact is not None and self._after.match(paragraph.text, record.frame.phrases[-1].end) is not None
        if is_taken and fact is not None and whole is not None and not record.depth:
            self.left_out[whole.fact.number] = fact

    def _keep_open(self, paragraph: Paragraph, record: Record, name: str = "") -> Fact | None:
        """A figure that is read and of which nobody knows what it is of."""
        token = record.frame.figure("figure")
        if token is None or token.kind == "number":
            return None
        return self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, name)

    # --- amounts -----------------------------------------------------------------------------------------------

    def _level(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        token = record.frame.figure("figure")
        assert token is not None
        if record.in_base and self.references.put_in_ratio(paragraph, record, token):
            return
        if record.in_base:
            self.references.prior_in_bracket(paragraph, record, token)
            return
        if record.depth and self.references.put_behind_share(paragraph, record, token):
            return
        if self._apart.tells(paragraph, record):
            self._keep_open(paragraph, record)
            return
        named = self.joined.of(paragraph, lists, record, self.called.of(paragraph, record, "name"))
        named = self.called.counted_item(paragraph, record, named)
        self.openings.unsaid.open_unsaid(paragraph, lists, record, named)
        if self.subtotals.read(paragraph, lists.top, record, token, named):
            return
        self.openings.unsaid.open_uses(paragraph, lists, record)
        self.openings.unsaid.open_ordinals(paragraph, lists, record)
        covered = self.covered.of(paragraph, record, named)
        level = self._put(paragraph, lists, record, token, named)
        self._said_again(paragraph, level)
        if covered is not None:
            first = told_before(level.fact, self.ledger.facts.facts)
            self.ledger.facts.claims += [Restated(first, level.fact)] if first is not None else []

    def _said_again(self, paragraph: Paragraph, level: Level) -> None:
        """前述支出64万元全部由县财政负担: the one amount of its name that the sentences before have told."""
        if self._above.fullmatch(level.named.rest) is None or not level.named.has_term:
            return
        own = (level.fact.concept, tuple(entry for entry in level.fact.dims if entry[0] != "item"))
        before = [one for one in paragraph.levels_before(level.record, sentences=2) if one.fact.key == own]
        if len({one.fact.figure.base for one in before if one.fact.figure is not None}) == 1:
            self.ledger.facts.claims.append(Restated(before[-1].fact, level.fact))

    def _is_besides(self, paragraph: Paragraph, record: Record) -> bool:
        """其中：财政拨款90万元，占100%，此外，年初结转1万元: words that end a list before a record."""
        start = paragraph.records[record.number - 1].frame.phrases[-1].end if record.number else 0
        return self._besides.search(paragraph.text, start, record.frame.phrases[-1].start) is not None

    def _share_ahead(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """占总支出62.5%的基本支出为1000万元: the amount of the part, where it stands in the clause of its share."""
        self.references.whole_of_share(paragraph, lists, record)
        token = record.frame.figure("figure")
        if token is not None:
            named = self.called.of(paragraph, record, "part")
            self.openings.unsaid.open_unsaid(paragraph, lists, record, named)
            self._put(paragraph, lists, record, token, named)

    def _level_within(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """在4200万元的项目支出预算中: what follows is of this amount, and perhaps not all of it."""
        told = self._told_above(paragraph, record)
        if told is not None:
            token = record.frame.figure("figure")
            assert token is not None
            self._put_again(paragraph, record, token, told)
        else:
            self._level(paragraph, lists, record)
        level = paragraph.levels.get(record.number)
        if level is not None and told is None:
            self._told_but_for_a_slip(paragraph, level)
        if level is not None and not lists.open:
            lists.open.append(Listing(level, "some" if told is None else "open", record.depth, setting=True))

    def _told_but_for_a_slip(self, paragraph: Paragraph, level: Level) -> None:
        """拨款1207.9万元、利息12.6万元。拨款1027.9万元中，…: what is the place of what follows has been told, but for a digit."""
        before = [
            one
            for one in paragraph.levels_before(level.record, sentences=2)
            if one.quantity == level.quantity
            and (one.named.text == level.named.text or (one.fact.concept and one.fact.key == level.fact.key))
        ]
        if len(before) == 1 and not before[0].loose and may_be(level, base_of(before[0]) - base_of(level)):
            self.ledger.facts.claims.append(Restated(before[0].fact, level.fact))

    def _told_above(self, paragraph: Paragraph, record: Record) -> Level | None:
        """支出2360.00万元，占59%。上述2360.00万元中，…: the amount that has just been told."""
        token = record.frame.figure("figure")
        words = "".join(paragraph.text[phrase.start : phrase.end] for phrase in record.frame.slots.get("name", ()))
        if token is None or token.unit is None or not self._above.fullmatch(words):
            return None
        told = value_of(token) * token.unit.scale
        before = (level for level in paragraph.levels_before(record, sentences=2) if not level.loose)
        return next(
            (level for level in before if level.fact.figure is not None and level.fact.figure.base == told), None
        )

    def _put(self, paragraph: Paragraph, lists: Lists, record: Record, token: Token, named: Named) -> Level:
        """Make a level of a figure and place it in its list."""
        named = self.meanings.own(paragraph, record, self.called.in_setting(paragraph, record, named))
        quantity = token.unit.quantity if token.unit else None
        is_apart = self.meanings.is_of_other_measure(named, lists.top)
        is_aside = record.number in paragraph.reasons and (lists.top is None or lists.top.whole is None
            or lists.top.whole.record.number not in paragraph.reasons)  # fmt: skip
        is_aside |= self._goes_on_changing(paragraph, record) or record.number in paragraph.explained
        is_aside |= self._is_left(paragraph, record, named)
        if is_apart and lists.top is not None and not lists.top.items and "year" in named.members:
            # A list that opens with another year goes through years, and this year's are not all of it.
            lists.top.extent = "some"
        restated = self._restated(paragraph, lists, record, named)
        if restated is not None:
            return self._put_again(paragraph, record, token, restated)
        lists.choose_whole(named)
        self.openings.unsaid.open_bracket(paragraph, lists, record, named, quantity)
        base = value_of(token) * token.unit.scale if token.unit is not None else Decimal(0)
        is_aside |= self._is_total_of_items(lists, record, named)
        listing = None if is_apart or is_aside else lists.holding(named, quantity, record.rank, record.depth, base)
        if listing is None:
            lists.cut_in_row(record)
        concept, dims = self.meanings.complete(paragraph, record, named, listing)
        is_total = named.text.endswith(self._totals)
        if listing is None and record.depth and not is_total and self._pays_for(paragraph, record, concept):
            # 项目支出44万元（含事业收入安排9万元）: so much of that income, and not all of it.
            dims = {**dims, "item": f"~{named.text}"}
        if token.loose and concept:
            # 约840万元 is the same as no printed figure.
            dims = {**dims, "item": f"~{paragraph.text[token.start : token.end]}"}
        fact = self.ledger.add(paragraph.source, paragraph.scene.section, token, concept, dims, named.text)
        level = Level(record, named, fact, listing, token.loose)
        if record.number in paragraph.levels:
            paragraph.beside.setdefault(record.number, []).append(paragraph.levels[record.number])
        paragraph.levels[record.number] = level
        if is_apart and lists.top is not None:
            lists.top.apart.append(level)
        is_part = listing is not None and listing.add(level)
        if not is_part and not is_apart and not is_aside:
            lists.follow(level)
        return level

    def _pays_for(self, paragraph: Paragraph, record: Record, concept: str) -> bool:
        """Whether what a bracket behind what was spent tells is what came in."""
        before = next((level for level in paragraph.levels_before(record) if level.record.depth < record.depth), None)
        sides = self.vocabulary.sides
        return before is not None and sides.get(before.fact.concept) == 1 and sides.get(concept) == 0

    def _is_left(self, paragraph: Paragraph, record: Record, named: Named) -> bool:
        """年初安排27万元，实际支出26万元，结余1万元: what is left of the plan of an item is no item."""
        here = (one for one in paragraph.levels_before(record) if one.record.part == record.part)
        before = next(here, None)
        is_result = before is not None and before.record.clause + 1 == record.clause
        return (
            is_result and self._pairs.says_left(named.text) and any(self._pairs.is_plan(paragraph, one) for one in here)
        )

    @staticmethod
    def _goes_on_changing(paragraph: Paragraph, record: Record) -> bool:
        """调增补助收入52400万元、转贷收入18300万元: the verb before the first name goes for the next as well."""
        if record.pauses != (("enum", record.depth),) or "name" not in record.frame.slots:
            return False
        before = paragraph.before_enumeration[record.number]
        return before is not None and before.kind == "change" and {"change_of", "amount"} <= before.frame.slots.keys()

    def _restated(self, paragraph: Paragraph, lists: Lists, record: Record, named: Named) -> Level | None:
        """接待支出2万元，接待21批次，共计支出2万元: a bare total behind an item of a list, in its part of the sentence: the item."""
        if lists.top is None or not lists.top.items or not named.text.startswith(self._totals):
            return None
        last = lists.top.items[-1]
        if paragraph.levels.get(last.record.number) is not last:
            # An item of a paragraph before; this one has parts and sentences of its own.
            return None
        counted = (level for number, level in paragraph.levels.items() if number > last.record.number)
        if any(level.record.kind == "count" and level.named.text not in last.named.text for level in counted):
            # 外事接待费0万元，国内接待198批次，1540人，共支出8.70万元: what was counted is something else.
            return None
        if self._is_total_of_items(lists, record, named):
            return None
        is_bare = not named.rest and not dict(named.dims).keys() - dict(last.fact.dims).keys()
        return last if is_bare and last.record.part == record.part else None

    def _is_total_of_items(self, lists: Lists, record: Record, named: Named) -> bool:
        """收入构成为：拨款276万元、单位资金40万元，总计316万元: a bare total right behind items whose whole is printed nowhere."""
        top = lists.top
        if top is None or top.whole is not None or len(top.items) < _FEWEST or named.text not in self._totals:
            return False
        first, last = (item.record for item in top.items[-2:])
        return first.part == last.part == record.part and last.number + 1 == record.number

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

    def _unitless(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """支出决算为11.20，完成预算的70%: decimals behind the name of an amount, without a unit: of how much it is nobody can judge."""
        token = record.frame.figure("figure")
        assert token is not None and token.numeral is not None
        named = self.names.of(record.frame.slots["name"], paragraph.text)
        known = self.vocabulary.concepts.get(named.concept or "")
        if token.numeral.decimals and record.frame.is_last and not named.rest and known is not None and not known.unit:
            self._put(paragraph, lists, record, token, named)

    def _count(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """A number of people, vehicles, batches: by its unit or name a cell, in a list of counts a part, else only a figure."""
        token = record.frame.figure("figure")
        assert token is not None
        self.references.prior(paragraph, lists, record)
        named = self.called.of(paragraph, record, "name")
        if self._apart.is_of_each(paragraph, record):
            self._keep_open(paragraph, record)
            return
        counted = self.meanings.counted(paragraph, record, named, token)
        if counted is not None:
            named = counted
        self.openings.unsaid.open_counts(paragraph, lists, record, token.unit)
        lists.choose_count(token.unit)
        quantity = token.unit.quantity if token.unit else None
        listing = lists.holding(named, quantity, depth=record.depth) if lists.top is not None else None
        is_followed = counted is not None or named.concept is not None or listing is not None
        concept, dims = ("", {})
        if counted is not None:
            concept, dims = counted.concept or "", counted.members
            if counted.rest:
                dims["item"] = f"~{counted.rest}"
        elif is_followed:
            concept, dims = self.meanings.complete(paragraph, record, named, listing)
        fact = self.ledger.add(paragraph.source, paragraph.scene.section, token, concept, dims, named.text)
        level = paragraph.levels[record.number] = Level(record, named, fact, listing)
        # 独立核算单位8个，…，比上年减少1个: how many more or fewer there are is none of them.
        whole = (listing.whole or listing.divided) if listing is not None else None
        is_item = whole is not None and "direction" not in record.frame.slots
        if is_item and listing is not None and whole is not None and whole.unit == level.unit:
            listing.items.append(level)
        self.openings.rosters.read_counted(paragraph, level)

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
            self._keep_unnamed(paragraph, lists, record)
            paragraph.taken.add(record.number)
            return
        paragraph.taken |= handout.taken
        self.references.whole_of_share(paragraph, lists, record)
        if handout.kind != "amount":
            self.handouts.append(handout)
            return
        self.openings.unsaid.open_for(paragraph, lists, record, names)
        paragraph.handed = tuple(
            self._put(paragraph, lists, item.record, item.token, name)
            for name, item in zip(names, handout.items, strict=True)
            if item.token is not None
        )

    def _keep_unnamed(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """3个县区分别滞留资金236万元、158万元和407万元: the first of amounts handed to what is only counted stands with the others.

        上年三项分别为17亿元、13亿元、9亿元: all of them are of that year.
        """
        token = record.frame.figure("figure")
        names = split_names(record.frame.slots.get("names", ()), paragraph.text, self.names)
        items = amounts_of(paragraph, record)
        if token is None or len(names) >= _FEWEST or len(items) < _FEWEST:
            self._keep_open(paragraph, record)
            return
        year = tuple((name, member) for one in names for name, member in one.members.items() if name == "year")
        for item in items if year else items[:1]:
            assert item.token is not None
            self._put(paragraph, lists, item.record, item.token, NOTHING._replace(dims=year))
            paragraph.taken.add(item.record.number)

    def _from_to(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """由18万元减少到15万元: the old figure and the new one of one subject."""
        cause = self._causes.search(paragraph.text, 0, record.frame.phrases[0].end)
        is_aside = cause is not None and any(True for _ in paragraph.levels_before(record))
        self._becomes(paragraph, lists, record)
        self.references.prior(paragraph, lists, record)
        if cause is not None and is_aside:
            # 支出660万元，因补助标准由1000元上调至1200元，比上年增加60万元: nothing goes on about the standard.
            told = paragraph.records[: record.number + 1]
            paragraph.reasons |= {one.number for one in told if one.frame.phrases[0].end > cause.start()}

    def _becomes(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        token = record.frame.figure("current")
        assert token is not None
        named = self.called.of(paragraph, record, "subject")
        before = next(iter(paragraph.levels_before(record)), None)
        last = paragraph.records[record.number - 1] if record.number else None
        if named.is_empty and last is not None and last.kind == "change" and "prior" in last.frame.slots:
            # 税收收入由68万元调减5万元，降为63万元: what the clause before says that it was.
            paragraph.priors[record.number] = paragraph.priors[last.number]
            self._put(paragraph, lists, record, token, self.called.of(paragraph, last, "subject"))
            return
        if named.is_empty and before is not None:
            # The new figure of what has just been told: the amount before was the old one.
            paragraph.priors[record.number] = before.fact
            fact = self.ledger.add(
                paragraph.source, paragraph.scene.section, token, before.fact.concept, dict(before.fact.dims), before.fact.label
            )  # fmt: skip
            level = paragraph.levels[record.number] = Level(record, before.named, fact)
            if before.record.clause == record.clause:
                _replace_item(before, level)
            return
        if self._pairs.tells_plan(named.text):
            # 支出预算调整为12万元: no more the plan of the start of the year.
            named = named._replace(dims=(*named.dims, *self.vocabulary.adjusted_plan))
        self._put(paragraph, lists, record, token, named)


def _replace_item(before: Level, level: Level) -> None:
    """收入由268万元调整为145万元，其中：污水费90万元调增至96万元: of a whole that is told as it has become the parts are, too."""
    listing = before.listing
    is_changed = (
        listing is not None and listing.whole is not None and listing.whole.record.kind in ("from_to", "becomes")
    )
    if listing is not None and is_changed and listing.items and listing.items[-1] is before:
        level.listing = listing
        listing.items[-1] = level
