"""The tables of a Word document, with what stands above and below them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from source.disclosure import Cell, Table
from source.widths import fitted_widths

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.shared import Length
    from docx.text.paragraph import Paragraph as WordParagraph

_TWIPS = 20
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_table(document: WordDocument, table: Table, width: float, new_page: bool) -> None:
    """Put a table at the end of a document; `width` is that of the text in points."""
    from docx.oxml import parse_xml

    first = _add_captions(document, table, width)
    first.paragraph_format.page_break_before = new_page
    end = document.element.body.sectPr
    end.addprevious(parse_xml(_table_xml(document, table, width)))
    note = document.add_paragraph(table.note)
    for run in note.runs:
        run.font.size = _small()


def align(paragraph: WordParagraph, name: str) -> None:
    """Set the alignment of a paragraph: LEFT, CENTER or RIGHT."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.__members__[name]


def _add_captions(document: WordDocument, table: Table, width: float) -> WordParagraph:
    """The lines above a table; gives the first of them."""
    from docx.shared import Pt

    above = []
    if table.number:
        above.append(document.add_paragraph(table.number))
        align(above[-1], "RIGHT")
        above[-1].runs[0].font.size = _small()
    above.append(document.add_paragraph(table.title))
    align(above[-1], "CENTER")
    above[-1].runs[0].font.size = Pt(15)
    if table.captions:
        above.append(document.add_paragraph("\t".join(table.captions)))
        _set_tabs(above[-1], len(table.captions), width)
    for paragraph in above:
        paragraph.paragraph_format.keep_with_next = True
    return above[0]


def _set_tabs(paragraph: WordParagraph, captions: int, width: float) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt

    paragraph.runs[0].font.size = _small()
    if captions > 2:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(width / 2), WD_TAB_ALIGNMENT.CENTER)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT)


def _small() -> Length:
    from docx.shared import Pt

    return Pt(9)


def _table_xml(document: WordDocument, table: Table, width: float) -> str:
    from docx.oxml.ns import nsdecls

    size, widths = fitted_widths(table, width)
    _add_styles(document, size)
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
    margins = '<w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{_twips(each)}"/>' for each in widths)
    rows = "".join(_row_xml(table, row, size, widths) for row in range(table.row_count))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(width)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _twips(points: float) -> int:
    return round(points * _TWIPS)


def _row_xml(table: Table, row: int, size: float, widths: list[float]) -> str:
    heading = "<w:tblHeader/>" if row < table.repeated_rows else ""
    cells = "".join(_cell_xml(table, cell, row, size, widths) for cell in _cells_on(table, row))
    return f"<w:tr><w:trPr><w:cantSplit/>{heading}</w:trPr>{cells}</w:tr>"


def _cells_on(table: Table, row: int) -> Iterator[Cell]:
    """The cells that begin or go on in a row, from the left."""
    covering = (cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span)
    return iter(sorted(covering, key=lambda cell: cell.column))


def _cell_xml(table: Table, cell: Cell, row: int, size: float, widths: list[float]) -> str:
    width = _twips(sum(widths[cell.column : cell.column + cell.column_span]))
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = ""
    if cell.row_span > 1:
        merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
    style = f'<w:pPr><w:pStyle w:val="{_style_id(_alignment(table, cell), size)}"/></w:pPr>'
    text = escape(cell.text, quote=False) if cell.row == row else ""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:tc>{properties}<w:p>{style}{run}</w:p></w:tc>"


def _alignment(table: Table, cell: Cell) -> str:
    if cell.row < table.header_rows or cell.column_span > 1:
        return "CENTER"
    if not table.is_number(cell):
        return "LEFT"
    return "RIGHT" if "." in cell.text else "CENTER"


def _style_id(alignment: str, size: float) -> str:
    return f"Cell{alignment.title()}{round(size * 2)}"


def _add_styles(document: WordDocument, size: float) -> None:
    """Styles for the cells of one type size: properties of every cell would make a `.doc` twice as large."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for alignment in ("LEFT", "CENTER", "RIGHT"):
        name = _style_id(alignment, size)
        if name not in document.styles:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.__members__[alignment]
