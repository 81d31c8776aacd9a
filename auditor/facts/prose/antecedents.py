"""What fills the slots that a clause leaves open: the subject of a change, its base, the whole of a share, in a fixed order of nearness.

`公务接待费3万元，比上年增加1万元，增长50%。` leaves the subject of the change open: the amount before it in the sentence; the
percentage goes with the change before it.
"""

from __future__ import annotations

from auditor.facts.labels import numbering_rank
from auditor.facts.model import Fact, dims_of
from auditor.facts.prose.companions import result_of
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.meaning import OF
from auditor.facts.prose.names import NOTHING, Named, Names
from auditor.facts.prose.paragraph import Paragraph, is_rated, outermost
from auditor.facts.prose.partition import is_of_bodies
from auditor.facts.prose.records import Record
from auditor.figures import MONEY
from auditor.patterns import any_of, regex
from auditor.tuples import NamedTuple

_ENDED = regex("[；;。]")
_BEHIND = 4
_OF_ONE_SIGN = 2
"""Characters of an item whose name is one sign: what is left of 我区."""
_OF_YEAR = 6
"""Characters of a year with its word."""
_SURE = 3
"""Characters of a name that says what it is of."""
_FAR = 3
"""Sentences within which the very words of a name mean the same amount."""
_NEAR = 12
"""Frames within which a sentence prints what its subject was before."""


class Subject(NamedTuple):
    """Whose change or share is stated: its cell, its name, and its figure where that is printed near by."""

    concept: str
    dims: dict[str, str]
    label: str
    level: Level | None

    @classmethod
    def of(cls, level: Level) -> Subject:
        return cls(level.fact.concept, dict(level.fact.dims), level.fact.label, level)

    @property
    def current(self) -> Fact | None:
        return self.level.fact if self.level is not None else None

    @property
    def is_loose(self) -> bool:
        """Whether its amount is told roughly: 支出突破300亿元，增长8%."""
        token = self.level.record.frame.figure("figure") if self.level is not None else None
        return token is not None and token.loose


