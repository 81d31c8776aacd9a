"""A paragraph and what has been read of it: its records, the facts of its amounts, its lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.documents import SourceText
from auditor.facts.model import Fact
from auditor.facts.prose.lists import Level, Listing
from auditor.facts.prose.records import Record
from auditor.facts.prose.scene import Scene


@dataclass
class Paragraph:
    """What has been read of a paragraph so far."""

    source: SourceText
    scene: Scene
    records: list[Record]
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
    reasons: set[int] = field(default_factory=set)
    """The records that say why: they are about something else."""
    spoken: dict[str, set[str]] = field(default_factory=dict)
    """The members of scopes that it has named; one alone is the scope of all that follows, several are a list."""

    @property
    def text(self) -> str:
        return self.source.text

    def levels_before(self, record: Record, *, sentences: int = 0) -> list[Level]:
        """The amounts before a record, the nearest first, in its sentence and so many before it."""
        found: list[Level] = []
        for number in range(record.number - 1, -1, -1):
            if record.sentence - self.records[number].sentence > sentences:
                break
            if number in self.reasons and record.number not in self.reasons:
                continue
            level = self.levels.get(number)
            if level is not None:
                found += [level, *reversed(self.beside.get(number, []))]
        return found


def outermost(level: Level) -> Level:
    """The amount that is a part of no other list of the paragraph."""
    while level.listing is not None and level.listing.whole is not None:
        level = level.listing.whole
    return level
