"""The rulings and images among a page's graphics, nested forms included."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as raw

from auditor.documents.model import Box
from auditor.documents.pdf.geometry import Rulings
from auditor.documents.pdf.rulings import Pen, Point, add_path

_MOST_OBJECTS = 100_000
_MOST_SEGMENTS = 400_000
_DEEPEST = 8
_ALMOST_WHITE = 250

_Matrix = tuple[float, float, float, float, float, float]
Turn = Callable[[float, float, float, float], Box]


class Graphics:
    """Collects what is drawn on one page."""

    def __init__(self, turn: Turn, width: float, height: float) -> None:
        self.rulings = Rulings([], [], [], [])
        self.is_cut = False
        self._turn = turn
        self._width, self._height = width, height
        self._covered = 0.0
        self._objects = self._segments = 0

    @property
    def image_cover(self) -> float:
        return min(1.0, self._covered / (self._width * self._height)) if self._width and self._height else 0.0

    def read(self, page: raw.FPDF_PAGE) -> None:
        self._walk(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, (), 0)

    def _walk(
        self,
        holder: object,
        count: Callable[..., int],
        get: Callable[..., object],
        matrices: tuple[_Matrix, ...],
        depth: int,
    ) -> None:
        for index in range(count(holder)):
            self._objects += 1
            if self._objects > _MOST_OBJECTS or self._segments > _MOST_SEGMENTS:
                self.is_cut = True
                return
            drawn = get(holder, index)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._read_path(drawn, matrices)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._read_image(drawn)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = (_matrix_of(drawn), *matrices)
                self._walk(drawn, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)

    def _read_image(self, drawn: object) -> None:
        sides = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPageObj_GetBounds(drawn, *sides):
            left, top, right, bottom = self._turn(*(side.value for side in sides))
            width = max(0.0, min(self._width, right) - max(0.0, left))
            self._covered += width * max(0.0, min(self._height, bottom) - max(0.0, top))

    def _read_path(self, drawn: object, matrices: tuple[_Matrix, ...]) -> None:
        pen = _pen_of(drawn)
        if not pen.fills and not pen.strokes:
            return
        for points in self._subpaths(drawn, (_matrix_of(drawn), *matrices)):
            if len(points) > 1:
                add_path(self.rulings, points, pen)

    def _subpaths(self, drawn: object, matrices: tuple[_Matrix, ...]) -> list[list[Point]]:
        """The straight parts of a path; one that has a curve is no ruling."""
        paths: list[list[Point]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        is_curved = False
        for index in range(raw.FPDFPath_CountSegments(drawn)):
            self._segments += 1
            segment = raw.FPDFPath_GetPathSegment(drawn, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = (x.value, y.value)
            for a, b, c, d, e, f in matrices:
                point = (a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f)
            point = self._turn(*point, *point)[:2]
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO or not paths:
                paths.append([point])
                is_curved = False
            elif kind == raw.FPDF_SEGMENT_BEZIERTO:
                is_curved = True
                paths[-1].clear()
            elif not is_curved:
                paths[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment) and len(paths[-1]) > 1:
                paths[-1].append(paths[-1][0])
            if self._segments > _MOST_SEGMENTS:
                break
        return paths


def is_drawable(page: raw.FPDF_PAGE) -> bool:
    """Whether a page has no more objects, in forms no deeper, than are read: what draws itself over and over would be drawn for ever."""
    return _is_within(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, [_MOST_OBJECTS], 0)


def _is_within(
    holder: object, count: Callable[..., int], get: Callable[..., object], left: list[int], depth: int
) -> bool:
    """Whether the objects of a page or a form, and of the forms in it, are no more than are left."""
    objects = count(holder)
    left[0] -= objects
    if left[0] < 0 or depth > _DEEPEST:
        return False
    for index in range(objects):
        drawn = get(holder, index)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_FORM and not _is_within(
            drawn, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, left, depth + 1
        ):
            return False
    return True


def has_hidden_text(page: raw.FPDF_PAGE) -> bool:
    """Whether most text of a page is drawn invisibly."""
    texts = hidden = 0
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
            hidden += raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    return hidden * 2 > texts


def _matrix_of(drawn: object) -> _Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _pen_of(drawn: object) -> Pen:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
    colour = [ctypes.c_uint() for _ in range(4)]
    has_colour = (raw.FPDFPageObj_GetStrokeColor if stroke.value else raw.FPDFPageObj_GetFillColor)(drawn, *colour)
    red, green, blue, alpha = (part.value for part in colour)
    is_white = bool(has_colour) and (alpha == 0 or min(red, green, blue) > _ALMOST_WHITE)
    return Pen(bool(fill.value), bool(stroke.value), is_white)
