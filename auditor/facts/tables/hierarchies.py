"""Candidates for the hierarchy of a pane's rows: what codes, names, numbering, indentation and order say of levels.

`205 教育支出 / 20502 普通教育 / 2050201 学前教育` says its levels by the length of its codes, `一、基本支出 / （一）人员经费` by its
numbering,
`教育支出 / 普通教育 / 学前教育` by official names; a list of projects by nothing but its order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.facts.model import Block
from auditor.facts.tables.balances import balances_of, with_balances, without_signed
from auditor.facts.tables.formulas import NO_FORMULAS, PRINTED, Formulas
from auditor.facts.tables.levels import FIRST, Levels, Pane
from auditor.facts.tables.levels_by_body import by_bodies, by_body_codes
from auditor.facts.tables.levels_by_code import by_codes, by_pairs, by_prefixes, leaves
from auditor.facts.tables.levels_by_region import by_regions, settle_whole
from auditor.facts.tables.levels_by_word import by_members, by_names, by_numbering, by_sums
from auditor.facts.tables.marks import OWN_SUMS, readings_of_marks
from auditor.facts.tables.names import settle_sums
from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth, modes_of, sums_of
from auditor.facts.tables.turns import by_turns
from auditor.resolution import TEMPLATE, Candidate, Grid, Sum, merged
from auditor.vocabulary import Vocabulary

_NO_GRID = Grid({}, frozenset(), is_of_rows=True)
"""Rows in series have places of their own."""


def hierarchies(
    rows: Sequence[RowView], block: Block, vocabulary: Vocabulary, grid: Grid, printed: Formulas = NO_FORMULAS
) -> list[Candidate]:
    """The candidates for a pane, each way of reading its rows once, the reading of the template or layout among them.

    `grid` has their amounts, by the places of rows.
    `printed` are the sums that the table states itself; they go before what levels say of the same wholes.
    Rows in series (`2025年`, `2026年`, `增减`) have the hierarchy of the first of each, once for every word.
    """
    rows = settle_whole(settle_sums(rows, vocabulary), vocabulary)
    if block.series is None:
        candidates = _hierarchies(Pane(rows, block, vocabulary, grid), tuple(_template_sums(block)))
        return [*_by_formulas(candidates, rows, printed), *candidates] if printed.sums else candidates
    places = block.series.places(len(rows))
    firsts = places[0]
    first = Pane(
        [rows[place] for place in firsts],
        block._replace(rows=tuple(block.rows[at] for at in firsts)),
        vocabulary,
        _NO_GRID,
    )
    return [
        entry._replace(sums=tuple(_shifted(sum_, own) for own in places for sum_ in entry.sums), repeated=frozenset())
        for entry in _hierarchies(first, ())
    ]


def _by_formulas(candidates: Sequence[Candidate], rows: Sequence[RowView], printed: Formulas) -> Iterator[Candidate]:
    """The printed sums alone, and with those that each candidate has of other wholes."""
    apart = frozenset(place for place, row in enumerate(rows) if row.is_of_which or not row.label)
    is_whole = printed.named | apart == set(range(len(rows)))
    yield Candidate(PRINTED, 0, printed.sums, is_whole, beside=printed.named | apart, stated=True)
    wholes = {sum_.whole for sum_ in printed.sums}
    for entry in candidates:
        rest = [sum_ for sum_ in entry.sums if sum_.whole not in wholes]
        if rest:
            yield entry._replace(name=f"{PRINTED}, else {entry.name}", sums=tuple(sorted((*printed.sums, *rest))))


def _shifted(sum_: Sum, places: Sequence[int]) -> Sum:
    parts, minus = (tuple(places[part] for part in some) for some in (sum_.parts, sum_.minus))
    return Sum(places[sum_.whole], parts, minus)


def _hierarchies(pane: Pane, template: tuple[Sum, ...]) -> list[Candidate]:
    found: dict[tuple[Sum, ...], Candidate] = {}
    balances = balances_of(pane.rows)
    for suffix, rows in readings_of_marks(without_signed(pane.rows, balances), pane.vocabulary):
        variant, modes = pane._replace(rows=rows), modes_of(rows)
        if suffix == OWN_SUMS:
            modes = tuple(mode for mode in modes if mode in ("ladder", "subtotals"))
        known: dict[tuple[Depth, ...], list[tuple[Sum, ...]]] = {}
        repeated = _Repeated(rows)
        sources = (_without_others(base, pane) for source in _SOURCES for base in source(variant))
        levels = (levels for base in sources for levels in _with_of_which(base, rows))
        for entry in levels:
            key = tuple(entry.depths)
            if key not in known:
                known[key] = [
                    tuple(sum_ for sum_ in with_balances(sums, balances) if not _lacks_kinds(sum_, pane))
                    for sums in sums_of(key, rows, modes)
                ]
            for number, (mode, sums) in enumerate(zip(modes, known[key], strict=True)):
                turned = entry._replace(
                    name=f"{entry.name}{suffix}/{mode}",
                    rank=entry.rank + (number > 0),
                    steps=entry.steps + (number > 0) + bool(suffix),
                )
                _put(found, _candidate(turned, sums, repeated.below(sums), rows))
    turns = by_turns(pane.rows)
    if turns is not None:
        _put(found, turns)
    if template and not balances:
        _put(found, Candidate(TEMPLATE, 1, tuple(sorted(template)), False, guessed=pane.block.pane.rows == "item"))
    return list(found.values())


def _lacks_kinds(sum_: Sum, pane: Pane) -> bool:
    """人员经费合计 863 and 基本支出合计 1039 below it, 公用经费合计 177 in another pane: a total of one kind of several alone is no sum."""
    if len(sum_.parts) != 1 or sum_.minus:
        return False
    whole, part = (pane.block.rows[place] for place in (sum_.whole, sum_.parts[0]))
    if {whole.role, part.role} != {"total"}:
        return False
    for name, member in whole.dims.items():
        dimension = pane.vocabulary.dimensions.get(name)
        kinds = set(dimension.children(member)) if dimension is not None and dimension.additive else set()
        if len(kinds) > 1 and part.dims.get(name) in kinds:
            return True
    return False


class _Repeated:
    """The wholes below which one code stands twice, which is a key of nothing there."""

    def __init__(self, rows: Sequence[RowView]) -> None:
        self._keys = [(row.code, *row.codes[1:]) if row.code else None for row in rows]
        self._known: dict[tuple[Sum, ...], frozenset[int]] = {}

    def below(self, sums: tuple[Sum, ...]) -> frozenset[int]:
        found = self._known.get(sums)
        if found is None:
            found = self._known[sums] = frozenset(sum_.whole for sum_ in sums if self._stands_twice(sum_))
        return found

    def _stands_twice(self, sum_: Sum) -> bool:
        keys = [key for part in sum_.parts if (key := self._keys[part]) is not None]
        return len(set(keys)) < len(keys)


def _put(found: dict[tuple[Sum, ...], Candidate], candidate: Candidate) -> None:
    """Keep a candidate; of two that imply the same sums the plainer, accounted for if one is."""
    known = found.get(candidate.sums)
    found[candidate.sums] = merged(known, candidate) if known else candidate


def _candidate(levels: Levels, sums: tuple[Sum, ...], repeated: frozenset[int], rows: Sequence[RowView]) -> Candidate:
    """A code that stands twice below one whole says nothing of levels there."""
    is_parted = len({len(row.code) for row in rows if row.code}) > 1
    is_vague = is_parted and any(rows[whole].code for whole in repeated)
    parted = frozenset(place for place, row in enumerate(rows) if row.is_of_which)
    placed = frozenset(place for place, depth in enumerate(levels.depths) if depth is not None)
    return Candidate(
        levels.name,
        levels.rank,
        sums,
        levels.accounted and not is_vague,
        (),
        levels.keyed,
        levels.guessed,
        repeated,
        parted if sums else parted | placed,
        levels.steps,
    )


def _template_sums(block: Block) -> Iterator[Sum]:
    children: dict[int, list[int]] = {}
    for place, line in enumerate(block.rows):
        if line.parent is not None and line.role in ("member", "total"):
            children.setdefault(line.parent, []).append(place)
    return (Sum(whole, tuple(parts)) for whole, parts in children.items())


def _without_others(levels: Levels, pane: Pane) -> Levels:
    """A pane of one dimension's members may list other things below, which are no parts: economic classes below the natures."""
    if not pane.block.pane.known_only:
        return levels
    lines = zip(levels.depths, pane.block.rows, strict=True)
    return levels._replace(depths=[None if line.role == "apart" else depth for depth, line in lines])


