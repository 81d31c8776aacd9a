"""Reasons that print amounts: `比上年增加406.39万元，主要原因是业务维持经费增加406.39万元`, `主要原因是上年结转35万元、划转资金30万元`.

Reasons need not be all of a change, so their amounts are its parts only where they make it, or would but for one digit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from auditor.documents import Location
from auditor.facts.claims import Change
from auditor.facts.model import Fact
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.part_changes import is_near, makes
from auditor.facts.prose.records import Record
from auditor.facts.prose.stated import Stated
from auditor.figures import MONEY

_TELLING, _TELLING_OF_KINDS = 10_000, 1_000
"""A change of so many units of its last digit is not by chance one digit off what its reasons make; those of its kinds, of fewer."""
_DIRECTIONS = {"UP": 1, "COSTS_UP": 1, "DOWN": -1, "COSTS_DOWN": -1}


def with_reasons(
    paragraph: Paragraph, stated: Sequence[Stated], changes: Sequence[Change], facts: Sequence[Fact]
) -> list[Change]:
    """The changes of a paragraph, each with the amounts of its reasons where these are as much, or one digit off.

    `facts` are those of the paragraph.
    """
    found = list(changes)
    places = {fact.location: fact for fact in facts}
    for number, (entry, change) in enumerate(zip(stated, changes, strict=True)):
        figure = change.amount.figure if change.amount is not None else None
        if figure is None or change.exhaustive or change.loose or entry.record.number in paragraph.reasons:
            continue
        # 减少18.23万元，主要是基本支出增加91.32万元，项目支出减少73.09万元: words that open a list may as well say why.
        parts = list(change.parts) or _reasons_of(paragraph, entry.record, change, places)
        # Several reasons that make it to the last digit do so by no chance.
        is_tied = len(parts) > 1 and makes(change, parts)
        least = _TELLING_OF_KINDS if change.sure or is_tied else _TELLING
        is_telling = abs(figure.value).scaleb(figure.decimals) >= least
        if parts and is_telling and is_near(change, parts):
            found[number] = change._replace(parts=tuple(parts), exhaustive=True, sure=False)
    return found


def _reasons_of(paragraph: Paragraph, record: Record, change: Change, facts: Mapping[Location, Fact]) -> list[Change]:
    """The amounts that the rest of a sentence gives as reasons, as changes; one without a verb goes the way of the change."""
    parts: list[Change] = []
    for other in paragraph.records[record.number + 1 :]:
        if other.sentence != record.sentence or (parts and other.number not in paragraph.reasons):
            break
        if other.number not in paragraph.reasons or other.depth != record.depth:
            continue
        direction = 0
        for phrase in other.frame.phrases:
            direction = _DIRECTIONS.get(phrase.kind, direction)
            for token in phrase.tokens:
                if token.kind == "amount" and token.numeral is not None and not token.loose:
                    fact = facts.get(paragraph.source.locate(token.numeral.start, token.numeral.end))
                    if fact is None or fact.figure is None or fact.figure.unit is None:
                        return []
                    if fact.figure.unit.quantity == MONEY and fact.figure.value > Decimal(0):
                        parts.append(_change_of(fact, direction or change.direction))
    return parts


def _change_of(fact: Fact, direction: int) -> Change:
    return Change(("", ()), fact.label, direction, fact, None, None, None, None, (), False, False, False)
