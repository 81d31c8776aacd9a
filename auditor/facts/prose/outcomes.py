"""A plan, what came of it, and how far they are apart or how much of it was done, where a sentence prints no more than that.

`年初预算36.00万元，实际支出29.42万元，节约6.58万元`; `低于预算3.50万元1.66万元`; `预算78万元，实际到位74.1万元，执行率95.00%`. Which of
two amounts is the plan their names say; with more amounts in the sentence nobody knows which belong together.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.claims import Claim, Comparison, Completion
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token, value_of
from auditor.facts.prose.listing import Level
from auditor.facts.prose.pairs import Pairs
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import MONEY
from auditor.patterns import any_of

_TWO = 2
_NEAR = 12
"""Frames."""
_FARTHEST = 3
"""Clauses between a percentage, or a difference, and the amounts that it is of."""


class OutcomeReader:
    """Makes claims of sentences with one plan and one result."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        words = ledger.vocabulary.grammar.completion
        self.pairs = Pairs(ledger.vocabulary)
        self._over = any_of(words.get("over", ()))
        self._under = any_of(words.get("under", ()))
        self._of_plan = any_of(words.get("of_plan", ()))
        self._plan_alone = any_of(words.get("plan_alone", ()))

    def is_of_plan(self, words: str, *, is_share: bool = False) -> bool:
        """Whether words before a percentage say that it is of a plan: 决算为预算的, 为预算; behind a verb of shares 预算的 is enough."""
        return bool((self._plan_alone if is_share else self._of_plan).search(words))

    def completion(self, paragraph: Paragraph, record: Record, percent: Fact) -> Completion | None:
        """A percentage of completion behind one plan and one result, or before them."""
        amounts = self._amounts(paragraph, record)
        planned = paragraph.priors.get(record.number)
        if planned is not None and len(amounts) == 1 and not amounts[0].loose:
            # 完成全年任务12.6亿元的103.97%，累计入库13.1亿元: the plan stands in the clause of the percentage.
            return Completion(amounts[0].fact, planned, percent, (), None, 0)
        is_near = all(abs(record.clause - level.record.clause) <= _FARTHEST for level in amounts)
        pair = self.pairs.between(paragraph, amounts) if is_near else None
        return Completion(pair.now.fact, pair.before.fact, percent, (), None, 0) if pair is not None else None

    def read(self, paragraph: Paragraph) -> list[Claim]:
        """The differences of a paragraph, each the last of the three amounts of its sentence."""
        told: dict[int, list[Level]] = {}
        for number, level in sorted(paragraph.levels.items()):
            if level.quantity == MONEY:
                told.setdefault(paragraph.records[number].sentence, []).append(level)
        claims = (self._difference(paragraph, amounts) for amounts in told.values() if len(amounts) == _TWO + 1)
        return [claim for claim in claims if claim is not None]

    def _difference(self, paragraph: Paragraph, amounts: Sequence[Level]) -> Comparison | None:
        """What the last of three amounts is the difference of."""
        level = amounts[-1]
        record = level.record
        if record.kind != "level" or record.depth or level.loose:
            return None
        around = paragraph.records[max(0, record.number - _TWO) : record.number + 1]
        clause = [one for one in around if one.clause == record.clause]
        start, figure = clause[0].frame.phrases[0].start, record.frame.figure("figure")
        words = paragraph.text[start : figure.start] if figure is not None else ""
        is_over = self._over.search(words) is not None
        if is_over == (self._under.search(words) is not None or self.pairs.is_left(level)):
            return None
        pair = self.pairs.between(paragraph, amounts[:-1])
        if pair is None:
            return None
        word = self.ledger.word(paragraph.source, paragraph.scene.section, start, record.frame.phrases[-1].end)
        return Comparison(pair.now.fact, pair.before.fact, 1 if is_over else -1, word, level.fact, loose=False)

    def apart(self, paragraph: Paragraph, record: Record, token: Token) -> Comparison | None:
        """预算480,000元，实支455,700元，差额24,300元: how far plan and result are apart, whichever is more."""
        amounts = [level for level in self._amounts(paragraph, record) if level.record.number < record.number]
        pair = self.pairs.between(paragraph, amounts[-_TWO:])
        if pair is None or not pair.now.fact.figure or not pair.before.fact.figure or token.loose:
            return None
        section = paragraph.scene.section
        phrases = record.frame.phrases
        word = self.ledger.word(paragraph.source, section, phrases[0].start, phrases[-1].end)
        amount = self.ledger.add(paragraph.source, section, token, "", {}, pair.now.fact.label)
        now, before = pair.now.fact.figure.base, pair.before.fact.figure.base
        direction = (now > before) - (now < before) or int(value_of(token) != 0)
        if amount.figure is not None and amount.figure.value < 0:
            # 差额-44.83万元: its sign says which way it goes, as the two amounts do.
            amount = amount._replace(figure=amount.figure._replace(value=-amount.figure.value))
        return Comparison(pair.now.fact, pair.before.fact, direction, word, amount, loose=False)

    @staticmethod
    def _amounts(paragraph: Paragraph, record: Record) -> list[Level]:
        """The amounts of money of the sentence of a record, not far from it, in the order of the text; none behind a semicolon."""
        near = range(record.number - _NEAR, record.number + _NEAR + 1)
        levels = (paragraph.levels.get(number) for number in near)
        return [
            level
            for level in levels
            if level is not None
            and level.quantity == MONEY
            and (level.record.number < record.number or level.record.part == record.part)
            and level.record.sentence == record.sentence
        ]
