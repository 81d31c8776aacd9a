"""PDFs for tests, written by hand: text at a place, rulings, images; Han text in a standard font that needs no embedding."""

from __future__ import annotations

from itertools import pairwise
from math import hypot, isinf
from typing import NamedTuple

A4 = (595.0, 842.0)
RARE, HALF = "\ue000", "\ue001"
"""Shown in the font `/Said`, these are the character 𠀋 and the first half of it."""
_HAN = "/Han"
_LATIN = "/Latin"


class PdfPage:
    """A page whose places are given from its upper left corner, in points; `y` of text is its baseline.

    `crop` is the box that is seen of it, in points from its lower left corner.
    """

    def __init__(
        self,
        width: float = A4[0],
        height: float = A4[1],
        rotate: int = 0,
        crop: tuple[float, float, float, float] | None = None,
    ) -> None:
        self.width, self.height, self.rotate = width, height, rotate
        self.crop = crop
        self.content: list[str] = []

    def text(
        self, x: float, y: float, text: str, size: float = 10, spacing: float = 0, font: str = _HAN, mode: int = 0
    ) -> PdfPage:
        shown = text.encode("utf-16-be").hex()
        self.content.append(
            f"BT {font} {size} Tf {mode} Tr {spacing} Tc 1 0 0 1 {x} {self.height - y} Tm <{shown}> Tj ET"
        )
        return self

    def latin(self, x: float, y: float, text: str, size: float = 10, spacing: float = 0) -> PdfPage:
        self.content.append(f"BT {_LATIN} {size} Tf 0 Tr {spacing} Tc 1 0 0 1 {x} {self.height - y} Tm ({text}) Tj ET")
        return self

    def turned(self, x: float, y: float, text: str, slope: float, size: float = 10) -> PdfPage:
        """Text whose baseline rises by `slope` for each point to the right, straight up when it is infinite."""
        shown = text.encode("utf-16-be").hex()
        length = hypot(1, slope)
        along, up = (0.0, 1.0) if isinf(slope) else (1 / length, slope / length)
        self.content.append(
            f"BT {_HAN} {size} Tf 0 Tr 0 Tc {along} {up} {-up} {along} {x} {self.height - y} Tm <{shown}> Tj ET"
        )
        return self

    def fill(self, x: float, y: float, width: float, height: float) -> PdfPage:
        """A filled rectangle, its upper left corner given."""
        self.content.append(f"{x} {self.height - y - height} {width} {height} re f")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        self.content.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> PdfPage:
        """Rulings along every given position."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def table(self, x: float, y: float, widths: list[float], rows: list[list[str]], height: float = 20) -> PdfPage:
        """A fully ruled table of texts."""
        xs = [x]
        for width in widths:
            xs.append(xs[-1] + width)
        ys = [y + height * index for index in range(len(rows) + 1)]
        self.grid(xs, ys)
        for top, row in zip(ys, rows, strict=False):
            for left, text in zip(xs, row, strict=False):
                if text:
                    self.text(left + 3, top + 14, text)
        return self

    def image(self, x: float, y: float, width: float, height: float) -> PdfPage:
        self.content.append(f"q {width} 0 0 {height} {x} {self.height - y - height} cm /Dot Do Q")
        return self


class _Objects:
    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def add(self, body: str | bytes) -> int:
        self.bodies.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.bodies)


class _Fonts(NamedTuple):
    han: int
    latin: int
    unmapped: int
    said: int


def _fonts(objects: _Objects) -> _Fonts:
    """A font with a predefined character map, a standard one, one that maps to no characters, and one that says them itself."""
    song = objects.add(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    cid = objects.add(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 [500] 2 95 500] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
        f"/FontDescriptor {song} 0 R >>"
    )
    han = objects.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        f"/DescendantFonts [{cid} 0 R] >>"
    )
    latin = objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    blind = objects.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Blind /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {song} 0 R >>"
    )
    unmapped = objects.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Blind /Encoding /Identity-H /DescendantFonts [{blind} 0 R] >>"
    )
    rows = " ".join(f"<{row:02x}00> <{row:02x}ff> <{row:02x}00>" for row in range(256) if row != ord(RARE) >> 8)
    rare = f"2 beginbfchar <{ord(RARE):04x}> <d840dc0b> <{ord(HALF):04x}> <d840> endbfchar"
    said_map = (
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {rare} 255 beginbfrange {rows} endbfrange".encode()
    )
    characters = objects.add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(said_map), said_map))
    said = objects.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Said /Encoding /Identity-H /DescendantFonts [{blind} 0 R] "
        f"/ToUnicode {characters} 0 R >>"
    )
    return _Fonts(han, latin, unmapped, said)


def pdf_of(*pages: PdfPage) -> bytes:
    """The file of some pages."""
    objects = _Objects()
    fonts = _fonts(objects)
    dot = objects.add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
        b"stream\n\x80\nendstream"
    )
    resources = objects.add(
        f"<< /Font << /Han {fonts.han} 0 R /Latin {fonts.latin} 0 R /Blind {fonts.unmapped} 0 R /Said {fonts.said} 0 R >> "
        f"/XObject << /Dot {dot} 0 R >> >>"
    )
    tree = len(objects.bodies) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        drawn = "\n".join(page.content).encode("latin-1")
        stream = objects.add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        crop = f"/CropBox [{' '.join(map(str, page.crop))}] " if page.crop else ""
        kids.append(
            objects.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page.width} {page.height}] {crop}/Rotate {page.rotate} "
                f"/Resources {resources} 0 R /Contents {stream} 0 R >>"
            )
        )
    objects.add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    root = objects.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    return _file_of(objects.bodies, root)


def _file_of(bodies: list[bytes], root: int) -> bytes:
    parts = [b"%PDF-1.7\n"]
    for number, body in enumerate(bodies, 1):
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    table = b"".join(b"%010d 00000 n \n" % start for start, _ in pairwise(offsets[1:]))
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(bodies) + 1,
        table,
        len(bodies) + 1,
        root,
        offsets[-1],
    )
    return b"".join(parts) + trailer
