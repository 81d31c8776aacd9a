"""What is drawn on the pages of an OFD file: characters, straight paths, images, in millimetres from the page's corner."""

from __future__ import annotations

from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from auditor.documents.ofd.values import Matrix, box, matrix, number, numbers, steps, subpaths
from auditor.documents.pdf.rulings import Pen, Point
from auditor.tuples import NamedTuple

MOST_OBJECTS = 100_000
_MOST_CHARS = 200_000
_MOST_POINTS = 400_000
_DEEPEST = 8
_ALMOST_WHITE = 250
_NARROW = 0.5
"""Width of a Latin character, in ems, where nothing says it."""
_USUAL = 1.25
"""A step of more than so many widths is a gap behind the character."""
_QUARTERS = {90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}


class Glyph(NamedTuple):
    """A character: where its baseline begins, how far it reaches along it, and up from it."""

    at: Point
    along: Point
    up: Point
    text: str


class Marks(NamedTuple):
    """What is drawn, in its order."""

    glyphs: list[Glyph]
    paths: list[tuple[list[Point], Pen]]
    images: list[tuple[float, float, float, float]]
    """Left, top, right, bottom."""
    is_cut: bool


def name_of(element: Element) -> str:
    """The name of an element, whatever its namespace: producers write several."""
    return element.tag.rpartition("}")[2]


def child(element: Element, name: str) -> Element | None:
    return next((inner for inner in element if name_of(inner) == name), None)


class Drawing:
    """Collects what objects draw; `units` are the graphics that objects may draw again, by their number."""

    def __init__(self, units: dict[str, Element]) -> None:
        self._units = units
        self._glyphs: list[Glyph] = []
        self._paths: list[tuple[list[Point], Pen]] = []
        self._images: list[tuple[float, float, float, float]] = []
        self._objects = self._points = 0

    @property
    def is_full(self) -> bool:
        """Whether no more is drawn."""
        return self._objects > MOST_OBJECTS or len(self._glyphs) > _MOST_CHARS or self._points > _MOST_POINTS

    def marks(self) -> Marks:
        return Marks(self._glyphs, self._paths, self._images, self.is_full)

    def draw(self, drawn: Element, outer: Matrix = Matrix(), depth: int = 0) -> None:  # noqa: B008 - never changed
        """Draw an object, or all in a block of them."""
        kind = name_of(drawn)
        self._objects += 1
        if self.is_full or drawn.get("Visible") == "false" or drawn.get("Alpha") == "0":
            return
        left, top, width, height = box(drawn.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        place = Matrix(e=left, f=top).inside(outer)
        inner = matrix(drawn.get("CTM")).inside(place)
        if kind == "TextObject":
            self._draw_text(drawn, inner)
        elif kind == "PathObject":
            self._draw_path(drawn, inner)
        elif kind == "ImageObject":
            (x0, y0), (x1, y1) = place.point(0, 0), place.point(width, height)
            self._images.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        elif kind == "CompositeObject":
            unit = self._units.get(drawn.get("ResourceID") or "")
            if unit is not None and depth < _DEEPEST:
                for part in child(unit, "Content") or ():
                    self.draw(part, inner, depth + 1)
        elif kind in ("PageBlock", "Layer") and depth < _DEEPEST:
            for part in drawn:
                self.draw(part, outer, depth + 1)

    def _draw_text(self, drawn: Element, inner: Matrix) -> None:
        if drawn.get("Fill") == "false" and drawn.get("Stroke") != "true":
            return
        size = number(drawn.get("Size"))
        scale = number(drawn.get("HScale"), 1.0) or 1.0
        along = _QUARTERS.get(round(number(drawn.get("CharDirection"))), (1.0, 0.0))
        reading = _QUARTERS.get(round(number(drawn.get("ReadDirection"))), (1.0, 0.0))
        x = y = 0.0
        for code in drawn:
            if name_of(code) != "TextCode":
                continue
            text = (code.text or "").replace("\r", "").replace("\n", "")[: _MOST_CHARS + 1]
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            across, down = steps(code.get("DeltaX"), len(text) - 1), steps(code.get("DeltaY"), len(text) - 1)
            at = (x, y)
            for place, character in enumerate(text):
                usual = size * scale * (1.0 if east_asian_width(character) in "WFA" else _NARROW)
                if across is None and down is None:
                    step = usual * reading[0], usual * reading[1]
                else:
                    step = _at(across, place), _at(down, place)
                ahead = step[0] * along[0] + step[1] * along[1]
                width = ahead if 0 < ahead <= _USUAL * usual else usual
                self._glyphs.append(
                    Glyph(
                        inner.point(*at),
                        inner.step(width * along[0], width * along[1]),
                        inner.step(size * along[1], -size * along[0]),
                        character,
                    )
                )
                at = at[0] + step[0], at[1] + step[1]
            if self.is_full:
                return

    def _draw_path(self, drawn: Element, inner: Matrix) -> None:
        pen = _pen_of(drawn)
        data = child(drawn, "AbbreviatedData")
        if data is None or not (pen.fills or pen.strokes):
            return
        for points in subpaths(data.text or "", _MOST_POINTS):
            self._points += len(points)
            self._paths.append(([inner.point(x, y) for x, y in points], pen))
            if self.is_full:
                return


def _at(values: list[float] | None, place: int) -> float:
    return values[place] if values is not None and place < len(values) else 0.0


def _pen_of(drawn: Element) -> Pen:
    """How a path is drawn: its stroke is, its filling is not, unless it says otherwise."""
    strokes, fills = drawn.get("Stroke") != "false", drawn.get("Fill") == "true"
    colour = child(drawn, "StrokeColor" if strokes else "FillColor")
    return Pen(fills, strokes, colour is not None and _is_white(colour))


def _is_white(colour: Element) -> bool:
    """Whether a colour is not seen on white paper: grey or red, green and blue at their most, cyan to black at their least."""
    values = numbers(colour.get("Value"))
    if colour.get("Alpha") == "0":
        return True
    return not any(values) if len(values) == 4 else bool(values) and min(values) >= _ALMOST_WHITE
