"""Changes: subject, base, direction, amount and percentage, the figure before, whether it is said loosely.

`比2023年预算20.30万元减少0.46万元，下降2.27%` states one change in two halves; `由18万元减少到15万元` prints both its figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.claims import Breakdown, Period, Reason
from auditor.facts.labels import numbering_rank, read_label
from auditor.facts.model import Fact, Gap
from auditor.facts.profile import year_fact
from auditor.facts.prose.antecedents import Antecedents, Subject
from auditor.facts.prose.change_totals import total_of_changes
from auditor.facts.prose.companions import is_told_beside, plan_kind
from auditor.facts.prose.distribution import Handout
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.lists import Level, Listing, extent_of
from auditor.facts.prose.outline import Phrase
from auditor.facts.prose.pairs import Pair, Pairs
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.stated import Stated, claim_of, key_of

_UP, _DOWN = 1, -1
_RISES = ("UP", "COSTS_UP", "MORE", "RISES")
_OPENING = ("（", "(")
_LONGEST_BETWEEN = 4
"""Frames between the halves of a change."""


class ChangeReader:
    """Makes claims of the changes of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger, own_year: Fact | None) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self.own_year = own_year
        # 合计 is of what stands before it; 总收入 is a figure of its own.
        totals = self.vocabulary.grammar.breakdown.get("totals", ())
        self._totals = tuple(word for word in totals if word in self.vocabulary.grammar.tables["totals"])
        profile = ledger.facts.profile
        titled = ledger.vocabulary.year_pattern.finditer(profile.title or "")
        self.pairs = Pairs(ledger.vocabulary)
        self._years_before = {int(found["year"]) - 1 for found in titled} - {(profile.year or 0) - 1}

    def read(self, paragraph: Paragraph, handouts: Sequence[Handout]) -> list[Stated]:
        """The changes of a paragraph in reading order."""
        found: list[Stated] = []
        self._averaged = {record.sentence for record in paragraph.records if record.kind == "average"}
        self._listed: Stated | None = None
        self._opened: tuple[Record, Listing | None] | None = None
        self._told: dict[int, tuple[int, Fact]] = {}
        by_record = {handout.record.number: handout for handout in handouts if handout.kind == "change"}
        for record in paragraph.records:
            if record.number in by_record:
                self._hand_out(paragraph, by_record[record.number], found)
            elif record.number in paragraph.taken:
                continue
            elif record.kind in ("change", "flat"):
                self._read(paragraph, record, found)
                self._add_up(paragraph, record, found)
            elif record.kind == "neutral":
                self._neutral(paragraph, record, found)
            elif record.kind == "count" and "direction" in record.frame.slots:
                self._count(paragraph, record, found)
            elif record.kind == "percent" and found:
                self._in_brackets(paragraph, record, found[-1])
            elif record.kind == "points" and found:
                self._points(paragraph, record, found[-1])
            elif record.kind == "reasons" and "direction" in record.frame.slots:
                self._reason(paragraph, record, found)
            elif record.kind in ("from_to", "becomes"):
                self._period(paragraph, record)
                self._become(paragraph, record)
            elif record.kind == "opens":
                self._open_list(paragraph, record, found)
        comparable = {record.sentence for record in paragraph.records if record.kind == "basis"}
        for stated in found:
            # 增收6231万元 alone is what a measure brings; 增收6231万元，增长8.9% is a change.
            stated.loose |= stated.costs and (stated.amount is None or stated.percent is None)
            stated.loose |= stated.record.sentence in comparable
        return found

    def _read(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        before = found[-1] if found and found[-1].record.sentence == record.sentence else None
        if before is not None and self._goes_on(paragraph, before, record):
            self._complete(paragraph, before, record)
            return
        if record.kind == "flat" and not self._is_compared(paragraph, record):
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
        pair = self._pair(paragraph, record)
        subject = self.antecedents.subject(paragraph, record) if pair is None else _subject_of(pair.now)
        if subject is None or (subject.level is None and record.kind == "change"):
            behind = self.pairs.behind(paragraph, record, is_named=subject is not None)
            subject = _subject_of(behind) if behind is not None else subject
        is_aside = record.number in paragraph.reasons and record.number not in paragraph.within
        if subject is None or (is_aside and subject.level is None):
            # What is told as a reason is about something else, in bounds that nobody prints.
            self._keep(paragraph, record)
            return
        self._period(paragraph, record)
        stated = Stated(record, subject, self._direction(record))
        stated.prior = self.antecedents.prior(paragraph, record, subject) if pair is None else pair.before.fact
        stated.against = self._measure_of_base(paragraph, record)
        stated.leads = record.number == 0 and numbering_rank(paragraph.text) is not None
        is_based = paragraph.bases[record.number] is not None
        # 核定资金16亿元，压减经费3亿元: of what the money that is named changes is not said, unless there is a base.
        names_other = "change_of" in record.frame.slots and "subject" not in record.frame.slots
        stated.is_across = not is_based and (names_other or (pair is not None and pair.sort == "plan"))
        stated.costs = self._is_cost(record) and self._is_unmeasured(paragraph, stated)
        stated.loose = _is_loose(subject)
        self._complete(paragraph, stated, record)
        found.append(stated)
        self._list(stated)

    def _neutral(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """与上年持平，增减0万元: what is said not to have changed has no change."""
        before = found[-1] if found and found[-1].record.sentence == record.sentence else None
        if before is None or before.word is None or before.amount is not None or before.percent is not None:
            self._keep(paragraph, record)
            return
        for half in ("amount", "percent"):
            token = record.frame.figure(half)
            if token is not None:
                setattr(before, half, self._fact(paragraph, token, before.subject.label))

    def _count(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """车辆由12辆减少到10辆，减少2辆: by how many what was counted right before has changed."""
        level = next(iter(paragraph.levels_before(record)), None)
        if level is None or level.record.kind != "from_to" or level.record.number != record.number - 1:
            return
        own = paragraph.levels.get(record.number)
        if own is None or own.unit != level.unit:
            return
        stated = Stated(record, _subject_of(level), self._direction(record), own.fact)
        stated.prior = paragraph.priors.get(level.record.number)
        found.append(stated)

    def _add_up(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """合计增加5万元 behind several changes is their sum, and no change of what the sentence is about."""
        total = total_of_changes(paragraph, record, self._told, self._totals)
        if total is None:
            return
        self.ledger.facts.claims.append(total)
        if found and found[-1].record is record:
            found[-1].loose = True

    def _pair(self, paragraph: Paragraph, record: Record) -> Pair | None:
        """The two amounts that a change is between: 年初预算36万元，实际支出29万元，节约7万元; 本年收入12万元，增长9%，上年为11万元."""
        if "prior" in record.frame.slots or record.number in paragraph.priors or record.number in paragraph.reasons:
            return None
        phrase = record.frame.phrase("subject")
        words = paragraph.text[phrase.start : phrase.end] if phrase is not None else ""
        base = paragraph.bases[record.number]
        sort = self.pairs.sort_of(paragraph.text[base.start : base.end]) if base is not None else None
        for pair in (self.pairs.before(paragraph, record), self.pairs.around(paragraph, record)):
            if pair is None or sort not in (None, pair.sort) or not self.pairs.is_about(paragraph, pair, words):
                continue
            # 预算20亿元，完成19亿元，增长5%: against the year before; only some verbs say that a plan is meant.
            verb = record.frame.phrase("direction") or record.frame.phrase("word")
            said = paragraph.text[verb.start : verb.end] if verb is not None else ""
            if sort == "plan" or pair.sort == "time" or self.pairs.is_against_plan(said):
                return pair
        return None

    def _reason(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """公务接待费减少的主要原因是: which way its subject, or that of the change before it, is said to have gone."""
        direction, word = record.frame.phrase("direction"), record.frame.phrase("word")
        assert direction is not None and word is not None
        between = paragraph.text[direction.end : word.start]
        named = self.antecedents.named_in(paragraph, record, "subject")
        if named.is_empty and found:
            subject = found[-1].subject
        elif named.has_term and not named.rest:
            dims = {**dict(paragraph.scene.scope), **dict(paragraph.scene.topic), **named.members}
            subject = Subject(named.concept or "", dims, named.text, None)
        else:
            return
        if subject.concept and not between.startswith(_OPENING):
            # 增加（减少）的主要原因 says nothing.
            said = self.ledger.word(paragraph.source, paragraph.scene.section, direction.start, word.end)
            self.ledger.facts.claims.append(Reason(key_of(subject, self.vocabulary), self._direction(record), said))

    def _keep(self, paragraph: Paragraph, record: Record) -> None:
        """主要原因是人员经费增加5万元: the figures of a change that is held against nothing are read all the same."""
        for half in ("amount", "percent"):
            token = record.frame.figure(half)
            if token is not None:
                fact = self._fact(paragraph, token, paragraph.text[record.frame.phrases[0].start : token.start])
                if half == "amount":
                    self._told[record.number] = (self._direction(record), fact)

    def _become(self, paragraph: Paragraph, record: Record) -> None:
        """由18万元减少到15万元: the verb is held against both figures, whatever is said of the difference."""
        level, prior = paragraph.levels.get(record.number), paragraph.priors.get(record.number)
        verb = next((phrase for phrase in record.frame.phrases if phrase.kind == "BECOMES"), None)
        if level is None or prior is None or verb is None or level.loose:
            return
        around = paragraph.records[record.number : record.number + 2]
        if any(("enum", one.depth) in one.pauses for one in around):
            # 分别由600元、1000元提高到1000元、1500元: nobody knows which goes with which.
            return
        text = paragraph.text[verb.start : verb.end]
        words = self.vocabulary.grammar.change
        direction = text.startswith(tuple(words.get("rises", ()))) - text.startswith(tuple(words.get("falls", ())))
        if not direction:
            return
        subject = Subject(level.fact.concept, dict(level.fact.dims), level.fact.label, level)
        stated = Stated(record, subject, direction, prior=prior, word=self._word(paragraph, verb))
        self.ledger.facts.claims.append(claim_of(stated, {}, self.vocabulary))

    def _open_list(self, paragraph: Paragraph, record: Record, found: list[Stated]) -> None:
        """The changes of parts behind that of a whole without a figure: 支出减少5万元，其中基本支出增加7万元，项目支出减少12万元.

        The word may open the next sentence, and the parts may print their figures: `。其中：基本支出50万元，比上年增加7万元；…`.
        """
        self._listed = None
        whole = found[-1] if found else None
        if whole is None or whole.subject.level is not None:
            return
        before = paragraph.records[record.number - 1]
        is_right_before = whole.record.sentence == before.sentence == record.sentence - 1
        if whole.record.sentence != record.sentence and not is_right_before:
            return
        between = range(whole.record.number + 1, record.number)
        if all(paragraph.records[number].kind in ("change", "percent") for number in between):
            word = record.frame.phrase("word")
            whole.is_whole = extent_of(word) != "some"
            self._listed, self._opened = whole, (record, paragraph.within.get(record.number))

    def _list(self, stated: Stated) -> None:
        """Keep a change as one of the list of changes that is open, if one is."""
        opened, listing = self._opened if self._opened is not None else (None, None)
        if self._listed is None or opened is None or opened.sentence != stated.record.sentence:
            return
        level = stated.subject.level
        if level is None or (listing is not None and listing.whole is None and level.listing is listing):
            self._listed.parts.append(stated)

    def _says_again(self, paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """增加2.3亿元，增加4580万元: one change told twice, right behind each other, in two amounts: they are held against each other."""
        token = record.frame.figure("amount")
        slots = record.frame.slots
        if token is None or before.amount is None or before.amount.figure is None or before.percent is not None:
            return False
        is_next = record.number == before.record.number + 1 and record.depth == before.record.depth
        if (
            not is_next
            or {"base", "subject", "refers", "change_of"} & slots.keys()
            or self._direction(record) != before.direction
        ):
            return False
        if before.record.frame.figure("amount") is None or record.number in paragraph.reasons:
            return False
        again = self._fact(paragraph, token, before.subject.label)
        self.ledger.facts.claims.append(Breakdown(before.amount, (again,), "told"))
        self._complete(paragraph, before, record)
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
            before.percent = self._fact(paragraph, token, before.subject.label)

    @staticmethod
    def _is_cost(record: Record) -> bool:
        """增支, 增收: a measure costs or brings more; how its subject changed is not said, unless both its figures are."""
        return any(phrase.kind in ("COSTS_UP", "COSTS_DOWN") for phrase in record.frame.phrases)

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
        is_paired = self._pair(paragraph, record) is not None
        if is_paired or any(is_told_beside(level, self.vocabulary) for level in here):
            # 本年预算10万元，上年预算10万元，无增减变化: what it was before is printed.
            return True
        return word is not None and word.kind != "FLAT_TO_BASE" and (is_named or record.number in paragraph.within)

    def _hand_out(self, paragraph: Paragraph, handout: Handout, found: list[Stated]) -> None:
        """人员经费、公用经费分别增加5万元、减少1万元: one change for each."""
        self._period(paragraph, handout.record)
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
                setattr(stated, half, self._fact(paragraph, item.token, subject.label))
            elif item.word is not None:
                stated.word = self._word(paragraph, item.word)

    def _goes_on(self, paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """Whether a clause is the other half of the change before it: it names nothing of its own and no amount stands between."""
        slots = record.frame.slots
        if record.number in paragraph.reasons and before.record.number not in paragraph.reasons:
            # 增长8%，主要原因是专项收入增加3万元: the reason is a change of something else.
            return False
        between = range(before.record.number + 1, record.number)
        if len(between) > _LONGEST_BETWEEN or any(number in paragraph.levels for number in between):
            return False
        if record.kind == "flat" and not self._is_same_base(paragraph, before.record, record):
            return False
        if "base" in slots and record.kind != "flat" and not self._has_base_of(paragraph, before, record):
            return False
        if not self.antecedents.named_in(paragraph, record, "subject").is_empty:
            return False
        if record.kind == "flat":
            return before.word is None and before.amount is not None
        verb = record.frame.phrase("direction")
        is_planned = verb is not None and self.pairs.is_against_plan(paragraph.text[verb.start : verb.end])
        if (is_planned or self._is_cost(record)) and self._direction(record) * before.direction < 0:
            # 同比增长0.19%，短收0.25亿元: less than planned, not less than before.
            return False
        has = {"amount": before.amount is not None, "percent": before.percent is not None}
        gives = [half for half in has if half in slots]
        return bool(gives) and not any(has[half] for half in gives)

    def _has_base_of(self, paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """Whether a clause with a base says the base of the change before it: 增收6231万元，同比增长8.9%."""
        verb = before.record.frame.phrase("direction")
        is_open = before.costs and record.number == before.record.number + 1 and verb is not None
        if is_open and verb is not None and self._direction(record) == before.direction:
            return not self.pairs.is_against_plan(paragraph.text[verb.start : verb.end])
        return self._says_base_again(paragraph, before.record, record)

    @staticmethod
    def _says_base_again(paragraph: Paragraph, one: Record, other: Record) -> bool:
        """同比减支10万元，同比下降10%: one base in the same words."""
        first, second = paragraph.bases[one.number], paragraph.bases[other.number]
        if first is None or second is None or other.number != one.number + 1:
            return False
        return paragraph.text[first.start : first.end] == paragraph.text[second.start : second.end]

    def _is_same_base(self, paragraph: Paragraph, one: Record, other: Record) -> bool:
        """Whether two changes are measured against the same: both against a plan of one kind, or against no plan."""
        told = [self._told_of_base(paragraph, record) for record in (one, other)]
        return plan_kind(told[0], self.vocabulary) == plan_kind(told[1], self.vocabulary)

    def _told_of_base(self, paragraph: Paragraph, record: Record) -> dict[str, str]:
        base = paragraph.bases[record.number]
        words = paragraph.text[base.start : base.end] if base is not None else ""
        return read_label(words, self.vocabulary.prose_terms, self.vocabulary).dims

    def _measure_of_base(self, paragraph: Paragraph, record: Record) -> str:
        told = self._told_of_base(paragraph, record)
        base = paragraph.bases[record.number]
        words = paragraph.text[base.start : base.end] if base is not None else ""
        result = next((word for word in self.vocabulary.grammar.completion.get("results", ()) if word in words), "")
        return next((member for name, member in told.items() if name in self.vocabulary.measures), result)

    def _complete(self, paragraph: Paragraph, stated: Stated, record: Record) -> None:
        """Add what a record says of a change."""
        frame = record.frame
        if stated.prior is None and "prior" in frame.slots:
            stated.prior = paragraph.priors.get(record.number)
        for half in ("amount", "percent"):
            token = frame.figure(half)
            if token is not None and getattr(stated, half) is None:
                self._turn(stated, record, half, token)
                fact = self._fact(paragraph, token, stated.subject.label)
                setattr(stated, half, fact)
                stated.loose |= token.loose
                if half == "amount":
                    self._told[record.number] = (self._direction(record), fact)
        word = frame.phrase("word")
        if word is not None:
            stated.word = self._word(paragraph, word)
            stated.roughly |= word.kind == "ROUGHLY_FLAT"

    def _turn(self, stated: Stated, record: Record, half: str, token: Token) -> None:
        """Which way a half of a change goes, by its verb and its sign: 减少0.30万元，增长11.54% goes both ways."""
        direction = self._direction(record, half) * (-1 if token.negative else 1)
        stated.doubled |= token.negative and direction == _UP
        if half == "amount" or stated.amount is None:
            other = stated.direction if stated.amount is not None or stated.percent is not None else 0
            stated.direction = direction or stated.direction
        else:
            other = stated.direction
        stated.turned |= other * direction == -1

    def _word(self, paragraph: Paragraph, phrase: Phrase) -> Fact:
        return self.ledger.word(paragraph.source, paragraph.scene.section, phrase.start, phrase.end)

    def _fact(self, paragraph: Paragraph, token: Token, label: str) -> Fact:
        return self.ledger.add(paragraph.source, paragraph.scene.section, token._replace(negative=False), "", {}, label)

    @staticmethod
    def _direction(record: Record, half: str = "") -> int:
        """Which way a record says that something goes; a verb right before a half goes before that of the clause."""
        figure = record.frame.phrase(half) if half else None
        again = [p for p in record.frame.slots.get("again", ()) if figure is not None and p.end <= figure.start]
        phrase = again[-1] if again else record.frame.phrase("direction")
        if phrase is None:
            return 0
        return _UP if phrase.kind in _RISES else _DOWN

    def _period(self, paragraph: Paragraph, record: Record) -> None:
        """The year that a base names is held against the document's own; an average goes over several years."""
        if record.sentence in self._averaged:
            return
        phrase = record.frame.phrase("base")
        before = paragraph.records[record.number - 1] if record.number else None
        if phrase is None and before is not None and before.kind == "base" and before.sentence == record.sentence:
            # 与2023年度相比，增加1万元: the base has a clause of its own.
            phrase = before.frame.phrase("base")
        token = phrase.tokens[0] if phrase is not None else None
        if token is None or token.numeral is None:
            return
        names = self.antecedents.names
        if names.has_two_years and token.numeral.text == str(names.year):
            # In the report on one budget and the next the own year is the base of the next.
            return
        year = year_fact(paragraph.source, token.numeral.start, token.numeral.text)
        if token.numeral.value in self._years_before:
            # A report of 2025年预算执行情况和2026年预算草案 compares 2026 with 2025.
            return
        own = self._own_year_before(paragraph, token.start) or self.own_year
        self.ledger.facts.claims.append(Period("comparison", year, own))

    def _own_year_before(self, paragraph: Paragraph, place: int) -> Fact | None:
        """The year of the document as it stands last before a place of a paragraph: 2024年支出70万元，比2023年增加5万元."""
        years = self.vocabulary.year_pattern.finditer(paragraph.text, 0, place)
        last = next(
            (found for found in reversed(list(years)) if found["year"] == str(self.antecedents.names.year)), None
        )
        return year_fact(paragraph.source, last.start("year"), last["year"]) if last is not None else None


def _subject_of(level: Level) -> Subject:
    fact = level.fact
    return Subject(fact.concept, dict(fact.dims), fact.label, level)


def _is_loose(subject: Subject) -> bool:
    """Whether the amount of a subject is told roughly: 支出突破300亿元，增长8%."""
    token = subject.level.record.frame.figure("figure") if subject.level is not None else None
    return token is not None and token.loose
