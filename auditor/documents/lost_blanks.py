"""Figures of rows whose blank cells are gone, back in their columns: the first is what the others make, and rows make those above them.

    合计 836.00 623.80 212.20
    201 736.00 623.80 112.20
    20101 112.20 112.20
    20102 623.80 623.80
    205 100.00 100.00

Of 205 the second 100.00 stands in the third column, as no other choice makes the 212.20 of the first row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from operator import add

from auditor.tuples import NamedTuple

_MOST_TRIES = 400_000
"""So many sums of choices are looked through for one table."""
Amounts = tuple[Decimal, ...]
Choice = list[tuple[int, ...]]
"""For each of some rows the columns of its parts, from 0."""


class _Row(NamedTuple):
    code: str
    whole: Decimal
    parts: Amounts
    """The figures behind the first."""


def placed(codes: Sequence[str], figures: Sequence[Sequence[str]]) -> list[list[int]] | None:
    """The column of each figure of each row, from 0; None where they cannot be told.

    `codes` are of three, five or seven digits, each a beginning of those of its parts; a row of totals has none.
    """
    width = max(map(len, figures), default=0)
    if all(len(row) in (0, width) for row in figures):
        return [list(range(len(row))) for row in figures]
    rows = [
        _Row(code, amounts[0], amounts[1:])
        for code, row in zip(codes, figures, strict=True)
        if (amounts := tuple(Decimal(text.replace(",", "")) for text in row))
    ]
    if not _first_is_whole(rows, width):
        return None
    chosen = _chosen(rows, width - 1, _unit(figures))
    if chosen is None:
        return None
    choices = iter(chosen)
    return [[0, *(1 + place for place in next(choices))] if row else [] for row in figures]


def _unit(figures: Sequence[Sequence[str]]) -> Decimal:
    """One in the last place that is printed."""
    decimals = max(len(text.partition(".")[2]) for row in figures for text in row)
    return Decimal(1).scaleb(-decimals)


def _first_is_whole(rows: Sequence[_Row], width: int) -> bool:
    """Whether in most full rows the first figure is the sum of the others."""
    full = [row for row in rows if len(row.parts) == width - 1]
    holding = sum(row.whole == sum(row.parts) for row in full)
    return width > 2 and holding > 0 and 2 * holding >= len(full)


def _chosen(rows: Sequence[_Row], width: int, unit: Decimal) -> Choice | None:
    """The columns of the parts of every row, found from the totals down; None where one cannot be told."""
    found: dict[int, tuple[int, ...]] = {
        index: tuple(range(width)) for index, row in enumerate(rows) if len(row.parts) == width
    }
    groups = _groups(rows)
    search = _Search(unit, _MOST_TRIES)
    # Those above come first: the codes of their parts are longer.
    for above in sorted(groups, key=lambda index: len(rows[index].code)):
        if above not in found:
            return None
        parts = groups[above]
        if all(index in found for index in parts):
            continue
        whole = _laid(rows[above].parts, found[above], width)
        choice = search.choice([rows[index] for index in parts], rows[above].whole, whole)
        if choice is None:
            return None
        found.update(zip(parts, choice, strict=True))
    return [found[index] for index in range(len(rows))] if len(found) == len(rows) else None


def _groups(rows: Sequence[_Row]) -> dict[int, list[int]]:
    """By the place of a row those of its parts: of a code the codes that go on with it, of the totals the shortest ones."""
    by_code = {row.code: index for index, row in enumerate(rows)}
    groups: dict[int, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        above = next((row.code[:end] for end in range(len(row.code) - 1, 2, -1) if row.code[:end] in by_code), "")
        if row.code and above in by_code:
            groups[by_code[above]].append(index)
    return groups


def _laid(parts: Sequence[Decimal], places: Sequence[int], width: int) -> Amounts:
    laid = [Decimal(0)] * width
    for amount, place in zip(parts, places, strict=True):
        laid[place] = amount
    return tuple(laid)


def _mended(rows: Sequence[_Row], total: Decimal, whole: Amounts) -> Iterator[tuple[Sequence[_Row], Amounts]]:
    """The rows and their whole with one figure of a full row changed, where that row's own sum does not hold."""
    for parts in _repairs(total, whole):
        yield rows, parts
    for index, row in enumerate(rows):
        if len(row.parts) == len(whole):
            for parts in _repairs(row.whole, row.parts):
                yield [*rows[:index], row._replace(parts=parts), *rows[index + 1 :]], whole


def _repairs(whole: Decimal, parts: Amounts) -> Iterator[Amounts]:
    missing = whole - sum(parts)
    if missing:
        for index, part in enumerate(parts):
            yield (*parts[:index], part + missing, *parts[index + 1 :])


class _Search:
    """Looks for the columns by which rows make a whole, with so many tries."""

    def __init__(self, unit: Decimal, tries: int) -> None:
        self._unit = unit
        self._tries = tries

    def choice(self, rows: Sequence[_Row], total: Decimal, whole: Amounts) -> Choice | None:
        """The one choice by which the rows make the whole; one mistyped figure of a full row is bridged."""
        known = self._only(rows, whole)
        if known is not None:
            return known
        mended = [found for part, goal in _mended(rows, total, whole) if (found := self._only(part, goal)) is not None]
        return mended[0] if mended and all(found == mended[0] for found in mended) else None

    def _only(self, rows: Sequence[_Row], whole: Amounts) -> Choice | None:
        """The choice by which the rows make a whole, to what rounding leaves open; None where there is none or more than one."""
        width = len(whole)
        open_by = self._unit * (len(rows) + 1) / 2
        grows = all(part >= 0 for row in rows for part in row.parts)
        sums: dict[Amounts, list[Choice]] = {(Decimal(0),) * width: [[]]}
        for row in rows:
            after: dict[Amounts, list[Choice]] = defaultdict(list)
            for places in combinations(range(width), len(row.parts)):
                laid = _laid(row.parts, places, width)
                self._tries -= len(sums)
                if self._tries < 0:
                    return None
                for made, ways in sums.items():
                    reached = tuple(map(add, made, laid))
                    if grows and any(amount > goal + open_by for amount, goal in zip(reached, whole, strict=True)):
                        continue
                    # Two ways to a sum tell already that it has more than one.
                    after[reached] += [[*way, places] for way in ways[: 2 - len(after[reached])]]
            sums = after
        fitting = [
            way
            for made, ways in sums.items()
            if all(abs(amount - goal) <= open_by for amount, goal in zip(made, whole, strict=True))
            for way in ways
        ]
        return fitting[0] if len(fitting) == 1 else None
