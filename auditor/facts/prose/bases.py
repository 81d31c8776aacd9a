"""What a change is measured against: which of two printed amounts its subject is now, and which it was, or was planned.

`公务接待费3万元，2023年2万元，增长50%`, `本年收入12万元，增长9%，上年为11万元`, `公务接待费执行数60万元，预算安排28万元，减少53%`. The
words of the amounts, their order and the base of the change tell.
"""

from __future__ import annotations

from auditor.facts.labels import read_label
from auditor.facts.model import Fact, dims_of
from auditor.facts.prose.antecedents import Subject
from auditor.facts.prose.companions import is_told_beside, plan_kind
from auditor.facts.prose.listing import Level
from auditor.facts.prose.pairs import Pair, Pairs, are_of_other_sizes
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.patterns import any_of
from auditor.vocabulary import Vocabulary

_NEAR = 12
"""Frames within which a sentence prints what its subject was before."""
_NEXT = 3
"""Frames behind a change within which the figure of its base is told."""
_OF_ITS_OWN = frozenset(("subject", "name", "base", "whole", "plan"))
"""Slots of a frame that goes on about something else."""


class Bases:
    """Finds what changes are measured against."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.pairs = Pairs(vocabulary)
        self._year_before = any_of(vocabulary.grammar.change.get("year_before", ()))
        self._without = any_of(vocabulary.grammar.change.get("without", ()))
        self._known: dict[str, dict[str, str]] = {}
        """What the words of bases say, of which a document has few: 比上年, 较年初预算."""

    def pair(self, paragraph: Paragraph, record: Record) -> Pair | None:
        """The two amounts that a change is between: 年初预算36万元，实际支出29万元，节约7万元; 本年收入12万元，增长9%，上年为11万元."""
        if "prior" in record.frame.slots or record.number in paragraph.priors or record.number in paragraph.reasons:
            return None
        phrase = record.frame.phrase("subject")
        words = paragraph.text[phrase.start : phrase.end] if phrase is not None else ""
        base = paragraph.bases[record.number]
        sort = self.pairs.sort_of(paragraph.text[base.start : base.end]) if base is not None else None
        for find in (self.pairs.before, self.pairs.around, self.pairs.after):
            pair = find(paragraph, record)
            is_item = record.number in paragraph.within
            if pair is None or sort not in (None, pair.sort) or self._is_result_for_plan(paragraph, record, pair):
                continue
            if not self.pairs.is_about(paragraph, pair, words, is_item=is_item):
                continue
            if sort == "plan" or pair.sort == "time" or self.is_against_plan(paragraph, record):
                return pair
        return None

    def _is_result_for_plan(self, paragraph: Paragraph, record: Record, pair: Pair) -> bool:
        """上年预算执行数为20万元，…，比上年预算减少36%: what came of a budget is not the budget that the words of a base name."""
        words, _ = self._told(paragraph, record)
        results = self.vocabulary.grammar.completion.get("results", ())
        is_plan = words and self.pairs.tells_plan(words) and not any(word in words for word in results)
        return bool(is_plan) and any(word in pair.before.named.text for word in results)

    def is_against_plan(self, paragraph: Paragraph, record: Record) -> bool:
        """预算20亿元，完成19亿元，增长5% is against the year before; only some verbs say that a plan is meant: 短收1亿元."""
        verb = record.frame.phrase("direction") or record.frame.phrase("word")
        return verb is not None and self.pairs.is_against_plan(paragraph.text[verb.start : verb.end])

    def prior(self, paragraph: Paragraph, record: Record, subject: Subject) -> Fact | None:
        """What the subject was before, where this sentence prints it: behind its base, or as the figure of another year or plan."""
        base = paragraph.bases[record.number]
        words, told = self._told(paragraph, record)
        kind = plan_kind(told if words else subject.dims, self.vocabulary)
        year = str(base.tokens[0].year) if base is not None and base.tokens[0].year else None
        sort = self.pairs.sort_of(paragraph.text[base.start : base.end]) if base is not None else None
        # 比2025年预算执行数: what is called so, and not the budget of that year.
        every = self.vocabulary.grammar.completion.get("results", ())
        results = [word for word in every if word in words]
        is_plan = not results and self.pairs.tells_plan(words)
        for number in range(record.number, max(-1, record.number - _NEAR), -1):
            other = paragraph.records[number]
            if other.sentence != record.sentence:
                break
            is_above = subject.level is None or subject.level.record.number < number
            if other.kind == "opens" and "subject" in record.frame.slots and is_above:
                # 支出同上年158万元相比，下降4.3%，其中基本支出减少1万元: what a part of it was before is not printed.
                break
            if number in paragraph.priors and self._is_of_item_before(paragraph, other, subject):
                continue
            if number in paragraph.priors and self._has_other_base(paragraph, other, record):
                continue
            if number in paragraph.priors and other.kind not in ("completion", "share"):
                fact = paragraph.priors[number]
                is_named = subject.level is None and "subject" in record.frame.slots and other is not record
                is_of_other = is_named or (subject.level is not None and subject.level.record.number != number)
                if other.kind == "from_to" and is_of_other:
                    # 标准由1200元上调至1500元，支出比上年增加316万元: what something else was.
                    continue
                if other.kind == "becomes" and base is not None and other.number != record.number:
                    # 10月调整为27655万元，同比增长3.97%: what the plan was before is not what the words name.
                    continue
                is_adjusted = sort == "plan" and "prior_name" not in other.frame.slots
                if other.kind == "from_to" and (base is None or is_adjusted):
                    # 由年初预算的80万元调整为100万元; 由80万元调整为100万元，较年初预算增加20万元: both figures stand there.
                    return fact
                own = plan_kind(subject.dims, self.vocabulary) if kind is None else kind
                return fact if plan_kind(dict(fact.dims), self.vocabulary) in (kind, own) else None
            is_told_before = subject.level is not None and subject.level.record.number > number
            is_of_plan = sort != "time" and self.is_against_plan(paragraph, record)
            if number in paragraph.priors and is_of_plan and not is_told_before:
                # 决算7.20万元，占年初预算8.00万元的90.00%，节约0.80万元.
                plan = paragraph.priors[number]
                return plan if other.kind == "completion" or self.pairs.tells_plan(plan.label) else None
            level = paragraph.levels.get(number)
            if level is not None and results and not any(word in level.named.text for word in results):
                continue
            if level is not None and is_plan and any(word in level.named.text for word in every):
                continue
            is_apart = level is not None and subject.level is not None and are_of_other_sizes(level, subject.level)
            if level is not None and (is_apart or _is_of_another(level, year)):
                continue
            if level is None or level is subject.level or plan_kind(dict(level.fact.dims), self.vocabulary) != kind:
                continue
            if _is_earlier(level.fact, subject, self.vocabulary) or self._goes_before(level, subject.level):
                return level.fact
            if self._is_told_beside(paragraph, level, subject):
                return level.fact
        behind = self._told_behind(paragraph, record, subject) or self._told_next(paragraph, record, subject)
        return behind or self._planned_behind(paragraph, record)

    @staticmethod
    def _is_of_item_before(paragraph: Paragraph, record: Record, subject: Subject) -> bool:
        """甲251万元，比上年285万元下降34万元；乙56万元，比上年增加56万元: the base of one item is none of the next."""
        level = subject.level
        if level is None or level.record.number < record.number:
            return False
        if level.record.part != record.part:
            # 拨款80万元，与上年80万元一致；其他收入15万元，上年未安排，增加15万元
            return True
        if record.kind != "change":
            return False
        before = next(iter(paragraph.levels_before(record)), None)
        return before is not None and before.quantity == level.quantity and before.record.part == record.part

    def _has_other_base(self, paragraph: Paragraph, other: Record, record: Record) -> bool:
        """比报告数48200万元增加6万元，比2019年决算数下降22.7%: a change with words of its own base is not measured against another one."""
        first, second = other.frame.phrase("base"), record.frame.phrase("base")
        if other is record or first is None or second is None:
            return False
        words = [paragraph.text[base.start : base.end] for base in (first, second)]
        years = [base.tokens[0].year for base in (first, second)]
        if words[0] == words[1] or {self.pairs.sort_of(text) for text in words} == {"plan"}:
            return False
        if None not in years:
            return years[0] != years[1]
        # 比2023年20万元增加1万元，同比增长5%: either says a year.
        return not all(year or self._year_before.fullmatch(text) for year, text in zip(years, words, strict=True))

    def is_on_other_basis(self, paragraph: Paragraph, record: Record) -> bool:
        """扣除一次性因素后增长7.4%: whether words right before a rate take something off what it is of, or put it back.

        剔除换届经费380万元后，同口径增加224万元: they may have an amount.
        """
        last = paragraph.records[record.number - 1] if record.number else None
        before = last.frame.phrases if last is not None else ()
        is_here = last is not None and last.sentence == record.sentence
        if is_here and self._without.match(paragraph.text, before[0].start) is not None:
            return True
        start = before[-1].end if before else 0
        return self._without.search(paragraph.text, start, record.frame.phrases[-1].start) is not None

    def _told_behind(self, paragraph: Paragraph, record: Record, subject: Subject) -> Fact | None:
        """事业收入1752万元，增长8.26%，上年为1618万元: what it was before may stand right behind the change."""
        after = paragraph.levels.get(record.number + 1)
        if after is None or after.record.sentence != record.sentence or subject.level is None:
            return None
        is_alike = after.quantity == subject.level.quantity and not is_told_beside(subject.level, self.vocabulary)
        return after.fact if is_alike and is_told_beside(after, self.vocabulary) else None

    def _told_next(self, paragraph: Paragraph, record: Record, subject: Subject) -> Fact | None:
        """收入2450万元，较上年减少50万元。上年收入为2500万元: the amount told next, where its words are of the base and the subject."""
        base = paragraph.bases[record.number]
        if base is None or subject.level is None or self.pairs.sort_of(paragraph.text[base.start : base.end]) != "time":
            return None
        for other in paragraph.records[record.number + 1 : record.number + 1 + _NEXT]:
            level = paragraph.levels.get(other.number)
            is_own = level is None and not other.frame.slots.keys().isdisjoint(_OF_ITS_OWN)
            if other.sentence - record.sentence > 1 or (is_own and not self.says_again(paragraph, record, other)):
                return None
            if level is not None:
                is_alike = level.quantity == subject.level.quantity and level.listing is None and not level.loose
                is_it = self.pairs.is_before(paragraph, subject.level, level, base.tokens[0].year)
                return level.fact if is_alike and is_it else None
        return None

    def _planned_behind(self, paragraph: Paragraph, record: Record) -> Fact | None:
        """收入26.10亿元，比预算短收0.90亿元，完成预算27.00亿元的96.7%: the plan that the clause behind prints."""
        base = record.frame.phrase("base")
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        if base is None or after is None or after.kind != "completion" or after.part != record.part:
            return None
        is_plan = self.pairs.sort_of(paragraph.text[base.start : base.end]) == "plan"
        return paragraph.priors.get(after.number) if is_plan and after.depth == record.depth else None

    def _is_told_beside(self, paragraph: Paragraph, level: Level, subject: Subject) -> bool:
        """Whether an amount whose name is only another time stands next to that of the subject, and so goes with it."""
        if (
            subject.level is None
            or not is_told_beside(level, self.vocabulary)
            or level.quantity != subject.level.quantity
        ):
            return False
        if is_told_beside(subject.level, self.vocabulary) or level.record.depth != subject.level.record.depth:
            return False
        first, last = sorted((level.record.number, subject.level.record.number))
        here = (other for other in paragraph.levels_before(level.record) if other.quantity == level.quantity)
        if first == level.record.number and any(True for _ in here):
            # 预算1969万元，2024年预算2190万元，其中：出国费40万元: it goes with what stands before it.
            return False
        return not any(number in paragraph.levels for number in range(first + 1, last))

    def _goes_before(self, level: Level, bare: Level | None) -> bool:
        """Whether an amount without a name of its own says what is planned behind what came of the plan, or the other way round.

        `公务接待费执行数60万元，预算安排28万元，减少53%`, `公务接待费上年预算60万元，本年预算28万元`.
        """
        if bare is None or not bare.named.text or bare.named.has_term or bare.named.rest or bare.listing is not None:
            return False
        if bare.record.number != level.record.number + 1 or bare.record.part != level.record.part:
            return False
        if not level.named.has_term or level.quantity != bare.quantity:
            return False
        sides = [self.pairs.tells_plan(one.named.text) for one in (level, bare)]
        return None not in sides and (sides[0] != sides[1] or "year" in level.named.members)

    def says_again(self, paragraph: Paragraph, one: Record, other: Record) -> bool:
        """同比减支10万元，同比下降10%: one base in the same words, or in others that mean the year before: 比上年同期."""
        first, second = paragraph.bases[one.number], paragraph.bases[other.number]
        if first is None or second is None or other.number != one.number + 1:
            return False
        words = [paragraph.text[base.start : base.end] for base in (first, second)]
        return words[0] == words[1] or all(self._year_before.fullmatch(text) for text in words)

    def is_year_before(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether a change is said to be against the year before and nothing else: 比上年."""
        base = paragraph.bases[record.number]
        return base is not None and self._year_before.fullmatch(paragraph.text[base.start : base.end]) is not None

    def is_same(self, paragraph: Paragraph, one: Record, other: Record) -> bool:
        """Whether two changes are measured against the same: both against a plan of one kind, or against no plan.

        较预算减少1万元，主要是未发生接待事项；与上年持平 are against two.
        """
        told = [self._told(paragraph, record) for record in (one, other)]
        kinds = {plan_kind(dims, self.vocabulary) for _, dims in told}
        of_year = {
            self._names_year(paragraph, record) for record, (words, _) in zip((one, other), told, strict=True) if words
        }
        return len(kinds) == 1 and len(of_year) < 2

    def _names_year(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether the words of a base say of which year it is: 较2022年, 比上年预算."""
        base = paragraph.bases[record.number]
        if base is None:
            return False
        return (
            base.tokens[0].year is not None
            or self._year_before.search(paragraph.text, base.start, base.end) is not None
        )

    def _told(self, paragraph: Paragraph, record: Record) -> tuple[str, dict[str, str]]:
        """The words of the base of a change, and what members they name."""
        base = paragraph.bases[record.number]
        words = paragraph.text[base.start : base.end] if base is not None else ""
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = read_label(words, self.vocabulary.prose_terms, self.vocabulary).dims
        return words, known

    def measure(self, paragraph: Paragraph, record: Record) -> str:
        words, told = self._told(paragraph, record)
        if not words and self.is_against_plan(paragraph, record):
            # 完成年初预算的111.53%，超出1027.41万元.
            return "plan"
        result = next((word for word in self.vocabulary.grammar.completion.get("results", ()) if word in words), "")
        return next((member for name, member in told.items() if name in self.vocabulary.measures), result)


def _is_of_another(level: Level, year: str | None) -> bool:
    """Whether an amount is of another year than that of the base: 2022年、2023年、2024年分别为…，2024年比2022年增长21%."""
    own = dict(level.fact.dims).get("year", "")
    return year is not None and own.isdigit() and own != year


def _is_earlier(fact: Fact, subject: Subject, vocabulary: Vocabulary) -> bool:
    """Whether a figure is what a subject was in another year or plan: the same cell but for these."""
    aside = {"year", *vocabulary.measures}
    own = {name: member for name, member in fact.dims if name not in aside}
    wanted = {name: member for name, member in subject.dims.items() if name not in aside}
    told = {entry for entry in fact.dims if entry[0] in aside}
    now = {entry for entry in subject.dims.items() if entry[0] in aside}
    is_compared = any(name == "year" or (name, member) in vocabulary.compared for name, member in told - now)
    return is_compared and fact.concept == subject.concept and dims_of(own) == dims_of(wanted)