def _with_of_which(levels: Levels, rows: Sequence[RowView]) -> Iterator[Levels]:
    """Rows "of which" are left out of the sums, or are parts like the others, or stand below the row above them."""
    if not any(row.is_of_which for row in rows):
        yield levels
        return
    pairs = list(zip(levels.depths, rows, strict=True))
    yield levels._replace(
        name=levels.name + "+of which", depths=[None if row.is_of_which else depth for depth, row in pairs]
    )
    yield levels._replace(name=levels.name + "+member", rank=levels.rank + 1, steps=1)
    below = [
        depth + 1 if row.is_of_which and depth is not None and not row.code and row.rank is None else depth
        for depth, row in pairs
    ]
    if below != list(levels.depths):
        yield levels._replace(name=levels.name + "+below", rank=levels.rank + 1, depths=below, steps=1)


def by_layout(pane: Pane) -> Iterator[Levels]:
    """Indentation, the column of labels a row begins in, the order of rows: guesses that only sums can prove."""
    rows = pane.rows
    if len({row.indent for row in rows if not row.is_total}) > 1:
        yield Levels("indentation", 1, [0 if row.is_total else 1 + row.indent for row in rows], False, guessed=True)
    leads = {row.lead for row in rows if not row.is_total and row.lead >= 0}
    if len(leads) > 1 and len(pane.block.labels) > 1:
        by_column: list[Depth] = [0 if row.is_total else 1 + max(row.lead, 0) for row in rows]
        yield Levels("label columns", 1, by_column, False, guessed=True)
        if not rows[0].is_total:
            yield Levels("label columns, first is the total", 1, [FIRST, *by_column[1:]], False, guessed=True)
    flat: list[Depth] = [0 if row.is_total else 1 for row in rows]
    yield Levels("flat", 3, flat, False, guessed=True)
    if len(rows) > 2 and not _is_numbered_on(rows) and not any(row.is_total for row in rows):
        yield Levels("first is the total", 2, [FIRST, *flat[1:]], False, guessed=True)


def _is_numbered_on(rows: Sequence[RowView]) -> bool:
    """Whether the number of the first row makes others its sisters: `一、年初余额 / 二、转贷收入`."""
    return rows[0].rank is not None and any(row.rank == rows[0].rank for row in rows[1:])


_SOURCES: tuple[Callable[[Pane], Iterator[Levels]], ...] = (
    by_codes,
    by_prefixes,
    leaves,
    by_pairs,
    by_names,
    by_numbering,
    by_layout,
    by_members,
    by_sums,
    by_bodies,
    by_body_codes,
    by_regions,
)
