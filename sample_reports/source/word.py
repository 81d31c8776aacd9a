"""A disclosure as a Word document: real headings, sections and merged cells."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from source.disclosure import CONTENTS, CONTENTS_TITLE, HEADINGS, TEXT, TITLE, Disclosure, Paragraph, Table
from source.word_tables import add_table, align

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph as WordParagraph

FONTS = _SERIF, _SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 595.3, 841.9, 56.7
_STYLE_SIZES = {"Heading 1": 16, "Heading 2": 14, "Heading 3": 14}
_UNUSED_PARTS = ("/stylesWithEffects", "/customXml", "/numbering", "/webSettings", "/thumbnail")
_KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Footer")


def document_of(disclosure: Disclosure) -> bytes:
    """The whole `.docx`, A4, tables of many columns on landscape pages, page numbers in the footer."""
    from docx import Document

    document = Document()
    _set_properties(document, disclosure)
    _drop_parts(document)
    _drop_styles(document)
    _set_styles(document)
    _set_first_section(document)
    before: list[Paragraph | Table | None] = [None, *disclosure.blocks]
    for previous, block in pairwise(before):
        assert block is not None
        if isinstance(block, Table):
            landscape = block.page == "landscape"
            turned = _turn_page(document, landscape)
            after_heading = isinstance(previous, Paragraph) and previous.kind in HEADINGS
            width = (_PAGE_HEIGHT if landscape else _PAGE_WIDTH) - 2 * _MARGIN
            add_table(document, block, width, new_page=block.page != "flow" and not turned and not after_heading)
        else:
            _add_paragraph(document, block, previous)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_properties(document: WordDocument, disclosure: Disclosure) -> None:
    properties = document.core_properties
    properties.title = disclosure.title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.fromisoformat(disclosure.issued)


def _drop_parts(document: WordDocument) -> None:
    """Leave out what the template brings along and no page shows."""
    for relations in (document.part.rels, document.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED_PARTS):
                del relations[name]


def _drop_styles(document: WordDocument) -> None:
    """Leave out the template's styles that no paragraph has: they would be most of a `.doc`."""
    kept = {*_STYLE_SIZES, *_KEPT_STYLES}
    for style in list(document.styles):
        if style.name not in kept:
            style.element.getparent().remove(style.element)
    for latent in document.styles.element.findall(document.styles.element.tag.replace("styles", "latentStyles")):
        document.styles.element.remove(latent)


def _set_styles(document: WordDocument) -> None:
    from docx.shared import Pt

    normal = document.styles["Normal"]
    _set_font(normal, _SERIF, 12)
    normal.paragraph_format.space_after = Pt(0)
    for name, size in _STYLE_SIZES.items():
        style = document.styles[name]
        _set_font(style, _SANS, size)
        style.font.bold = False
        style.paragraph_format.space_before = Pt(10)
        style.paragraph_format.space_after = Pt(6)


def _set_font(style: ParagraphStyle, name: str, size: int) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt, RGBColor

    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(properties.tag.replace("rPr", "rFonts")):
        properties.remove(old)
    fonts = f'w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"'
    properties.insert(0, parse_xml(f"<w:rFonts {nsdecls('w')} {fonts}/>"))


def _set_first_section(document: WordDocument) -> None:
    from docx.shared import Pt

    section = document.sections[0]
    section.page_width, section.page_height = Pt(_PAGE_WIDTH), Pt(_PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(_MARGIN)
    footer = section.footer.paragraphs[0]
    align(footer, "CENTER")
    footer.add_run("— ")
    _add_page_number(footer)
    footer.add_run(" —")


def _add_page_number(paragraph: WordParagraph) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for inside in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))


def _turn_page(document: WordDocument, landscape: bool) -> bool:
    """Open a section when the page must be turned; says whether it did."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = document.sections[-1]
    assert section.page_width is not None and section.page_height is not None
    if (section.page_width > section.page_height) == landscape:
        return False
    width, height = section.page_height, section.page_width
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    return True


def _add_paragraph(document: WordDocument, block: Paragraph, previous: Paragraph | Table | None) -> None:
    from docx.shared import Pt

    turned = _turn_page(document, landscape=False)
    level = HEADINGS.index(block.kind) + 1 if block.kind in HEADINGS else 0
    paragraph = document.add_paragraph(style=f"Heading {level}" if level else None)
    _add_lines(paragraph, block.lines)
    if level == 1 or block.kind in (TITLE, CONTENTS_TITLE):
        align(paragraph, "CENTER")
        begins = level == 1 or block.kind == CONTENTS_TITLE
        paragraph.paragraph_format.page_break_before = begins and not turned and previous is not None
    if block.kind in (TITLE, CONTENTS_TITLE):
        _set_title(paragraph, first=previous is None)
    elif block.kind == CONTENTS:
        _add_contents_page(paragraph, block.page)
    elif block.kind == TEXT:
        paragraph.paragraph_format.first_line_indent = Pt(24)
        paragraph.paragraph_format.line_spacing = Pt(24)


def _add_lines(paragraph: WordParagraph, lines: tuple[str, ...]) -> None:
    for index, line in enumerate(lines):
        run = paragraph.add_run()
        if index:
            run.add_break()
        run.add_text(line)


def _set_title(paragraph: WordParagraph, first: bool) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = Pt(160 if first else 12)
    paragraph.paragraph_format.space_after = Pt(12)
    for run in paragraph.runs:
        run.font.size = Pt(22)
        properties = run._r.get_or_add_rPr()
        assert properties.find(qn("w:rFonts")) is None
        fonts = f'w:ascii="{_SANS}" w:hAnsi="{_SANS}" w:eastAsia="{_SANS}"'
        properties.insert(0, parse_xml(f"<w:rFonts {nsdecls('w')} {fonts}/>"))


def _add_contents_page(paragraph: WordParagraph, page: str) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Pt

    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Pt(_PAGE_WIDTH - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.paragraph_format.line_spacing = Pt(28)
    paragraph.add_run(f"\t{page}")
