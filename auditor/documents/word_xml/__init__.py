"""Word files in XML (.docx): paragraphs and tables from the parts of the package."""

from __future__ import annotations

from auditor.documents.word_xml.reader import read_word_xml

__all__ = ["read_word_xml"]
