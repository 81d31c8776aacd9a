"""A PDF that does not contain its fonts is read by none that the machine has."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as raw
import pytest

from auditor.documents.pdf.geometry import Char
from auditor.documents.pdf.pdfium import PdfFile
from auditor.documents.pdf.substitution import use_no_installed_fonts
from auditor.documents.pdf.typeface import boxes_for_every_character
from tests.documents.pdf_pages import HALF, RARE, PdfPage, pdf_of

_STEP = 20.0
_BASELINE = 100.0


def _one_by_one(text: str, font: str) -> PdfPage:
    """A page on which each character is a text of its own, as some programs write all of them."""
    page = PdfPage()
    for place, char in enumerate(text):
        page.text(50 + _STEP * place, _BASELINE, char, font=font)
    return page


def _chars(page: PdfPage) -> list[Char]:
    file = PdfFile(pdf_of(page))
    try:
        (content,) = file.read_pages()
    finally:
        file.close()
    return content.chars


@pytest.mark.parametrize("font", ["/Han", "/Said"])
@pytest.mark.parametrize("text", ["甲乙丙〇", "收入Ag19", "，。（）％－", "¥①±×—…", "カナあ"])
def test_a_character_set_alone_is_read_whatever_its_font_is(text: str, font: str) -> None:
    assert "".join(char.text for char in _chars(_one_by_one(text, font))) == text


def test_characters_set_alone_of_which_the_font_does_not_say_what_they_are_are_counted() -> None:
    text = "看不懂的文字"
    assert [char.text for char in _chars(_one_by_one(text, "/Blind"))] == ["\N{REPLACEMENT CHARACTER}"] * len(text)


@pytest.mark.parametrize(("text", "advance"), [("8", 5.0), ("A", 5.0), ("l", 5.0), ("甲", 10.0), ("。", 10.0)])
def test_a_character_reaches_as_far_as_its_advance_whatever_its_glyph_does(text: str, advance: float) -> None:
    (char,) = _chars(PdfPage().text(50, _BASELINE, text))
    assert (char.left, char.right) == pytest.approx((50, 50 + advance), abs=0.001)


def test_all_characters_of_a_line_are_of_one_height() -> None:
    heights = {round(char.height, 2) for char in _chars(PdfPage().text(50, _BASELINE, "合计Ag，1"))}
    assert heights == {10.0}


def test_a_character_behind_the_first_65536_is_one_and_half_of_it_is_none() -> None:
    chars = _chars(PdfPage().text(50, _BASELINE, f"甲{RARE}{HALF}乙", font="/Said"))
    assert [char.text for char in chars] == ["甲", "𠀋", "\N{REPLACEMENT CHARACTER}", "乙"]
    assert [char.left for char in chars] == [50, 60, 70, 80]
    assert [char.text for char in _chars(_one_by_one(RARE, "/Said"))] == ["𠀋"]


def _asked_for(face: bytes, weight: int = 400, charset: int = raw.FXFONT_GB2312_CHARSET) -> int | None:
    """The handle that PDFium is given for a face."""
    info = use_no_installed_fonts()
    handle: int | None = info.MapFont(info, weight, 0, charset, 0, ctypes.create_string_buffer(face), None)
    return handle


@pytest.mark.parametrize("charset", [raw.FXFONT_ANSI_CHARSET, raw.FXFONT_GB2312_CHARSET, raw.FXFONT_SHIFTJIS_CHARSET])
def test_every_face_is_answered_with_the_same_font(charset: int) -> None:
    info = use_no_installed_fonts()
    handle = _asked_for(b"SimSun", charset=charset)
    size = info.GetFontData(info, handle, 0, None, 0)
    content = (ctypes.c_ubyte * size)()
    assert info.GetFontData(info, handle, 0, content, size) == size
    assert bytes(content) == boxes_for_every_character()


@pytest.mark.parametrize("face", [b"Helvetica", b"Times-Bold", b"Courier"])
def test_standard_fonts_are_left_to_pdfium_which_has_their_widths(face: bytes) -> None:
    assert _asked_for(face, charset=raw.FXFONT_ANSI_CHARSET) is None


def test_han_characters_under_the_name_of_a_standard_font_are_not() -> None:
    assert _asked_for(b"Times-Roman", charset=raw.FXFONT_GB2312_CHARSET) is not None


def test_weights_that_no_font_has_get_no_copy_of_the_font() -> None:
    assert _asked_for(b"SimSun", weight=1000) is not None
    assert _asked_for(b"SimSun", weight=1005) is None


def test_digits_of_a_standard_font_keep_its_widths() -> None:
    first, second = _chars(PdfPage().latin(50, _BASELINE, "10"))
    assert second.left - first.left == pytest.approx(5.56, abs=0.001)
