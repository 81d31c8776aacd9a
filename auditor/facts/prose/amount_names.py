"""What an amount is called: in its clause, in the one before, by what its sentence begins with, by what was counted right before it.

`公务接待费：预算5万元，决算2万元`; `机关运行经费方面，支出15万元`; `调解社工23名支出30万元`; `在其他采购项目中，采购金额21万元`.
"""

from __future__ import annotations

from auditor.documents import SourceText
from auditor.facts.claims import NamedPlace
from auditor.facts.model import Fact
from auditor.facts.paths import CodePath
from auditor.facts.prose.covered import Covered
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.meaning import Meanings
from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.share_names import named_by_share
from auditor.patterns import regex

_OF_ROWS = frozenset(("level", "count", "opens", "share", "percent"))
"""The frames that may stand between an amount and those enumerated behind it, or listed as its parts."""


class AmountNames:
    """Finds the names of the amounts of a paragraph, before anything is inherited."""

    def __init__(self, names: Names, meanings: Meanings, covered: Covered, ledger: Ledger) -> None:
        self.names = names
        self.meanings = meanings
        self.covered = covered
        self.ledger = ledger
        self.vocabulary = names.vocabulary
        breakdown = self.vocabulary.grammar.breakdown
        self._totals = frozenset((*breakdown.get("received", ()), *breakdown.get("spent", ())))
        """The concepts that are all that comes in or goes out."""
        self._bodies = regex(self.vocabulary.grammar.labels.get("bodies", ["(?!)"])[0])
        self._now = regex(self.vocabulary.grammar.pairs.get("now", "(?!)"))
        self._sphere = regex(self.vocabulary.grammar.pairs.get("sphere", "(?!)"))

    def of(self, paragraph: Paragraph, record: Record, slot: str) -> Named:
        """The name of an amount, with its place in a classification; without one that of the clause before."""
        named = self.names.of(record.frame.slots.get(slot, ()), paragraph.text)
        if named.path is not None:
            self.note_place(paragraph.source, paragraph.scene.section, named.path, named.start)
        covered = self.covered.of(paragraph, record, named)
        if covered is not None:
            return covered
        named = named_by_share(paragraph, record, self.names.of_path(named), self.names)
        if not named.concept and not named.rest and dict(named.dims).keys() <= self.vocabulary.measures:
            before = self.names.of_path(self.names.of(record.names_before, paragraph.text))
            if before.has_term:
                # 公务接待费：预算5万元，决算2万元: the word of another kind of document is a measure here, too.
                measures = self.meanings.measure_of_kind(named.text)
                return before._replace(dims=tuple({**before.members, **measures, **named.members}.items()))
        named = self._behind_nothing(paragraph, record, named)
        return self._in_sphere(paragraph, record, self._in_year(paragraph, record, named))

    def _behind_nothing(self, paragraph: Paragraph, record: Record, named: Named) -> Named:
        """行政事业单位医疗（款）行政单位医疗（项）年初无预算，支出决算20.70万元: a bare word is of the item that had no plan."""
        nothing = paragraph.records[record.number - 1] if record.number else record
        concept = self.vocabulary.concepts.get(named.concept or "")
        is_bare = concept is not None and concept.generic and not named.rest
        if nothing.kind != "nil" or nothing.part != record.part or not is_bare:
            return named
        if not named.members.keys() <= self.vocabulary.measures:
            return named
        about = self.names.of_path(self.names.of(nothing.frame.slots.get("before", ()), paragraph.text))
        if about.path is None:
            # An item that no table has: no total of spending, either.
            return named._replace(rest=about.rest)
        kept = {name: member for name, member in about.dims if name not in self.vocabulary.measures}
        return named._replace(dims=tuple({**kept, **named.members}.items()))

    def _in_year(self, paragraph: Paragraph, record: Record, named: Named) -> Named:
        """2025年车辆76辆、运行费273万元: what is enumerated behind an amount of another year, or listed as its parts, is of that year."""
        if "year" in named.members or named.own_year is not None or self._now.search(named.text):
            return named
        here = (level for level in paragraph.levels_before(record) if level.record.depth == record.depth)
        before = next((level for level in here if self._says_year(level.named)), None)
        if before is None or before.listing is not None or before.record.part != record.part:
            return named
        between = paragraph.records[before.record.number + 1 : record.number + 1]
        is_listed = any(one.kind == "opens" for one in between)
        is_row = all(one.pauses == (("enum", record.depth),) for one in between)
        year = before.named.members.get("year")
        if year is None or not all(one.kind in _OF_ROWS for one in between) or not (is_row or is_listed):
            return named
        return named._replace(dims=(*named.dims, ("year", year)))

    def _says_year(self, named: Named) -> bool:
        """Whether a name itself says a year, its own or another one."""
        is_other = self.vocabulary.year_pattern.search(named.text) or self.vocabulary.earlier_names.match(named.text)
        return named.own_year is not None or is_other is not None

    def _in_sphere(self, paragraph: Paragraph, record: Record, named: Named) -> Named:
        """机关运行经费方面，支出15万元: a bare word is of what its sentence begins with."""
        concept = self.vocabulary.concepts.get(named.concept or "")
        if concept is None or not concept.generic or named.dims or named.rest:
            return named
        first = next(one for one in paragraph.records if one.sentence == record.sentence)
        words = "".join(paragraph.text[phrase.start : phrase.end] for phrase in first.names_before)
        sphere = self._sphere.fullmatch(words)
        if sphere is None:
            return named
        about = self.names.of_path(self.names.of(first.names_before, paragraph.text))
        known = self.vocabulary.concepts.get(about.concept or "")
        if known is None and about.dims and not about.rest:
            # 政府性基金方面，收入15万元.
            return named._replace(dims=about.dims)
        if known is not None and known.generic and not about.dims:
            # 支出方面，支出总计15万元.
            return named
        return about if known is not None else named._replace(rest=sphere["about"] or sphere["example"])

    def counted_item(self, paragraph: Paragraph, record: Record, named: Named) -> Named:
        """Right behind a count a bare word is of what is counted: 调解社工23名支出30万元 is no total of spending."""
        before = paragraph.levels.get(record.number - 1)
        concept = self.vocabulary.concepts.get(named.concept or "")
        is_next = before is not None and before.record.kind == "count" and before.record.clause == record.clause
        if is_next and named.has_term and self._bodies.fullmatch(named.rest):
            # 1家机关和3家事业单位的机关运行经费17万元: whose cost it is, which is counted before.
            return named._replace(rest="")
        if named.dims or named.rest or concept is None or not (concept.generic or concept.id in self._totals):
            return named
        counted = before if is_next else self._counted_first(paragraph, record)
        if counted is None and before is not None and self._is_count_ahead(record, before):
            # “三公”经费120万元，增长50%，是因为购置囚车2辆，支出44万元: what is counted under a name of its own is what was paid for.
            counted = before
        if counted is None:
            return named
        # 其余5个科目合计支出780万元: the words behind a number without a name are of what is counted.
        return named._replace(rest=counted.named.rest or counted.named.text or named.text)

    @staticmethod
    def _is_count_ahead(record: Record, before: Level) -> bool:
        """Whether a count with a name that no word explains stands in the clause before."""
        is_next = before.record.clause + 1 == record.clause and before.record.part == record.part
        return before.record.kind == "count" and is_next and bool(before.named.rest) and not record.depth

    @staticmethod
    def _counted_first(paragraph: Paragraph, record: Record) -> Level | None:
        """优秀2个，良好4个，合计6个项目，全年预算30万元，支出28万元: what a sentence begins to count is what it goes on about."""
        here = list(paragraph.levels_before(record))
        counts = [level for level in here if level.record.kind == "count" and not level.record.depth]
        is_first = bool(counts) and here[-1] is counts[-1] and all(not level.fact.concept for level in counts)
        return counts[0] if is_first else None

    @staticmethod
    def in_setting(paragraph: Paragraph, record: Record, named: Named) -> Named:
        """在其他采购项目中，由中小企业承接的，采购金额21万元: without a name of its own a figure is what its setting is about."""
        setting = paragraph.settings.get(record.part)
        if setting is None or not setting.dims:
            return named
        dims = tuple({**setting.members, **named.members}.items())
        if named.has_term:
            return named._replace(dims=dims)
        # 本级基金收入中，车辆通行费22亿元: an item of it, and not all of it.
        return named._replace(concept=setting.concept, dims=dims)

    def note_place(self, source: SourceText, section: int, path: CodePath, offset: int) -> None:
        """Keep how prose names a place in a classification, for it to be held against the tables; it is known by text from `offset` on."""
        levels = []
        for code, level in path.levels:
            location = source.locate(offset + level.start, offset + level.end)
            dims = ((path.dimension, code),)
            levels.append((code, Fact(-1, "", dims, None, "word", location, level.name, None, section=section)))
        self.ledger.facts.claims.append(NamedPlace(path.dimension, path.code, tuple(levels)))
