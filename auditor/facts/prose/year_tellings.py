"""Changes told behind what something was before: the amount right before them is the base, and not what has changed.

`2019年收回306.18万元，2020年同比增加37.13万元`; `与上年相比，县本级上年69805万元，增收1557万元`; `2025年运行费273.6万元。本年减少21.6万元`.
"""

from __future__ import annotations

from auditor.facts.prose.antecedents import Subject
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import Names
from auditor.facts.prose.pairs import OWN_YEAR, Pairs
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record

_GOES_ON = frozenset(("subject", "base", "name"))
"""Slots of a frame that is about something else."""
_NEAR = 2
"""Sentences before an amount of the year before in which that of this year may stand."""


class YearTellings:
    """Tells which amount of two years a change is measured against."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.pairs = Pairs(names.vocabulary)

    def told_of_year_before(
        self, paragraph: Paragraph, record: Record, subject: Subject
    ) -> tuple[Level, Subject] | None:
        """The amount of the year before, and the same of this year, without a figure where none has been told."""
        level = subject.level
        if level is None or level.record.depth != record.depth or "prior" in record.frame.slots:
            return None
        member = dict(level.fact.dims).get("year", "")
        year = self.pairs.year_of(paragraph, level) or (int(member) if member.isdigit() else 0 if member else None)
        if year is None:
            return None
        behind = self._told_behind(paragraph, record, level, year)
        if behind is not None:
            return level, Subject.of(behind)
        if not (self._names_next_year(paragraph, record, year) or self._is_base(paragraph, record, level)):
            return None
        return level, self._now(paragraph, subject, level)

    def _told_behind(self, paragraph: Paragraph, record: Record, level: Level, year: int) -> Level | None:
        """2024年数为132万元，增加10万元，增长8%，预算安排142万元: the same of this year, which its sentence tells last."""
        if year not in (0, (self.names.year or 0) - 1):
            return None
        for other in paragraph.records[record.number + 1 :]:
            now = paragraph.levels.get(other.number)
            if other.part != record.part or other.depth < record.depth:
                return None
            if now is not None and not other.depth:
                is_same = _cell(now) == _cell(level) and "year" not in dict(now.fact.dims)
                return now if is_same and now.quantity == level.quantity and not now.loose else None
            if other.kind not in ("change", "percent") or not _GOES_ON.isdisjoint(other.frame.slots):
                return None
        return None

    def _names_next_year(self, paragraph: Paragraph, record: Record, year: int) -> bool:
        """2019年收回306.18万元，2020年同比增加37.13万元: whether the subject of a change says the year behind that of an amount."""
        phrase = record.frame.phrase("subject")
        said = self.pairs.year_in(paragraph.text[phrase.start : phrase.end]) if phrase is not None else None
        if said is None or year == OWN_YEAR:
            return False
        own = self.names.year if said == OWN_YEAR else said
        return year == 0 or (own is not None and year == own - 1)

    def _is_base(self, paragraph: Paragraph, record: Record, level: Level) -> bool:
        """与上年相比，县本级上年69805万元，增收1557万元: whether an amount of the year before stands behind the words of the base."""
        base = paragraph.bases[record.number]
        is_of_sentence = (
            base is not None and level.record.sentence == record.sentence and "base" not in record.frame.slots
        )
        is_behind = base is not None and is_of_sentence and base.end <= level.record.frame.phrases[0].start
        return is_behind and self.pairs.year_of(paragraph, level) == 0 and level.record.number == record.number - 1

    def _now(self, paragraph: Paragraph, subject: Subject, level: Level) -> Subject:
        for other in paragraph.levels_before(level.record, sentences=_NEAR):
            if _cell(other) == _cell(level) and other.quantity == level.quantity and not other.loose:
                return Subject.of(other)
        words = self.pairs.without_year(level.named.text)
        told = self.ledger.called(paragraph.scene.section, words) if words else None
        if told is None or told.figure is None:
            return subject._replace(level=None)
        return Subject.of(Level(level.record, level.named, told))


def _cell(level: Level) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What an amount is of, whatever its year."""
    return level.fact.concept, tuple(entry for entry in level.fact.dims if entry[0] != "year")
