"""A file for Word, WPS and LibreOffice: an A4 page of an office, fonts for Chinese, tables whose head is repeated; no byte by chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from auditor.records.choices import Lang
from auditor.reports.own import MARK
from auditor.reports.terms import one_line
from auditor.tuples import NamedTuple

_CREATED = datetime(2000, 1, 1)
"""Of every file, so that the same run gives the same bytes."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
"""Of an official document, in mm (GB/T 9704)."""
TEXT_WIDTH = 210 - _MARGINS["left"] - _MARGINS["right"]
"""Of a line, in mm."""
_LATIN = "Times New Roman"
_FONTS: dict[str, tuple[str, str]] = {
    # as Chinese and as other letters are set
    "body": ("仿宋", _LATIN),
    "title": ("黑体", _LATIN),
    "heading": ("黑体", _LATIN),
    "subheading": ("楷体", _LATIN),
}
_BORDER = "7F7F7F"
_SHADE = "EDEDED"
_SUSPECT = RGBColor(0xB0, 0x00, 0x20)

Align = Literal["left", "right", "center"]
_ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


class Piece(NamedTuple):
    """A run of a text."""

    text: str
    is_bold: bool = False
    is_suspect: bool = False
    """Whether it is a figure that is taken to be wrong."""


class Cell(NamedTuple):
    pieces: Sequence[Piece]
    align: Align = "left"
    span: int = 1
    """Of how many columns."""
    below: str = ""
    """A line of its own under the pieces."""
    joined: Literal["restart", "continue"] | None = None
    """Whether it begins a cell of several rows, or goes on with that of the row above."""


