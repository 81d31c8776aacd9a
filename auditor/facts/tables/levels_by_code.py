"""Levels that codes say: by their length, by what they begin with, by two classifications side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts.tables.levels import DEEP, FIRST, Levels, Pane
from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth

_LENGTHS = {3: 1, 5: 2, 7: 3, 9: 4, 11: 5}
"""How deep a code of so many digits stands in the classifications."""
_CLASS = 3
"""Digits of the code of a class."""


def by_codes(pane: Pane) -> Iterator[Levels]:
    """Levels by the length of codes; rows without a code are bodies above them, or parts beside the classes."""
    rows = pane.rows
    if sum(len(row.code) in _LENGTHS for row in rows) < (1 if any(row.is_total for row in rows) else 2):
        return
    lengths = _with_fillers([_LENGTHS.get(len(row.code)) for row in rows], rows)
    bodies = [place for place, row in enumerate(rows) if not row.code and not row.is_total]
    is_whole = all(lengths[place] is not None for place, row in enumerate(rows) if row.code)

    def depths(of_body: Depth) -> list[Depth]:
        return [
            0 if row.is_total else (lengths[place] or 0) + 1 if row.code else of_body for place, row in enumerate(rows)
        ]

    yield Levels("codes", 0, depths(1), is_whole and not bodies, True)
    if not bodies:
        return
    yield Levels("codes, others beside", 1, depths(2), is_whole, True)
    if bodies[0] == 0:
        first = [FIRST if place == 0 else depth for place, depth in enumerate(depths(1))]
        yield Levels("codes, first is the total", 0, first, is_whole, True)
    yield Levels("codes, others left out", 2, depths(None), False, True)


def _with_fillers(lengths: list[int | None], rows: Sequence[RowView]) -> list[int | None]:
    """A code and name printed again right below fill the levels that it lacks: `227 预备费 / 227 预备费 / 227 预备费`."""
    filled = list(lengths)
    for place in range(1, len(rows)):
        own, above = rows[place], rows[place - 1]
        level = filled[place - 1]
        if own.code and own.code == above.code and own.name == above.name and level is not None:
            filled[place] = level + 1
    return filled


def by_prefixes(pane: Pane) -> Iterator[Levels]:
    """Codes of any length: one that begins with another stands below it (125, 125001: a department and its units)."""
    rows = pane.rows
    if pane.coded < 2 or not has_levels(rows):
        return
    depths, nested = [], _Prefixes()
    for row in rows:
        depths.append((0 if row.is_total else None) if not row.code else nested.depth_of(row.code))
    is_of_bodies = not any(len(row.code) in _LENGTHS and len(row.code) > _CLASS for row in rows)
    others = any(depth is None for depth in depths)
    rank = 0 if is_of_bodies else 1
    beside: list[Depth] = [1 if depth is None else depth for depth in depths]
    yield Levels("prefixes", rank, beside, not others or not is_of_bodies, True)
    if others:
        yield Levels(
            "prefixes, others below", rank + 1, [DEEP if depth is None else depth for depth in depths], False, True
        )


class _Prefixes:
    """How deep codes stand below those that they begin with."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def depth_of(self, code: str) -> int:
        """2 for a code that begins with no other, one more for each it is below."""
        above = [self._seen[code[:end]] for end in range(len(code) - 1, 1, -1) if code[:end] in self._seen]
        self._seen[code] = depth = (max(above) if above else 1) + 1
        return depth


def claims_sums(rows: Sequence[RowView]) -> bool:
    """Whether words, codes or numbers say that some rows are sums: a total, a code below another, numbers of two ranks."""
    if any(row.is_total or row.is_sum for row in rows) or has_levels(rows):
        return True
    return len({row.rank for row in rows if row.rank is not None}) > 1


def has_levels(rows: Sequence[RowView]) -> bool:
    """Whether the code of one row begins with the code of another."""
    codes = {row.code for row in rows if row.code}
    return any(code[:end] in codes for code in codes for end in range(2, len(code)))


def leaves(pane: Pane) -> Iterator[Levels]:
    """Codes of one length, or of several where none begins with another: every row is a leaf (`2120803` and `21298`, the one
    class printed without lower ones). Else the deepest alone may be printed in full.
    """
    rows = pane.rows
    lengths = {len(row.code) for row in rows if row.code}
    if pane.coded < 2 or not lengths & set(_LENGTHS):
        return
    are_all_coded = all(row.code or row.is_total for row in rows)
    if len(lengths) == 1 or (are_all_coded and not has_levels(rows)):
        yield Levels("leaves", 0, [0 if row.is_total else 1 for row in rows], True, True)
        return
    depths: list[Depth] = []
    for place, row in enumerate(rows):
        after = rows[place + 1].code if place + 1 < len(rows) else ""
        has_below = bool(row.code) and len(after) > len(row.code) and after.startswith(row.code)
        depths.append(0 if row.is_total else 1 if row.code and not has_below else None)
    yield Levels("leaves only", 2, depths, False, True)


def by_pairs(pane: Pane) -> Iterator[Levels]:
    """Two classifications side by side, `501 | 301`: one of them says the levels, or the second stands below the first."""
    rows = pane.rows
    schemes = [pane.vocabulary.scheme_of(row.code) if row.code else None for row in rows]
    upper = next((scheme for scheme in schemes if scheme is not None), None)
    is_mixed = any(scheme not in (None, upper) for scheme in schemes)
    if not is_mixed and not any(sum(bool(code) for code in row.codes) > 1 for row in rows):
        return
    for pick, name in ((0, "first classification"), (-1, "last classification")):
        depths: list[Depth] = []
        for row in rows:
            code = row.codes[pick] if row.codes else ""
            level = _LENGTHS.get(len(code))
            depths.append(0 if row.is_total else level if level else None if any(row.codes) else 1)
        yield Levels(name, 1, depths, True, True)
    below = [
        0 if row.is_total else (_LENGTHS.get(len(row.code)) or 1) + (2 if scheme not in (None, upper) else 0)
        for row, scheme in zip(rows, schemes, strict=True)
    ]
    yield Levels("second classification below the first", 1, below, True, True)
