"""Changes told one by one, then in all: `人员经费增加3万元，公用经费增加2万元，合计增加5万元`; the parts may be bare amounts.

Where the run of parts begins words may leave open: the longest run, or the first shorter one whose sum holds, is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from auditor.facts.claims import Breakdown
from auditor.facts.model import Fact
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.figures import MONEY

_FEWEST = 2


def total_of_changes(
    paragraph: Paragraph, record: Record, told: Mapping[int, tuple[int, Fact]], totals: tuple[str, ...]
) -> Breakdown | None:
    """What a change adds up from whose subject begins with a word for a total; None where it is no total, or of less than two.

    `told` has the direction and amount of each change by the number of its record.
    """
    phrase = record.frame.phrase("subject")
    if phrase is None or record.number not in told or not paragraph.text.startswith(totals, phrase.start):
        return None
    direction, whole = told[record.number]
    changes, amounts = _before(paragraph, record, told, direction)
    # 甲5.8万元、乙3.3万元，合计比预算多1.1万元: amounts do not add up to how far they are from something.
    run = changes or ([] if "base" in record.frame.slots else amounts)
    if len(run) < _FEWEST or whole.figure is None:
        return None
    parts = run
    for start in range(len(run) - _FEWEST + 1):
        if sum((_base(part) for part in run[start:]), Decimal(0)) == whole.figure.base:
            parts = run[start:]
            break
    return Breakdown(whole, tuple(parts), "told")


def _before(
    paragraph: Paragraph, record: Record, told: Mapping[int, tuple[int, Fact]], direction: int
) -> tuple[list[Fact], list[Fact]]:
    """The changes that go the same way, and the amounts in no list, back to where the sentence or its reasons begin."""
    changes: list[Fact] = []
    amounts: list[Fact] = []
    for number in range(record.number - 1, -1, -1):
        before = paragraph.records[number]
        if before.sentence != record.sentence or before.kind == "reasons" or before.depth != record.depth:
            break
        level = paragraph.levels.get(number)
        if number in told:
            if told[number][0] != direction:
                break
            changes.insert(0, told[number][1])
        elif level is not None:
            if level.quantity != MONEY or level.listing is not None:
                break
            amounts.insert(0, level.fact)
    return changes, amounts


def _base(fact: Fact) -> Decimal:
    return fact.figure.base if fact.figure is not None else Decimal(0)
