"""How deep official names stand in their classification, each read below the names above it.

`教育支出 / 进修及培训 / 培训支出` are class, item and sub-item; `其他支出` alone may be a class or many an item. Sums without a code
stand above the codes they add up: `转移性收入 / 上级补助收入 / 返还性收入 / 一般性转移支付收入 / 上年结余收入`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import islice

from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_CLASS, _ITEM = 3, 5
"""Digits of the code of a class and of the level below it."""
_SUB_ITEM = 7
"""Digits of the code of a sub-item, below which that of its kinds stands: 利润收入 and 运输企业利润收入."""
_DEEPEST = 3.0
_LEAST_CLOSED = 2
"""A row closes at least so many of what it adds up: `年初预留 / 其他支出` may stand side by side."""
_ABOVE = 0.5
"""How much higher than the codes it adds up a sum without a code stands."""


class _Entry(NamedTuple):
    """A row that others may stand below; a sum without a code adds up whole codes."""

    depth: float
    codes: tuple[str, ...]
    is_sum: bool = False

    def has(self, code: str) -> bool:
        return any(code.startswith(own) and (self.is_sum or code != own) for own in self.codes)


def depths_by_name(rows: Sequence[RowView], vocabulary: Vocabulary) -> list[Depth]:
    """1 for a class, 2 to 4 for the levels below, half a level less for sums of them, 0 for a total.

    None stands where no classification has the name. A name whose class is not printed above it (`债务还本支出 / 年终结余`) stands
    beside what is.
    """
    items = {code for row in rows for code in vocabulary.codes_named(row.name) if len(code) == _ITEM}
    above = _Printed(items)
    groups = [() if row.is_total else vocabulary.group_named(row.name) for row in rows]
    depths: list[Depth] = []
    for place, row in enumerate(rows):
        codes = vocabulary.codes_named(row.name)
        if row.is_total:
            depths.append(0)
        elif codes and place and row.name == rows[place - 1].name and depths[-1]:
            depths.append(depths[-1] + 1)  # a name printed again right below itself is the level below
        elif groups[place] and _has_part(groups[place], rows, place, vocabulary):
            depths.append(above.group(groups[place]))
        elif groups[place] and len(groups[place][0]) > _ITEM:
            depths.append(
                above.read(groups[place][:1])
            )  # 共同财政事权转移支付收入 without its kinds is one of the transfers
        else:
            depths.append(above.read(_of_level(codes, row.level)) if codes else None)
    return depths


def _of_level(codes: tuple[str, ...], level: int | None) -> tuple[str, ...]:
    """Those of some codes that stand at the level printed behind their name, as 2 for `其他支出（款）`; all where none does."""
    if level is None:
        return codes
    return tuple(code for code in codes if len(code) == _CLASS + (_ITEM - _CLASS) * (level - 1)) or codes


def settle_sums(rows: Sequence[RowView], vocabulary: Vocabulary) -> list[RowView]:
    """The rows with those as totals that stand behind what they add up, and those as heads that stand before it, whatever they are called.

    `解决历史遗留问题及改革成本支出 / 国有企业资本金注入 / 国有资本经营预算支出 / 调出资金`: the third closes the two before it.
    `转移性收入小计 / 返还性收入 / 上年结余收入`: the first opens the two behind it.
    """
    known = [() if row.is_total else vocabulary.codes_named(row.name) for row in rows]
    times = Counter(row.name for row in rows)
    settled = []
    for place, row in enumerate(rows):
        behind = next(filter(None, known[place + 1 : place + 2]), ())
        stem = _stem(row.name, vocabulary)
        wholes = _wholes(stem, vocabulary) if row.is_total or times[row.name] == 1 else []
        if stem != row.name and any(_holds(entry, behind) for entry in wholes):
            row = row._replace(is_total=False, name=stem)
        elif not row.is_total and _closes(place, wholes, known):
            row = row._replace(is_total=True)
        settled.append(row)
    return settled


def _closes(place: int, wholes: Sequence[_Entry], known: Sequence[tuple[str, ...]]) -> bool:
    if not wholes:
        return False
    before, behind = (
        known[max(place - _LEAST_CLOSED, 0) : place],
        next(filter(None, islice(known, place + 1, None)), ()),
    )
    return len(before) == _LEAST_CLOSED and any(
        all(_holds(entry, codes) for codes in before) and not any(map(entry.has, behind)) for entry in wholes
    )


def _wholes(name: str, vocabulary: Vocabulary) -> list[_Entry]:
    """What a name adds up: the codes of a sum without a code of its own, a class or one of its items."""
    group = vocabulary.group_named(name)
    coded = [_Entry(0, (code,)) for code in vocabulary.codes_named(name) if len(code) <= _ITEM]
    return [_Entry(0, group, True), *coded] if group else coded


def _holds(entry: _Entry, codes: Sequence[str]) -> bool:
    return bool(codes) and all(map(entry.has, codes))


def _stem(name: str, vocabulary: Vocabulary) -> str:
    """A name without the word for a total at its end."""
    words = (word for word in vocabulary.grammar.tables["totals"] if name.endswith(word))
    return name.removesuffix(max(words, key=len, default=""))


def _has_part(group: Sequence[str], rows: Sequence[RowView], place: int, vocabulary: Vocabulary) -> bool:
    """Whether rows are of the classification of a sum: a class, or of a sum of items the next that is named.

    上级补助收入 is also what a unit gets from the one above it, 一般公共预算收入 also what a department gets of that budget.
    """
    if len(group[0]) == _CLASS:
        others = (code for row in (*rows[:place], *rows[place + 1 :]) for code in vocabulary.codes_named(row.name))
        return any(len(code) == _CLASS and code[0] == group[0][0] for code in others)
    behind = next((codes for row in rows[place + 1 :] if (codes := vocabulary.codes_named(row.name))), ())
    return any(code[:_CLASS] == group[0][:_CLASS] for code in behind)


class _Printed:
    """The rows that the next may stand below, the highest first."""

    def __init__(self, items: Container[str]) -> None:
        self._open: list[_Entry] = []
        self._items = items

    def read(self, codes: tuple[str, ...]) -> float:
        """The depth of a row that bears one of some codes: the likeliest below what is open, else the highest."""
        fitting = next(filter(None, self._inside(codes)), None)
        if fitting is None:
            shortest = min(map(len, codes))
            fitting = tuple(code for code in codes if len(code) == shortest)
        if self._open and len(fitting[0]) > _ITEM and not self._is_near(fitting):
            is_apart = not self._in_class(fitting[0]) and self._open[-1].codes[0][:_CLASS] == fitting[0][:_CLASS]
            if len(codes) > 1 or fitting[0][:_ITEM] in self._items or is_apart:
                return _DEEPEST  # not all names of sub-items are known
            return self._put(_Entry(_depth(fitting[0][:_ITEM]), fitting))
        return self._put(_Entry(_depth(fitting[0]), fitting))

    def _is_near(self, codes: Sequence[str]) -> bool:
        """Whether a sub-item stands below the row above it, beside a sub-item that is open, or is a kind of one or beside such a kind."""
        if any(entry.has(code) for entry in self._open[-1:] for code in codes):
            return True
        above = codes[0][: _SUB_ITEM if len(codes[0]) > _SUB_ITEM else _ITEM]
        return any(own.startswith(above) for entry in self._open for own in entry.codes if len(own) >= _SUB_ITEM)

    def _in_class(self, code: str) -> bool:
        """Whether an item of the class of a code is open: `区域间转移性收入` above `地方政府一般债务转贷收入`."""
        return any(own[:_CLASS] == code[:_CLASS] and len(own) == _ITEM for entry in self._open for own in entry.codes)

    def group(self, codes: tuple[str, ...]) -> float:
        """The depth of a sum of some codes."""
        return self._put(_Entry(_depth(codes[0]) - _ABOVE, codes, True))

    def _inside(self, codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """What a row may be, the likeliest first: below an item that is open, an item of its class, a class, deep in a class."""
        inside = [code for code in codes if any(entry.has(code) for entry in self._open)]
        items = [entry for entry in self._open if len(entry.codes[0]) == _ITEM]
        yield self._nearest([code for code in inside if len(code) > _ITEM and any(entry.has(code) for entry in items)])
        # 其他支出 below the sum of all classes is one of these, and an item only below its class.
        classes = [entry for entry in self._open if not entry.is_sum or len(entry.codes[0]) > _CLASS]
        yield tuple(code for code in inside if len(code) == _ITEM and any(entry.has(code) for entry in classes))
        yield tuple(code for code in codes if len(code) == _CLASS)
        yield tuple(inside)

    def _nearest(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Those of some codes below the lowest row that is open, and of these the highest.

        `其他专项债务收入 / 其他地方自行试点项目专项债务收入 / 其他专项债务收入`: the last is a kind of the first.
        """
        above = {
            code: max(len(own) for entry in self._open for own in entry.codes if code.startswith(own) and code != own)
            for code in codes
        }
        near = [code for code in codes if above[code] == max(above.values())]
        return tuple(code for code in near if len(code) == min(map(len, near)))

    def _put(self, entry: _Entry) -> float:
        """Close what a row does not stand below; it stands as high as the highest of that."""
        depth = entry.depth
        while self._open and not any(self._open[-1].has(code) for code in entry.codes):
            depth = min(depth, self._open.pop().depth)
        self._open.append(entry._replace(depth=depth))
        return depth


def _depth(code: str) -> float:
    return {_CLASS: 1.0, _ITEM: 2.0, _SUB_ITEM: _DEEPEST}.get(len(code), _DEEPEST + 1)
