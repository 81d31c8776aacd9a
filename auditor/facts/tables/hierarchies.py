"""Candidates for the hierarchy of a pane's rows: what codes, names, numbering, indentation and order say of levels.

`205 教育支出 / 20502 普通教育 / 2050201 学前教育` says its levels by the length of its codes, `一、基本支出 / （一）人员经费` by its
numbering,
`教育支出 / 普通教育 / 学前教育` by official names; a list of projects by nothing but its order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from auditor.facts.model import Block
from auditor.facts.tables.balances import balances_of, with_balances, without_signed
from auditor.facts.tables.formulas import NO_FORMULAS, PRINTED, Formulas
from auditor.facts.tables.names import depths_by_name
from auditor.facts.tables.numbering import depths_by_number
from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth, modes_of, sums_of
from auditor.resolution import TEMPLATE, Candidate, Sum, merged
from auditor.vocabulary import Vocabulary, pattern_of

_LEVELS = {3: 1, 5: 2, 7: 3, 9: 4, 11: 5}
"""How deep a code of so many digits stands in the classifications."""
_CLASS = 3
"""Digits of the code of a class."""
_DEEP = 9
"""Deeper than any numbering."""
_FIRST = 0.5
"""Above all rows but the totals."""


class Levels(NamedTuple):
    """How deep every row of a pane stands, and what says so."""

    name: str
    rank: int
    depths: Sequence[Depth]
    accounted: bool
    """Whether words or codes say it of every row."""
    keyed: bool = False
    guessed: bool = False
    """Whether only the order of rows or their layout says it."""
    steps: int = 0


class Pane(NamedTuple):
    """What the sources of levels look at."""

    rows: Sequence[RowView]
    block: Block
    vocabulary: Vocabulary

    @property
    def coded(self) -> int:
        return sum(bool(row.code) for row in self.rows)

    @property
    def plain(self) -> int:
        return sum(not row.is_total for row in self.rows)


def hierarchies(
    rows: Sequence[RowView], block: Block, vocabulary: Vocabulary, printed: Formulas = NO_FORMULAS
) -> list[Candidate]:
    """The candidates for a pane, each way of reading its rows once, the reading of the template or layout among them.

    `printed` are the sums that the table states itself; they go before what levels say of the same wholes.
    Rows in series (`2025年`, `2026年`, `增减`) have the hierarchy of the first of each, once for every word.
    """
    if block.series is None:
        candidates = _hierarchies(Pane(rows, block, vocabulary), tuple(_template_sums(block)))
        return [*_by_formulas(candidates, rows, printed), *candidates] if printed.sums else candidates
    places = block.series.places(len(rows))
    firsts = places[0]
    first = Pane(
        [rows[place] for place in firsts], block._replace(rows=tuple(block.rows[at] for at in firsts)), vocabulary
    )
    return [
        entry._replace(sums=tuple(_shifted(sum_, own) for own in places for sum_ in entry.sums), repeated=frozenset())
        for entry in _hierarchies(first, ())
    ]


def _by_formulas(candidates: Sequence[Candidate], rows: Sequence[RowView], printed: Formulas) -> Iterator[Candidate]:
    """The printed sums alone, and with those that each candidate has of other wholes."""
    apart = frozenset(place for place, row in enumerate(rows) if row.is_of_which or not row.label)
    is_whole = printed.named | apart == set(range(len(rows)))
    yield Candidate(PRINTED, 0, printed.sums, is_whole, beside=printed.named | apart)
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
    for suffix, rows in _readings_of_totals(without_signed(pane.rows, balances)):
        variant, modes = pane._replace(rows=rows), modes_of(rows)
        known: dict[tuple[Depth, ...], list[tuple[Sum, ...]]] = {}
        repeated = _Repeated(rows)
        sources = (_without_others(base, pane) for source in _SOURCES for base in source(variant))
        levels = (levels for base in sources for levels in _with_of_which(base, rows))
        for entry in levels:
            key = tuple(entry.depths)
            if key not in known:
                known[key] = [with_balances(sums, balances) for sums in sums_of(key, rows, modes)]
            for number, (mode, sums) in enumerate(zip(modes, known[key], strict=True)):
                turned = entry._replace(
                    name=f"{entry.name}{suffix}/{mode}",
                    rank=entry.rank + (number > 0),
                    steps=entry.steps + (number > 0) + bool(suffix),
                )
                _put(found, _candidate(turned, sums, repeated.below(sums), rows))
    if template and not balances:
        _put(found, Candidate(TEMPLATE, 1, tuple(sorted(template)), False, guessed=pane.block.pane.rows == "item"))
    return list(found.values())


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


def _readings_of_totals(rows: Sequence[RowView]) -> Iterator[tuple[str, Sequence[RowView]]]:
    """Totals as they are, and those with a number of their own as the heads of what they count: `一、“三公”经费小计 / 1. 公务接待费`."""
    yield "", rows
    if any(row.is_total and row.rank is not None for row in rows) and any(
        row.is_total and row.rank is None for row in rows
    ):
        yield ", numbered totals as heads", [row._replace(is_total=row.is_total and row.rank is None) for row in rows]


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


# --- codes -----------------------------------------------------------------------------------------------------------


def _by_codes(pane: Pane) -> Iterator[Levels]:
    """Levels by the length of codes; rows without a code are bodies above them, or parts beside the classes."""
    rows = pane.rows
    if sum(len(row.code) in _LEVELS for row in rows) < (1 if any(row.is_total for row in rows) else 2):
        return
    lengths = [_LEVELS.get(len(row.code)) for row in rows]
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
        first = [_FIRST if place == 0 else depth for place, depth in enumerate(depths(1))]
        yield Levels("codes, first is the total", 0, first, is_whole, True)
    yield Levels("codes, others left out", 2, depths(None), False, True)


def _by_prefixes(pane: Pane) -> Iterator[Levels]:
    """Codes of any length: one that begins with another stands below it (125, 125001: a department and its units)."""
    rows = pane.rows
    if pane.coded < 2 or not has_levels(rows):
        return
    depths, nested = [], _Prefixes()
    for row in rows:
        depths.append((0 if row.is_total else None) if not row.code else nested.depth_of(row.code))
    is_of_bodies = not any(len(row.code) in _LEVELS and len(row.code) > _CLASS for row in rows)
    others = any(depth is None for depth in depths)
    rank = 0 if is_of_bodies else 1
    beside: list[Depth] = [1 if depth is None else depth for depth in depths]
    yield Levels("prefixes", rank, beside, not others or not is_of_bodies, True)
    if others:
        yield Levels(
            "prefixes, others below", rank + 1, [_DEEP if depth is None else depth for depth in depths], False, True
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


def _leaves(pane: Pane) -> Iterator[Levels]:
    """Codes of one length, or of several where none begins with another: every row is a leaf (`2120803` and `21298`, the one
    class printed without lower ones). Else the deepest alone may be printed in full.
    """
    rows = pane.rows
    lengths = {len(row.code) for row in rows if row.code}
    if pane.coded < 2 or not lengths & set(_LEVELS):
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


def _by_pairs(pane: Pane) -> Iterator[Levels]:
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
            level = _LEVELS.get(len(code))
            depths.append(0 if row.is_total else level if level else None if any(row.codes) else 1)
        yield Levels(name, 1, depths, True, True)
    below = [
        0 if row.is_total else (_LEVELS.get(len(row.code)) or 1) + (2 if scheme not in (None, upper) else 0)
        for row, scheme in zip(rows, schemes, strict=True)
    ]
    yield Levels("second classification below the first", 1, below, True, True)


# --- words -----------------------------------------------------------------------------------------------------------


def _by_names(pane: Pane) -> Iterator[Levels]:
    if not pane.plain:
        return
    depths = depths_by_name(pane.rows, pane.vocabulary)
    known = sum(
        depth is not None and not row.is_total for depth, row in zip(depths, pane.rows, strict=True)
    )  # fmt: skip
    if known < 2 or 2 * known < pane.plain:
        return
    is_whole = known == pane.plain
    yield Levels("names", 0 if 2 * pane.coded < len(pane.rows) else 2, depths, is_whole, is_whole)
    if is_whole:
        return
    yield Levels("names, others on top", 1, [1 if depth is None else depth for depth in depths], False)
    below: list[Depth] = [
        1 if depth is None else 0 if row.is_total else 1 + depth for depth, row in zip(depths, pane.rows, strict=True)
    ]
    yield Levels("names below others", 1, below, False)
    if depths[0] is None:
        yield Levels("names below others, first is the total", 1, [_FIRST, *below[1:]], False)


def _by_numbering(pane: Pane) -> Iterator[Levels]:
    rows = pane.rows
    if sum(row.rank is not None for row in rows) < 2:
        # Without codes and numbers the plainest is that no row is a part of another.
        has_sums = any(row.is_sum and not row.is_total for row in rows)
        is_plain = not pane.coded and not has_sums and not _knows_levels(pane)
        yield Levels("flat", 0 if is_plain else 3, [0 if row.is_total else 1 for row in rows], is_plain, guessed=True)
        return
    is_whole = all(row.rank is not None for row in rows if not row.is_total and row.label and not row.sign)
    yield Levels("numbering", 0, depths_by_number(rows, 1), is_whole)
    if is_whole:
        return
    yield Levels("numbering, others below", 1, depths_by_number(rows, _DEEP), False)
    named = depths_by_name(rows, pane.vocabulary)
    mixed: list[Depth] = [
        number if row.is_total or row.rank else 1 if depth is None else _DEEP + 1 + depth
        for row, number, depth in zip(rows, depths_by_number(rows, 1), named, strict=True)
    ]
    carried = pattern_of(pane.vocabulary.grammar.structure["carried"])
    is_known = all(
        row.rank or depth is not None or row.is_total or carried.search(row.label)
        for row, depth in zip(rows, named, strict=True)
    )
    yield Levels("numbering over names", 0, mixed, is_known)


def _knows_levels(pane: Pane) -> bool:
    """Whether names of rows say that some stand below others: read flat, such a list is a guess."""
    depths = {depth for depth in depths_by_name(pane.rows, pane.vocabulary) if depth}
    if len(depths) > 1:
        return True
    for name, dimension in pane.vocabulary.dimensions.items():
        if not dimension.code_lengths and dimension.additive:
            members = [line.dims[name] for line in pane.block.rows if name in line.dims]
            if any(set(dimension.ancestors(member)) & set(members) for member in members):
                return True
    return False


def _by_members(pane: Pane) -> Iterator[Levels]:
    """Rows that the vocabulary knows as members of one dimension, each below the member that includes it (车辆购置 below 公务用车)."""
    members = [dict(line.dims) for line in pane.block.rows]
    names = Counter(name for dims in members for name in dims)
    for name, count in names.items():
        dimension = pane.vocabulary.dimensions.get(name)
        if dimension is None or dimension.code_lengths or not dimension.additive or count < 3:
            continue
        depths: list[Depth] = []
        for row, dims in zip(pane.rows, members, strict=True):
            member = dims.get(name)
            known = member is not None and not member.startswith("~")
            depths.append(0 if row.is_total else 1 + len(dimension.ancestors(member)) if member and known else None)
        is_first = depths[0] is None and not any(row.is_total for row in pane.rows)
        depths = [_FIRST, *depths[1:]] if is_first else depths
        is_whole = all(depth is not None or not row.label for depth, row in zip(depths, pane.rows, strict=True))
        yield Levels(f"members of {name}", 0, depths, is_whole)


def _by_sums(pane: Pane) -> Iterator[Levels]:
    """A row known as a sum opens the rows behind it, up to the next that stands beside it: `本年支出 / 教育支出 / 结转下年 / 支出总计`.

    What is carried over may be split as well: `上年结转 / 一般公共预算拨款 / 政府性基金预算拨款`, rows of its own concept.
    """
    rows, lines = pane.rows, pane.block.rows
    carried = pattern_of(pane.vocabulary.grammar.structure["carried"])
    named = depths_by_name(rows, pane.vocabulary)
    depths: list[Depth] = []
    is_open, concept, rank, has_below = False, None, None, False
    for row, line, depth in zip(rows, lines, named, strict=True):
        is_beside = row.is_sum or bool(carried.search(row.label))
        if row.is_total:
            is_open, concept, rank = False, None, None
            depths.append(0)
        elif is_beside:
            is_open, concept, rank = row.is_sum, line.concept, row.rank
            depths.append(1)
        elif is_open or (concept is not None and line.concept == concept) or (rank and row.rank and row.rank > rank):
            has_below = True
            depths.append(1 + (row.rank or depth or 1))
        else:
            depths.append(1)
    if not has_below:
        return
    is_named = all(
        depth is not None or row.is_sum or carried.search(row.label) for row, depth in zip(rows, named, strict=True)
    )
    yield Levels("known sums", 0, depths, True, is_named)


def _by_bodies(pane: Pane) -> Iterator[Levels]:
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
            yield Levels("bodies, first is the total", 1, [_FIRST, *depths[1:]], False)


# --- layout ----------------------------------------------------------------------------------------------------------


def _by_layout(pane: Pane) -> Iterator[Levels]:
    """Indentation, the column of labels a row begins in, the order of rows: guesses that only sums can prove."""
    rows = pane.rows
    if len({row.indent for row in rows if not row.is_total}) > 1:
        yield Levels("indentation", 1, [0 if row.is_total else 1 + row.indent for row in rows], False, guessed=True)
    leads = {row.lead for row in rows if not row.is_total and row.lead >= 0}
    if len(leads) > 1 and len(pane.block.labels) > 1:
        by_column: list[Depth] = [0 if row.is_total else 1 + max(row.lead, 0) for row in rows]
        yield Levels("label columns", 1, by_column, False, guessed=True)
        if not rows[0].is_total:
            yield Levels("label columns, first is the total", 1, [_FIRST, *by_column[1:]], False, guessed=True)
    flat: list[Depth] = [0 if row.is_total else 1 for row in rows]
    yield Levels("flat", 3, flat, False, guessed=True)
    if len(rows) > 2 and not any(row.is_total for row in rows):
        yield Levels("first is the total", 2, [_FIRST, *flat[1:]], False, guessed=True)


_SOURCES: tuple[Callable[[Pane], Iterator[Levels]], ...] = (
    _by_codes,
    _by_prefixes,
    _leaves,
    _by_pairs,
    _by_names,
    _by_numbering,
    _by_layout,
    _by_members,
    _by_sums,
    _by_bodies,
)
