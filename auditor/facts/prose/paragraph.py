"""A paragraph and what has been read of it: its records, the facts of its amounts, its lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from auditor.documents import SourceText
from auditor.facts.model import Fact
from auditor.facts.prose.lexer import value_of
from auditor.facts.prose.listing import Level, Listing
from auditor.facts.prose.names import Named
from auditor.facts.prose.outline import Phrase
from auditor.facts.prose.records import Record
from auditor.facts.prose.scene import Scene
from auditor.figures import MONEY

_OF_CHANGES = frozenset(("change", "flat", "completion", "base", "points", "average"))
_FARTHEST = 60
"""Frames; nothing refers to an amount that stands further back, and lists of thousands are read in time that grows as they do."""


@dataclass
class Paragraph:
    """What has been read of a paragraph so far."""

    source: SourceText
    scene: Scene
    records: list[Record]
    opening: str
    """Its first words; those of the paragraph before it where that is only the place of an item: 1、…（项）."""
    opens_item: bool = False
    """Whether its first words name the place of an item in a classification."""
    levels: dict[int, Level] = field(default_factory=dict)
    """Amounts and counts by the number of their record; several of one record by the last."""
    beside: dict[int, list[Level]] = field(default_factory=dict)
    """The amounts that a record gives before its last one."""
    priors: dict[int, Fact] = field(default_factory=dict)
    """Amounts that are what a subject was before, or the plan of a completion, by the number of their record."""
    within: dict[int, Listing] = field(default_factory=dict)
    """The innermost open list at each record that is no amount."""
    taken: set[int] = field(default_factory=set)
    """The records that are part of another."""
    handed: tuple[Level, ...] | None = None
    """Those that this sentence has handed amounts to."""
    behind_shares: dict[int, int] = field(default_factory=dict)
    """By the number of a share that of the amount behind it that says how much it is: 基本支出占支出合计的80%，为416万元."""
    reasons: set[int] = field(default_factory=set)
    """The records that say why: they are about something else."""
    summed: set[int] = field(default_factory=set)
    """Totals of changes, by the number of their record: what they add up is told."""
    explained: set[int] = field(default_factory=set)
    """The records of what a change is mostly for, which are no items of the list around it: 下降12%，主要为税收返还0.75亿元."""
    settings: dict[int, Named] = field(default_factory=dict)
    """By part of a sentence what a clause like 在其他采购项目中 says of its figures."""
    mixed: set[int] = field(default_factory=set)
    """The sentences that say of their parts that they overlap, or are measured otherwise: 部分对象同时享受两项服务."""
    spoken: dict[str, set[str]] = field(default_factory=dict)
    """The members of scopes that it has named; one alone is the scope of all that follows, several are a list."""

    @property
    def text(self) -> str:
        return self.source.text

    @cached_property
    def spans(self) -> dict[int, tuple[int, int]]:
        """Where the words of each sentence begin and end."""
        starts: dict[int, int] = {}
        for record in self.records:
            starts.setdefault(record.sentence, record.frame.phrases[0].start)
        ends = [*list(starts.values())[1:], len(self.text)]
        return {sentence: (start, end) for (sentence, start), end in zip(starts.items(), ends, strict=True)}

    def levels_before(self, record: Record, *, sentences: int = 0) -> Iterator[Level]:
        """The amounts before a record, the nearest first, in its sentence and so many before it; no further than anybody reads back."""
        records, levels, first = self.records, self.levels, record.sentence - sentences
        passed = self.reasons if record.number not in self.reasons else ()
        for number in range(record.number - 1, max(-1, record.number - 1 - _FARTHEST), -1):
            if records[number].sentence < first:
                return
            if number in levels and number not in passed:
                yield levels[number]
                if number in self.beside:
                    yield from reversed(self.beside[number])

    @property
    def heading_level(self) -> Level | None:
        """The amount that the paragraph of an item opens with: `“教育支出（类）…小学教育（项）”25万元，主要用于…`."""
        if not self.opens_item or not self.levels:
            return None
        with_place = (level for level in reversed(self.levels.values()) if level.named.path is not None)
        first = next(with_place, self.levels[min(self.levels)])
        return first if first is not None and first.fact.concept and first.quantity == MONEY else None

    def is_aside(self, sentence: int) -> bool:
        """Whether a sentence only states changes, or why there are any, and no amount."""
        kinds = self._kinds.get(sentence, set())
        return kinds <= {"change", "base", "flat"} or kinds <= {"opens", "reasons"}

    def tells_changes(self, sentence: int) -> bool:
        """Whether a sentence tells changes or plans, of which a percentage in it may be, and no share."""
        return not _OF_CHANGES.isdisjoint(self._kinds.get(sentence, set()))

    @cached_property
    def _kinds(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for record in self.records:
            found.setdefault(record.sentence, set()).add(record.kind)
        return found

    @cached_property
    def amounts(self) -> frozenset[Decimal]:
        """All amounts that it prints, in base units, whatever they are of."""
        tokens = (token for record in self.records for phrase in record.frame.phrases for token in phrase.tokens)
        return frozenset(
            value_of(token) * token.unit.scale for token in tokens if token.kind == "amount" and token.unit is not None
        )

    @cached_property
    def before_enumeration(self) -> list[Record | None]:
        """For each record the one before it and the amounts that are enumerated as it is: 调增A1万元、B2万元、C3万元."""
        found: list[Record | None] = []
        before: Record | None = None
        for record in self.records:
            if before is not None and before.kind == "level" and before.pauses == record.pauses:
                found.append(found[-1])
            else:
                found.append(before)
            before = record
        return found

    @cached_property
    def bases(self) -> list[Phrase | None]:
        """For each record what a change in it is measured against: the base in its clause, or the last one before it in the sentence."""
        found: list[Phrase | None] = []
        last: Phrase | None = None
        for record in self.records:
            if found and record.sentence != self.records[record.number - 1].sentence:
                last = None
            last = record.frame.phrase("base") or last
            found.append(last)
        return found


def is_rated(paragraph: Paragraph, level: Level, joint: Collection[str]) -> bool:
    """Whether a rate of an amount is told right behind it, so that it is no more than what another is set against.

    收入92万元，为年预算96万元的95.5%，其中：税务部门58万元: nothing is a part of 96万元. `joint` are the words that bind the rate: 的.
    """
    behind = level.record.number + 1
    after = paragraph.records[behind] if behind < len(paragraph.records) else None
    name = after.frame.phrase("name") if after is not None and after.kind == "percent" else None
    is_bound = after is not None and not after.pauses and name is not None
    return is_bound and name is not None and paragraph.text[name.start : name.end] in joint


def outermost(level: Level) -> Level:
    """The amount that the items of its sentence are of; an item with a list mark is spoken of by itself."""
    while level.listing is not None and level.listing.rank is None:
        above = level.listing.whole or level.listing.divided
        if above is None:
            break
        level = above
    return level
