"""The columns of a table without rulings: what its texts overlap, and headers over nothing."""

from __future__ import annotations

from math import inf

from auditor.documents.pdf.chunks import Chunk, Rows, Span, is_numbering
from auditor.documents.pdf.headings import LOWER

_FLUSH = 1.0
"""Points by which texts set to one side may stand apart."""
_FEWEST_FLUSH = 3


def columns_of(head: Rows, body: Rows) -> list[Span]:
    """From where to where the texts of each column reach: those of the body that overlap, and headers over nothing."""
    numbering = [row for row in body if is_numbering(row)]
    found = _merged([(chunk.left, chunk.right) for row in body if row not in numbering for chunk in row])
    amounts = [
        any(chunk.is_amount and left <= chunk.middle <= right for row in body for chunk in row) for left, right in found
    ]
    labels = numbering[0] if numbering else _leaves(head)
    taken = {
        index
        for index, (left, right) in enumerate(found)
        for chunk in labels
        if chunk.left < right and left < chunk.right
    }
    columns = list(found)
    if is_flush(labels, found):
        # Headers set like the texts of their columns stand over nothing where none does.
        return sorted([*columns, *((chunk.left, chunk.right) for chunk in labels if not _is_over(chunk, found))])
    for chunk in reversed(labels):
        if _is_over(chunk, found):
            continue
        # Amounts are set to the right under headers set in the middle, labels to the left.
        behind = next((index for index, (left, _) in enumerate(found) if left >= chunk.right), None)
        before = next((index for index in reversed(range(len(found))) if found[index][1] <= chunk.left), None)
        if behind is not None and amounts[behind] and behind not in taken:
            owner = behind
        elif before is not None and not amounts[before] and before not in taken:
            owner = before
        else:
            columns.append((chunk.left, chunk.right))
            continue
        taken.add(owner)
        columns[owner] = min(columns[owner][0], chunk.left), max(columns[owner][1], chunk.right)
    return sorted(columns)


def is_flush(labels: list[Chunk], columns: list[Span]) -> bool:
    """Whether the headers begin where the texts of their columns do, as where everything is set to the left."""
    if len(columns) < _FEWEST_FLUSH:
        return False
    return all(any(abs(chunk.left - left) < _FLUSH for chunk in labels) for left, _ in columns)


def _is_over(chunk: Chunk, columns: list[Span]) -> bool:
    return any(chunk.left < right and left < chunk.right for left, right in columns)


def _leaves(head: Rows) -> list[Chunk]:
    """The lowest header cells: those under which no other begins, nor on either side of which others stand lower."""
    chunks = [chunk for row in head for chunk in row]
    leaves = []
    for chunk in chunks:
        lower = [other for other in chunks if other.top - chunk.top > LOWER * chunk.height]
        under = any(other.top > chunk.top and other.left < chunk.right and chunk.left < other.right for other in chunks)
        beside = [other for other in chunks if other is not chunk and other not in lower]
        is_between = _gap(chunk, lower, -1) < _gap(chunk, beside, -1) and _gap(chunk, lower, 1) < _gap(chunk, beside, 1)
        if not under and not is_between:
            leaves.append(chunk)
    return sorted(leaves)


def _gap(chunk: Chunk, others: list[Chunk], side: int) -> float:
    """How far the nearest of others stands to the left (-1) or right (1) of a text."""
    gaps = (other.left - chunk.right if side > 0 else chunk.left - other.right for other in others)
    return min((gap for gap in gaps if gap >= 0), default=inf)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged
