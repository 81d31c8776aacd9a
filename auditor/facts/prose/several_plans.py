"""Shares of several plans, one for each: `完成预算205亿元和调整预算220亿元的106.6%和99.3%`, `为年初预算和调整预算的106.6%、99.3%`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.facts.claims import Completion
from auditor.facts.model import Fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.standing import Measures

_FEWEST = 2


class SeveralPlans:
    """Hands percentages out to the plans that a clause names one after the other."""

    def __init__(self, ledger: Ledger, measures: Measures, kind_of: Callable[[Fact], str | None]) -> None:
        self.ledger = ledger
        self.measures = measures
        self.kind_of = kind_of
        words = ledger.vocabulary.grammar.breakdown
        self._between = (*words.get("separators", ()), *words.get("enumerates", ()))

    def read(self, paragraph: Paragraph, record: Record) -> tuple[list[Completion], set[int]]:
        """The completions that begin with the percentage of a record, and the numbers of the records that they take up."""
        percents = [record, *self._following(paragraph, record)]
        tokens = [
            token for one in percents if (token := one.frame.figure("figure")) is not None and token.kind == "percent"
        ]
        if len(tokens) < _FEWEST or len(tokens) != len(percents) or any(token.loose for token in tokens):
            return [], set()
        levels = list(paragraph.levels_before(record))
        plans = self._plans(paragraph, record, levels)
        result = next((level for level in levels if self.kind_of(level.fact) is None), None)
        if result is None or len(plans) != len(tokens) or result.loose:
            return [], set()
        claims = [
            Completion(result.fact, plan, self._fact(paragraph, token, result), (), None, 0)
            for plan, token in zip(plans, tokens, strict=True)
        ]
        return claims, {one.number for one in percents}

    def _following(self, paragraph: Paragraph, record: Record) -> Iterator[Record]:
        """The percentages right behind a first one, with nothing between them but 和 or 、."""
        for other in paragraph.records[record.number + 1 :]:
            words = "".join(paragraph.text[phrase.start : phrase.end] for phrase in other.frame.slots.get("name", ()))
            is_near = other.kind == "percent" and other.sentence == record.sentence and other.depth == record.depth
            if not is_near or words not in ("", *self._between):
                return
            yield other

    def _plans(self, paragraph: Paragraph, record: Record, levels: Sequence[Level]) -> list[Fact]:
        """The plans in the order of their words: those whose amounts the clause prints, or those that were told before and it names."""
        printed = [
            level for level in levels if level.record.clause == record.clause and self.kind_of(level.fact) is not None
        ]
        if record.kind == "percent":
            return [level.fact for level in reversed(printed)]
        names = "".join(
            paragraph.text[phrase.start : phrase.end] for phrase in record.frame.phrases if phrase.kind == "NAME"
        )
        for word in self._between:
            names = names.replace(word, "、")
        wanted = [self.measures.said_in(piece) for piece in names.split("、")]
        found = [
            next((level.fact for level in levels if self.kind_of(level.fact) == one), None) for one in wanted if one
        ]
        return [fact for fact in found if fact is not None] if None not in found else []

    def _fact(self, paragraph: Paragraph, token: Token, result: Level) -> Fact:
        return self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, result.fact.label)
