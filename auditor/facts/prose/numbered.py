"""Numbered lines that give an amount each: those of a deeper number are the parts of the line above them.

`（一）财政拨款收入80万元`, below it `1.一般公共预算拨款收入60万元。` and `2.政府性基金预算拨款收入20万元。`: 80 = 60 + 20.
The lines of the first number are the parts of the paragraph before them: `2026年收入预算95万元，比上年增加5万元。`
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from auditor.facts.claims import Breakdown
from auditor.facts.labels import numbering_ordinal, numbering_rank
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lists import Level, Listing
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.partition import partition_dimension
from auditor.figures import MONEY

_FEWEST = 2
_COLONS = ("：", ":")
_LONGEST_TITLE = 40
"""Characters before the amount of a numbered paragraph."""


class Line(NamedTuple):
    """A numbered paragraph, or one without a number that tells an amount (rank 0)."""

    rank: int
    ordinal: int
    level: Level | None
    """Its first amount; None where that is no amount of its own."""


class NumberedLines:
    """Makes claims of the numbered lines of each section."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self._lines: list[Line] = []

    def read(self, paragraph: Paragraph) -> None:
        """Keep the first amount of a paragraph."""
        first = next((level for _, level in sorted(paragraph.levels.items())), None)
        rank = numbering_rank(paragraph.text)
        if rank is None:
            # 财政拨款支出主要内容如下：is about something else than what was told before it.
            if first is not None or paragraph.text.rstrip().endswith(_COLONS):
                is_whole = first is not None and _is_plain(paragraph, first)
                self._lines.append(Line(0, 0, first if is_whole else None))
            return
        is_line = (
            first is not None and _is_plain(paragraph, first) and first.record.frame.phrases[0].start < _LONGEST_TITLE
        )
        self._lines.append(Line(rank, numbering_ordinal(paragraph.text) or 0, first if is_line else None))

    def end(self) -> None:
        """A heading or a table ends the outline."""
        lines, self._lines = self._lines, []
        for place, line in enumerate(lines):
            children = _children(lines, place)
            if children and line.level is not None:
                self._claim(line.level, children)

    def _claim(self, above: Level, children: Sequence[Level]) -> None:
        whole, parts = above.fact, tuple(child.fact for child in children)
        listing = Listing(above, True, 0)
        if whole.figure is None or not whole.concept:
            return
        if not all(listing.accepts(child.named, MONEY, self.vocabulary) for child in children):
            return
        members = [dict(part.dims) for part in parts]
        sure = partition_dimension(dict(whole.dims), members, self.vocabulary) is not None
        self.ledger.facts.claims.append(Breakdown(whole, parts, len(parts) >= _FEWEST, sure, spread=True))


def _is_plain(paragraph: Paragraph, level: Level) -> bool:
    """Whether an amount of money is told by itself: in no bracket, no list, no reason."""
    is_apart = level.listing is None and not level.record.depth and not level.loose
    return is_apart and level.quantity == MONEY and level.record.number not in paragraph.reasons


def _children(lines: Sequence[Line], place: int) -> list[Level]:
    """The lines right behind one that have its next deeper number, if they are all there and each has an amount."""
    behind = lines[place + 1 :]
    if not behind or behind[0].rank <= lines[place].rank:
        return []
    rank = behind[0].rank
    end = next((number for number, line in enumerate(behind) if line.rank < rank), len(behind))
    found = [line for line in behind[:end] if line.rank == rank]
    first, last = found[0].ordinal, found[-1].ordinal
    if [line.ordinal for line in found] != list(range(first, last + 1)) or (not lines[place].rank and first != 1):
        return []
    after = next((line for line in behind[end:] if line.rank), None)
    goes_on = after is not None and not behind[end].rank and (after.rank, after.ordinal) == (rank, last + 1)
    levels = [line.level for line in found if line.level is not None]
    return levels if len(levels) == len(found) and not goes_on else []
