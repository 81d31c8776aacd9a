"""What a page does not show of its characters: a clip cuts them off, as that of a cell too low for its text, or of a merged
cell that goes on over pages and has all of its text drawn on each of them.

附件            page 1 shows the first line of 道路养护项目 in a merged cell, page 2 the second;
道路养|项目      each draws both, and its clip hides the other
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from math import inf

import pypdfium2.raw as raw

from auditor.documents.model import Box

_OF_PAGE = 0.5
"""A clip wider than this share of the page is that of the page's rows, not of one cell."""
_INSIDE = 0.5
_NEAR = 2.0
"""Points by which a character may stand beyond the bounds of the object that draws it."""

Turn = Callable[[float, float, float, float], Box]


class Clips:
    """The boxes inside which the characters of one page are seen, as the page is read."""

    def __init__(self, text: raw.FPDF_TEXTPAGE, turn: Turn, width: float, height: float) -> None:
        self._text = text
        self._turn = turn
        self._page: Box = (0.0, 0.0, width, height)
        self._known: dict[int, tuple[Box, Box]] = {}
        """By drawn object: its bounds, and where it is seen."""

    def moved(self, index: int, box: Box) -> float | None:
        """How far down a character that is hidden by more than half has to be moved for its middle to be seen; 0.0 where it is.

        None where nothing of it is seen, or where a page cuts its line: the next page shows the rest of it.
        """
        left, top, right, bottom = self._clip_of(index, box)
        above, below = box[1], box[3]
        middle = (above + below) / 2
        if top <= middle <= bottom:
            return 0.0
        if min(below, bottom) <= max(above, top) or right - left > _OF_PAGE * self._page[2]:
            return None
        return top + _INSIDE - middle if middle < top else bottom - _INSIDE - middle

    def _clip_of(self, index: int, box: Box) -> Box:
        drawn = raw.FPDFText_GetTextObject(self._text, index)
        if not drawn:
            return self._page
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self._known:
            self._known[key] = self._bounds(drawn), self._clip(drawn)
        bounds, clip = self._known[key]
        # What is drawn by a form has its bounds and clip in the coordinates of the form.
        return clip if _overlap(bounds, box) else self._page

    def _bounds(self, drawn: object) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(drawn, *sides):
            return (inf, inf, -inf, -inf)
        return self._turn(*(side.value for side in sides))

    def _clip(self, drawn: object) -> Box:
        """Where all rectangles of an object's clip overlap, of other shapes the boxes around them."""
        left, top, right, bottom = self._page
        path = raw.FPDFPageObj_GetClipPath(drawn)
        for number in range(max(0, raw.FPDFClipPath_CountPaths(path)) if path else 0):
            points = self._points(path, number)
            if points:
                across, down = [x for x, _ in points], [y for _, y in points]
                x0, y0, x1, y1 = self._turn(min(across), min(down), max(across), max(down))
                left, top, right, bottom = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
        return left, top, right, bottom

    @staticmethod
    def _points(path: object, number: int) -> list[tuple[float, float]]:
        points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for place in range(max(0, raw.FPDFClipPath_CountPathSegments(path, number))):
            segment = raw.FPDFClipPath_GetPathSegment(path, number, place)
            if segment and raw.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        return points


def _overlap(bounds: Box, box: Box) -> bool:
    return (
        bounds[0] - _NEAR <= box[2]
        and box[0] <= bounds[2] + _NEAR
        and bounds[1] - _NEAR <= box[3]
        and box[1] <= bounds[3] + _NEAR
    )
