"""Pages as PDFium reads them: the characters, rulings and images of each page.

PDFium must not be called from two threads at once; a process reads one document at a time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from math import inf

import pypdfium2.raw as raw

from auditor.documents.model import Box
from auditor.documents.pdf.clipping import Clips
from auditor.documents.pdf.geometry import Char, PageContent
from auditor.documents.pdf.graphics import Graphics, has_hidden_text
from auditor.documents.pdf.opening import open_pdf
from auditor.documents.pdf.substitution import use_no_installed_fonts
from auditor.documents.refusals import refused
from auditor.tuples import NamedTuple

MOST_PAGES = 2000
_MOST_CHARS = 200_000
"""So many characters of one page are read; a page of print has less than 10,000."""
_IMAGE_PAGE = 0.5
"""Images that cover more than this share of a page are the page."""
_FEW_CHARS = 20
_QUARTER_TURN = 1.5707963267948966
_ASLANT = 0.2
"""Slope of a baseline from which text is no part of what is printed on the page but a mark stamped over it."""
_UPRIGHT = 0.25
"""Share of a page's characters that stand upright as the page's entry has it turned; headers may outnumber them."""
_HYPHENS = (0xFFFE, 0x02)
_HALVES = range(0xD800, 0xE000)
"""Characters behind the first 65,536 are given as two of these."""
_SECOND_HALVES = range(0xDC00, 0xE000)
_SPACES = (0x20, 0xA0, 0x3000)

Turn = Callable[[float, float, float, float], Box]
"""Left, bottom, right, top in the page's own coordinates to a box on the page as it is read."""


class Upright(NamedTuple):
    """How a page lies as it is read, in points."""

    width: float
    height: float
    turns: int
    """By how many quarters, clockwise, it is turned from how its entry has it."""
    drawn: Box
    """What of it PDFium draws: all, but for a crop box that reaches beyond the page's."""


def upright(page: raw.FPDF_PAGE) -> Upright:
    """How a page lies as it is read: boxes of what is read are in these coordinates."""
    rotation, quarter = raw.FPDFPage_GetRotation(page), _quarter_of(page)
    turn, width, height = _turning(page, quarter)
    box = raw.FS_RECTF()
    drawn = (0.0, 0.0, width, height)
    if raw.FPDF_GetPageBoundingBox(page, box):
        drawn = turn(box.left, box.bottom, box.right, box.top)
    return Upright(width, height, (quarter - rotation) % 4, drawn)


def unturned(page: raw.FPDF_PAGE) -> Turn:
    """How boxes of what is read become left, bottom, right, top in the page's own coordinates."""
    left, bottom, right, top = _visible_box(page)
    turns: tuple[Turn, ...] = (
        lambda x0, y0, x1, y1: (left + x0, top - y1, left + x1, top - y0),
        lambda x0, y0, x1, y1: (left + y0, bottom + x0, left + y1, bottom + x1),
        lambda x0, y0, x1, y1: (right - x1, bottom + y0, right - x0, bottom + y1),
        lambda x0, y0, x1, y1: (right - y1, top - x1, right - y0, top - x0),
    )
    return turns[_quarter_of(page)]


def _quarter_of(page: raw.FPDF_PAGE) -> int:
    """By how many quarters a page is turned as it is read."""
    text = raw.FPDFText_LoadPage(page)
    try:
        count = min(raw.FPDFText_CountChars(text), _MOST_CHARS)
        return _quarter_turn(text, count, raw.FPDFPage_GetRotation(page))
    finally:
        raw.FPDFText_ClosePage(text)


class PdfFile:
    """An open PDF. Raises `UnreadableDocument` for one that is encrypted, damaged, empty, too long, or draws without end."""

    def __init__(self, content: bytes, password: str | None = None) -> None:
        use_no_installed_fonts()
        self._pdf = open_pdf(content, password)
        self.pages = len(self._pdf)
        if not self.pages:
            self.close()
            raise refused("pdf-no-pages")
        if self.pages > MOST_PAGES:
            self.close()
            raise refused("pdf-too-many-pages", pages=self.pages, most=MOST_PAGES)

    def close(self) -> None:
        self._pdf.close()

    def read_pages(self) -> Iterator[PageContent]:
        for index in range(self.pages):
            page = raw.FPDF_LoadPage(self._pdf.raw, index)
            if not page:
                raise refused("pdf-page-damaged", page=index + 1)
            try:
                yield _read_page(page, index + 1)
            finally:
                raw.FPDF_ClosePage(page)


