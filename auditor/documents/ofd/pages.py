"""Pages of an OFD file as the PDF code reads pages: upright, in points, characters with their boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from auditor.documents.ofd.marks import Glyph, Marks
from auditor.documents.pdf.geometry import Char, PageContent, Rulings
from auditor.documents.pdf.rulings import Point, add_path

_POINTS = 72 / 25.4
"""Of a millimetre."""
_ASCENT, _DESCENT = 0.86, -0.14
"""How far, in ems, characters reach up from the baseline and down."""
_ASLANT = 0.2
"""Slope of a baseline from which text is a mark stamped over the page."""
_UPRIGHT = 0.25
"""Share of a page's characters that stand upright; the headers of a table that lies may outnumber them."""
_IMAGE_PAGE = 0.5
"""Images that cover more than this share of a page are the page."""
_FEW_CHARS = 20
_LOST = "\ufffd"

Turn = Callable[[Point], Point]


def page_content(number: int, sheet: tuple[float, float, float, float], marks: Marks) -> PageContent:
    """What is read off a page; `sheet` is its left, top, width and height in millimetres."""
    left, top, width, height = sheet
    quarters = [_quarter(glyph) for glyph in marks.glyphs]
    quarter = _quarter_of_page(quarters)
    turns: tuple[Turn, ...] = (
        lambda at: (at[0] - left, at[1] - top),
        lambda at: (at[1] - top, left + width - at[0]),
        lambda at: (left + width - at[0], top + height - at[1]),
        lambda at: (top + height - at[1], at[0] - left),
    )
    turn = turns[quarter]
    across, down = _scaled((width, height) if quarter % 2 == 0 else (height, width))
    chars: list[Char] = []
    slanted: list[Char] = []
    for glyph, own in zip(marks.glyphs, quarters, strict=True):
        char = _char(glyph, turn)
        if glyph.text >= " " and _is_on(char, across, down):
            (slanted if own is None else chars).append(char)
    rulings = Rulings([], [], [], [])
    for points, pen in marks.paths:
        add_path(rulings, [_scaled(turn(point)) for point in points], pen)
    covered = sum(_shared(image, sheet) for image in marks.images)
    is_scan = covered > _IMAGE_PAGE * width * height and len(chars) < _FEW_CHARS
    unmapped = sum(char.text == _LOST for char in chars)
    return PageContent(number, across, down, chars, slanted, rulings, unmapped, is_scan, marks.is_cut)


def _is_on(char: Char, width: float, height: float) -> bool:
    """Whether a character is seen on a page: it begins on it and is no larger than it."""
    is_small = max(char.right - char.left, char.height) < min(width, height)
    return is_small and 0 <= char.left < width and 0 <= char.baseline < height


def _quarter(glyph: Glyph) -> int | None:
    """By how many quarters, clockwise, a character is turned; None of one that stands askew."""
    x, y = glyph.along
    less, more = sorted((abs(x), abs(y)))
    if less > _ASLANT * more:
        return None
    return (0 if x >= 0 else 2) if abs(x) >= abs(y) else (1 if y > 0 else 3)


def _quarter_of_page(quarters: list[int | None]) -> int:
    """By how many quarters most characters are turned; 0 where enough stand upright."""
    counts = Counter(quarter for quarter in quarters if quarter is not None)
    if not counts or counts[0] >= _UPRIGHT * counts.total():
        return 0
    return counts.most_common(1)[0][0]


def _char(glyph: Glyph, turn: Turn) -> Char:
    x, y = glyph.at
    corners = [
        _scaled(turn((x + along * glyph.along[0] + up * glyph.up[0], y + along * glyph.along[1] + up * glyph.up[1])))
        for along in (0.0, 1.0)
        for up in (_ASCENT, _DESCENT)
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return Char(min(xs), min(ys), max(xs), max(ys), glyph.text, _scaled(turn(glyph.at))[1])


def _scaled(point: Point) -> Point:
    return point[0] * _POINTS, point[1] * _POINTS


def _shared(image: tuple[float, float, float, float], sheet: tuple[float, float, float, float]) -> float:
    """How much of a page an image covers."""
    left, top, width, height = sheet
    across = min(image[2], left + width) - max(image[0], left)
    down = min(image[3], top + height) - max(image[1], top)
    return max(0.0, across) * max(0.0, down)
