"""The head of a table as it is printed: a cell over several columns or rows reaches over them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.tuples import NamedTuple


class HeadCell(NamedTuple):
    """A cell of a head with where it begins and how far it reaches; `place` is that among the cells of its row, None of a gap."""

    place: int | None
    column: int
    columns: int = 1
    rows: int = 1


def head_cells(reach: Sequence[Sequence[Sequence[int]]], width: int) -> list[list[HeadCell]] | None:
    """The cells of each row of a head, from how far each reaches (empty of a blank); None where two would lie on one another.

    功能分类科目 | | 合计 over 编码 | 名称 | with reaches [0, 2], [], [2, 3] and [0, 1], [1, 2], []: 功能分类科目 is two columns wide,
    合计 two rows high.
    """
    owners: list[list[tuple[int, int] | None]] = [[None] * width for _ in reach]
    for number, row in enumerate(reach):
        for place, ends in enumerate(row):
            if not ends:
                continue
            start, end = ends
            if end > width or any(owners[number][start:end]):
                return None
            owners[number][start:end] = [(number, place)] * (end - start)
    rows: list[list[HeadCell]] = []
    for number, row in enumerate(reach):
        cells = []
        for place, ends in enumerate(row):
            if ends:
                cells.append(HeadCell(place, ends[0], ends[1] - ends[0], _height(owners, number, place, ends)))
        gaps = [column for column in range(width) if owners[number][column] is None]
        rows.append(sorted([*cells, *(HeadCell(None, column) for column in gaps)], key=lambda cell: cell.column))
    return rows


def _height(owners: list[list[tuple[int, int] | None]], number: int, place: int, ends: Sequence[int]) -> int:
    """How many rows a cell is high: it goes on below as far as nothing stands there, and takes those places."""
    start, end = ends
    height = 1
    while number + height < len(owners) and not any(owners[number + height][start:end]):
        owners[number + height][start:end] = [(number, place)] * (end - start)
        height += 1
    return height
