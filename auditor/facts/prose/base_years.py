"""The year that the base of a change names, held against the document's own: `比2023年预算减少0.46万元`, in a budget of 2024."""

from __future__ import annotations

from auditor.facts.claims import Period
from auditor.facts.model import Fact
from auditor.facts.profile import year_fact
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.names import Names
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.patterns import any_of, regex
from auditor.vocabulary import pattern_of

_LONGEST_BASE = 24


class BaseYears:
    """Makes claims of the years that bases name."""

    def __init__(self, names: Names, ledger: Ledger, own_year: Fact | None) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self.own_year = own_year
        profile = ledger.facts.profile
        titled = self.vocabulary.year_pattern.finditer(profile.title or "")
        self._years_before = {int(found["year"]) - 1 for found in titled} - {(profile.year or 0) - 1}
        self._spans = any_of(self.vocabulary.grammar.labels.get("spans", ()))
        self._stocks = regex(self.vocabulary.grammar.pairs.get("stocks", "(?!)"))
        self.averaged: set[int] = set()
        """The sentences of the paragraph that tell of averages."""

    def read(self, paragraph: Paragraph, record: Record) -> None:
        """The year that a base names is held against the document's own; an average goes over several years."""
        start, end = paragraph.spans[record.sentence]
        if record.sentence in self.averaged or self._spans.search(paragraph.text, start, end) is not None:
            # 2025年比2022年增加25.3亿元，三年累计增长15.8%.
            return
        phrase = record.frame.phrase("base")
        before = paragraph.records[record.number - 1] if record.number else None
        if phrase is None and before is not None and before.kind == "base" and before.sentence == record.sentence:
            # 与2023年度相比，增加1万元: the base has a clause of its own.
            phrase = before.frame.phrase("base")
        token = phrase.tokens[0] if phrase is not None else None
        if token is None or token.numeral is None:
            return
        names = self.names
        if names.has_two_years and token.numeral.text == str(names.year):
            # In the report on one budget and the next the own year is the base of the next.
            return
        year = year_fact(paragraph.source, token.numeral.start, token.numeral.text)
        if token.numeral.value in self._years_before:
            # A report of 2025年预算执行情况和2026年预算草案 compares 2026 with 2025.
            return
        if record.kind == "flat" and token.numeral.value == (names.year or 0) + 1:
            # 结转下年3.52亿元，与2025年年初数一致: what the next year opens with.
            return
        if self._is_of_stocks(paragraph, token):
            return
        if self._is_of_another(paragraph, record, int(token.numeral.value)) or self._is_own_plan(paragraph, token):
            return
        own = self._own_year_before(paragraph, token.start) or self.own_year
        self.ledger.facts.claims.append(Period("comparison", year, own))

    def _is_of_stocks(self, paragraph: Paragraph, token: Token) -> bool:
        """截至2016年底资产4386万元。…较2015年底增长5%, in the budget of 2017: a stock is compared with that of a year before it."""
        words = paragraph.text[token.start : token.end + 1]
        last = self.names.year - 1 if self.names.year is not None else None
        is_of_last = last is not None and token.numeral is not None and token.numeral.value == last - 1
        return is_of_last and self._stocks.search(words) is not None

    def _is_own_plan(self, paragraph: Paragraph, token: Token) -> bool:
        """Whether a base of the document's own year is what was planned for it: 与2021年度预算相比, in the account of 2021."""
        kinds = self.vocabulary.kinds
        own = kinds.get(self.ledger.facts.profile.kind)
        if token.numeral is None or token.numeral.value != self.names.year:
            return False
        bases = [kind.own_bases for kind in ([own] if own is not None else kinds.values()) if kind.own_bases]
        words = paragraph.text[token.start : token.start + _LONGEST_BASE]
        return any(pattern_of(pattern).search(words) is not None for pattern in bases)

    def _is_of_another(self, paragraph: Paragraph, record: Record, year: int) -> bool:
        """Whether a sentence compares with a second year, or tells of another year than the document's.

        `比上年减少0.20万元，但仍比2022年增加0.10万元`, `2025年收入预计10.50亿元，比2024年增加0.50亿元`.
        """
        here = [other for other in paragraph.records[: record.number] if other.sentence == record.sentence]
        bases = [other.frame.phrase("base") for other in here if other.kind == "change"]
        before = [base.tokens[0].year for base in bases if base is not None]
        named = self.names.of(record.frame.slots.get("subject", ()), paragraph.text)
        if before and before[-1] != year and not named.has_term:
            return True
        first = (here[0] if here else record).frame.phrases[0].start
        base = record.frame.phrase("base")
        years = self.vocabulary.year_pattern.finditer(paragraph.text, first, base.start if base is not None else first)
        told = [int(found["year"]) for found in years]
        if year in told and self.names.year in told and year < self.names.year - 1:
            # 2020年至2022年分别为32亿元、35亿元、37亿元，2022年比2020年增加5亿元: of the years that the sentence tells.
            return True
        return bool(told) and told[-1] == year + 1 and told[-1] != self.names.year

    def _own_year_before(self, paragraph: Paragraph, place: int) -> Fact | None:
        """The year of the document as it stands last before a place of a paragraph: 2024年支出70万元，比2023年增加5万元."""
        years = self.vocabulary.year_pattern.finditer(paragraph.text, 0, place)
        last = next((found for found in reversed(list(years)) if found["year"] == str(self.names.year)), None)
        return year_fact(paragraph.source, last.start("year"), last["year"]) if last is not None else None
