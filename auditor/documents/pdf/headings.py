"""The header of a table without rulings: which columns each of its texts stands over, where their places leave no doubt.

Headers are set in the middle of their columns, so that the middles of the lowest ones tell where one column ends and the
next begins; a text above stands over those columns in whose middle it is.
"""

from __future__ import annotations

from itertools import pairwise

from auditor.documents.pdf.chunks import Chunk, Span
from auditor.tuples import NamedTuple

LOWER = 1.15
"""A text begins so many heights lower than one that it stands under; one beside it that is set in the middle, less."""
_OFF_CENTRE = 0.75
"""A text stands over columns from whose middle it is no more than so many heights away."""
_WRAPPED = 1.8
_FLUSH = 1.0
"""Points by which texts set to one side may stand apart."""
_Group = tuple[int, int, Chunk]
"""The first and last column that a text stands over."""


class HeaderCell(NamedTuple):
    """A text of the header on its level from the top, over the columns from `first` to `last`; a leaf reaches down to the body."""

    level: int
    first: int
    last: int
    chunks: list[Chunk]
    is_leaf: bool


def header_cells(chunks: list[Chunk], columns: list[Span]) -> list[HeaderCell] | None:
    """The cells of a header from the top down, None where the places of its texts leave doubt about what stands over what."""
    leaves = _leaves(chunks, columns)
    if leaves is None:
        return None
    leaves = _with_first_lines(leaves, chunks, columns)
    uppers = [chunk for chunk in chunks if not any(chunk in leaf for leaf in leaves)]
    is_flush = all(any(abs(chunk.left - left) < _FLUSH for left, _ in columns) for chunk in chunks)
    groups = (_flush_groups if is_flush else _centred_groups)(uppers, leaves, columns)
    if groups is None:
        return None
    if not all(_is_nested(one, other) for one in groups for other in groups if one is not other):
        return None
    cells = [
        HeaderCell(_level(groups, first, last, chunk), first, last, [chunk], False) for first, last, chunk in groups
    ]
    cells += [
        HeaderCell(_level(groups, column, column, leaf[0]), column, column, leaf, True)
        for column, leaf in enumerate(leaves)
    ]
    return sorted(cells, key=lambda cell: (cell.level, cell.first))


def _centred_groups(uppers: list[Chunk], leaves: list[list[Chunk]], columns: list[Span]) -> list[_Group] | None:
    """The columns in whose middle each of the upper texts stands; None where that is in doubt."""
    groups: list[_Group] = []
    sides = _sides(leaves, columns) if uppers else []
    for chunk in uppers:
        first, last = _reach(chunk, leaves, columns)
        beside = [other for other in uppers if abs(other.top - chunk.top) < chunk.height / 4]
        if any(other is not chunk and columns[first][0] < other.middle < columns[last][1] for other in beside):
            fits = _fits(chunk, (first, last), sides)
            if len(fits) != 1:
                return None
            first, last = fits[0]
        if last <= first or not _is_inside(chunk, columns[first : last + 1]):
            return None
        groups.append((first, last, chunk))
    return groups


def _flush_groups(uppers: list[Chunk], leaves: list[list[Chunk]], columns: list[Span]) -> list[_Group] | None:
    """The columns that each of the upper texts opens, where all texts begin at the left of their columns.

    A text reaches up to the next on its line. One alone on its line over the first column (项目 over 编码 and 名称) may end
    anywhere, and is read as of that column only.
    """
    groups: list[_Group] = []
    for chunk in uppers:
        at = [index for index, (left, _) in enumerate(columns) if abs(chunk.left - left) < _FLUSH]
        beside = [other for other in uppers if abs(other.top - chunk.top) < chunk.height / 4]
        if len(at) != 1 or (len(beside) == 1 and at[0] > 0):
            return None
        last = at[0]
        while (
            len(beside) > 1
            and last + 1 < len(columns)
            and leaves[last + 1][0].top - chunk.top > LOWER * chunk.height
            and not any(abs(other.left - columns[last + 1][0]) < _FLUSH for other in beside)
        ):
            last += 1
        groups.append((at[0], last, chunk))
    return groups


def _level(groups: list[_Group], first: int, last: int, chunk: Chunk) -> int:
    """How many texts stand over one that stands over the columns from `first` to `last`."""
    return sum(
        1
        for left, right, over in groups
        if over is not chunk and left <= first and last <= right and over.top < chunk.top
    )


