"""Shares: a percentage of a whole that the clause names, or of the list in which its part stands.

`项目支出40万元，占支出合计的57.14%` is a share of 支出合计 where that is printed in the sentence, the one before, or the section.
"""

from __future__ import annotations

from auditor.facts.claims import Share
from auditor.facts.model import Fact
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lists import Level
from auditor.facts.prose.names import Named
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record


class ShareReader:
    """Makes claims of the shares of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary

    def read(self, paragraph: Paragraph) -> dict[int, Fact]:
        """Keep the shares of a paragraph; the percentages by the number of the fact they are of."""
        percents: dict[int, Fact] = {}
        for record in paragraph.records:
            if record.kind == "share":
                self._read(paragraph, record, percents)
        return percents

    def _read(self, paragraph: Paragraph, record: Record, percents: dict[int, Fact]) -> None:
        token = record.frame.figure("percent")
        assert token is not None
        part = self._part(paragraph, record)
        label = part.fact.label if part else ""
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, label)
        if part is None:
            return
        named = self.antecedents.named_in(paragraph, record, "whole")
        whole = self._whole(paragraph, record, part, named)
        if named.is_empty and part.listing is not None:
            percents[part.fact.number] = percent
        if whole is not None and not token.loose:
            if part.listing is not None and whole is part.listing.whole:
                percents[part.fact.number] = percent
            name = self.antecedents.names.name_of(whole.fact.concept, whole.fact.dims)
            self.ledger.facts.claims.append(Share(part.fact, whole.fact, percent, name))

    def _part(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The part that is named in the clause, where its amount is printed before it; else the nearest amount."""
        named = self.antecedents.named_in(paragraph, record, "part")
        before = [level for level in paragraph.levels_before(record) if level.record.depth <= record.depth]
        if named.has_term or named.rest:
            return next((level for level in before if self.antecedents.speaks_of(level.fact, named)), None)
        return before[0] if before else None

    def _whole(self, paragraph: Paragraph, record: Record, part: Level, named: Named) -> Level | None:
        """The whole that is named, in this sentence or the one before, of the part's own scope; else that of the part's list."""
        if named.is_empty:
            return part.listing.whole if part.listing is not None else None
        if named.rest:
            return None
        for level in paragraph.levels_before(record, sentences=1):
            if level is not part and level.quantity == part.quantity and self.antecedents.speaks_of(level.fact, named):
                return level
        return None
