"""Changes: subject, base, direction, amount and percentage, the figure before, whether it is said loosely.

`比2023年预算20.30万元减少0.46万元，下降2.27%` states one change in two halves; `由18万元减少到15万元` prints both its figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.claims import Breakdown
from auditor.facts.labels import numbering_rank
from auditor.facts.model import Fact, Gap
from auditor.facts.prose.antecedents import Antecedents, Subject
from auditor.facts.prose.base_years import BaseYears
from auditor.facts.prose.bases import Bases
from auditor.facts.prose.change_lists import ChangeLists
from auditor.facts.prose.change_totals import counted_total, offset_total, total_of_changes
from auditor.facts.prose.change_verbs import ChangeVerbs
from auditor.facts.prose.companions import is_told_beside
from auditor.facts.prose.distribution import Handout
from auditor.facts.prose.fitting import fit_pairs
from auditor.facts.prose.halves import Halves
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.stated import Stated, direction_of, is_cost
from auditor.facts.prose.year_tellings import YearTellings
from auditor.patterns import any_of, regex
from auditor.vocabulary import pattern_of

_OPENING = ("（", "(")
_LAST_WORDS = regex(r"[^，。；：、\d]*$")
_WORDS = regex(r"\w")
_NEAR = 12
"""Frames before a change in which its base is told."""
_MOST_BETWEEN = 1
"""Characters between two changes one of which says the other again: 增加2.3亿元，即增加22580万元."""


class ChangeReader:
    """Makes claims of the changes of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger, own_year: Fact | None) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        # 合计 is of what stands before it; 总收入 is a figure of its own.
        totals = self.vocabulary.grammar.breakdown.get("totals", ())
        self._totals = tuple(word for word in totals if word in self.vocabulary.grammar.tables["totals"])
        self._summing = any_of(self.vocabulary.grammar.breakdown.get("summing", ()))
        self._offset = any_of(self.vocabulary.grammar.change.get("offsetting", ()))
        self._above = tuple(self.vocabulary.grammar.breakdown.get("above", ()))
        self._jointly = any_of(self.vocabulary.grammar.change.get("jointly", ()))
        self._moves = any_of(self.vocabulary.grammar.change.get("moves", ()))
        self._each = any_of(self.vocabulary.grammar.change.get("apart", ()))
        self._over_years = any_of(self.vocabulary.grammar.change.get("over_years", ()))
        self._of_year = pattern_of(self.vocabulary.of_the_year)
        self._joint = tuple(self.vocabulary.grammar.share.get("joint", ()))
        self.bases = Bases(ledger.vocabulary)
        self.tellings = YearTellings(antecedents.names, ledger)
        self.halves = Halves(antecedents, self.bases, ledger)
        self.verbs = ChangeVerbs(antecedents, self.halves, ledger)
        self.years = BaseYears(antecedents.names, ledger, own_year)

    def read(self, paragraph: Paragraph, handouts: Sequence[Handout]) -> list[Stated]:
        """The changes of a paragraph in reading order."""
        found: list[Stated] = []
        self.years.averaged = {record.sentence for record in paragraph.records if record.kind == "average"}
        self._lists = ChangeLists(self.vocabulary.sides)
        self.halves.told.clear()
        by_record = {handout.record.number: handout for handout in handouts if handout.kind == "change"}
        for record in paragraph.records:
            if record.number in by_record:
                self._hand_out(paragraph, by_record[record.number], found)
            elif record.number in paragraph.taken or (
                record.kind == "flat" and self._all_flat(paragraph, record, found)
            ):
                continue
            elif record.kind in ("change", "flat"):
                self._read(paragraph, record, found)
                self._add_up(paragraph, record, found)
            elif record.kind == "level" and self.halves.told:
                self._add_up(paragraph, record, found)
            elif record.kind == "neutral":
                self._neutral(paragraph, record, found)
            elif record.kind == "goes":
                self.verbs.goes(paragraph, record)
            elif record.kind == "count" and "direction" in record.frame.slots:
                self._count(paragraph, record, found)
            elif record.kind == "percent" and found:
                self._lists.pass_rate(record)
                self._in_brackets(paragraph, record, found[-1])
            elif record.kind == "points" and found:
                self._points(paragraph, record, found[-1])
            elif record.kind == "reasons" and "direction" in record.frame.slots:
                self.verbs.reason(paragraph, record, found)
            elif record.kind in ("from_to", "becomes"):
                self.years.read(paragraph, record)
                self.verbs.becomes(paragraph, record)
            elif record.kind == "opens":
                self._lists.open(paragraph, record, found)
        for stated in found:
            # 增收6231万元 alone is what a measure brings; 增收6231万元，增长8.9% is a change.
            stated.loose |= stated.costs and (stated.amount is None or stated.percent is None)
        self._mark_comparable(paragraph, found)
        for amount, words in fit_pairs(paragraph, found, self.bases.pairs):
            self.ledger.facts.gaps.append(Gap(amount.location.line, "verb-lost", {"text": words}))
        return found

    def _mark_comparable(self, paragraph: Paragraph, found: Sequence[Stated]) -> None:
        """同口径减少3万元，下降5%: both halves are on one basis; in 增加13亿元，同口径增长7% each has its own.

        上年156亿元中含一次性收入11亿元，剔除该因素后，同口径增收6亿元，增长4.6%: of no figure that is printed.
        """
        for record in paragraph.records:
            if record.kind != "basis":
                continue
            is_without = self.bases.is_on_other_basis(paragraph, record)
            for stated in found:
                if stated.record.sentence == record.sentence:
                    stated.comparable = True
                    stated.loose |= stated.record.number < record.number <= stated.last
                    stated.loose |= is_without and stated.record.number > record.number

    def _is_of_target(self, paragraph: Paragraph, record: Record) -> bool:
        """较年初预期目标（增长5%）高1.4个百分点: a bracket behind a target says what it was, and not how its subject has gone."""
        before = paragraph.text[: record.frame.phrases[0].start].rstrip()
        if not record.depth or not before.endswith(_OPENING):
            return False
        words = _LAST_WORDS.search(before[:-1])
        return words is not None and self.bases.pairs.tells_plan(words[0]) is True

    def _is_over_years(self, paragraph: Paragraph, record: Record, subject: Subject) -> bool:
        """两年间共下降24万元: of a year that nobody names, unless it was said from what to what."""
        base, level = record.frame.phrase("base"), subject.level
        if base is None or (level is not None and level.record.kind in ("from_to", "becomes")):
            return False
        return self._over_years.match(paragraph.text[base.start : base.end]) is not None

    @staticmethod
    def _is_of_the_rest(paragraph: Paragraph, record: Record) -> bool:
        """净增108万元，其余科目未变: what is left is not what has changed, and has no figure."""
        before = paragraph.records[record.number - 1] if record.number else None
        return (
            record.kind == "flat" and before is not None and before.kind == "remains" and before.clause == record.clause
        )

    @staticmethod
    def _is_of_nothing(paragraph: Paragraph, record: Record) -> bool:
        """接待费7万元，增加1万元；购置费、出国费预算均为零，与上年相同: what is nothing is as it was, and not the amount before it."""
        before = paragraph.records[record.number - 1] if record.number else None
        is_next = before is not None and before.part == record.part and "subject" not in record.frame.slots
        return is_next and before is not None and before.kind == "nil"

    @staticmethod
    def _is_enumerated(paragraph: Paragraph, record: Record) -> bool:
        """净增4万元，即债券安排5万元、转移支付2万元、压减3万元的结果: one of several amounts is no change of what stands before them."""
        before = paragraph.records[record.number - 1] if record.number else None
        is_row = before is not None and before.kind == "level" and record.pauses == (("enum", record.depth),)
        is_bare = {"subject", "base", "percent", "change_of"}.isdisjoint(record.frame.slots)
        return is_row and is_bare and record.kind == "change" and record.depth == (before.depth if before else 0)

    def _is_of_changes(self, paragraph: Paragraph, record: Record) -> bool:
        """收入减少23万元；支出减少23万元，收支两方变动相同: what is as it is told of before is how they have changed."""
        subject = record.frame.phrase("subject")
        return subject is not None and self._moves.search(paragraph.text[subject.start : subject.end]) is not None

    def _read(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        if self._is_of_target(paragraph, record) or self._is_of_the_rest(paragraph, record):
            return
        verb = record.frame.phrase("direction")
        if verb is not None and paragraph.text.startswith(self._joint, verb.end):
            # 与去年持平，压缩的52万元出自公务接待费: the amount is told of, and no change of what stands before it.
            self._keep(paragraph, record)
            return
        if self._is_enumerated(paragraph, record):
            self._keep(paragraph, record)
            return
        if record.kind == "flat" and (self._is_of_nothing(paragraph, record) or self._is_of_changes(paragraph, record)):
            return
        # 比上年增加8万元（标准相同），增长10%: what a bracket tells is over with it.
        open_ones = (one for one in reversed(found) if one.record.depth <= record.depth)
        before = next((one for one in open_ones if one.record.sentence == record.sentence), None)
        if before is not None and self.halves.goes_on(paragraph, before, record):
            self.halves.complete(paragraph, before, record)
            return
        if record.kind == "flat" and (
            not self._is_compared(paragraph, record) or self._is_of_nothing(paragraph, record)
        ):
            return
        prior = record.frame.phrase("prior_name")
        if prior is not None and self._each.search(paragraph.text[prior.start : prior.end]):
            # 人均支出3.88万元，总支出58.20万元，较上年人均4.26万元下降8.92%: of what each costs, which is kept apart.
            self._keep(paragraph, record)
            return
        reason = paragraph.records[record.number - 1] if record.number else None
        if (
            reason is not None
            and reason.kind == "reasons"
            and reason.clause == record.clause
            and reason.frame.ends_named
        ):
            # 原因是专项收入增加3万元: the name behind the word is the subject.
            self._keep(paragraph, record)
            return
        if before is not None and self._says_again(paragraph, before, record):
            return
        pair = self.bases.pair(paragraph, record)
        subject = self._named_right_before(paragraph, before, record) or self._of_year_behind_base(paragraph, record)
        if subject is None:
            subject = self.antecedents.subject(paragraph, record) if pair is None else Subject.of(pair.now)
        printed = self._both_behind(paragraph, record) if pair is None else None
        if printed is not None and (subject is None or subject.level is None):
            label = subject.label if subject is not None else printed[0].fact.label
            subject = Subject.of(printed[0])._replace(label=label)
        if subject is None or (subject.level is None and record.kind == "change"):
            behind = self.bases.pairs.behind(paragraph, record, is_named=subject is not None)
            subject = Subject.of(behind) if behind is not None else subject
        if subject is not None and subject.level is not None and "direction" in subject.level.record.frame.slots:
            # 在职人数较上年的160人增加4人，增长2.50%: the four are how many more there are, and not how many.
            return
        # 核定资金16亿元，压减经费3亿元: of what the money that is named changes is not said, unless there is a base.
        own = self.antecedents.named_in(paragraph, record, "subject")
        names_other = "change_of" in record.frame.slots and own.is_empty
        within = paragraph.within.get(record.number)
        is_aside = record.number in paragraph.reasons and within is None
        is_other = names_other and (is_aside or (within is not None and within.explains))
        if names_other and subject is not None and subject.level is not None:
            # 工程7044万元。一是增加转贷收入7144万元: without a base what the sentence before told has not changed so.
            is_far = subject.level.record.part != record.part
            is_item = subject.level.listing is not None and subject.level.record.number + 1 < record.number
            is_other |= (is_far or is_item) and paragraph.bases[record.number] is None
        if subject is None or is_other or (is_aside and subject.level is None):
            # What is told as a reason is about something else, in bounds that nobody prints.
            self._keep(paragraph, record)
            return
        if self._is_of_year_aside(paragraph, record, subject):
            self._keep(paragraph, record)
            return
        self.years.read(paragraph, record)
        earlier = self._year_before(paragraph, record, subject)
        if earlier is not None:
            subject = self._of_this_year(paragraph, subject, earlier)
        elif pair is None and (told := self.tellings.told_of_year_before(paragraph, record, subject)) is not None:
            earlier, subject = told
        stated = Stated(record, subject, direction_of(record))
        stated.prior = self.bases.prior(paragraph, record, subject) if pair is None else pair.before.fact
        stated.prior = earlier.fact if earlier is not None else stated.prior
        if printed is not None and subject.level is printed[0]:
            stated.prior = printed[1]
        if pair is None and "subject" not in record.frame.slots and self._names_wider_base(paragraph, stated):
            stated.subject = subject = subject._replace(level=None)
        stated.against = self.bases.measure(paragraph, record)
        stated.leads = record.number == 0 and numbering_rank(paragraph.text) is not None
        is_based = paragraph.bases[record.number] is not None
        stated.is_across = not is_based and names_other
        stated.is_of_before = (
            stated.prior is None
            and not is_based
            and subject.level is not None
            and self.bases.pairs.year_of(paragraph, subject.level) == 0
        )
        stated.comparable = self.bases.is_on_other_basis(paragraph, record)
        stated.costs = is_cost(record) and self._is_unmeasured(paragraph, stated)
        stated.loose = subject.is_loose or self._is_over_years(paragraph, record, subject)
        self.halves.complete(paragraph, stated, record)
        if pair is None and "subject" not in record.frame.slots:
            stated.subject = self._subject_that_holds(paragraph, stated)
        found.append(stated)
        self._lists.add(stated)

    def _names_wider_base(self, paragraph: Paragraph, stated: Stated) -> bool:
        """事业收入165.80万元。与2022年本年收入2154.60万元相比，少收118.21万元: whether the base is of more than what stands before it."""
        level, prior, last = stated.subject.level, stated.prior, stated.record.number
        near = range(last, max(-1, last - _NEAR), -1)
        told = next(
            (number for number in near if number in paragraph.priors and paragraph.priors[number] is prior), None
        )
        if level is None or told is None:
            return False
        base = self.antecedents.named_in(paragraph, paragraph.records[told], "prior_name")
        aside = {"year", *self.vocabulary.measures}
        own = {entry for entry in level.named.members.items() if entry[0] not in aside}
        # 教育支出20万元，比2024年支出执行数18万元增加2万元: a bare word is of the same.
        is_all = base.text.endswith(self._totals) or self._of_year.search(base.text) is not None
        return bool(base.concept) and not base.rest and is_all and bool(own - set(base.members.items()))

    def _is_of_year_aside(self, paragraph: Paragraph, record: Record, subject: Subject) -> bool:
        """2026年收入79亿元，比2025年77亿元增长3.4%（2025年比2024年的80亿元下降3.87%）: a bracket that names another year is of that one."""
        phrase, level = record.frame.phrase("subject"), subject.level
        year = phrase.tokens[0].year if phrase is not None and len(phrase.tokens) == 1 else None
        if year is None or level is None or not record.depth:
            return False
        return self.bases.pairs.year_of(paragraph, level) not in (None, year)

    def _year_before(self, paragraph: Paragraph, record: Record, subject: Subject) -> Level | None:
        """收入总计61亿元。上年度收、支总计均为53亿元，与上年相比，各增加8亿元: what is called last year's is the base."""
        level, base = subject.level, paragraph.bases[record.number]
        if level is None or base is None or level.record.sentence != record.sentence:
            return None
        is_of_year = self.ledger.vocabulary.earlier_names.match(level.named.text) is not None
        is_bare = record.frame.slots.keys().isdisjoint(("prior", "refers")) and base.tokens[0].year is None
        return level if is_of_year and is_bare and level.record.kind == "each" else None

    @staticmethod
    def _of_this_year(paragraph: Paragraph, subject: Subject, before: Level) -> Subject:
        """The same of this year, as a sentence before last year's figure has told it; without a figure where none has."""
        told = paragraph.levels_before(before.record, sentences=1)
        now = next((level for level in told if level.fact.concept == before.fact.concept and not level.loose), None)
        return Subject.of(now) if now is not None else subject._replace(level=None)

    def _of_year_behind_base(self, paragraph: Paragraph, record: Record) -> Subject | None:
        """2023年度为6.34万元，又比2022年度的5.91万元增加0.43万元: the amount right before, where it is of the year behind the base."""
        base = record.frame.phrase("base")
        year = base.tokens[0].year if base is not None else None
        level = paragraph.levels.get(record.number - 1)
        if year is None or level is None or level.record.sentence != record.sentence:
            return None
        if not self.antecedents.named_in(paragraph, record, "subject").is_empty:
            return None
        return Subject.of(level) if self.bases.pairs.year_of(paragraph, level) == year + 1 else None

    @staticmethod
    def _both_behind(paragraph: Paragraph, record: Record) -> tuple[Level, Fact] | None:
        """减少3.66亿元，降低6.0%，即由61.00亿元减至57.34亿元: the figure now and the one before, where both stand right behind a change.

        由620万元调减184万元，调整为436万元: what it has become, behind a change that tells what it was.
        """
        for after in paragraph.records[record.number + 1 : record.number + 4]:
            if after.part != record.part or after.depth != record.depth or "subject" in after.frame.slots:
                return None
            level, prior = paragraph.levels.get(after.number), paragraph.priors.get(after.number)
            is_end = after.kind == "becomes" and "prior" in record.frame.slots
            if after.kind == "from_to" or is_end:
                return (level, prior) if level is not None and prior is not None and not level.loose else None
            if after.kind not in ("change", "namely") or "base" in after.frame.slots:
                return None
        return None

    @staticmethod
    def _named_right_before(paragraph: Paragraph, before: Stated | None, record: Record) -> Subject | None:
        """运行费比预算无增减变化，比去年增加1.05万元: what the change right before names without an amount has changed so as well."""
        if before is None or before.subject.level is not None or "base" not in record.frame.slots:
            return None
        is_next = before.last + 1 == record.number and before.record.part == record.part
        is_open = record.frame.slots.keys().isdisjoint(("subject", "refers", "change_of"))
        is_same = record.depth == before.record.depth and record.number not in paragraph.reasons
        return before.subject if is_next and is_open and is_same else None

    @staticmethod
    def _subject_that_holds(paragraph: Paragraph, stated: Stated) -> Subject:
        """支出284万元，没有执行的36万元结转下年；较上年252万元增加32万元: of what stands before it without a name, what has changed so."""
        level, prior, amount = stated.subject.level, stated.prior, stated.amount
        if level is None or prior is None or prior.figure is None or amount is None or amount.figure is None:
            return stated.subject
        due = prior.figure.base + stated.direction * amount.figure.base
        near = [
            level,
            *(
                one
                for one in paragraph.levels_before(stated.record, sentences=2)
                if one.record.depth == level.record.depth
            ),
        ]
        fit = [one for one in near if one.fact.figure is not None and one.fact.figure.base == due and not one.loose]
        return Subject.of(fit[0]) if fit else stated.subject

    def _neutral(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """与上年持平，增减0万元: what is said not to have changed has no change; 超支21.64万元，幅度为14.43%: the rate of the change."""
        before = found[-1] if found and found[-1].record.sentence == record.sentence else None
        rate = record.frame.figure("percent")
        if rate is not None and before is not None and self._is_rate_of(before, record) and not rate.negative:
            before.percent = self.halves.fact(paragraph, rate, before.subject.label)
            return
        if before is None or before.word is None or before.amount is not None or before.percent is not None:
            self._keep(paragraph, record)
            return
        for half in ("amount", "percent"):
            token = record.frame.figure(half)
            if token is not None:
                setattr(before, half, self.halves.fact(paragraph, token, before.subject.label))

    @staticmethod
    def _is_rate_of(before: Stated, record: Record) -> bool:
        """Whether a rate stands right behind the amount of a change and has no base of its own."""
        is_next = record.number == before.last + 1 and before.record.depth == record.depth
        is_open = before.amount is not None and before.percent is None
        return is_next and is_open and record.frame.slots.keys().isdisjoint(("base", "amount"))

    def _count(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """车辆由12辆减少到10辆，减少2辆: by how many what was counted right before has changed."""
        level = next(iter(paragraph.levels_before(record)), None)
        is_based = paragraph.records[record.number - 1].kind == "base" if record.number else False
        if level is None or level.record.number != record.number - 1 - is_based:
            return
        prior = paragraph.priors.get(level.record.number if level.record.kind == "from_to" else record.number)
        own = paragraph.levels.get(record.number)
        unit = prior.figure.unit if prior is not None and prior.figure is not None else None
        units = {own.unit if own is not None else None, level.unit, unit.name if unit is not None else None}
        if prior is None and own is not None and own.unit == level.unit and (is_based or "base" in record.frame.slots):
            # 从业人数3624人，比上年增加81人，增长2.3%: what it was before may be told by the rate alone.
            units = {own.unit}
        elif prior is None:
            return
        if own is None or len(units) > 1 or "name" in record.frame.slots:
            return
        stated = Stated(record, Subject.of(level), direction_of(record), own.fact)
        stated.prior = prior
        found.append(stated)

    def _add_up(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """合计增加5万元 behind several changes is their sum, and no change of what the sentence is about."""
        told = self.halves.told
        total = total_of_changes(paragraph, record, told, self._totals)
        total = total or offset_total(paragraph, record, told, self._totals, self._offset)
        total = total or counted_total(paragraph, record, told, self._summing, self._above)
        if total is None:
            return
        self.ledger.facts.claims.append(total)
        paragraph.summed.add(record.number)
        if found and found[-1].record is record:
            found[-1].loose = True

    def _keep(self, paragraph: Paragraph, record: Record) -> None:
        """主要原因是人员经费增加5万元: the figures of a change that is held against nothing are read all the same."""
        for half in ("amount", "percent"):
            token = record.frame.figure(half)
            if token is not None:
                fact = self.halves.fact(paragraph, token, paragraph.text[record.frame.phrases[0].start : token.start])
                if half == "amount":
                    self.halves.told[record.number] = (direction_of(record), fact)

    def _all_flat(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> bool:
        """甲8.50万元（上年8.05万元）、乙23.60万元（上年23.60万元），均与上年持平: said of each amount that has another beside it."""
        word = record.frame.phrase("word")
        start = paragraph.records[record.number - 1].frame.phrases[-1].end if record.number else 0
        if word is None or self._jointly.search(paragraph.text, start, word.start) is None:
            return False
        told: list[Stated] = []
        for level in paragraph.levels_before(record):
            if level.record.part != record.part or level.record.depth != record.depth or level.loose:
                continue
            subject = Subject.of(level)
            prior = self.bases.prior(paragraph, record, subject)
            if prior is not None and not is_told_beside(level, self.vocabulary):
                said = self.halves.word(paragraph, word)
                told.append(Stated(record, subject, 0, prior=prior, word=said, roughly=word.kind == "ROUGHLY_FLAT"))
        found += reversed(told if len(told) > 1 else ())
        return len(told) > 1

    def _says_again(self, paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """增加2.3亿元，增加4580万元: one change told twice, right behind each other, in two amounts: they are held against each other."""
        token = record.frame.figure("amount")
        slots = record.frame.slots
        if token is None or before.amount is None or before.amount.figure is None or before.percent is not None:
            return False
        is_next = record.number == before.record.number + 1 and record.depth == before.record.depth
        # 比上年各增加87万元、增加4万元: what is enumerated is of two.
        is_next &= all(pause != "enum" for pause, _ in record.pauses)
        if (
            not is_next
            or {"base", "subject", "refers", "change_of"} & slots.keys()
            or direction_of(record) != before.direction
        ):
            return False
        if before.record.frame.figure("amount") is None or record.number in paragraph.reasons:
            return False
        between = paragraph.text[before.record.frame.phrases[-1].end : record.frame.phrases[0].start]
        if len(_WORDS.findall(between)) > _MOST_BETWEEN:
            # 增加40.2万元；（2）新设指挥中心，增加45.5万元: what is told between is what the second one is of.
            return False
        again = self.halves.fact(paragraph, token, before.subject.label)
        self.ledger.facts.claims.append(Breakdown(before.amount, (again,), "told"))
        self.halves.complete(paragraph, before, record)
        return True

    def _points(self, paragraph: Paragraph, record: Record, before: Stated) -> None:
        """增加16万元，增长3.4个百分点: an amount grows by percent; what was meant is for people to say."""
        if before.record.number + 1 != record.number or before.amount is None or before.percent is not None:
            return
        if "subject" in record.frame.slots or record.sentence != before.record.sentence:
            return
        phrase = record.frame.phrases[-1]
        place = paragraph.source.locate(phrase.start, phrase.end)
        text = paragraph.text[phrase.start : phrase.end]
        self.ledger.facts.gaps.append(Gap(place.line, "points-of-amount", {"text": text}))

    def _in_brackets(self, paragraph: Paragraph, record: Record, before: Stated) -> None:
        """增加3万元（50%）: a percentage alone in brackets right behind the amount of a change is that change."""
        token = record.frame.figure("figure")
        is_next = record.number == before.record.number + 1 and record.depth == before.record.depth + 1
        if token is not None and is_next and before.percent is None and "name" not in record.frame.slots:
            before.percent = self.halves.fact(paragraph, token, before.subject.label)

    @staticmethod
    def _is_unmeasured(paragraph: Paragraph, stated: Stated) -> bool:
        """Whether neither a base nor the figure before says what 增支3万元 is measured against: 较上年增支3万元 is a change."""
        return stated.prior is None and paragraph.bases[stated.record.number] is None

    def _is_compared(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether 持平 is said against a base, or of a named subject."""
        if "base" in record.frame.slots:
            return True
        if paragraph.bases[record.number] is not None:
            return True
        word = record.frame.phrase("word")
        is_named = self.antecedents.named_in(paragraph, record, "subject").has_term
        here = paragraph.levels_before(record)
        is_paired = self.bases.pair(paragraph, record) is not None
        if is_paired or any(is_told_beside(level, self.vocabulary) for level in here):
            # 本年预算10万元，上年预算10万元，无增减变化: what it was before is printed.
            return True
        return word is not None and word.kind != "FLAT_TO_BASE" and (is_named or record.number in paragraph.within)

    def _hand_out(self, paragraph: Paragraph, handout: Handout, found: list[Stated]) -> None:
        """人员经费、公用经费分别增加5万元、减少1万元: one change for each."""
        self.years.read(paragraph, handout.record)
        for receiver, item in zip(handout.receivers, handout.items, strict=True):
            if isinstance(receiver, Level):
                fact = receiver.fact
                subject = Subject(fact.concept, dict(fact.dims), fact.label, receiver)
            else:
                subject = self.antecedents.of_name(paragraph, handout.record, receiver)
            stated = next(
                (
                    entry
                    for entry in found
                    if entry.subject == subject and entry.record.sentence == item.record.sentence
                ),
                None,
            )
            if stated is None:
                stated = Stated(item.record, subject, item.direction)
                found.append(stated)
            if item.token is not None:
                half = "percent" if item.token.kind == "percent" else "amount"
                fact = self.halves.fact(paragraph, item.token, subject.label)
                setattr(stated, half, fact)
                if half == "amount":
                    self.halves.told[item.record.number] = (item.direction, fact)
            elif item.word is not None:
                stated.word = self.halves.word(paragraph, item.word)
