"""A PDF as paragraphs and tables in reading order."""

from __future__ import annotations

from auditor.documents.pdf.flow import found_on
from auditor.documents.pdf.pdfium import PdfFile
from auditor.documents.raw import Found


def read_pdf(content: bytes, password: str | None = None) -> list[Found]:
    """The paragraphs and tables of a PDF; raises `UnreadableDocument` when no page can be read."""
    file = PdfFile(content, password)
    try:
        return found_on(file.read_pages(), file.pages)
    finally:
        file.close()
