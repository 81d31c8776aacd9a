"""Which parts of a page a picture shows: the boxes asked for with what stands near them, and nothing of what lies far between.

科目        ┊ 公用经费      the head of the column and the label of the row stand far from the figure;
┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈      the columns and rows between are left out
机关事业单位 ┊   12.11
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.documents.model import Box
from auditor.tuples import NamedTuple

_BESIDE, _ABOVE = 9.0, 9.0
"""Points shown around a box: left and right of it, above and below."""
_FAR_BESIDE, _FAR_ABOVE = 40.0, 26.0
"""What is narrower than this between two boxes is shown."""
WIDEST, HIGHEST = 480.0, 330.0
"""Points that a picture shows at most; what stands farthest from its first box is left out."""

Span = tuple[float, float]


class Tiles(NamedTuple):
    """The stretches that are shown, in rising order: across and down."""

    across: tuple[Span, ...]
    down: tuple[Span, ...]


def tiles_of(marked: Sequence[Box], context: Sequence[Box], width: float, height: float) -> Tiles | None:
    """What a picture shows of a page so wide and so high; None where none of the boxes marked is on the page."""
    inside = [box for box in marked if _is_inside(box, width, height)]
    if not inside:
        return None
    boxes = [*inside, *(box for box in context if _is_inside(box, width, height))]
    across = _merged(((left, right) for left, _, right, _ in boxes), _BESIDE, _FAR_BESIDE, width)
    down = _merged(((top, bottom) for _, top, _, bottom in boxes), _ABOVE, _FAR_ABOVE, height)
    sides = _nearest(across, [(box[0], box[2]) for box in inside], WIDEST)
    return Tiles(sides, _nearest(down, [(box[1], box[3]) for box in inside], HIGHEST))


def _is_inside(box: Box, width: float, height: float) -> bool:
    left, top, right, bottom = box
    return left <= right and top <= bottom and right > 0 and bottom > 0 and left < width and top < height


def _merged(spans: Iterable[Span], around: float, far: float, end: float) -> list[Span]:
    merged: list[Span] = []
    for start, stop in sorted(spans):
        start, stop = max(0.0, start - around), min(end, stop + around)
        if merged and start - merged[-1][1] < far:
            merged[-1] = merged[-1][0], max(merged[-1][1], stop)
        else:
            merged.append((start, stop))
    return merged


def _nearest(spans: list[Span], marked: list[Span], most: float) -> tuple[Span, ...]:
    """The stretches nearest to the first one marked, as much of them as there is room for."""
    middle = sum(marked[0]) / 2
    taken: list[Span] = []
    for span in sorted(spans, key=lambda span: max(span[0] - middle, middle - span[1], 0.0)):
        room = most - sum(end - begin for begin, end in taken)
        if span[1] - span[0] <= room:
            taken.append(span)
        elif not taken:
            begin = min(max(span[0], _middle(marked, most) - room / 2), span[1] - room)
            taken.append((begin, begin + room))
    return tuple(sorted(taken))


def _middle(marked: list[Span], most: float) -> float:
    """The middle of all that is marked where there is room for it, else of the first."""
    start, stop = min(start for start, _ in marked), max(stop for _, stop in marked)
    return (start + stop) / 2 if stop - start < most else sum(marked[0]) / 2
