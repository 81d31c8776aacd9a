"""Amounts of a document in order, as totals and remainders look back at them, and the sums that one of them may be.

`一般公共预算收入12.40亿元，加上上级补助6.30亿元，收入总计18.70亿元` is three entries, the last with a reading of two parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from auditor.facts.model import Fact
from auditor.facts.prose.listing import Level
from auditor.facts.prose.nearness import may_be
from auditor.facts.prose.paragraph import Paragraph
from auditor.patterns import regex
from auditor.tuples import NamedTuple


class Reading(NamedTuple):
    """What an amount may be the sum of."""

    parts: tuple[Entry, ...]
    taken_off: tuple[Entry, ...] = ()


class Entry(NamedTuple):
    """An amount in the order of the text; sentences are counted through the document."""

    level: Level
    sentence: int
    part: tuple[int, int]
    """The sentence at whose end its paragraph began, and the part between semicolons."""
    is_added: bool
    """Whether a word before it says that it is added to what was told: 加上."""
    paragraph: Paragraph
    name: str
    fact: Fact
    base: Decimal
    """Its value in base units."""
    slack: Decimal
    """How far its rounding may have moved it."""
    side: int | None
    """0 for what is received, 1 for what is spent."""


def holding(total: Entry, readings: Iterable[Reading], tried: list[Reading]) -> Reading | None:
    """The first reading whose sum holds to the last digit, else the first that holds but for rounding; those before are in `tried`."""
    rounded: Reading | None = None
    for reading in readings:
        tried.append(reading)
        left = total.base - sum([part.base for part in reading.parts]) + sum([part.base for part in reading.taken_off])
        if not left:
            return reading
        if rounded is None and abs(left) <= slack_of((total, *reading.parts, *reading.taken_off)):
            rounded = reading
    return rounded


def is_near(total: Entry, reading: Reading) -> bool:
    """Whether a reading would hold but for one digit of one of its figures."""
    rest = total.base - sum([part.base for part in reading.parts]) + sum([part.base for part in reading.taken_off])
    signed = [(total, -rest), *((part, rest) for part in reading.parts), *((part, -rest) for part in reading.taken_off)]
    return any(may_be(entry.level, more) for entry, more in signed)


def slack_of(entries: Iterable[Entry]) -> Decimal:
    """How far from nothing a sum may be by the rounding of what it adds."""
    return sum([entry.slack for entry in entries], Decimal(0))


def ending(patterns: Sequence[str], behind: Sequence[str]) -> re.Pattern[str]:
    """Any of the patterns at the end of a name, but for words that say no more than that an amount follows."""
    tail = "".join(f"(?:{pattern})?" for pattern in behind)
    return regex(rf"(?:{'|'.join(patterns) or '(?!)'}){tail}$")