class Antecedents:
    """Looks back in a paragraph."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self._ledger = ledger
        self.vocabulary = names.vocabulary
        self._silent = regex(f"(?:{names.vocabulary.grammar.pairs.get('silent', '(?!)')})+")
        """规模, 五年间: names of nothing that a change could be of."""
        self._without = any_of(names.vocabulary.grammar.change.get("without", ()))
        self._totals = names.vocabulary.grammar.breakdown.get("totals", ())
        self._nouns_of_total = names.vocabulary.grammar.share.get("totals", ())
        self._joint = tuple(self.vocabulary.grammar.share.get("joint", ()))
        self._in_turn = tuple(self.vocabulary.grammar.labels.get("in_turn", ()))

    def named_in(self, paragraph: Paragraph, record: Record, slot: str) -> Named:
        """The name that fills a slot."""
        phrases = record.frame.slots.get(slot, ())
        return self.names.of_path(self.names.of(phrases, paragraph.text)) if phrases else NOTHING

    def subject(self, paragraph: Paragraph, record: Record) -> Subject | None:
        """The subject of a change: named in its clause, in the clause of its base, or the amount told of before."""
        if "refers" in record.frame.slots:
            return self._referred(paragraph, record)
        named = self.named_in(paragraph, record, "subject")
        if named.text in self._in_turn:
            level = self.in_turn(paragraph, record, named)
            return Subject.of(level) if level is not None else None
        if self._says_nothing(named):
            named = self._of_base(paragraph, record)
        if named.is_empty:
            named = self._heading(paragraph, record)
        if not named.is_empty:
            return self.of_name(paragraph, record, named)
        level = self._of_year(paragraph, record) or self._of_total(paragraph, record)
        level = level or self._named_before(paragraph, record)
        level = level or self.told_of(paragraph, record) or self._behind(paragraph, record)
        if level is None:
            return None
        return Subject.of(level)

    def _of_total(self, paragraph: Paragraph, record: Record) -> Level | None:
        """收入总计12750万元，…，年末结转423万元。同上年比，总计增加463万元: the one amount of that total, near by."""
        subject = record.frame.phrase("subject")
        words = paragraph.text[subject.start : subject.end].strip() if subject is not None else ""
        if words not in (*self._totals, *self._nouns_of_total):
            return None
        near = (level for level in paragraph.levels_before(record, sentences=2) if not level.record.depth)
        told = [level for level in near if words in level.named.text and level.quantity == MONEY]
        return told[-1] if len({level.fact.figure.base for level in told if level.fact.figure}) == 1 else None

    def _of_year(self, paragraph: Paragraph, record: Record) -> Level | None:
        """2025年186亿元，两年累计363亿元。2025年比2023年增加25亿元: the amount that the sentence before tells of that year."""
        subject = record.frame.phrase("subject")
        words = paragraph.text[subject.start : subject.end].strip() if subject is not None else ""
        if not words or self.vocabulary.year_pattern.fullmatch(words) is None:
            return None
        for level in paragraph.levels_before(record, sentences=1):
            name = level.record.frame.phrase("name")
            if name is not None and words in paragraph.text[name.start : name.end]:
                return level
        return None

    @staticmethod
    def _named_before(paragraph: Paragraph, record: Record) -> Level | None:
        """公用经费按照过紧日子要求，较上年压减808万元: what the clause before begins with, where the text has just told its amount."""
        words = "".join(paragraph.text[phrase.start : phrase.end] for phrase in record.names_before[:1])
        near = paragraph.levels_before(record, sentences=1) if words else ()
        told = (level for level in near if len(level.named.text) >= _SURE and words.startswith(level.named.text))
        return next((level for level in told if level.quantity == MONEY and words != level.named.text), None)

    def in_turn(self, paragraph: Paragraph, record: Record, named: Named) -> Level | None:
        """基本支出30万元、项目支出70万元，前者占30%: the first or second of the two amounts that were told of; of more nobody knows."""
        if named.text not in self._in_turn:
            return None
        told = paragraph.handed or tuple(paragraph.levels_before(record))[::-1]
        values = [level.fact.figure.base for level in told if level.fact.figure is not None]
        if len(told) == len(values) == len(self._in_turn) + 1 and values[0] == sum(values[1:]):
            # 余额130亿元，一般债务52亿元、专项债务78亿元，前者占40%: the first is both.
            told = told[1:]
        return told[self._in_turn.index(named.text)] if len(told) == len(self._in_turn) else None

    @staticmethod
    def _behind(paragraph: Paragraph, record: Record) -> Level | None:
        """比上年增加41万元，增长7.14%，2025年基本支出预算为616万元: the first amount behind a change with which its sentence begins."""
        if paragraph.bases[record.number] is None or record.number in paragraph.reasons:
            return None
        if any(level.record.sentence == record.sentence for level in paragraph.levels_before(record)):
            return None
        for number in range(record.number + 1, min(record.number + _BEHIND, len(paragraph.records))):
            other, level = paragraph.records[number], paragraph.levels.get(number)
            if other.part != record.part or other.depth != record.depth or number in paragraph.reasons:
                return None
            if level is not None:
                return level if level.quantity == MONEY and other.kind == "level" else None
            if other.kind != "change" or "base" in other.frame.slots or "subject" in other.frame.slots:
                return None
        return None

    def _of_base(self, paragraph: Paragraph, record: Record) -> Named:
        """The name before a base that stands in a clause of its own: `公务接待费与上年相比，增加1万元`."""
        for number in range(record.number - 1, -1, -1):
            before = paragraph.records[number]
            if before.depth > record.depth and before.sentence == record.sentence:
                # 本年收入与上年77.53亿元（775,290.17万元）相比，减少13亿元: the bracket is of the base.
                continue
            if before.sentence != record.sentence or before.kind not in ("base", "prior"):
                break
            named = self.named_in(paragraph, before, "subject")
            if not self._says_nothing(named):
                return named
        return NOTHING

    def _heading(self, paragraph: Paragraph, record: Record) -> Named:
        """1.行政运行：…减少37万元；2.一般行政管理事务：较上年减少32万元: the name before the colon with which an item begins."""
        before = paragraph.records[record.number - 1] if record.number else None
        is_first = before is not None and before.part != record.part and not record.depth
        if not is_first or before is None or not record.names_before or record.pauses[-1:] != (("colon", 0),):
            return NOTHING
        begins = paragraph.text[before.frame.phrases[-1].end : record.names_before[0].end]
        named = self.names.of_path(self.names.of(record.names_before, paragraph.text))
        return named if named.has_term or _opens_item(begins) else NOTHING

    def _says_nothing(self, named: Named) -> bool:
        """Whether a name says of no thing what it is: 规模与2024年的15.80亿元一致."""
        return named.is_empty or (not named.has_term and self._silent.fullmatch(named.text) is not None)

    def _referred(self, paragraph: Paragraph, record: Record) -> Subject | None:
        """这部分支出: the one amount of this sentence or the one before; nobody knows where there are several."""
        levels = list(paragraph.levels_before(record, sentences=1))
        here = [level for level in levels if level.record.sentence == record.sentence] or levels
        if not here:
            # Of what another paragraph tells: its figures are told as unverifiable.
            words = record.frame.slots["refers"][0]
            return Subject("", {}, paragraph.text[words.start : words.end], None)
        if len(here) != 1:
            return None
        return Subject(here[0].fact.concept, dict(here[0].fact.dims), here[0].fact.label, here[0])

    def of_name(self, paragraph: Paragraph, record: Record, named: Named) -> Subject:
        """The cell that a name means, with its figure where that is printed in this sentence or the one before."""
        concept, dims = named.concept or "", named.members
        is_bare = not dims and not named.rest and bool(concept) and self.vocabulary.concepts[concept].generic
        far = _FAR if len(named.text) >= _SURE else 1
        told = (level for level in paragraph.levels_before(record, sentences=far) if not level.record.depth)
        alike = [level for level in told if self._has_words(level, named) and level.quantity == MONEY]
        is_first = not any(True for _ in paragraph.levels_before(record))
        if (is_bare or is_first) and len(alike) == 1 and alike[0].record.sentence != record.sentence:
            # 收入总计66亿元，由本年收入64亿元和年初结转2亿元组成。本年收入与上年相比: the very words go before what they may stand for.
            return Subject.of(alike[0])
        whole = self._whole_of_shares(paragraph, record, concept) if is_bare else None
        if whole is not None:
            return Subject.of(whole)
        for level in paragraph.levels_before(record, sentences=self._reach(paragraph, record)):
            if (
                level.record.depth > record.depth
                and level.record.sentence == record.sentence
                and _is_of_base(paragraph, level)
            ):
                continue
            if is_bare and level.record.sentence == record.sentence and self.is_alias(level.fact.concept, concept):
                level = self._spoken_of(level)
                return Subject.of(level)
            if self.speaks_of(level.fact, named):
                level = self._spoken_of(level) if is_bare else _of_same_cell(level)
                return Subject.of(level)
        called = self._ledger.called(paragraph.scene.section, named.text) if is_bare and is_first else None
        if called is not None and called.concept == concept:
            # 总收入17万元，其中当年收入16万元。 / 当年收入比上年下降6%: what another paragraph calls so.
            return Subject(concept, dict(called.dims), named.text, None)
        if named.rest:
            dims = {**dims, "item": f"~{named.rest}"}
        behind = self._behind(paragraph, record)
        if behind is not None and not behind.named.has_term and not behind.named.rest:
            # 支出较去年下降2.67%，减少33万元，2024年决算数为1208万元: an amount without a name of its own.
            return Subject(concept, dims, named.text, behind)
        return Subject(concept, dims, self.names.name_of(concept, dims.items()) or named.text, None)

    def _whole_of_shares(self, paragraph: Paragraph, record: Record, concept: str) -> Level | None:
        """拨款42万元，占本年收入45万元的93%；其他收入3万元。本年收入增加4万元: what a share of the sentence before is of."""
        for other in reversed(paragraph.records[: record.number]):
            if other.sentence < record.sentence - 1:
                break
            printed = paragraph.priors.get(other.number) if other.kind == "share" else None
            if printed is not None and printed.concept and self.is_alias(printed.concept, concept):
                is_wide = not {name for name, _ in printed.dims} - {"year", *self.vocabulary.measures}
                return Level(other, NOTHING, printed) if is_wide and other.sentence < record.sentence else None
        return None

    @staticmethod
    def _reach(paragraph: Paragraph, record: Record) -> int:
        """How many sentences back a named subject may have its amount: in the one before, or the last before it that tells any.

        运行经费196万元。运行经费主要用于办公、取暖。运行经费较上年减少15万元.
        """
        nearest = next((one for one in paragraph.levels_before(record, sentences=_FAR)), None)
        return max(1, record.sentence - nearest.record.sentence) if nearest is not None else 1

    def _has_words(self, level: Level, named: Named) -> bool:
        """Whether an amount has the very words of a name, whatever year stands before them: 2023年度收、支总计."""
        own, words = level.named.text, named.text
        before = own.removesuffix(words)
        is_year = before != own and len(before) <= _OF_YEAR and self.vocabulary.year_pattern.match(before) is not None
        return own == words or (len(words) >= _SURE and is_year)

    def _spoken_of(self, level: Level) -> Level:
        """Behind a list of several a bare word speaks of its whole: 收入100万元，其中：甲80万元，其他收入20万元；收入比上年增加5万元."""
        listing = level.listing
        if listing is None or listing.whole is None or len(listing.items) < 2 or listing.rank is not None:
            return level
        return listing.whole if self.is_alias(listing.whole.fact.concept, level.fact.concept) else level

    def speaks_of(self, fact: Fact, named: Named) -> bool:
        """Whether a figure is that of a name: its cell, apart from what headings gave it, or the cell its word may also stand for."""
        if named.rest:
            item = dict(fact.dims).get("item", "")
            is_it = item == f"~{named.rest}" or item.endswith(f"{OF}{named.rest}")
            # 中央本级“三公”经费 is not 公务接待费, which its list has of the same 中央本级.
            aside = {"item", "year", *self.vocabulary.measures, *self.vocabulary.scopes}
            told = {entry for entry in named.members.items() if entry[0] not in aside}
            # 货物采购授予中小企业合同金额 is not all of 授予中小企业合同金额.
            return is_it and told <= set(fact.dims) and {name for name, _ in fact.dims} - aside <= named.members.keys()
        if named.concept and not self.is_alias(fact.concept, named.concept):
            return False
        if fact.label and named.text.startswith(fact.label):
            return True
        own = {name: member for name, member in fact.dims if name not in self.vocabulary.measures}
        known = self.vocabulary.concepts.get(named.concept or "")
        named_dims = dims_of(named.members, known.free if known else frozenset())
        wanted = {name: member for name, member in named_dims if name not in self.vocabulary.measures}
        beyond = {name for name, member in own.items() if wanted.get(name) != member}
        item = own.get("item", "")
        if is_of_bodies(item, self.vocabulary) or self.names.is_own_body(item[1:]) or len(item) == _OF_ONE_SIGN:
            # 全市一般公共预算收入150亿元 … 占一般公共预算收入的60%; 我区一般公共预算收入42亿元.
            beyond -= {"item"}
        return (
            wanted.items() <= own.items() and beyond <= self.vocabulary.scopes and (bool(wanted) or bool(named.concept))
        )

    def is_alias(self, one: str, other: str) -> bool:
        """Whether one concept's word may stand for the other."""
        if one == other:
            return True
        concepts = self.vocabulary.concepts
        return one in concepts and other in concepts and (other in concepts[one].also or one in concepts[other].also)

    def told_of(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The amount that a clause without a subject is about.

        In the sentence the nearest; behind a list without changes of its items the whole of it. At the head of a sentence
        the whole that the one before spoke of. A plan goes with its result, items without a known name with the amount before them.
        """
        before = [
            level
            for level in paragraph.levels_before(record, sentences=2)
            # 剔除一次性安排380万元后，同口径增加224万元: of what is left, and not of what is taken off.
            if level.record.depth <= record.depth and self._without.match(level.named.text) is None
        ]
        # 收入73亿元，为预算96亿元的76.6%，比上年下降37.8%: of what came in.
        before = [level for level in before if not is_rated(paragraph, level, self._joint)] or before
        near = [level for level in before if record.sentence - level.record.sentence <= 1]
        if not near:
            return None
        nearest = self._told_of_items(result_of(before, near[0], self.vocabulary), before)
        if nearest.record.sentence != record.sentence:
            # 合计8.30万元，由甲2.30万元、乙6.00万元构成。上年9.10万元，减少0.80万元: of the whole, though last year's stands between.
            return outermost(self._whole_of_row(self._before_row(paragraph, nearest)))
        listing = nearest.listing
        if listing is None or listing.whole is None or len(listing.items) < 2 or listing.items[-1] is not nearest:
            return nearest
        if listing.rank is not None or paragraph.levels.get(listing.items[0].record.number) is not listing.items[0]:
            # An item with a list mark, or in a paragraph of its own, is spoken of by itself.
            return nearest
        return self._behind_list(paragraph, record, nearest, listing)

    @staticmethod
    def _before_row(paragraph: Paragraph, level: Level) -> Level:
        """决算8万元。其运行费7万元、接待费1万元。2025年减少0.27万元: behind a row that makes what stands before it, of that."""
        told, row = paragraph.levels_before(level.record, sentences=1), [level]
        for other in told:
            is_next = row[-1].record.pauses[-1:] == (("enum", level.record.depth),)
            if not is_next or other.quantity != level.quantity:
                break
            row.append(other)
        made = sum([one.fact.figure.base for one in row if one.fact.figure is not None])
        before = paragraph.levels_before(row[-1].record, sentences=1) if len(row) > 1 else ()
        wholes = (one for one in before if one.fact.figure is not None and one.fact.figure.base == made)
        return next(wholes, level)

    @staticmethod
    def _whole_of_row(level: Level) -> Level:
        """支出38亿元：1.甲4亿元；2.乙34亿元。较上年减少7亿元: behind marked items of one sentence the next one speaks of their whole."""
        listing = level.listing
        while listing is not None and listing.rank is None and listing.whole is not None:
            listing = listing.whole.listing
        whole = (listing.whole or listing.divided) if listing is not None and not listing.is_above else None
        is_row = whole is not None and listing is not None and len(listing.items) > 1
        if not is_row or whole is None or listing is None:
            return level
        sentences = {item.record.sentence for item in (whole, *listing.items)}
        return whole if len(sentences) == 1 else level

    @staticmethod
    def _told_of_items(level: Level, before: list[Level]) -> Level:
        """Behind several items without a known name the text goes on about what is before them: 结余20万元，为甲12万元、乙8万元，较上年…"""
        # Behind a semicolon an item of an unknown name is told by itself: 甲8万元，增长2%；乙7万元，下降3%.
        told = [one for one in before[before.index(level) :] if one.record.part == level.record.part]
        unknown = [one for one in told if not one.fact.concept]
        if len(unknown) < 2 or told[:2] != unknown[:2]:
            return level
        return next((one for one in told if one.fact.concept and one.quantity == level.quantity), level)

    def _behind_list(self, paragraph: Paragraph, record: Record, nearest: Level, listing: Listing) -> Level:
        """Behind the last item: of the item if the items before it have clauses of their own, else of the whole."""
        first, last = listing.items[0].record.number, nearest.record.number
        has_own = any(
            paragraph.records[number].kind in ("change", "flat", "share") for number in range(first + 1, last)
        )
        is_next = any(pause in ("comma", "semi") for pause, _ in record.pauses)
        if has_own or not is_next or listing.depth > record.depth or listing.whole is None:
            return nearest
        return listing.whole


def _opens_item(text: str) -> bool:
    """Whether what stands behind the last pause that ends a part begins with a list mark: `；2.一般行政管理事务`."""
    return numbering_rank(_ENDED.split(text)[-1]) is not None


def _is_of_base(paragraph: Paragraph, level: Level) -> bool:
    """与上年末（资产431万元、负债245万元）相比，资产减少43万元: whether the bracket of an amount stands right behind a base."""
    before = next(
        (one for one in reversed(paragraph.records[: level.record.number]) if one.depth < level.record.depth), None
    )
    return before is not None and before.kind == "base" and before.sentence == level.record.sentence


def _of_same_cell(level: Level) -> Level:
    """运行经费196万元，其中财政拨款187万元: of two amounts of one cell the one that has the other."""
    whole = level.listing.whole if level.listing is not None else None
    return whole if whole is not None and whole.fact.key == level.fact.key else level
