"""How deep official names stand in their classification, each read below the names above it.

`教育支出 / 进修及培训 / 培训支出` are class, item and sub-item; `其他支出` alone may be a class or many an item.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth
from auditor.vocabulary import Vocabulary

_CLASS, _ITEM = 3, 5
"""Digits of the code of a class and of the level below it."""


def depths_by_name(rows: Sequence[RowView], vocabulary: Vocabulary) -> list[Depth]:
    """1 for a class, 2 and 3 for the levels below, 0 for a total; None where no classification has the name."""
    above = _Context()
    return [0 if row.is_total else above.read(vocabulary.codes_named(row.name)) for row in rows]


class _Context:
    """The class and the item that the names read last stand for."""

    def __init__(self) -> None:
        self.top = ""
        self.item = ""

    def read(self, codes: tuple[str, ...]) -> Depth:
        if not codes:
            return None
        below_item = [code for code in codes if self.item and len(code) > _ITEM and code.startswith(self.item)]
        below_top = [code for code in codes if self.top and len(code) == _ITEM and code.startswith(self.top)]
        tops = [code for code in codes if len(code) == _CLASS]
        deep = [code for code in codes if self.top and code.startswith(self.top) and len(code) > _ITEM]
        if below_item:
            return 3
        if below_top:
            self.item = below_top[0]
            return 2
        if tops:
            self.top, self.item = tops[0], ""
            return 1
        if deep:
            self.item = deep[0][:_ITEM]
            return 3
        shortest = min(codes, key=len)
        self.top, self.item = shortest[:_CLASS], shortest[:_ITEM] if len(shortest) >= _ITEM else ""
        return 2 if len(shortest) == _ITEM else 3