def _is_nested(one: _Group, other: _Group) -> bool:
    """Whether two texts stand over different columns, or the higher one over all that the lower one stands over."""
    if one[0] > other[1] or other[0] > one[1]:
        return True
    upper, lower = (one, other) if one[2].top < other[2].top else (other, one)
    return upper[2].top < lower[2].top and upper[0] <= lower[0] and lower[1] <= upper[1]


def _leaves(chunks: list[Chunk], columns: list[Span]) -> list[list[Chunk]] | None:
    """The lowest text over each column, the lines it is wrapped into from the top down; None where a column has none."""
    found: list[list[Chunk]] = []
    for left, right in columns:
        over = [
            chunk
            for chunk in chunks
            if chunk.left < right and left < chunk.right and not _is_over_others(chunk, (left, right), columns)
        ]
        over.sort(key=lambda chunk: -chunk.top)
        if not over:
            return None
        leaf = over[:1]
        for chunk in over[1:]:
            if not _is_wrapped(chunk, leaf[-1], chunks):
                break
            leaf.append(chunk)
        found.append(leaf[::-1])
    return found


def _is_over_others(chunk: Chunk, column: Span, columns: list[Span]) -> bool:
    return any(other != column and chunk.left < other[1] and other[0] < chunk.right for other in columns)


def _with_first_lines(leaves: list[list[Chunk]], chunks: list[Chunk], columns: list[Span]) -> list[list[Chunk]]:
    """The leaves with the first lines of those that stand side by side, one over each: no text over several has so many beside it."""
    whole = list(leaves)
    for column, leaf in enumerate(leaves):
        over = [chunk for chunk in chunks if _is_over(chunk, leaf[0])]
        if len(over) != 1:
            continue
        first, last = _reach(over[0], leaves, columns)
        if all(any(_is_over(chunk, other[0]) for chunk in chunks) for other in leaves[first : last + 1]):
            whole[column] = [*over, *leaf]
    return whole


def _is_over(chunk: Chunk, below: Chunk) -> bool:
    """Whether a text is set like the line above another of one cell."""
    return abs(chunk.middle - below.middle) < chunk.height / 2 and 0 < below.top - chunk.top < _WRAPPED * chunk.height


def _is_wrapped(chunk: Chunk, below: Chunk, chunks: list[Chunk]) -> bool:
    """Whether a text is the line above another of the same cell: in one middle with it, and nothing beside begins as low."""
    if not _is_over(chunk, below):
        return False
    beside = [other for other in chunks if other is not below and abs(other.top - below.top) < chunk.height / 4]
    return all(any(_is_over(above, other) for above in chunks) for other in beside)


def _sides(leaves: list[list[Chunk]], columns: list[Span]) -> list[float]:
    """The sides of the columns that have every leaf in the middle of its own; none where no such sides lie between the texts."""
    middles = [(min(chunk.left for chunk in leaf) + max(chunk.right for chunk in leaf)) / 2 for leaf in leaves]
    height = leaves[0][0].height
    start = columns[0][0]
    for step in range(16):
        sides = [start - step * height / 8]
        for middle in middles:
            sides.append(2 * middle - sides[-1])
        gaps = [(before[1], after[0]) for before, after in pairwise(columns)]
        off = [max(low - side, side - high, 0.0) for side, (low, high) in zip(sides[1:-1], gaps, strict=True)]
        if max(off, default=0.0) < height / 4:
            return sides
    return []


def _reach(chunk: Chunk, leaves: list[list[Chunk]], columns: list[Span]) -> tuple[int, int]:
    """The columns around a text whose leaves all stand lower."""
    below = [leaf[0].top - chunk.top > LOWER * chunk.height for leaf in leaves]
    first = last = min(range(len(columns)), key=lambda at: (not below[at], abs(sum(columns[at]) / 2 - chunk.middle)))
    while first > 0 and below[first - 1]:
        first -= 1
    while last + 1 < len(columns) and below[last + 1]:
        last += 1
    return first, last


def _is_inside(chunk: Chunk, columns: list[Span]) -> bool:
    """Whether a text stands about in the middle of columns."""
    left, right = columns[0][0], columns[-1][1]
    return abs((left + right) / 2 - chunk.middle) < (right - left) / 4


def _fits(chunk: Chunk, reach: tuple[int, int], sides: list[float]) -> list[tuple[int, int]]:
    """The runs of columns in reach in whose middle a text stands."""
    return [
        (first, last)
        for first in range(reach[0], reach[1] + 1)
        for last in range(first + 1, reach[1] + 1)
        if sides
        and sides[first] < chunk.left
        and chunk.right < sides[last + 1]
        and abs((sides[first] + sides[last + 1]) / 2 - chunk.middle) < _OFF_CENTRE * chunk.height
    ]
