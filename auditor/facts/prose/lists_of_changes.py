"""Lists of what more there is: `支出由320万元调整为335万元，净增15万元，其中新增债券安排12万元、其他财力安排3万元`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.facts.model import Fact
from auditor.facts.prose.listing import Listing
from auditor.facts.prose.nearness import base_of, is_near, total_of
from auditor.facts.prose.paragraph import Paragraph

_FEWEST = 2
_TELLING = 10_000
"""A change of so many units of its last digit is not by chance one digit off what some amounts make."""


def aim_at_changes(listings: Sequence[Listing], paragraph: Paragraph, told: Mapping[int, tuple[int, Fact]]) -> None:
    """Lists right behind a change whose parts make that, mistyped or not, and not the whole, are lists of it.

    `told` has the direction and amount of each change by the number of its record.
    """
    for listing in listings:
        change = _change_before(listing, paragraph, told)
        if change is None or listing.whole is None:
            continue
        behind, figure = replace(listing.whole, fact=change), change.figure
        is_telling = figure is not None and abs(figure.value).scaleb(figure.decimals) >= _TELLING
        is_it = is_near(behind, listing.items) if is_telling else base_of(behind) == total_of(listing.items)
        if is_it and not is_near(listing.whole, listing.items):
            listing.whole = behind


def _change_before(listing: Listing, paragraph: Paragraph, told: Mapping[int, tuple[int, Fact]]) -> Fact | None:
    """The amount of the change right before the word that opens a list of this paragraph."""
    first = listing.items[0].record if listing.items else None
    if first is None or paragraph.records[first.number : first.number + 1] != [first] or len(listing.items) < _FEWEST:
        return None
    opens = paragraph.records[first.number - 1] if first.number else first
    direction, amount = told.get(opens.number - 1, (0, None))
    return amount if opens.kind == "opens" and direction > 0 else None
