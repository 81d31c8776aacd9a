"""The cell that an amount is of: what its own name says, and what it takes from its list, its sentence, its headings."""

from __future__ import annotations

from auditor.facts.model import Fact, dims_of
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.paragraph import Paragraph, outermost
from auditor.facts.prose.partition import is_of_bodies
from auditor.facts.prose.records import Record
from auditor.figures import MONEY
from auditor.vocabulary import pattern_of

OF = "·"
"""Between whose something is and what it is, in the name of an item that no word explains."""


class Meanings:
    """Completes the names of amounts."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = names.vocabulary
        own = self.vocabulary.kinds.get(ledger.facts.profile.kind)
        self._own_words = own.words if own is not None else ()
        self._other_kinds = [
            (entry, self.vocabulary.kinds[entry.kind].words)
            for entry in self.vocabulary.kind_members
            if own is not None and entry.kind != own.id
        ]
        """The members that the words of other kinds of document mean in this one."""
        self._noise = pattern_of(self.vocabulary.grammar.profile.get("kind_noise") or "(?!)")

    def own(self, paragraph: Paragraph, record: Record, named: Named) -> Named:
        """What a name says. A bare generic word goes on with the sentence's subject; the word of another kind of document is a measure."""
        planned = self._result_of_plan(paragraph, record, named)
        if planned is not None:
            return planned
        concept, dims = named.concept, named.members
        is_bare = bool(concept) and not dims and not named.rest and self.vocabulary.concepts[concept or ""].generic
        if is_bare:
            subject = self._subject(paragraph, record)
            about, members = paragraph.scene.about
            is_spent = concept in self.vocabulary.grammar.breakdown.get("spent", ())
            if subject is None and about and is_spent and not self._says_kind(named.text):
                # 六、“三公”经费 / 支出47万元: of what the heading names; 支出预算47万元 may be all of it.
                concept, dims = about, dict(members)
            elif subject is not None:
                concept = subject.concept
                dims = {name: member for name, member in subject.dims if name not in self.vocabulary.measures}
        if not concept:
            again = self._said_again(paragraph, named)
            if again is not None:
                return again
        # 决算合计12万元，其中…；预算合计13万元: a total of what another kind of document tells.
        is_bare_total = named.is_empty and named.text.endswith(
            tuple(self.vocabulary.grammar.breakdown.get("totals", ()))
        )
        is_known = bool(concept) or is_bare_total or self._goes_before_result(paragraph, record, named)
        measures = self.measure_of_kind(named.text) if is_known else {}
        if not concept and dims and dims.keys() <= self.vocabulary.measures and not named.rest:
            # A bare plan of a numbered item, or of the subject of the sentence.
            subject = self._subject(paragraph, record)
            if paragraph.scene.topic:
                concept = next(iter(self.vocabulary.grammar.completion["subject"]), None)
            elif subject is not None:
                concept = subject.concept
                dims = {**dict(subject.dims), **dims}
        told = None if concept or named.rest else self._told_of_years(paragraph, record, named, dims)
        if told is not None:
            concept, dims = told.concept, {**dict(told.dims), **dims}
        if measures:
            dims = {**measures, **dims}
        concept, own = concept or None, tuple(dims.items())
        return named if (concept, own) == (named.concept, named.dims) else named._replace(concept=concept, dims=own)

    def _says_kind(self, text: str) -> bool:
        """Whether a name has the word of a kind of document: 支出预算, 支出决算."""
        words = (*self._own_words, *(word for _, some in self._other_kinds for word in some))
        return any(word in text for word in words)

    def _says_result(self, named: Named) -> bool:
        """Whether a name says only that an amount came of a plan: 决算数为, 支出决算为, 实际支出."""
        known = self.vocabulary.concepts.get(named.concept or "")
        said = [word for word in self.vocabulary.grammar.completion.get("results", ()) if word in named.text]
        is_generic = known is not None and known.generic and not named.dims
        is_bare = named.is_empty or (is_generic and (not named.rest or any(named.rest in word for word in said)))
        return is_bare and bool(said)

    def _result_of_plan(self, paragraph: Paragraph, record: Record, named: Named) -> Named | None:
        """甲预算数100万元，决算数90万元: what came of the plan told right before goes by the name of the plan."""
        plan = paragraph.levels.get(record.number - 1)
        if plan is None or plan.record.part != record.part or plan.record.depth != record.depth:
            return None
        is_plan = plan.quantity == MONEY and self._says_plan(plan.named) and self._says_result(named)
        if not is_plan or plan.named.is_empty or "year" in plan.named.members:
            return None
        dims = tuple(entry for entry in plan.named.dims if entry[0] not in self.vocabulary.measures)
        if not (named.is_empty or dims or plan.named.rest):
            return None
        return named._replace(concept=plan.named.concept, dims=dims, rest=plan.named.rest)

    def _says_plan(self, named: Named) -> bool:
        """Whether a name says that an amount is a plan, in a member or in words."""
        known = {*named.members.values(), *self.measure_of_kind(named.text).values()}
        return not known.isdisjoint(self.vocabulary.grammar.completion["plans"])

    def _goes_before_result(self, paragraph: Paragraph, record: Record, named: Named) -> bool:
        """Whether an amount of an unknown name is a plan: what came of it stands right behind."""
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        if not named.rest or after is None or after.kind != "level" or after.part != record.part:
            return False
        return self._says_result(self.names.of(after.frame.slots.get("name", ()), paragraph.text))

    def _told_of_years(self, paragraph: Paragraph, record: Record, named: Named, dims: dict[str, str]) -> Fact | None:
        """What an amount is of whose name says no more than its year, another one or the document's own.

        `2021年预算4万元` is what was told of before, in another year; in `小学教育（项）12万元。2021年执行数10万元，2022年预算12万元`
        it is the item that the sentence before named, and the last amount is that item's own, told again.
        """
        here = next(iter(paragraph.levels_before(record)), None)
        if "year" in dims and dims.keys() <= {"year", *self.vocabulary.measures}:
            level = here or self._item_told(paragraph, record)
            return level.fact if level is not None and level.quantity == MONEY else None
        if dims or named.own_year is None or here is None or here.quantity != MONEY or not here.fact.concept:
            return None
        if "year" not in here.named.members or here.named.rest:
            return None
        aside = {"year", *self.vocabulary.measures}
        kept = tuple(entry for entry in here.fact.dims if entry[0] not in aside)
        return here.fact._replace(dims=kept)

    def _item_told(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The item, named by its place in a classification, that the sentences right before are about."""
        before = paragraph.levels_before(record, sentences=2)
        return next((level for level in before if self.names.paths.is_marked(level.named.text)), None)

    def _said_again(self, paragraph: Paragraph, named: Named) -> Named | None:
        """What a bare name means in the paragraph of an item: 某科目25万元。2023年执行数60万元，预算安排28万元 are all of the item.

        The outturn of another year is what it was then; the budget is its heading's amount again.
        """
        grammar = self.vocabulary.grammar
        if set(named.members) - {"year"}:
            return None
        heading = paragraph.heading_level
        if heading is None or "year" in heading.named.members:
            return self._of_item(paragraph, named)
        is_result = any(named.rest in word for word in grammar.completion.get("results", ()) if word in named.text)
        is_again = not named.rest and any(word in named.text for word in grammar.labels.get("topic_again", ()))
        if not (is_again or (is_result and "year" in named.members)):
            return None
        kept = {name: member for name, member in heading.fact.dims if name not in self.vocabulary.measures}
        return named._replace(concept=heading.fact.concept, dims=tuple({**kept, **named.members}.items()), rest="")

    def _of_item(self, paragraph: Paragraph, named: Named) -> Named | None:
        """1.行政运行（项）：2024年为200万元，本年减少3万元，预算安排197万元: what says no more than a year or a plan is of the item."""
        grammar = self.vocabulary.grammar
        words = (*grammar.labels.get("topic_again", ()), *grammar.completion.get("results", ()))
        is_said = "year" in named.members or any(word in named.text for word in words)
        if not paragraph.opens_item or not paragraph.scene.topic or named.rest or not is_said:
            return None
        return named._replace(concept=next(iter(grammar.completion["subject"]), None))

    def _subject(self, paragraph: Paragraph, record: Record) -> Fact | None:
        """The amount of this sentence that names a concept which is part and total of no other."""
        for level in paragraph.levels_before(record):
            concept = self.vocabulary.concepts.get(level.fact.concept)
            if concept is not None and concept.stands_alone:
                return level.fact
        return None

    def measure_of_kind(self, text: str) -> dict[str, str]:
        """The measure that the word of another kind of document means in this one: 决算 in a budget; 预算稳定调节基金 has none."""
        text = self._noise.sub("", text)
        said = [(entry, words) for entry, words in self._other_kinds if any(word in text for word in words)]
        if not said or any(word in text for word in self._own_words):
            return {}
        beside = self._beside_terms(text)
        return {entry.dimension: entry.member for entry, words in said if any(word in beside for word in words)}

    def _beside_terms(self, text: str) -> str:
        """What a name says besides the terms of the vocabulary, some of which have the word of a kind of document in them."""
        left = []
        position = 0
        while position < len(text):
            found = self.vocabulary.prose_terms.at(text, position)
            known = found is not None and found[1] is not None
            if not known:
                left.append(text[position])
            position += len(found[0]) if found is not None and known else 1
        return "".join(left)

    def complete(
        self, paragraph: Paragraph, record: Record, named: Named, listing: Listing | None
    ) -> tuple[str, dict[str, str]]:
        """An amount's concept and dimensions with what it inherits from its list and its headings."""
        if listing is not None and listing.is_unread:
            return "", {}
        concept, dims = named.concept or "", named.members
        whole = listing.whole if listing is not None else None
        called = self.vocabulary.whole_names.get(named.rest) if listing is None else None
        if called is not None and (not concept or self.vocabulary.concepts[concept].generic):
            # 一般公共预算拨款安排的培训费预算支出9万元, the column 培训费 of a table.
            return called, self.in_scope(paragraph, called, dims)
        if whole is not None:
            if concept and not whole.fact.concept:
                # 小学教育（项）：预算安排17万元，其中基本支出16万元: what the heading says is not in the name of the whole.
                dims = self.in_scope(paragraph, concept, dims, is_item=True)
            concept, dims = self._inherit(whole.fact, concept, dims)
        elif concept:
            dims = self.in_scope(paragraph, concept, dims, is_item=listing is not None)
        if named.rest:
            topic = self._topic(paragraph, record, concept, whole)
            dims["item"] = f"~{topic}{named.rest}"
        elif whole is not None and named.text and self._is_same_cell(concept, dims, whole.fact):
            dims["item"] = f"~{named.text}"
            if "item" in dict(whole.fact.dims) and whole.named.text.startswith(named.text):
                # “三公”经费、会议费、培训费合计41万元，其中：“三公”经费30万元: what the name of the whole begins with.
                del dims["item"]
        elif listing is not None and not named.text:
            concept, dims = "", {}
        return concept, dims

    def _topic(self, paragraph: Paragraph, record: Record, concept: str, whole: Level | None) -> str:
        """市本级采购预算24亿元，实际采购金额21亿元: whose the words are that no word explains, by how the sentence, or its part, begins."""
        known = self.vocabulary.concepts.get(concept)
        if known is None or known.generic:
            return ""
        told = list(paragraph.levels_before(record)) if whole is None else [whole]
        counted = next((level for level in told if level.record.kind == "count" and level.named.rest), None)
        if counted is not None and counted.record.part == record.part:
            return f"{counted.named.text}{OF}"
        item = dict(told[-1].fact.dims).get("item", "") if told else ""
        return f"{item[1:]}{OF}" if item and is_of_bodies(item, self.vocabulary) else ""

    @staticmethod
    def _is_same_cell(concept: str, dims: dict[str, str], whole: Fact) -> bool:
        """Whether the words of a part say no more than those of its whole."""
        own, above = ({k: v for k, v in some if k != "item"} for some in (dims.items(), whole.dims))
        return (concept, own) == (whole.concept, above)

    def in_scope(
        self, paragraph: Paragraph, concept: str, dims: dict[str, str], *, is_item: bool = False
    ) -> dict[str, str]:
        """What headings, and sentences before, say of the scope of a figure that does not name its own."""
        scene = paragraph.scene
        if not self.vocabulary.concepts[concept].generic:
            return {**dict(scene.scope), **dims}
        if not is_item:
            for name in self.vocabulary.scopes & dims.keys():
                paragraph.spoken.setdefault(name, set()).add(dims[name])
        spoken = {name: next(iter(members)) for name, members in paragraph.spoken.items() if len(members) == 1}
        return {**dict(scene.scope), **spoken, **dict(scene.topic), **dims}

    def _inherit(self, whole: Fact, concept: str, dims: dict[str, str]) -> tuple[str, dict[str, str]]:
        """A part takes from its whole the concept and the dimensions that it does not name itself."""
        above = dict(whole.dims)
        if "item" in above and "item" not in dims:
            # A part of something that no word explains is no total of its own: 某项目102万元，具体为：人员经费28万元.
            dims = {**dims, "item": above["item"]}
        if not whole.concept:
            # 行政单位医疗（项）：预算安排57万元，其中基本支出57万元: the place of the whole is that of its parts.
            is_total = whole.label.endswith(tuple(self.vocabulary.grammar.breakdown.get("totals", ())))
            kept = {*self.vocabulary.codes, *(self.vocabulary.measures if is_total else ())}
            placed = {name: member for name, member in whole.dims if name in kept}
            return concept, {**placed, **dims}
        if not concept or self._is_item_of(concept, whole.concept, dims):
            concept = whole.concept
        inherited = {name: member for name, member in whole.dims if name not in dims and name != "item"}
        item = dict(whole.dims).get("item", "")
        if item and is_of_bodies(item, self.vocabulary) and "item" not in dims:
            # 全市“三公”经费2.9亿元，其中：公务接待费: the city and the city level are two bodies.
            inherited["unit"] = item
        return concept, {**inherited, **dims}

    def _is_item_of(self, concept: str, whole: str, dims: dict[str, str]) -> bool:
        """Whether a part that names a concept is still an item of its whole's concept, as repairs are of running costs."""
        own, above = self.vocabulary.concepts[concept], self.vocabulary.concepts[whole]
        # 收入合计100万元，其中：上年结转5万元: 收入 may stand for what has both as parts.
        wholes = [above, *(self.vocabulary.concepts[name] for name in above.also)]
        if above.generic and not own.generic and concept not in above.also:
            return not any(concept in one.parts for one in wholes)
        if above.generic:
            return concept in above.also and not dims
        return concept not in above.parts if own.generic else concept != whole

    def is_of_other_measure(self, named: Named, listing: Listing | None) -> bool:
        """Whether a plan stands among what came of it, or the other way round: it is about the same item, but no part of the sum."""
        whole = listing.whole if listing is not None else None
        aside = {"year", *self.vocabulary.measures}
        told = {entry for entry in named.dims if entry[0] in aside}
        return whole is not None and bool(told - set(whole.fact.dims))

    def counted(self, paragraph: Paragraph, record: Record, named: Named, token: Token) -> Named | None:
        """What a number beside the amounts counts, by its unit or name; of what the amount before it is. None: unknown."""
        assert token.unit is not None
        concept = self.vocabulary.concepts.get(named.concept or "")
        is_aside = concept is not None and concept.aside and concept.unit == token.unit.name
        counted = token.unit.concept or (concept.id if concept is not None and is_aside else None)
        if counted is None:
            return None
        dims = {name: member for name, member in named.dims if name not in self.vocabulary.measures}
        before = next(iter(paragraph.levels_before(record)), None)
        if before is not None and named.is_empty and before.record.part != record.part:
            # 接待41批次，其中外事2批次、国内39批次；327人次: of what the part before told, and not of its last item.
            before = outermost(before)
        if before is not None and not named.rest and (not named.dims or set(named.dims) <= set(before.fact.dims)):
            dims = {
                name: member
                for name, member in before.fact.dims
                if name in self.vocabulary.dimensions and name not in self.vocabulary.measures
            }
        return named._replace(concept=counted, dims=tuple(dims.items()))

    def printed(self, paragraph: Paragraph, named: Named) -> Level | None:
        """The figure printed last for a name, of this section where the name is one that each section has (支出)."""
        concept = self.vocabulary.concepts.get(named.concept or "")
        if concept is None:
            return None
        called = self.ledger.called(paragraph.scene.section, named.text) if not named.dims else None
        if called is not None and called.concept == concept.id:
            # 总收入52万元，其中本年收入50万元。…本年收入中，财政拨款49万元: the very words go before the cell.
            found = next((level for level in paragraph.levels.values() if level.fact is called), None)
            return found or Level(paragraph.records[0], named, called)
        dims = self.in_scope(paragraph, concept.id, named.members, is_item=True)
        for key in ((concept.id, dims_of(dims, concept.free)), (concept.id, dims_of(named.members, concept.free))):
            fact = self.ledger.latest.get(key)
            if fact is not None and (not concept.generic or fact.section == paragraph.scene.section):
                found = next((level for level in paragraph.levels.values() if level.fact is fact), None)
                return found or Level(paragraph.records[0], named, fact)
        return None
