"""Levels in lists of regions: a whole, what it keeps for itself, those below it, each with what it keeps and those below.

```
甲省         | 100
甲省本级     | 30
市县合计     | 70
东岭市       | 40
东岭市本级   | 25
青石区       | 15
南川市       | 30
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from auditor.facts.tables.levels import Levels, Pane
from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary, pattern_of

_LEAST = 4
"""Fewer rows are no list of regions."""
_MOST_OTHERS = 5
"""At most one row in so many has a name that is not of a region."""
_TOP, _BELOW = 1, 2


class _Region(NamedTuple):
    is_own: bool
    """Whether a row is what a government keeps for itself: 市本级, 市级."""
    is_zone: bool
    """Whether it is a part of a city: 高新区, 青石区."""


def _regions(rows: Sequence[RowView], vocabulary: Vocabulary) -> list[_Region]:
    """What each row is as a region; empty where a list is none of regions with its own level in the second row."""
    words = vocabulary.grammar.structure
    region, own, zone = (pattern_of(words[key]) for key in ("region", "own_level", "zone"))
    plain = [row for row in rows if not (row.is_of_which or row.is_total)]
    others = sum(1 for row in plain if not region.search(row.name))
    if len(rows) < _LEAST or rows[0].code or others * _MOST_OTHERS > len(plain):
        return []
    found = [_Region(bool(own.search(row.name)), bool(zone.search(row.name))) for row in rows]
    return found if found[1].is_own and not found[0].is_own else []


def settle_whole(rows: Sequence[RowView], vocabulary: Vocabulary) -> Sequence[RowView]:
    """The first of a list of regions, above its own level, is the total, whatever its name."""
    if len(rows) < _LEAST or rows[0].is_total or not _regions(rows, vocabulary):
        return rows
    return [rows[0]._replace(is_total=True), *rows[1:]]


def by_regions(pane: Pane) -> Iterator[Levels]:
    """What a city keeps opens its group, up to the next city that has one, to what is no part of a city, or where its sum ends."""
    regions = _regions(pane.rows, pane.vocabulary)
    if not regions:
        return
    wide, narrow = (_depths(pane.rows, regions, only_zones=only_zones) for only_zones in (False, True))
    yield Levels("regions", 0, wide, True)
    if narrow != wide:
        yield Levels("regions, only zones below cities", 0, narrow, True)
    summed = _summed(pane, wide)
    if summed not in (wide, narrow):
        yield Levels("regions, up to their sums", 1, summed, False, guessed=True, steps=1)


def _depths(rows: Sequence[RowView], regions: Sequence[_Region], *, only_zones: bool) -> list[Depth]:
    depths: list[Depth] = []
    below: Literal["nothing", "zones", "any"] = "nothing"
    for place, (row, region) in enumerate(zip(rows, regions, strict=True)):
        if row.is_total:
            below = "nothing"
            depths.append(0)
        elif place + 1 < len(rows) and regions[place + 1].is_own:
            below = "zones" if only_zones or region.is_own else "any"
            depths.append(_TOP)
        else:
            if not (region.is_own or region.is_zone or below == "any"):
                below = "nothing"
            depths.append(_TOP if below == "nothing" else _BELOW)
    return depths


def _summed(pane: Pane, depths: Sequence[Depth]) -> list[Depth]:
    """The depths with each group cut where its rows come nearest to their city: cities with no districts stand behind the last."""
    column, found = pane.fullest, list(depths)
    for place, depth in enumerate(depths[:-1]):
        if depth != _TOP or depths[place + 1] != _BELOW:
            continue
        end = next((at for at in range(place + 1, len(depths)) if depths[at] != _BELOW), len(depths))
        left, gaps = pane.grid.value(place, column), []
        for at in range(place + 1, end):
            left -= pane.grid.value(at, column)
            gaps.append(abs(left))
        last = len(gaps) - gaps[::-1].index(min(gaps))
        found[place + 1 + last : end] = [_TOP] * (end - place - 1 - last)
    return found
