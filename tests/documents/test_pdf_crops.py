"""Pictures of pages: figures are boxed where they stand, however the page lies; what cannot be drawn is no failure."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image

from auditor.documents import Paragraph, read_document
from auditor.documents.model import Box
from auditor.documents.pdf import crops
from auditor.documents.pdf.crops import cut
from auditor.documents.pdf.png import png_of
from auditor.documents.pdf.tiles import HIGHEST, tiles_of
from auditor.documents.pictures import Mark, Picture, View
from tests.documents.pdf_pages import PdfPage, pdf_of

FIGURE = "12345.67"


def box_of(content: bytes, tmp_path: Path) -> tuple[int, Box]:
    """The page and the box of the figure, as it is read."""
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    for block in read_document(file).blocks:
        for source in [block.source] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]:
            at = source.text.find(FIGURE)
            if at >= 0:
                place = source.locate(at, at + len(FIGURE))
                assert place.page is not None and place.bbox is not None
                return place.page, place.bbox
    raise AssertionError("the figure was not read")


def picture_of(content: bytes, *views: View) -> Picture:
    (picture,) = cut(content, views)
    assert picture is not None
    return picture


def image_of(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.png))
    assert image.size == (picture.width, picture.height)
    return image.convert("RGB")


def is_ink(pixel: tuple[int, ...]) -> bool:
    return max(pixel) < 110


def ink_in(image: Image.Image, box: Box) -> int:
    left, top, right, bottom = map(round, box)
    return sum(is_ink(image.getpixel((x, y))) for x in range(left, right) for y in range(top, bottom))  # type: ignore[arg-type]


PAGES = {
    "upright": PdfPage(),
    "a quarter": PdfPage(rotate=90),
    "upside down": PdfPage(rotate=180),
    "three quarters": PdfPage(rotate=270),
    "cut": PdfPage(crop=(40, 300, 500, 800)),
    "cut and turned": PdfPage(rotate=90, crop=(40, 300, 500, 800)),
    "cut beyond its edge": PdfPage(crop=(-30, -20, 620, 900)),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_figure_is_boxed_where_it_stands_however_the_page_lies(name: str, tmp_path: Path) -> None:
    page = PAGES[name]
    page.content.clear()
    page.latin(100, 200, "Total", 12).latin(200, 200, FIGURE, 12)
    content = pdf_of(page)
    number, box = box_of(content, tmp_path)
    picture = picture_of(content, View(number, (Mark(box, "wrong"),)))
    image = image_of(picture)
    (place,) = picture.places
    # Eight characters have so much ink, all of it within the box.
    assert ink_in(image, place) > 150
    assert ink_in(image, place) == ink_in(image, (0, 0, picture.width, picture.height))
    assert picture.width > picture.height


def test_text_that_its_page_has_lying_down_stands_upright(tmp_path: Path) -> None:
    page = PdfPage()
    for y in range(100, 700, 40):
        page.content.append(f"BT /Latin 12 Tf 0 1 -1 0 {y} 200 Tm (Total of it {y} and more) Tj ET")
    page.content.append(f"BT /Latin 12 Tf 0 1 -1 0 300 450 Tm ({FIGURE}) Tj ET")
    content = pdf_of(page)
    number, box = box_of(content, tmp_path)
    picture = picture_of(content, View(number, (Mark(box, "wrong"),)))
    assert picture.width > picture.height
    assert ink_in(image_of(picture), picture.places[0]) > 150


def test_the_suspect_is_solid_and_its_operands_are_outlined() -> None:
    page = PdfPage().latin(100, 200, FIGURE, 12).latin(200, 200, FIGURE, 12)
    marks = (Mark((100, 190, 150, 203), "wrong"), Mark((200, 190, 250, 203), "part"))
    picture = picture_of(pdf_of(page), View(1, marks))
    image = image_of(picture)
    red, blue = ([int(side) for side in place] for place in picture.places)
    assert image.getpixel((red[0] - 5, red[1])) == (0xC6, 0x28, 0x1F)
    assert image.getpixel((blue[0] - 4, blue[1])) == (0x1A, 0x5F, 0xB4)
    assert image.getpixel((red[0] + 1, red[1] - 1)) == (0xFF, 0xD3, 0xCE)
    assert image.getpixel((blue[0] + 1, blue[1] - 1)) == (255, 255, 255)


def test_what_lies_far_between_is_left_out() -> None:
    page = PdfPage().latin(60, 100, "head", 10).latin(60, 600, "label", 10).latin(500, 600, FIGURE, 10)
    view = View(1, (Mark((500, 590, 545, 602), "wrong"),), ((60, 90, 85, 102), (60, 590, 85, 602)))
    picture = picture_of(pdf_of(page), view)
    assert (picture.width, picture.height) < (300, 120)


def test_a_picture_has_no_more_than_there_is_room_for_and_always_its_first_figure() -> None:
    boxes: list[Box] = [(100, y, 150, y + 12) for y in (600, *range(20, 560, 60))]
    tiles = tiles_of(boxes, [], 595, 842)
    assert tiles is not None
    assert sum(stop - start for start, stop in tiles.down) <= HIGHEST
    assert any(start <= 600 <= stop for start, stop in tiles.down)
    tall = tiles_of([(100, 0, 150, 840)], [], 595, 842)
    assert tall is not None
    assert tall.down[0][1] - tall.down[0][0] == HIGHEST


@pytest.mark.parametrize("box", [(700, 10, 720, 20), (10, 900, 20, 910), (20, 20, 10, 10), (float("nan"), 1, 2, 3)])
def test_a_box_beyond_the_page_gives_no_picture(box: Box) -> None:
    assert cut(pdf_of(PdfPage()), [View(1, (Mark(box, "wrong"),))]) == [None]


MARK = View(1, (Mark((100, 190, 150, 203), "wrong"),))


def test_what_cannot_be_drawn_gives_no_picture() -> None:
    content = pdf_of(PdfPage().latin(100, 200, FIGURE))
    assert cut(b"no pdf", [MARK]) == [None]
    assert cut(b"", [MARK]) == [None]
    assert cut(content[: len(content) // 3], [MARK]) == [None]
    assert cut(content, [MARK._replace(page=2)]) == [None]
    assert cut(content, [MARK._replace(marks=())]) == [None]
    assert cut(content, []) == []


def test_an_encrypted_document_is_drawn_with_its_password() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(PdfPage().latin(100, 200, FIGURE))))
    writer.encrypt("secret", algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    assert cut(kept.getvalue(), [MARK]) == [None]
    assert cut(kept.getvalue(), [MARK], "wrong") == [None]
    assert cut(kept.getvalue(), [MARK], "secret") != [None]


def nested(levels: int, each: int) -> bytes:
    """A page whose form draws a form several times, which draws a form several times, and so on."""
    first = 5
    forms = []
    for level in range(levels):
        is_last = level == levels - 1
        drawn = b"0 0 10 10 re f" if is_last else b"/F Do " * each
        inner = b"" if is_last else b"/Resources << /XObject << /F %d 0 R >> >>" % (first + level + 1)
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] %s /Length %d >>" % (inner, len(drawn))
        forms.append(head + b"\nstream\n%s\nendstream" % drawn)
    content = b"/F Do"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *forms,
    ]
    made = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    return b"%PDF-1.4\n" + made + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def test_forms_within_forms_are_drawn_as_far_as_they_are_read() -> None:
    assert cut(nested(3, 3), [MARK]) != [None]
    assert cut(nested(12, 1), [MARK]) == [None]
    assert cut(nested(9, 5), [MARK]) == [None]


def test_a_page_that_is_not_drawn_in_time_gives_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    page = PdfPage()
    page.content += [f"{x} {y} 5 5 re f" for x in range(0, 590, 6) for y in range(0, 840, 6)]
    content = pdf_of(page)
    assert cut(content, [MARK]) != [None]
    monkeypatch.setattr(crops, "_MOST_SECONDS", 0.0)
    assert cut(content, [MARK]) == [None]
    monkeypatch.setattr(crops, "_MOST_SECONDS_IN_ALL", -1.0)
    assert cut(content, [MARK, MARK]) == [None, None]


def test_a_huge_page_is_drawn_in_bounds() -> None:
    started = time.monotonic()
    page = PdfPage(14400, 14400)
    view = View(1, tuple(Mark((x, x, x + 50, x + 12), "part") for x in range(0, 14000, 700)), ((0, 0, 14400, 14400),))
    picture = picture_of(pdf_of(page), view)
    assert picture.width * picture.height < 5_000_000
    assert time.monotonic() - started < 10


def test_a_picture_of_any_width_is_the_pixels_it_was_made_of() -> None:
    for width in (1, 2, 5, 8):
        rows = [bytes((x + y) % 16 for x in range(width)) for y in range(3)]
        image = Image.open(io.BytesIO(png_of(rows, [(shade * 17,) * 3 for shade in range(16)])))
        image.load()
        assert image.size == (width, 3)
        assert [bytes(image.getpixel((x, y)) for x in range(width)) for y in range(3)] == rows  # type: ignore[misc]
