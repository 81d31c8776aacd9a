"""The halves of one change: `比上年增加3万元，增长50%`, `增收6231万元，同比增长8.9%`, `减少0万元，与上年持平`."""

from __future__ import annotations

from decimal import Decimal

from auditor.facts.model import Fact
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.bases import Bases
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token, value_of
from auditor.facts.prose.outline import Phrase
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.stated import UP, Stated, direction_of, is_cost

_LONGEST_BETWEEN = 4
"""Frames between the halves of a change."""
_NEARLY = Decimal(1)
"""Percentage points within which a rate is that of an amount, mistyped or not."""


class Halves:
    """Puts together what the clauses of one change say."""

    def __init__(self, antecedents: Antecedents, bases: Bases, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.bases = bases
        self.ledger = ledger
        self.told: dict[int, tuple[int, Fact]] = {}
        """The direction and the amount of each change of the paragraph by the number of its record."""

    def goes_on(self, paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """Whether a clause is the other half of the change before it: it names nothing of its own and no amount stands between."""
        slots = record.frame.slots
        if record.number in paragraph.reasons and before.record.number not in paragraph.reasons:
            # 增长8%，主要原因是专项收入增加3万元: the reason is a change of something else.
            return False
        within = paragraph.within.get(record.number)
        is_reason = "change_of" in slots and within is not None and within.explains
        if is_reason and before.record.number not in paragraph.within:
            # 增长27.8%，主要是增加赔偿支出0.3亿元: nor is what words that open a list give as the reason.
            return False
        between = range(before.record.number + 1, record.number)
        if len(between) > _LONGEST_BETWEEN or any(number in paragraph.levels for number in between):
            return False
        if any(self._names_other(paragraph.records[number]) for number in between):
            return False
        if any("figure" in paragraph.records[number].frame.slots for number in between):
            # 退税减少收入14.5亿元，扣除后为175亿元，同口径增长3.4%: the rate is of what stands between them.
            return False
        if any(paragraph.records[number].kind == "percent" for number in between):
            # 各增长4.1%和5.5%，共增1.05亿元: what two have come to.
            return False
        if paragraph.bases[before.record.number] is not None and any(
            "base" in paragraph.records[number].frame.slots
            and not self.bases.says_again(paragraph, before.record, paragraph.records[number])
            for number in between
        ):
            # 比上年增长3.1%；与执行数24.85亿元相比，增加337万元: another base is named between them.
            return False
        if record.kind == "flat" and not self.bases.is_same(paragraph, before.record, record):
            return False
        if "base" in slots and record.kind != "flat" and not self._has_base_of(paragraph, before, record):
            return False
        if not self.antecedents.named_in(paragraph, record, "subject").is_empty:
            return False
        if self._has_base_behind(paragraph, before, record):
            return False
        if record.kind == "flat":
            return before.word is None and before.amount is not None
        if not self._goes_as(paragraph, before, record):
            return False
        has = {"amount": before.amount is not None, "percent": before.percent is not None}
        gives = [half for half in has if half in slots]
        return bool(gives) and not any(has[half] for half in gives)

    @staticmethod
    def _prior_behind(paragraph: Paragraph, stated: Stated, record: Record) -> Fact | None:
        """运行经费97.60万元，比2022年增加9.45万元，增长10.72%（上年88.15万元）: what it was before, in the bracket behind."""
        behind = paragraph.levels.get(record.number + 1)
        is_of_plan = stated.against and (record is not stated.record or "base" in record.frame.slots)
        if behind is None or behind.record.depth <= record.depth or behind.loose or is_of_plan:
            return None
        told, own = dict(behind.fact.dims), {**stated.subject.dims, "year": "prior"}
        return behind.fact if behind.fact.concept == stated.subject.concept and told == own else None

    @staticmethod
    def _has_base_behind(paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """比快报数84万元增加1万元，增长3.2%（上年决算82万元）: whether a bracket gives a rate another base than the amount has."""
        behind = paragraph.levels.get(record.number + 1)
        if behind is None or behind.record.depth <= record.depth or ("year", "prior") not in behind.fact.dims:
            return False
        return before.prior is not None and before.prior.figure != behind.fact.figure

    @staticmethod
    def _names_other(record: Record) -> bool:
        """减少税收0.64亿元；如加回该因素，税收收入同口径增长9.5%: whether words about the basis name what they are of."""
        return record.kind == "basis" and any(phrase.kind == "NAME" for phrase in record.frame.phrases)

    def _goes_as(self, paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """Whether the verbs of two halves can be of one change.

        同比增长0.19%，短收0.25亿元 is less than planned, not less than before; 调减16000万元，下降9.7% may be so; and 保持不变，增长3.6%
        of a base that nobody names is of two.
        """
        if before.word is not None and paragraph.bases[before.record.number] is None:
            return False
        verbs = [self.bases.is_against_plan(paragraph, one) for one in (before.record, record)]
        if (any(verbs) or is_cost(record)) and direction_of(record) * before.direction < 0:
            return not any(verbs) and self._is_turned(before, record)
        is_based = paragraph.bases[before.record.number] is not None
        is_bare = not is_based and paragraph.bases[record.number] is None
        if verbs[1] and not verbs[0] and before.percent is not None and is_bare:
            # 完成预算505亿元的101.5%，增长5.0%，超收7.5亿元: the one is of the year before, the other of the plan.
            return self._is_turned(before, record)
        return not verbs[0] or verbs[1] or is_based or self._is_rate_of(before, record)

    def _is_rate_of(self, before: Stated, record: Record) -> bool:
        """Whether a percentage is that of the amount before it, by the figure that its subject has."""
        token, current, amount = record.frame.figure("percent"), before.subject.current, before.amount
        if token is None or current is None or current.figure is None or amount is None or amount.figure is None:
            return False
        prior = current.figure.base - before.direction * amount.figure.base
        return bool(prior) and abs(abs(amount.figure.base / prior) * 100 - value_of(token)) <= _NEARLY

    @staticmethod
    def _is_turned(before: Stated, record: Record) -> bool:
        """农林水43876万元，增长2.8%，减支1244万元: whether a rate is just that of the amount behind it, either way."""
        token, current, percent = record.frame.figure("amount"), before.subject.current, before.percent
        if token is None or token.unit is None or current is None or current.figure is None:
            return False
        amount = value_of(token) * token.unit.scale
        priors = [current.figure.base - way * amount for way in (direction_of(record), before.direction)]
        if percent is None or percent.figure is None or min(priors) <= 0:
            return False
        slack = percent.figure.slack(fine=False)
        return any(abs(amount / prior * 100 - percent.figure.value) <= slack for prior in priors)

    def _has_base_of(self, paragraph: Paragraph, before: Stated, record: Record) -> bool:
        """Whether a clause with a base says the base of the change before it: 增收6231万元，同比增长8.9%."""
        verb = before.record.frame.phrase("direction")
        is_open = before.costs and record.number == before.record.number + 1 and verb is not None
        if is_open and verb is not None and direction_of(record) == before.direction:
            return not self.bases.pairs.is_against_plan(paragraph.text[verb.start : verb.end])
        is_bare = paragraph.bases[before.record.number] is None and record.number == before.record.number + 1
        if is_bare and before.amount is None and direction_of(record) == before.direction:
            # 支出2153万元，增长8.82%，比上年多支出174万元: a rate without a base is against the year before.
            return self.bases.is_year_before(paragraph, record)
        return self.bases.says_again(paragraph, before.record, record)

    def complete(self, paragraph: Paragraph, stated: Stated, record: Record) -> None:
        """Add what a record says of a change."""
        frame = record.frame
        stated.last = record.number
        if stated.prior is None and "prior" in frame.slots:
            stated.prior = paragraph.priors.get(record.number)
        behind = self._prior_behind(paragraph, stated, record) if "prior" not in frame.slots else None
        if behind is not None:
            stated.prior, stated.against = behind, ""
        for half in ("amount", "percent"):
            token = frame.figure(half)
            if token is not None and getattr(stated, half) is None:
                self._turn(stated, record, half, token)
                fact = self.fact(paragraph, token, stated.subject.label)
                setattr(stated, half, fact)
                stated.loose |= token.loose
                verb = frame.phrase("direction")
                if half == "percent" and verb is not None:
                    stated.is_rate = self.bases.pairs.is_rate(paragraph.text[verb.start : verb.end])
                if half == "amount":
                    self.told[record.number] = (direction_of(record), fact)
        word = frame.phrase("word")
        if word is not None:
            stated.word = self.word(paragraph, word)
            stated.roughly |= word.kind == "ROUGHLY_FLAT"

    def _turn(self, stated: Stated, record: Record, half: str, token: Token) -> None:
        """Which way a half of a change goes, by its verb and its sign: 减少0.30万元，增长11.54% goes both ways."""
        direction = direction_of(record, half) * (-1 if token.negative else 1)
        stated.doubled |= token.negative and direction == UP
        if half == "amount" or stated.amount is None:
            other = stated.direction if stated.amount is not None or stated.percent is not None else 0
            stated.direction = direction or stated.direction
        else:
            other = stated.direction
        stated.turned |= other * direction == -1

    def word(self, paragraph: Paragraph, phrase: Phrase) -> Fact:
        return self.ledger.word(paragraph.source, paragraph.scene.section, phrase.start, phrase.end)

    def fact(self, paragraph: Paragraph, token: Token, label: str) -> Fact:
        token = token._replace(negative=False) if token.negative else token
        return self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, label)
