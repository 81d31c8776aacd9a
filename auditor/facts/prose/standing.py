"""Of which body, year and measure an amount is: said in its own words, its list, its sentence, or the headings above it.

`一、2025年预算执行情况 / （一）一般公共预算 / 全市收入完成200亿元，其中税收收入120亿元。` — the 120亿元 are of 全市, of 2025, and executed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.facts.labels import numbering_rank, read_label, squeeze, without_numbering
from auditor.facts.prose.lists import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import MONEY
from auditor.vocabulary import SettingMember, TableSetting, Vocabulary, pattern_of

_LONGEST_HEADING = 45
_OPENING = re.compile(r"[。：:]")
_BRACKET = re.compile(r"[（(][^（）()\d]{1,20}[）)]")
"""市本级（含高新区） is another body than 市本级 alone."""


class Standing(NamedTuple):
    """What is known of where an amount stands; empty where nothing says it."""

    body: str = ""
    """The words for the body, as printed: 全市, 市本级."""
    year: int | None = None
    measure: str = ""
    """The member of the setting that tells results from plans."""
    scope: tuple[tuple[str, str], ...] = ()
    """The members of scopes, as the budget it is of."""

    def or_of(self, other: Standing) -> Standing:
        """What this one leaves open as another says it."""
        scope = {**dict(other.scope), **dict(self.scope)}
        return Standing(
            self.body or other.body,
            self.year or other.year,
            self.measure or other.measure,
            tuple(sorted(scope.items())),
        )


class Measures:
    """The members of the setting that tells what came of a plan from the plan."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        found = [one for one in vocabulary.settings if any(member.kind for member in one.members)]
        self.setting: TableSetting | None = found[0] if found else None
        members = self.setting.members if self.setting else ()
        plain = next((member for member in members if member.kind and member.may_be), None)
        own = {member.id for member in members if plain is not None and plain.id in member.may_be}
        self.plans = frozenset({plain.id, *plain.may_be, *own}) if plain is not None else frozenset()
        self.plain = plain.id if plain is not None else ""
        """The plan of any kind, whose word stands in the names of many things: 2025年预算收支情况 is about results."""

    def said_in(self, text: str) -> str:
        """The measure that words say; that of nothing where they say none."""
        member = _member_in(self.setting, squeeze(text)) if self.setting is not None else None
        return member.id if member is not None else ""


@lru_cache(maxsize=4096)
def _member_in(setting: TableSetting, text: str) -> SettingMember | None:
    if setting.without:
        text = pattern_of(setting.without).sub("", text)
    return next((member for member in setting.members if pattern_of(member.words).search(text)), None)


