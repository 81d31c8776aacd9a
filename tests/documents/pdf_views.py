"""How the tests of the PDF reader look at what it read from pages of their own."""

from __future__ import annotations

from auditor.documents import Document, Paragraph, Table
from auditor.documents.pdf import read_pdf
from auditor.documents.rendition import lay_out
from tests.documents.pdf_pages import PdfPage, pdf_of


def read(*pages: PdfPage) -> Document:
    return lay_out("document.pdf", "pdf", "", "0" * 64, read_pdf(pdf_of(*pages)))


def prose(document: Document) -> list[str]:
    return [block.source.text for block in document.blocks if isinstance(block, Paragraph)]


def only_table(document: Document) -> Table:
    (table,) = document.tables()
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]