class WordFile:
    """A document in the making; `close` gives its bytes.

    `size` and `line` are those of its text, in points; tables are set smaller.
    """

    def __init__(self, lang: Lang, title: str, *, size: float, line: float) -> None:
        self.lang, self._size, self._line = lang, size, line
        self.file = docx.Document()
        self._describe(title)
        self._lay_out()
        self._number_pages()

    def _describe(self, title: str) -> None:
        about = self.file.core_properties
        about.title, about.author, about.last_modified_by, about.comments = (
            one_line(title)[:200],
            "auditor",
            "auditor",
            "",
        )
        about.created = about.modified = _CREATED
        about.revision = 1
        about.keywords = MARK
        about.language = "zh-CN" if self.lang == "zh" else "en-GB"

    def _lay_out(self) -> None:
        page = self.file.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        for side, width in _MARGINS.items():
            setattr(page, f"{side}_margin", Mm(width))
        page.footer_distance = Mm(25)
        self._set_style("Normal", "body", self._size)
        self._set_style("Title", "title", 22)
        self._set_style("Heading 1", "heading", self._size)
        self._set_style("Heading 2", "subheading", self._size)
        borders = self.file.styles["Title"].element.find(".//" + qn("w:pBdr"))
        if borders is not None:
            borders.getparent().remove(borders)

    def _set_style(self, name: str, font: str, size: float) -> None:
        style = self.file.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.font.bold = False if self.lang == "zh" else name != "Normal"
        style.font.name = _FONTS[font][1]
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
        fonts.set(qn("w:eastAsia"), _FONTS[font][0])
        fonts.set(qn("w:cs"), _FONTS[font][1])
        language = style.element.rPr.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            style.element.rPr.append(language)
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "zh-CN")
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(self._line)
        if name == "Normal" and self.lang == "en":
            spacing.space_after = Pt(self._line / 4)
        if name == "Title":
            spacing.line_spacing, spacing.alignment = Pt(34), WD_ALIGN_PARAGRAPH.CENTER
        elif name != "Normal":
            spacing.space_before, spacing.keep_with_next = Pt(self._line / 3), True

    def _number_pages(self) -> None:
        footer = self.file.sections[0].footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = self._run(footer, Piece("— "), 10.5)
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)
        self._run(footer, Piece(" —"), 10.5)

    def _run(self, paragraph: Any, piece: Piece, size: float | None = None) -> Any:
        run = paragraph.add_run(one_line(piece.text))
        run.bold = True if piece.is_bold else None
        if size is not None:
            run.font.size = Pt(size)
        if piece.is_suspect:
            run.font.color.rgb = _SUSPECT
        if self.lang == "zh":
            # Quotation marks and dashes are as wide as the Chinese around them.
            fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:hint"), "eastAsia")
        return run

    def title(self, text: str, below: str = "", *, starts_page: bool = False) -> None:
        """The title; `below` is what it is about, smaller, on a line of its own."""
        paragraph = self.file.add_paragraph(style="Title")
        paragraph.paragraph_format.page_break_before = True if starts_page else None
        self._run(paragraph, Piece(text))
        if below:
            paragraph = self.file.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = self._run(paragraph, Piece(below))
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONTS["subheading"][0])
        self.file.add_paragraph()

    def heading(self, text: str, level: Literal[1, 2] = 1) -> None:
        paragraph = self.file.add_paragraph(style=f"Heading {level}")
        self._indent(paragraph)
        self._run(paragraph, Piece(text))

    def text(
        self,
        *pieces: Piece | str,
        align: Align | None = None,
        indented: bool = True,
        gap: bool = False,
        small: bool = False,
    ) -> None:
        """A paragraph; its first line is indented by two characters, as is the custom. `gap` leaves room above it."""
        paragraph = self.file.add_paragraph()
        if align is not None:
            paragraph.alignment = _ALIGNS[align]
        if indented:
            self._indent(paragraph)
        if gap:
            paragraph.paragraph_format.space_before = Pt(self._line)
        for piece in pieces:
            self._run(paragraph, Piece(piece) if isinstance(piece, str) else piece, 10.5 if small else None)

    def _indent(self, paragraph: Any) -> None:
        if self.lang == "zh":
            paragraph.paragraph_format.first_line_indent = Pt(2 * self._size)

    def table(self, widths: Sequence[float], head: Sequence[str], groups: Iterable[Sequence[Sequence[Cell]]]) -> None:
        """A table of fixed columns, in mm; the rows of a group stay on one page, the head is on each."""
        table = self.file.add_table(rows=0, cols=0)
        table.autofit = False
        table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(_borders())
        grid = table._tbl.tblGrid
        for width in widths:
            grid.append(_of("w:gridCol", w=str(_twips(width))))
        self._row(table, widths, [Cell([Piece(text, is_bold=True)], "center") for text in head], is_head=True)
        for rows in groups:
            for number, row in enumerate(rows):
                self._row(table, widths, row, keep=number < len(rows) - 1)

    def _row(
        self, table: Any, widths: Sequence[float], cells: Sequence[Cell], *, is_head: bool = False, keep: bool = False
    ) -> None:
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        row.append(properties)
        table._tbl.append(row)
        column = 0
        for cell in cells:
            width = sum(widths[column : column + cell.span])
            column += cell.span
            row.append(self._cell(table, cell, width, is_head=is_head, keep=keep))

    def _cell(self, table: Any, cell: Cell, width: float, *, is_head: bool, keep: bool) -> Any:
        element = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        properties.append(_of("w:tcW", w=str(_twips(width)), type="dxa"))
        if cell.span > 1:
            properties.append(_of("w:gridSpan", val=str(cell.span)))
        if cell.joined:
            properties.append(_of("w:vMerge", val=cell.joined))
        if is_head:
            properties.append(_of("w:shd", val="clear", color="auto", fill=_SHADE))
        properties.append(_of("w:vAlign", val="center"))
        element.append(properties)
        for pieces in (cell.pieces, [Piece(cell.below)]) if cell.below else (cell.pieces,):
            inner = OxmlElement("w:p")
            element.append(inner)
            paragraph = Paragraph(inner, table)
            form = paragraph.paragraph_format
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(14)
            form.space_before = form.space_after = Pt(1.5 if not cell.below else 0.5)
            form.alignment = _ALIGNS[cell.align]
            form.keep_with_next = True if keep or is_head else None
            for piece in pieces:
                self._run(paragraph, piece, 9.5)
        return element

    def close(self) -> bytes:
        """The bytes of the file: its parts in one order, of one date."""
        made, kept = BytesIO(), BytesIO()
        self.file.save(made)
        with ZipFile(made) as source, ZipFile(kept, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = ZipInfo(name, _ZIP_DATE)
                entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
                target.writestr(entry, source.read(name))
        return kept.getvalue()


def _of(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _borders() -> Any:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_of(f"w:{side}", val="single", sz="4", space="0", color=_BORDER))
    return borders


def _twips(width: float) -> int:
    return round(width * 1440 / 25.4)
