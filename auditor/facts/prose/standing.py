"""Of which body, year and measure an amount is: said in its own words, its list, its sentence, or the headings above it.

`一、2025年预算执行情况 / （一）一般公共预算 / 全市收入完成200亿元，其中税收收入120亿元。` — the 120亿元 are of 全市, of 2025, and executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.facts.labels import numbering_rank, read_label, squeeze, without_numbering
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.scene import Members
from auditor.figures import MONEY
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import SettingMember, TableSetting, Vocabulary, pattern_of
from auditor.vocabulary.beginnings import looking_first

_LONGEST_HEADING = 45
_OPENING = regex(r"[。：:]")
_BRACKET = regex(r"[（(][^（）()\d]{1,20}[）)]")
"""市本级（含高新区） is another body than 市本级 alone."""


class Standing(NamedTuple):
    """What is known of where an amount stands; empty where nothing says it."""

    body: str = ""
    """The words for the body, as printed: 全市, 市本级."""
    year: int | None = None
    measure: str = ""
    """The member of the setting that tells results from plans."""
    scope: Members = ()
    """The members of scopes, as the budget it is of."""

    def or_of(self, other: Standing) -> Standing:
        """What this one leaves open as another says it."""
        scope = self.scope or other.scope
        if self.scope and other.scope:
            scope = tuple(sorted({**dict(other.scope), **dict(self.scope)}.items()))
        return Standing(self.body or other.body, self.year or other.year, self.measure or other.measure, scope)


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
        self._any = _any_of(members)
        self._without = pattern_of(looking_first((self.setting.without if self.setting else "") or "(?!)"))

    def said_in(self, text: str) -> str:
        """The measure that words say; that of nothing where they say none."""
        if self.setting is None:
            return ""
        text = self._without.sub("", squeeze(text))
        if self._any.search(text) is None:
            return ""
        return next((member.id for member in self.setting.members if pattern_of(member.words).search(text)), "")


class Standings:
    """Follows the headings of a document and says of each amount where it stands."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.measures = Measures(vocabulary)
        self._bodies = [setting for setting in vocabulary.settings if setting.told_apart]
        money = [alias for alias, unit in vocabulary.units.items() if unit.quantity == MONEY]
        self._figure = regex(rf"\d\s*(?:[%％]|{'|'.join(map(re.escape, money))})")
        self._spans = regex(looking_first("|".join(vocabulary.grammar.labels.get("spans", ())) or "(?!)"))
        members = [member for setting in self._bodies for member in setting.members]
        self._named = _any_of(member for member in members if not member.vague)
        self._any_body = _any_of(members)
        self._known: dict[str, Standing] = {}
        self._scopes: dict[str, Members] = {}
        """What words say that were read before."""
        self._headings: dict[int, str] = {}
        """The words of the headings above, by how deep their numbers stand."""
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
        if rank is None:
            return
        words = _OPENING.split(without_numbering(text.strip()), maxsplit=1)[0]
        for other in [number for number in self._headings if number >= rank]:
            del self._headings[other]
        self.chapter += rank == 1
        self.heading += 1
        self._spoken.clear()
        self._is_of_years = rank > 1 and self._spans.search(words) is not None
        if len(words) <= _LONGEST_HEADING and not self._figure.search(words):
            self._headings[rank] = words

    def of_years_from(self, paragraph: Paragraph) -> int:
        """Where the amounts of a paragraph begin to be of several years: `“十四五”时期，全市收入累计完成949.1亿元`."""
        if self._is_of_years:
            return 0
        found = self._spans.search(paragraph.text)
        return found.end() if found is not None else len(paragraph.text) + 1

    def may_name_a_body(self, paragraph: Paragraph) -> bool:
        """Whether the headings or paragraphs above a paragraph name a body, or anything in it may."""
        if self._spoken or any(self.said_in(words).body for words in self._headings.values()):
            return True
        return self._named.search(squeeze(paragraph.text)) is not None

    def said_in(self, text: str) -> Standing:
        """What words say of where an amount stands, but for its scope."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._said_in(squeeze(text))
        return known

    def _of_heading(self, words: str) -> Standing:
        """What a heading says of the amounts below it."""
        said = self.said_in(words)
        measure = "" if said.measure == self.measures.plain else said.measure
        return said._replace(measure=measure, scope=self.scope_in(words))

    def _said_in(self, text: str) -> Standing:
        years = {int(found["year"]) for found in self.vocabulary.year_pattern.finditer(text)}
        year = years.pop() if len(years) == 1 else None
        return Standing(self._body_in(text), year, self.measures.said_in(text))

    def scope_in(self, text: str) -> Members:
        """The members of scopes that words name."""
        known = self._scopes.get(text)
        if known is None:
            dims = read_label(squeeze(text), self.vocabulary.prose_terms, self.vocabulary).dims
            known = tuple(sorted(entry for entry in dims.items() if entry[0] in self.vocabulary.scopes))
            self._scopes[text] = known
        return known

    def _body_in(self, text: str) -> str:
        if self._any_body.search(text) is None:
            return ""
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
            headings = headings.or_of(self._of_heading(self._headings[rank]))
        above = headings.body
        if not above and len(self._spoken) == 1:
            headings = headings._replace(body=next(iter(self._spoken)))
        told = self.said_in(paragraph.text[: paragraph.records[0].frame.phrases[0].end])._replace(measure="")
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


def _any_of(members: Iterable[SettingMember]) -> re.Pattern[str]:
    """What is found where the words of any member are."""
    return pattern_of(looking_first("|".join(f"(?:{member.words})" for member in members) or "(?!)"))


def _words_before(paragraph: Paragraph, record: Record) -> str:
    """The words of a clause before its figure: its name and the verb."""
    figure = record.frame.phrase("figure") or record.frame.phrases[-1]
    return paragraph.text[record.frame.phrases[0].start : figure.start]


def _is_aside(level: Level) -> bool:
    """Whether an amount stands in brackets: what it says of itself does not go on."""
    return level.record.depth > 0
