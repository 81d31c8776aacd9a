"""Pictures of parts of pages, with figures boxed: what the document shows where something was read.

A document is not trusted. What is drawn is bounded in pixels and in time, and a page that the reader would not read to its end is not
drawn; where a picture cannot be made there is none. Fonts that a PDF does not contain are those of the machine, unless PDFium was
told to use none (`substitution`), as it is in a process that reads: there they are boxes.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil, floor, isfinite

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from auditor.documents.model import Box
from auditor.documents.pdf.graphics import is_drawable
from auditor.documents.pdf.opening import open_pdf
from auditor.documents.pdf.pdfium import Upright, upright
from auditor.documents.pdf.png import Colour, png_of
from auditor.documents.pdf.tiles import Span, Tiles, tiles_of
from auditor.documents.pictures import Picture, Tone, View
from auditor.errors import UnreadableDocument

DPI = 110
_MOST_PIXELS = 4_000_000
_MOST_SECONDS, _MOST_SECONDS_IN_ALL = 4.0, 20.0
"""For one page, for one document."""
_LARGEST_SIDE = 30_000
"""Pixels of a whole page along one side, of which only the part that is shown is drawn."""

_INK = 11
"""So many shades from black to white come first in the palette."""
_RED, _PALE_RED, _AMBER, _PALE_AMBER, _BLUE = range(_INK, _INK + 5)
_COLOURS: tuple[Colour, ...] = (
    *((shade, shade, shade) for shade in (round(255 * step / (_INK - 1)) for step in range(_INK))),
    (0xC6, 0x28, 0x1F),
    (0xFF, 0xD3, 0xCE),
    (0xB3, 0x62, 0x00),
    (0xFF, 0xE3, 0xB0),
    (0x1A, 0x5F, 0xB4),
)
_SHADES = bytes(round(value / 255 * (_INK - 1)) for value in range(256))
_PAPER, _TEAR = _INK - 1, _INK - 4
_PALE = 8
"""Shades from this one on take the colour of what they are marked with; darker ones are print."""
_FRAMES = {"wrong": (_RED, _PALE_RED, 3), "doubt": (_AMBER, _PALE_AMBER, 3), "part": (_BLUE, None, 2)}
_AROUND, _OVER = 3, 1
"""Pixels between the box of a figure and its frame, beside it and above it: the boxes are those of fonts, which are high."""
_GAP = 13
"""Pixels where something is left out."""


def cut(content: bytes, views: Sequence[View], password: str | None = None) -> list[Picture | None]:
    """A picture for every view, None where none can be made."""
    pictures: list[Picture | None] = [None] * len(views)
    try:
        document = open_pdf(content, password)
    except (UnreadableDocument, ValueError):
        return pictures
    end = time.monotonic() + _MOST_SECONDS_IN_ALL
    try:
        for page in dict.fromkeys(view.page for view in views):
            if time.monotonic() > end:
                break
            numbers = [number for number, view in enumerate(views) if view.page == page]
            for number, picture in zip(numbers, _of_page(document, [views[number] for number in numbers]), strict=True):
                pictures[number] = picture
    finally:
        document.close()
    return pictures


def _of_page(document: pdfium.PdfDocument, views: Sequence[View]) -> Iterator[Picture | None]:
    page = raw.FPDF_LoadPage(document.raw, views[0].page - 1)
    if not page:
        yield from (None for _ in views)
        return
    try:
        deadline = time.monotonic() + _MOST_SECONDS
        known = upright(page) if is_drawable(page) else None
        for view in views:
            yield None if known is None else _picture(page, known, view, deadline)
    finally:
        raw.FPDF_ClosePage(page)


def _picture(page: raw.FPDF_PAGE, known: Upright, view: View, deadline: float) -> Picture | None:
    tiles = tiles_of([mark.box for mark in view.marks], view.context, known.width, known.height)
    if tiles is None:
        return None
    canvas = _Canvas(page, known, tiles)
    rows = canvas.drawn(deadline)
    if rows is None:
        return None
    frames = [(mark, canvas.place(mark.box)) for mark in view.marks]
    for mark, place in sorted(frames, key=lambda frame: frame[0].tone != "part"):
        if place is not None:
            _frame(rows, place, mark.tone)
    png = png_of([bytes(row) for row in rows], _COLOURS)
    places = tuple(place for _, place in frames if place is not None)
    return Picture(view.page, png, len(rows[0]), len(rows), places)


class _Canvas:
    """The part of a page that a picture shows, in pixels of the whole page as it is read."""

    def __init__(self, page: raw.FPDF_PAGE, known: Upright, tiles: Tiles) -> None:
        self._page = page
        self._known = known
        across, down = tiles
        extent = (across[-1][1] - across[0][0]) * (down[-1][1] - down[0][0])
        scale = DPI / 72
        if isfinite(extent) and extent > 0:
            scale = min(scale, (_MOST_PIXELS / extent) ** 0.5)
        self._scale = min(scale, _LARGEST_SIDE / max(known.width, known.height, 1.0))
        self._across = [self._pixels(span) for span in across]
        self._down = [self._pixels(span) for span in down]

    def _pixels(self, span: Span) -> tuple[int, int]:
        return floor(span[0] * self._scale), max(floor(span[0] * self._scale) + 1, ceil(span[1] * self._scale))

    def drawn(self, deadline: float) -> list[bytearray] | None:
        """The rows of the picture, a shade to a byte; None where the page is not drawn in time."""
        left, top = self._across[0][0], self._down[0][0]
        width, height = self._across[-1][1] - left, self._down[-1][1] - top
        x, y, right, bottom = (round(side * self._scale) for side in self._known.drawn)
        frame = (x - left, y - top, max(1, right - x), max(1, bottom - y))
        with _bitmap(width, height) as bitmap:
            if not bitmap or not _render(bitmap, self._page, frame, self._known.turns, deadline):
                return None
            stride = raw.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height).translate(_SHADES)
        return self._joined(pixels, stride, left, top)

    def _joined(self, pixels: bytes, stride: int, left: int, top: int) -> list[bytearray]:
        """The stretches side by side and one above the other, a dotted line where something is left out between."""
        rows: list[bytearray] = []
        for number, (start, stop) in enumerate(self._down):
            if number:
                width = len(rows[0])
                dots = bytes(_TEAR if at // 4 % 2 else _PAPER for at in range(width))
                rows += [bytearray(dots if step == _GAP // 2 else bytes([_PAPER]) * width) for step in range(_GAP)]
            for y in range(start - top, stop - top):
                between = bytearray([_PAPER]) * _GAP
                between[_GAP // 2] = _TEAR if y // 4 % 2 else _PAPER
                parts = (pixels[y * stride + a - left : y * stride + b - left] for a, b in self._across)
                rows.append(bytearray(bytes(between).join(parts)))
        return rows

    def place(self, box: Box) -> Box | None:
        """Where a box of the page is in the picture; None where it is not shown."""
        left, right = _moved(box[0] * self._scale, box[2] * self._scale, self._across)
        top, bottom = _moved(box[1] * self._scale, box[3] * self._scale, self._down)
        return None if right is None or bottom is None else (left, top, right, bottom)


def _moved(start: float, stop: float, spans: Sequence[tuple[int, int]]) -> tuple[float, float | None]:
    """A stretch of the page as one of the picture; None for its end where most of it is left out."""
    before = 0.0
    for begin, end in spans:
        if begin <= (start + stop) / 2 <= end:
            return before + start - begin, before + stop - begin
        before += end - begin + _GAP
    return 0.0, None


@contextmanager
def _bitmap(width: int, height: int) -> Iterator[raw.FPDF_BITMAP]:
    """A white picture in shades; none where there is no memory for it."""
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        yield None
        return
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        yield bitmap
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _render(
    bitmap: raw.FPDF_BITMAP, page: raw.FPDF_PAGE, frame: tuple[int, int, int, int], turns: int, deadline: float
) -> bool:
    """Whether the page could be drawn before the deadline; what lies over the page as annotations is not drawn."""
    pause = raw.IFSDK_PAUSE(version=1)
    kinds = dict(raw.IFSDK_PAUSE._fields_)
    answer: Callable[..., int] = lambda _: time.monotonic() > deadline  # noqa: E731
    pause.NeedToPauseNow = kinds["NeedToPauseNow"](answer)
    flags = raw.FPDF_GRAYSCALE | raw.FPDF_RENDER_LIMITEDIMAGECACHE
    status = raw.FPDF_RenderPageBitmap_Start(bitmap, page, *frame, turns, flags, pause)
    raw.FPDF_RenderPage_Close(page)
    return bool(status == raw.FPDF_RENDER_DONE)


def _frame(rows: list[bytearray], place: Box, tone: Tone) -> None:
    """A frame around a figure; one that is solid colours the paper within it too."""
    colour, ground, thick = _FRAMES[tone]
    height, width = len(rows), len(rows[0])
    beside, above = _AROUND + thick, _OVER + thick
    left, top = max(0, floor(place[0]) - beside), max(0, floor(place[1]) - above)
    right, bottom = min(width, ceil(place[2]) + beside), min(height, ceil(place[3]) + above)
    tint = bytes(shade if shade < _PALE or ground is None else ground for shade in range(256))
    line = bytes([colour]) * max(0, right - left)
    for y in range(top, bottom):
        row = rows[y]
        if y < top + thick or y >= bottom - thick:
            row[left:right] = line
            continue
        if ground is not None:
            row[left:right] = row[left:right].translate(tint)
        row[left : left + thick] = line[:thick]
        row[right - thick : right] = line[:thick]
