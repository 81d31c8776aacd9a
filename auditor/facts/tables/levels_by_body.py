"""Levels in lists of bodies with what is theirs: projects, things bought.

```
单位编码 | 项目         | 金额
         | 合计         | 90
154      | 某局         | 90
154001   | 某局本级     | 90
         | 通用项目     | 30
         | 印刷         | 30
         | 文件印制     | 10
         | 刊物印制     | 20
         | 专用项目     | 60
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts.tables.levels import DEEP, FIRST, Levels, Pane
from auditor.facts.tables.totals import Depth
from auditor.vocabulary import pattern_of


def by_bodies(pane: Pane) -> Iterator[Levels]:
    """Classes of things, bodies below them, things below these: `货物 / 某局 / 复印纸`. The things may have no names of their own."""
    words = pane.vocabulary.grammar.structure
    bought, body = pattern_of(words["bought"]), pattern_of(words["body"])
    leads = {row.lead for row in pane.rows if not row.is_total and row.lead >= 0}
    least = min(leads, default=0)
    has_nameless = sum(not row.label and not row.is_total for row in pane.rows) * 3 > len(pane.rows)
    depths: list[Depth] = []
    for row in pane.rows:
        is_body = row.lead == least and (has_nameless or bool(body.search(row.label)))
        depths.append(0 if row.is_total else 1 if bought.match(row.label) else 2 if row.label and is_body else 3)
    found = set(depths)
    if {1, 2, 3} <= found or ({2, 3} <= found and not pane.coded):
        is_parted = {1, 2, 3} <= found or len(pane.block.labels) > 1
        yield Levels("bodies", 0 if is_parted else 1, depths, is_parted)
        if depths[0] == 2 and not pane.rows[0].is_total:
            yield Levels("bodies, first is the total", 1, [FIRST, *depths[1:]], False)


def by_body_codes(pane: Pane) -> Iterator[Levels]:
    """A row with the code of a body stands above those without: the shorter its code, the higher. What is below may be parted again."""
    rows = pane.rows
    bodies = {len(row.body) for row in rows if row.body and not row.is_total}
    below = [place for place, row in enumerate(rows) if not row.body and not row.is_total]
    if not bodies or not below:
        return
    level = {length: 1 + number for number, length in enumerate(sorted(bodies))}
    flat: list[Depth] = [0 if row.is_total else level[len(row.body)] if row.body else DEEP for row in rows]
    # With the code of a class of its own each row below is a thing; without, it may be a class of things.
    is_known = all(rows[place].code for place in below)
    yield Levels("body codes", 0, flat, is_known, True)
    parted, fullest = list(flat), pane.fullest
    for run in _runs(below, pane):
        for place, depth in zip(run, _parted([pane.grid.value(place, fullest) for place in run]), strict=True):
            parted[place] = DEEP + 1 + depth
    for place in below:
        if _is_kind(place, pane):
            parted[place] = DEEP
    yield Levels("body codes, parted below", 0, parted, False, True, guessed=True, steps=1)


def _is_kind(place: int, pane: Pane) -> bool:
    """Whether a row is a kind of projects; right below one it is a class of these."""
    kind = pattern_of(pane.vocabulary.grammar.structure["kind_of_project"])
    own, above = pane.rows[place], pane.rows[place - 1] if place else None
    return bool(kind.fullmatch(own.label)) and not (above and not above.body and kind.fullmatch(above.label))


def _runs(below: Sequence[int], pane: Pane) -> Iterator[list[int]]:
    """The places of rows below one body, or below one kind of its projects."""
    run: list[int] = []
    for place in below:
        is_kind = _is_kind(place, pane)
        if run and (is_kind or place != run[-1] + 1):
            yield run
            run = []
        if not is_kind:
            run.append(place)
    if run:
        yield run


_LONGEST = 200
"""Of more rows none is a part of one row."""


def _parted(values: Sequence[int]) -> list[int]:
    """The depths, 0 or 1, that make most rows the sum of those behind them, with as few as can be that are not: `30 10 20 8 8`.

    Of the ways to cut the rows into groups of a head and its parts the one with the fewest groups that do not add up, and of
    those the one with most that do.
    """
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(values) + 1):
        total = 0
        options = []
        for start in range(end - 1, max(-1, end - 1 - _LONGEST), -1):
            broken, holding, _ = best[start]
            holds = start < end - 1 and values[start] == total
            options.append((broken + (not holds), holding - holds, start))
            total += values[start]
        best.append(min(options))
    depths = [1] * len(values)
    end = len(values)
    while end:
        end = best[end][2]
        depths[end] = 0
    return depths
