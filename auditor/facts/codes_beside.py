"""Codes that go on beside themselves: `302 商品和服务支出 / 30201 办公费` and, right of their amounts, `30229 福利费 / 310 资本性支出`.

A form prints one list in two groups of columns to save rows. Read one below the other they are one list again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.documents import SourceText, Table
from auditor.facts.columns import Part, parts_of
from auditor.facts.labels import squeeze
from auditor.figures import read_cell
from auditor.vocabulary import Vocabulary

_CLASS = 3
"""Digits of the shortest code that others begin with."""


def with_codes_below(table: Table, vocabulary: Vocabulary) -> Table:
    """A table with each group of columns whose codes begin in the group before it below that, one list in one group.

    Both have the same header. A total whose name stands in the one and whose amount in the other is the last row of both.
    """
    if len({column.path for column in table.columns}) == table.width or any(
        len(row) != table.width for row in table.rows
    ):
        return table
    groups = _groups(parts_of(table, vocabulary))
    for left, right in reversed(list(pairwise(groups))):
        if _is_alike(table, left, right) and _goes_on(table, left[0], right[0]):
            table = _one_below_the_other(table, left, right)
    return table


def _groups(parts: Sequence[Part]) -> list[range]:
    """The columns of each group: those from a column of codes right of amounts, or the first, up to the next such."""
    starts = [0, *(at for at in range(1, len(parts)) if parts[at] == "code" and parts[at - 1] == "amount")]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(parts)], strict=True)]


def _is_alike(table: Table, left: range, right: range) -> bool:
    heads = [[tuple(map(squeeze, table.columns[at].path)) for at in group] for group in (left, right)]
    return heads[0] == heads[1] and all(heads[0])


def _goes_on(table: Table, left: int, right: int) -> bool:
    """Whether a code on the right begins with one that is printed on the left alone."""
    before, behind = ({squeeze(row[at].text) for row in table.rows} for at in (left, right))
    whole = {code for code in before - behind if code.isdigit()}
    return any(code[:end] in whole for code in behind if code.isdigit() for end in range(_CLASS, len(code)))


def _one_below_the_other(table: Table, left: range, right: range) -> Table:
    above: list[tuple[SourceText, ...]] = []
    below: list[tuple[SourceText, ...]] = []
    for row in table.rows:
        own, other = [row[at] for at in left], [row[at] for at in right]
        if any(cell.text.strip() for cell in other):
            if not any(cell.text.strip() for cell in other if not read_cell(cell.text)) and not _has_figures(own):
                other = [cell if cell.text.strip() else left_cell for cell, left_cell in zip(other, own, strict=True)]
                own = [_blank(cell) for cell in own]
            below.append(tuple(_put(row, left, other)))
        above.append(tuple(_put(row, left, own, blank_others=False)))
    kept = [at for at in range(table.width) if at not in right]
    return table._replace(
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in (*above, *below)),
        header=tuple(tuple(row[at] for at in kept if at < len(row)) for row in table.header),
        numbering=tuple(table.numbering[at] for at in kept if at < len(table.numbering)),
    )


def _put(
    row: Sequence[SourceText], group: range, cells: Sequence[SourceText], *, blank_others: bool = True
) -> list[SourceText]:
    """A row with some cells in a group of its columns."""
    put = [_blank(cell) if blank_others else cell for cell in row]
    put[group.start : group.stop] = cells
    return put


def _has_figures(cells: Sequence[SourceText]) -> bool:
    return any(cell.text.strip() and read_cell(cell.text) for cell in cells)


def _blank(cell: SourceText) -> SourceText:
    return SourceText("", cell.pieces)
