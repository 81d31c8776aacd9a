"""PDF: characters and rulings from PDFium, tables from the rulings, lines and paragraphs from the characters."""

from __future__ import annotations

from auditor.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
