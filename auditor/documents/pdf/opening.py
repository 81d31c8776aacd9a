"""A PDF opened by PDFium, unless one of its pages could not be loaded within bounds."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from auditor.documents.pdf.forms import check_forms
from auditor.documents.refusals import encrypted, refused
from auditor.errors import UnreadableDocument


def open_pdf(content: bytes, password: str | None = None) -> pdfium.PdfDocument:
    """The document, to be closed; raises `UnreadableDocument` for one that is encrypted, damaged, or that draws without end."""
    try:
        document = pdfium.PdfDocument(content, password=password)
    except pdfium.PdfiumError as error:
        raise _refusal(error, password) from error
    try:
        check_forms(document)
    except UnreadableDocument:
        document.close()
        raise
    return document


def _refusal(error: pdfium.PdfiumError, password: str | None) -> UnreadableDocument:
    code = getattr(error, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return encrypted(password)
    if code == raw.FPDF_ERR_SECURITY:
        return refused("pdf-encryption")
    return refused("pdf-damaged")