def _read_page(page: raw.FPDF_PAGE, number: int) -> PageContent:
    text = raw.FPDFText_LoadPage(page)
    try:
        count = min(raw.FPDFText_CountChars(text), _MOST_CHARS)
        quarter = _quarter_turn(text, count, raw.FPDFPage_GetRotation(page))
        turn, width, height = _turning(page, quarter)
        clips = Clips(text, turn, width, height)
        chars, slanted, unmapped = _read_chars(text, count, turn, quarter == 0, clips)
    finally:
        raw.FPDFText_ClosePage(text)
    graphics = Graphics(turn, width, height)
    graphics.read(page)
    is_scan = graphics.image_cover > _IMAGE_PAGE and (len(chars) < _FEW_CHARS or has_hidden_text(page))
    return PageContent(number, width, height, chars, slanted, graphics.rulings, unmapped, is_scan, graphics.is_cut)


def _turning(page: raw.FPDF_PAGE, quarter: int) -> tuple[Turn, float, float]:
    """How coordinates of the page become coordinates as it is read, and its size then."""
    left, bottom, right, top = _visible_box(page)
    turns: tuple[Turn, ...] = (
        lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0),
        lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0),
    )
    width, height = right - left, top - bottom
    return turns[quarter], *((width, height) if quarter % 2 == 0 else (height, width))


def _visible_box(page: raw.FPDF_PAGE) -> tuple[float, float, float, float]:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPage_GetCropBox(page, *sides) and not raw.FPDFPage_GetMediaBox(page, *sides):
        width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        return (0, 0, height, width) if raw.FPDFPage_GetRotation(page) % 2 else (0, 0, width, height)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _quarter_turn(text: raw.FPDF_TEXTPAGE, count: int, hint: int) -> int:
    """The quarter turn that makes characters upright: that of the page's own entry, or, where hardly any are so, of most of them."""
    votes = [0, 0, 0, 0]
    for index in range(0, count, max(1, count // 60)):
        if raw.FPDFText_GetUnicode(text, index) > 0x20:
            votes[round(-raw.FPDFText_GetCharAngle(text, index) / _QUARTER_TURN) % 4] += 1
    return votes.index(max(votes)) if votes[hint] < _UPRIGHT * sum(votes) else hint


def _read_chars(
    text: raw.FPDF_TEXTPAGE, count: int, turn: Turn, is_upright: bool, clips: Clips
) -> tuple[list[Char], list[Char], int]:
    """The characters in the order of the page's content, those set aslant, and how many have no meaning; those read U+FFFD."""
    unicode_of, box_of, origin_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    is_generated, is_unmapped = raw.FPDFText_IsGenerated, raw.FPDFText_HasUnicodeMapError
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    chars: list[Char] = []
    slanted: list[Char] = []
    unmapped = 0
    last_x = last_y = inf
    is_aslant = False
    for index in range(count):
        code = unicode_of(text, index)
        if code in _HALVES:
            code = _joined(text, index)
        if code in (None, 13, 10) or (code in _SPACES and is_generated(text, index) == 1):
            continue
        if not box_of(text, index, box_at):
            continue
        origin_of(text, index, x_at, y_at)
        # Upright text keeps its baseline; one that moves both ways opens a run of its own.
        if y.value != last_y and x.value != last_x:
            is_aslant = _is_aslant(text, index)
        last_x, last_y = x.value, y.value
        if code in _HYPHENS:
            code = 0x2D
        elif code in (0, 0xFFFD) or is_unmapped(text, index) == 1:
            unmapped += not is_aslant
            code = 0xFFFD
        left, top, right, bottom = turn(box.left, box.bottom, box.right, box.top)
        baseline = top + (box.top - y.value) if is_upright else turn(x.value, y.value, x.value, y.value)[1]
        down = clips.moved(index, (left, top, right, bottom))
        if down is None:
            continue
        if down:
            top, bottom, baseline = top + down, bottom + down, baseline + down
        (slanted if is_aslant else chars).append(Char(left, top, right, bottom, chr(code), baseline))
    return chars, slanted, unmapped


def _joined(text: raw.FPDF_TEXTPAGE, index: int) -> int | None:
    """The character of which a half stands at an index: at its first half; None at its second, U+FFFD where the other is missing."""
    before, half, after = (raw.FPDFText_GetUnicode(text, place) for place in (index - 1, index, index + 1))
    if half in _SECOND_HALVES:
        return None if before in _HALVES and before not in _SECOND_HALVES else 0xFFFD
    return 0x10000 + (half - 0xD800 << 10) + (after - 0xDC00) if after in _SECOND_HALVES else 0xFFFD


def _is_aslant(text: raw.FPDF_TEXTPAGE, index: int) -> bool:
    """Whether a character's baseline runs askew over the page; one of italics does not."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    less, more = sorted((abs(matrix.a), abs(matrix.b)))
    return bool(less > _ASLANT * more)
