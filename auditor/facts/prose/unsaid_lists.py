"""Lists that no word opens: behind a colon, in a bracket, or handed out by a verb.

`公务用车购置及运行维护费10万元（公务用车购置费3万元，公务用车运行维护费7万元）`, `政府采购70万元：货物40万元、服务30万元`.
"""

from __future__ import annotations

from itertools import permutations

from auditor.facts.labels import read_label
from auditor.facts.model import Fact
from auditor.facts.prose.listing import Level, Listing, belongs
from auditor.facts.prose.lists import Lists
from auditor.facts.prose.names import Named
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import MONEY, Unit
from auditor.patterns import any_of
from auditor.vocabulary import Vocabulary

_AROUND = "。．.；;：:，, \n"
"""Marks around the words before a colon."""


class UnsaidLists:
    """Opens the lists of a paragraph that no word opens."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._totals = tuple(vocabulary.grammar.breakdown.get("totals", ()))
        ordinals = vocabulary.grammar.breakdown.get("ordinals", ())
        self._first, self._second = (tuple(ordinals[at : at + 1]) for at in (0, 1))
        self._uses = any_of(vocabulary.grammar.breakdown.get("uses", ()))

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

    def open_ordinals(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """结余222万元，一是基本支出结转13万元，二是项目支出结转209万元: amounts that are counted off are parts of the one before them."""
        name = record.frame.phrase("name")
        words = paragraph.text[name.start : name.end] if name is not None else ""
        before = paragraph.levels.get(record.number - 1)
        is_first = words.startswith(self._first) and before is not None and before.record.kind == "level"
        if not is_first or before is None or before.quantity != MONEY or lists.top is not None or record.depth:
            return
        later = paragraph.records[record.number + 1 :]
        texts = [paragraph.text[one.frame.phrases[0].start :] for one in later if one.sentence == record.sentence]
        if before.record.sentence == record.sentence and any(text.startswith(self._second) for text in texts):
            lists.open.append(Listing(before, "open", record.depth, is_unsaid=True))

    def open_uses(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """债券5亿元，用于交通2亿元、教育3亿元: what an amount is for, told right behind it, or behind its name in a sentence of its own."""
        name = record.frame.phrase("name")
        found = self._uses.match(paragraph.text[name.start : name.end]) if name is not None else None
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        is_first = after is not None and after.kind == "level" and after.pauses == (("enum", record.depth),)
        if found is None or not is_first:
            return
        if found["of"]:
            near = (level for level in paragraph.levels_before(record, sentences=1) if level.quantity == MONEY)
            told = [level for level in near if level.named.text.endswith(found["of"])]
            whole = told[0] if len(told) == 1 else None
        else:
            is_behind = record.pauses == (("comma", record.depth),)
            whole = paragraph.levels.get(record.number - 1) if is_behind else None
        if whole is None or whole.quantity != MONEY or (lists.top is not None and lists.top.whole is whole):
            return
        lists.open.append(Listing(whole, "open", record.depth, is_unsaid=True))

    def _is_other_side(self, paragraph: Paragraph, record: Record, whole: Level | None) -> bool:
        """Whether the words before a colon name what the total before them has no part of, as far as that is known.

        收入总计245800万元。支出：本级支出226500万元; 上年结转3万元，合计142万元。总支出为：本级支出109万元.
        """
        if whole is None or not record.number:
            return False
        start = paragraph.records[record.number - 1].frame.phrases[-1].end
        words = paragraph.text[start : record.frame.phrases[0].start].strip(_AROUND)
        named = read_label(words, self.vocabulary.prose_terms, self.vocabulary)
        concept = self.vocabulary.concepts.get(named.concept or "") if words else None
        if concept is None or not whole.fact.concept:
            return concept is not None and concept.generic and whole.named.text.endswith(self._totals)
        return not belongs(concept.id, whole.fact.concept, dict(whole.fact.dims), self.vocabulary)

    @staticmethod
    def open_counts(paragraph: Paragraph, lists: Lists, record: Record, unit: Unit | None) -> None:
        """A colon right behind a count, or a bracket, opens a list of such counts: 项目13个：道路硬化7个、…, 在职62人（行政28人、…）."""
        whole = paragraph.levels.get(record.number - 1)
        is_behind = record.pauses == (("colon", record.depth),) and lists.top is None
        if whole is not None and record.depth == whole.record.depth + 1:
            is_behind = lists.top is None or lists.top.depth < record.depth
        # 车辆减少8辆：报废13辆，新购5辆: how many fewer there are is no whole of what went and what came.
        is_behind &= whole is None or "direction" not in whole.record.frame.slots
        if is_behind and whole is not None and unit is not None and whole.unit == unit.name:
            lists.open.append(Listing(whole, "open", record.depth))

    def _is_piece(self, named: Named, whole: Fact) -> bool:
        """Whether a name says one of the concepts that make up that of its whole: 收入总计（本年收入…，上年结转…）."""
        known = self.vocabulary.concepts.get(whole.concept)
        return known is not None and not named.rest and named.concept in known.parts

    def _is_first_of_several(self, paragraph: Paragraph, record: Record, named: Named, whole: Level) -> bool:
        """Whether a named amount opens a bracket right behind the whole and another follows: 本息22万元（本金14万元、利息8万元）."""
        if record.number + 1 >= len(paragraph.records) or whole.record.number != record.number - 1:
            return False
        after = paragraph.records[record.number + 1]
        is_alike = after.kind == "level" and after.depth == record.depth and "name" in after.frame.slots
        is_money = whole.quantity == MONEY and paragraph.records[whole.record.number].kind == "level"
        is_behind = record.depth > 0 or record.pauses[-1:] == (("colon", record.depth),)
        # 支出121亿元（上年年初预算116亿元、执行数117亿元）: what was before is no part of what is now.
        is_before = self.vocabulary.earlier_names.match(named.text) is not None
        return (
            is_alike and is_money and is_behind and bool(named.rest) and "year" not in named.members and not is_before
        )

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
        is_part &= named.members.get("year") in (None, dict(before.fact.dims).get("year"))
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