class Standings:
    """Follows the headings of a document and says of each amount where it stands."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.measures = Measures(vocabulary)
        self._bodies = [setting for setting in vocabulary.settings if setting.told_apart]
        money = [alias for alias, unit in vocabulary.units.items() if unit.quantity == MONEY]
        self._figure = re.compile(rf"\d\s*(?:[%％]|{'|'.join(map(re.escape, money))})")
        self._spans = re.compile("|".join(vocabulary.grammar.labels.get("spans", ())) or "(?!)")
        named = [member.words for setting in self._bodies for member in setting.members if not member.vague]
        self._named = pattern_of("|".join(f"(?:{words})" for words in named) or "(?!)")
        self._known: dict[str, Standing] = {}
        """What words say that were read before."""
        self._headings: dict[int, Standing] = {}
        self.heading = 0
        """How many headings there were."""
        self._spoken: set[str] = set()
        """The bodies that the paragraphs below the nearest heading have named: one alone goes on."""
        self._is_of_years = False
        """Whether the nearest heading, below the first rank, says that figures are of several years."""
        self.chapter = 0
        """How many headings of the first rank there were: within a chapter changes without words for their base have one base."""

    @property
    def counts(self) -> tuple[int, int]:
        return self.chapter, self.heading

    def enter(self, text: str) -> None:
        """The heading that a paragraph is, or opens with: `1.一般公共预算。全市收入完成200亿元`."""
        rank = numbering_rank(text)
        words = _OPENING.split(without_numbering(text.strip()), maxsplit=1)[0]
        if rank is None:
            return
        for other in [number for number in self._headings if number >= rank]:
            del self._headings[other]
        self.chapter += rank == 1
        self.heading += 1
        self._spoken.clear()
        self._is_of_years = rank > 1 and self._spans.search(words) is not None
        if len(words) <= _LONGEST_HEADING and not self._figure.search(words):
            said = self.said_in(words)
            self._headings[rank] = said._replace(measure="") if said.measure == self.measures.plain else said

    def is_of_years(self, paragraph: Paragraph, level: Level) -> bool:
        """Whether an amount is of several years: `“十四五”时期，全市收入累计完成949.1亿元`."""
        before = paragraph.text[: level.record.frame.phrases[-1].end]
        return self._is_of_years or self._spans.search(before) is not None

    def may_name_a_body(self, paragraph: Paragraph) -> bool:
        """Whether the headings or paragraphs above a paragraph name a body, or anything in it may."""
        if self._spoken or any(said.body for said in self._headings.values()):
            return True
        return self._named.search(squeeze(paragraph.text)) is not None

    def said_in(self, text: str) -> Standing:
        """What words say of where an amount stands."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._said_in(squeeze(text))
        return known

    def _said_in(self, text: str) -> Standing:
        years = {int(found["year"]) for found in self.vocabulary.year_pattern.finditer(text)}
        dims = read_label(text, self.vocabulary.prose_terms, self.vocabulary).dims
        scope = tuple(sorted((name, member) for name, member in dims.items() if name in self.vocabulary.scopes))
        return Standing(
            self._body_in(text), years.pop() if len(years) == 1 else None, self.measures.said_in(text), scope
        )

    def _body_in(self, text: str) -> str:
        for setting in self._bodies:
            for member in setting.members:
                found = pattern_of(member.words).search(text)
                if found is not None:
                    behind = _BRACKET.match(text, found.end())
                    return "" if member.vague else found[0] + (behind[0] if behind is not None else "")
        return ""

    def read(self, paragraph: Paragraph) -> dict[int, Standing]:
        """The standing of the amounts of a paragraph, by the number of their fact."""
        found: dict[int, Standing] = {}
        headings = Standing()
        for rank in sorted(self._headings, reverse=True):
            headings = headings.or_of(self._headings[rank])
        above = headings.body
        if not above and len(self._spoken) == 1:
            headings = headings._replace(body=next(iter(self._spoken)))
        told = self.said_in(paragraph.text[: paragraph.records[0].frame.phrases[0].end])._replace(scope=(), measure="")
        before, sentence = told, 0
        for number in sorted(paragraph.levels):
            level = paragraph.levels[number]
            own = self.said_in(_words_before(paragraph, level.record))
            own = own._replace(scope=tuple(entry for entry in level.fact.dims if entry[0] in self.vocabulary.scopes))
            whole = level.listing.whole if level.listing is not None else None
            if whole is not None and whole.fact.number in found:
                own = own.or_of(found[whole.fact.number])
            if own.body and above.startswith(own.body):
                own = own._replace(body=above)
            if level.record.sentence != sentence and before.measure in self.measures.plans:
                before = before._replace(measure="")
            is_same = own.body in ("", before.body)
            own = own.or_of(before if is_same else before._replace(scope=(), measure=""))
            found[level.fact.number] = own.or_of(headings)
            self._spoken |= {own.body} - {""}
            if not _is_aside(level):
                before, sentence = own, level.record.sentence
        return found


def _words_before(paragraph: Paragraph, record: Record) -> str:
    """The words of a clause before its figure: its name and the verb."""
    figure = record.frame.phrase("figure") or record.frame.phrases[-1]
    return paragraph.text[record.frame.phrases[0].start : figure.start]


def _is_aside(level: Level) -> bool:
    """Whether an amount stands in brackets: what it says of itself does not go on."""
    return level.record.depth > 0
