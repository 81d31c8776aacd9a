"""Levels that words say: official names, numbering, members of a dimension, sums that are known by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from auditor.facts.labels import read_label
from auditor.facts.tables.levels import DEEP, FIRST, Levels, Pane
from auditor.facts.tables.names import depths_by_name
from auditor.facts.tables.numbering import depths_by_number
from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth
from auditor.vocabulary import Vocabulary, pattern_of

_SHALLOW = 2
"""Among classes and their items an unknown name between no neighbours is one more at the top; sub-items are opened by unknown items."""

_BESIDE = {"carry-over": ("carried",), "loans": ("lent",), "carry-over and loans": ("carried", "lent")}
"""What may stand beside the transfers though it is one of them, by the words that tell it; loans where all names are known."""


def by_names(pane: Pane) -> Iterator[Levels]:
    if not pane.plain:
        return
    depths = depths_by_name(pane.rows, pane.vocabulary)
    known = sum(
        depth is not None and not row.is_total for depth, row in zip(depths, pane.rows, strict=True)
    )  # fmt: skip
    if known < 2 or 2 * known < pane.plain:
        return
    is_whole = known == pane.plain
    rank = 0 if 2 * pane.coded < len(pane.rows) else 2
    yield Levels("names", rank, depths, is_whole, is_whole)
    tried: list[Sequence[Depth]] = [depths]
    for name, words in _BESIDE.items():
        beside = _with_last_beside(pane, depths, words)
        if beside not in tried and (is_whole or "lent" not in words):
            tried.append(beside)
            yield Levels(f"names, {name} beside", rank, beside, is_whole, is_whole, steps=1)
    set_in = _with_set_in(pane.rows, depths)
    if is_whole and set_in not in tried:
        yield Levels("names, set in below", rank, set_in, is_whole, is_whole, steps=1)
    if is_whole:
        return
    yield Levels("names, others on top", 1, [1 if depth is None else depth for depth in depths], False)
    is_shallow = max(depth or 0 for depth in depths) <= _SHALLOW
    yield Levels("names, others as their neighbours", 1, _as_neighbours(depths, 1 if is_shallow else None), False)
    below: list[Depth] = [
        1 if depth is None else 0 if row.is_total else 1 + depth for depth, row in zip(depths, pane.rows, strict=True)
    ]
    yield Levels("names below others", 1, below, False)
    if depths[0] is None:
        yield Levels("names below others, first is the total", 1, [FIRST, *below[1:]], False)


def _with_last_beside(pane: Pane, depths: Sequence[Depth], words: Sequence[str]) -> Sequence[Depth]:
    """What is carried over or lent on may be printed among the transfers or beside them: `转移性支出 / 调出资金 / 年终结余`."""
    patterns = [pattern_of(pane.vocabulary.grammar.structure[word]) for word in words]
    top = min((depth for depth in depths if depth), default=0.0)
    beside, is_last = list(depths), True
    for place in reversed(range(len(depths))):
        depth = depths[place]
        if depth is not None and depth > top:
            is_last = is_last and any(pattern.search(pane.rows[place].label) for pattern in patterns)
            beside[place] = top if is_last else depth
        elif depth is not None:
            is_last = True
    return beside


def _with_set_in(rows: Sequence[RowView], depths: Sequence[Depth]) -> Sequence[Depth]:
    """A class that is set in below another is printed as a part of it: `转移性支出 / 　调出资金 / 　专项债务还本支出 / 　年终结余`.

    It stands where the row above that is set in as far stands.
    """
    top = min((depth for depth in depths if depth), default=0.0)
    below, above = list(depths), None
    alike: dict[int, Depth] = {}
    for place, (row, depth) in enumerate(zip(rows, depths, strict=True)):
        if depth == top and above is not None and row.indent > above.indent and row.rank is None:
            below[place] = alike.get(row.indent, top + 1)
        elif depth == top:
            above, alike = row, {}
        alike[row.indent] = below[place]
    return below


def _as_neighbours(depths: Sequence[Depth], otherwise: Depth) -> list[Depth]:
    """Unknown names between two that stand equally deep stand there too, all others at the top or nowhere."""
    below: list[Depth] = []
    known: Depth = None
    for depth in reversed(depths):
        below.append(known)
        known = depth if depth is not None else known
    filled: list[Depth] = []
    above: Depth = None
    for depth, following in zip(depths, reversed(below), strict=True):
        above = depth if depth is not None else above if above and above == following else otherwise
        filled.append(above)
    return filled


def by_numbering(pane: Pane) -> Iterator[Levels]:
    rows = pane.rows
    if sum(row.rank is not None for row in rows) < 2:
        # Without codes and numbers the plainest is that no row is a part of another.
        has_sums = any(row.is_sum and not row.is_total for row in rows)
        is_plain = not pane.coded and not has_sums and not _knows_levels(pane)
        yield Levels("flat", 0 if is_plain else 3, [0 if row.is_total else 1 for row in rows], is_plain, guessed=True)
        return
    is_whole = all(row.rank is not None for row in rows if not row.is_total and row.label and not row.sign)
    depths = depths_by_number(rows, 1)
    are_members = not is_whole and _are_members_below(pane)
    narrower = _narrower(pane)
    if any(narrower) and not are_members and not rows[0].is_total:
        # A total on top may take in rows on top with those that are numbered, or not.
        below: list[Depth] = [DEEP if is_below else depth for depth, is_below in zip(depths, narrower, strict=True)]
        yield Levels("numbering, members below", 0, below, False)
    else:
        yield Levels("numbering", 0, depths, is_whole)
    if is_whole:
        return
    rank = 0 if are_members or _are_set_in(rows) else 1
    yield Levels("numbering, others below", rank, depths_by_number(rows, DEEP), are_members)
    named = depths_by_name(rows, pane.vocabulary)
    carried = pattern_of(pane.vocabulary.grammar.structure["carried"])
    is_known = all(
        row.rank or depth is not None or row.is_total or carried.search(row.label)
        for row, depth in zip(rows, named, strict=True)
    )
    yield Levels("numbering over names", 0, _mixed(pane, named, carried), is_known)


def _are_members_below(pane: Pane) -> bool:
    """Whether each row without a number is of what the number above it is of, and narrower: `一、基本支出 / 人员经费 / 公用经费`."""
    above: Mapping[str, str] = {}
    for row in _of_lists(pane.rows):
        if row.is_of_which:
            continue
        own = read_label(row.name, pane.vocabulary.table_terms, pane.vocabulary).dims
        if row.rank is not None:
            above = own
        elif not any(_is_below(name, member, above.get(name), pane.vocabulary) for name, member in own.items()):
            return False
    return True


def _narrower(pane: Pane) -> list[bool]:
    """Of each row without a number, whether it is a member of what the number above it is of: `2.公务用车费 / 其中：公务用车购置费`."""
    found = []
    above: Mapping[str, str] = {}
    for row in pane.rows:
        own = {} if row.is_of_which else read_label(row.name, pane.vocabulary.table_terms, pane.vocabulary).dims
        above = own if row.rank is not None else above
        found.append(
            row.rank is None
            and any(_is_below(name, member, above.get(name), pane.vocabulary) for name, member in own.items())
        )
    return found


def _are_set_in(rows: Sequence[RowView]) -> bool:
    """Whether each row without a number is set in further than the row with one above it."""
    above: int | None = None
    for row in _of_lists(rows):
        if row.rank is not None:
            above = row.indent
        elif above is None or row.indent <= above:
            return False
    return True


def _of_lists(rows: Sequence[RowView]) -> Iterator[RowView]:
    """The rows with names but for totals and what stands behind one without a number: `四、其他收入 / 本年收入合计 / 上年结转`."""
    is_behind = False
    for row in rows:
        is_behind = row.is_total or (is_behind and row.rank is None)
        if row.label and not is_behind:
            yield row


def _is_below(name: str, member: str, above: str | None, vocabulary: Vocabulary) -> bool:
    dimension = vocabulary.dimensions.get(name)
    return dimension is not None and dimension.additive and above in dimension.ancestors(member)


def _mixed(pane: Pane, named: Sequence[Depth], carried: re.Pattern[str]) -> list[Depth]:
    """Names below numbers. Money carried over that no list names stands beside the row above it, and opens nothing.

    A known name set in as far as an unknown one right above it stands beside that.
    """
    found: list[Depth] = []
    last: RowView | None = None
    highest = min((depth for row, depth in zip(pane.rows, named, strict=True) if row.rank and depth), default=0.0)
    for row, number, depth in zip(pane.rows, depths_by_number(pane.rows, 1), named, strict=True):
        if row.is_total or row.rank:
            found.append(number)
        elif depth is not None and last is not None and row.indent == last.indent > 0:
            found.append(found[-1])
        elif depth is not None and depth < highest:  # `上级补助收入 / （一）返还性收入 / （二）一般性转移支付收入`
            found.append(FIRST)
        elif depth is not None:
            found.append(DEEP + 1 + depth)
        else:
            above = found[-1] if found and carried.search(row.label) else None
            found.append(above or 1)
        last = row if depth is None and not (row.is_total or row.rank or row.is_of_which) else None
    return found


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


def by_members(pane: Pane) -> Iterator[Levels]:
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
        depths = [FIRST, *depths[1:]] if is_first else depths
        is_whole = all(depth is not None or not row.label for depth, row in zip(depths, pane.rows, strict=True))
        yield Levels(f"members of {name}", 0, depths, is_whole)


def by_sums(pane: Pane) -> Iterator[Levels]:
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
