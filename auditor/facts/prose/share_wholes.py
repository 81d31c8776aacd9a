"""Which whole a share is of: the amount that its words name, in the sentence or the one before, or that of the part's list.

`合同金额43万元，占中小企业合同金额的71%`; `收入375万元，其中经营收入120万元。鱼塘48万元，占全部收入的32%`. What its words may stand for as
well is its whole only where the share fits.
"""

from __future__ import annotations

from auditor.facts.labels import numbering_rank
from auditor.facts.model import Fact
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.distant_shares import fits_share, is_within
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import Named
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.partition import shortens
from auditor.facts.prose.records import Record
from auditor.facts.prose.share_parts import ShareParts

_SURE = 4
"""Characters of a name that says what it is of."""


class ShareWholes:
    """Finds the wholes of the shares of a paragraph."""

    def __init__(self, antecedents: Antecedents, parts: ShareParts, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.parts = parts
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        share = self.vocabulary.grammar.share
        self._all_of = tuple(share.get("all_of", ()))
        self._totals = tuple(share.get("totals", ()))

    def of(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Fact | None:
        """The whole that is named, in this sentence or the one before, of the part's own scope; else that of the part's list."""
        if named.is_empty:
            whole = part.listing.whole if part.listing is not None else None
            return whole.fact if whole is not None else None
        if named.rest:
            # 授予小微企业合同金额43万元，占授予中小企业合同金额的71%: words that nobody knows name what bears the very same.
            before = (level for level in paragraph.levels_before(record, sentences=1) if level is not part)
            behind = (paragraph.levels.get(number) for number in range(record.number + 1, len(paragraph.records)))
            alike = [one for one in (*before, *behind) if one is not None and one is not part]
            near = [level for level in alike if level.quantity == part.quantity]
            alike = [level for level in near if level.named.rest == named.rest]
            words = self.parts.words(named)
            if not alike and len(words) >= _SURE:
                # 全区采购合同金额7.46亿元…，占采购合同金额的42.6%: nor what only says besides of whom it is.
                alike = [level for level in near if level.named.text.endswith(words)]
                # 授予中小企业4亿元…，在授予中小企业合同中的比重为76%: or says less of what it is.
                alike = alike or [
                    level for level in near if len(level.named.text) >= _SURE and words.startswith(level.named.text)
                ]
            here = [level for level in alike if level.record.sentence == record.sentence]
            one = alike if len(alike) == 1 else here
            above = part.listing.whole if part.listing is not None else None
            if (
                above is not None
                and all(level.listing is part.listing for level in alike)
                and self._shortens(words, above)
            ):
                # 基金预算收入173亿元，其中土地收入145亿元，占基金收入的84%，土地基金收入6亿元: a part that bears the word is none.
                return above.fact
            return one[0].fact if len(one) == 1 else None
        above = self._whole_above(part, named)
        if above is not None:
            return above.fact
        spoken_of = [
            level
            for level in paragraph.levels_before(record, sentences=1)
            if level is not part and level.quantity == part.quantity and self.antecedents.speaks_of(level.fact, named)
        ]
        around = self._around(paragraph, record)
        if around is not None and around.concept == named.concept:
            # 旗级收入277034万元。全盟收入中，税收213251万元，占收入的68.6%: what is meant is the income that the clause names.
            spoken_of = [level for level in spoken_of if level.named.rest == around.rest]
        if spoken_of:
            # 支出安排25亿元，其中…县本级财力18亿元。工资10亿元，占支出的40%: what bears the word before what only inherits it.
            bearing = (level for level in spoken_of if level.named.concept == named.concept)
            return next(bearing, spoken_of[0]).fact
        here = [
            level for level in paragraph.levels_before(record) if level is not part and self._is_of_word(level, named)
        ]
        if len(here) == 1 and here[0].quantity == part.quantity:
            # 两项基金收入18亿元，支出15亿元，支出占收入的84%: the one amount of its sentence that the bare word can mean.
            return here[0].fact
        worded = self._in_words(paragraph, record, part, named) if around is None else None
        if worded is not None:
            return worded
        if part.record.number > record.number:
            told = self.parts.told_behind(paragraph, record, named)
            return told.fact if told is not None and told is not part and told.quantity == part.quantity else None
        return None

    def _shortens(self, words: str, whole: Level) -> bool:
        """占转移支付总额的62% of a list of 对我市转移支付: whether words say less of a whole than its name, but that it is all of it."""
        stem = next((words.removesuffix(end) for end in self._totals if words.endswith(end)), words)
        return len(stem) >= _SURE and shortens(stem, whole.named.text)

    def _whole_above(self, part: Level, named: Named) -> Level | None:
        """The whole of the part's list, or one around it, of which the words of a share speak.

        收入375万元，其中经营收入120万元。…鱼塘48万元，占全部收入的32%: what names no more goes before what does.
        """
        found: list[Level] = []
        above = part.listing.whole if part.listing is not None else None
        while above is not None:
            if self.antecedents.speaks_of(above.fact, named) or self._is_total_of(named, above):
                found.append(above)
            above = above.listing.whole if above.listing is not None else None
        plain = (
            level
            for level in found
            if level.named.members.keys() <= {"year", *self.vocabulary.measures, *named.members}
        )
        return next(plain, found[0] if found else None)

    def _is_of_word(self, level: Level, named: Named) -> bool:
        """Whether a bare generic word can mean an amount: by its concept alone."""
        concept = self.vocabulary.concepts.get(named.concept or "")
        is_bare = concept is not None and concept.generic and not named.dims and not named.rest
        return is_bare and level.named.concept == named.concept

    def _is_total_of(self, named: Named, whole: Level) -> bool:
        """采购支出466万元，其中授予甲类290万元，占支出总额的62%: whether a bare total is that of the list, by the end of its name."""
        if named.dims or named.rest:
            return False
        text = self.parts.words(named)
        word = next((text.removesuffix(end) for end in self._totals if text.endswith(end)), "")
        return len(word) > 1 and whole.named.text.endswith(word)

    def _around(self, paragraph: Paragraph, record: Record) -> Named | None:
        """What a clause of the sentence before a share names as its place: 全盟一般公共预算收入中."""
        before = reversed(paragraph.records[: record.number])
        found = next((other for other in before if other.kind == "within" and other.sentence == record.sentence), None)
        return self.antecedents.named_in(paragraph, found, "name") if found is not None else None

    def _in_words(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Fact | None:
        """镇级采购预算为1032万元，…，占采购预算的86%: the one amount before whose name ends in the very words, but for a verb."""
        words = self.parts.words(named)
        if len(words) < _SURE:
            return None
        near = (level for level in paragraph.levels_before(record, sentences=1) if level is not part)
        told = [
            level for level in near if level.quantity == part.quantity and words in level.named.text[-len(words) - 1 :]
        ]
        return told[0].fact if len(told) == 1 and not told[0].loose else None

    def is_surely(self, named: Named, whole: Fact) -> bool:
        """Whether the words of a share are those of a whole, or say its very cell."""
        words = self.parts.words(named)
        aside = {"year", "item", *self.vocabulary.measures, *self.vocabulary.scopes}
        own = {entry for entry in whole.dims if entry[0] not in aside}
        is_cell = whole.concept == named.concept and own == {entry for entry in named.dims if entry[0] not in aside}
        # 全市预算收入53亿元，其中税收43亿元，占总收入的80%: a total is called so behind its name alone, too.
        noun = next((words.removeprefix(word) for word in self._all_of if words.startswith(word)), words)
        is_called = words in whole.label[-len(words) - 1 :] or (noun != words and whole.label.endswith(noun))
        return is_called or (is_cell and not named.rest and "item" not in dict(whole.dims))

    def better(
        self, paragraph: Paragraph, record: Record, part: Level, named: Named, percent: Fact, whole: Fact
    ) -> Fact:
        """Of wholes that one name may mean the one that fits: 调入1.31亿元，占收入总量3.28亿元的39.9%，占当年收入的65.2%, of 2.01亿元."""
        if fits_share(part.fact, whole, percent):
            return whole
        near = [level for level in paragraph.levels_before(record, sentences=2) if level is not part]
        meant = [level.fact for level in near if level.quantity == part.quantity and self._may_mean(level, named)]
        fit = [fact for fact in meant if fits_share(part.fact, fact, percent)]
        return fit[0] if fit else whole

    def _may_mean(self, level: Level, named: Named) -> bool:
        """Whether a name may mean an amount: by its cell, or by its very words."""
        return self.antecedents.speaks_of(level.fact, named) or level.named.text.endswith(named.text)

    def told_next(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Fact | None:
        """其他收入12万元，占本年收入的1.0%，本年收入合计1200万元: the amount right behind a share that is what it is of."""
        after = paragraph.levels.get(record.number + 1)
        if after is None or after.record.part != record.part or after.quantity != part.quantity or after.loose:
            return None
        is_it = self.antecedents.speaks_of(after.fact, named) and is_within(part.fact, after.fact)
        return after.fact if is_it else None

    def covering(self, paragraph: Paragraph, part: Level) -> Fact | None:
        """The amount before a part in its sentence of which it is a member: 本年支出3000万元，基本支出2100万元，比重70%."""
        own = set(part.fact.dims)
        for level in paragraph.levels_before(part.record):
            fact = level.fact
            is_wider = (
                bool(fact.concept)
                and set(fact.dims) < own
                and self.antecedents.is_alias(fact.concept, part.fact.concept)
            )
            if is_wider and level.quantity == part.quantity and level.record.depth <= part.record.depth:
                return fact
        return None

    def above(self, paragraph: Paragraph, part: Level) -> Fact | None:
        """What a part with a list mark is of, as the section printed it last: 共安排支出70亿元。①基本支出安排48亿元，占比68.6%."""
        is_first = numbering_rank(paragraph.text) is not None and part is next(iter(paragraph.levels.values()))
        if not is_first and part.record.rank is None:
            return None
        narrow = {name for name, known in self.vocabulary.dimensions.items() if known.narrows}
        dims = tuple(entry for entry in part.fact.dims if entry[0] not in narrow)
        if len(dims) == len(part.fact.dims):
            return None
        found = self.ledger.undated.get((paragraph.scene.section, part.fact.concept, dims))
        if found is not None and "year" in dict(found.dims):
            # 决算54万元；2019年决算60万元。2、运行费52万元，占95.8%: of what it is this year.
            own = self.ledger.latest.get((part.fact.concept, dims))
            found = own if own is not None and own.section == found.section else found
        return found if found is not None and found.number < part.fact.number else None


def fitting(paragraph: Paragraph, record: Record, part: Level, percent: Fact) -> Fact | None:
    """The one amount of the sentence of which a part is the share that is printed: 总支出3482万元，用于住房保障231万元，其占比6.65%."""
    before = [level for level in paragraph.levels_before(record) if level is not part]
    found = [
        level.fact for level in before if level.quantity == part.quantity and fits_share(part.fact, level.fact, percent)
    ]
    return found[0] if len(found) == 1 else None
