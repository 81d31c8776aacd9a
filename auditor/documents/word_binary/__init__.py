"""Word 97 binary files (.doc, .wps): paragraphs and tables from the streams of the compound file."""

from __future__ import annotations

from auditor.documents.word_binary.reader import read_word_binary

__all__ = ["read_word_binary"]
