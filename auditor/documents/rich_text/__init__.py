"""Rich Text (.rtf), as WordPad, Word and WPS write it: its text and tables, without what is not printed."""

from __future__ import annotations

from auditor.documents.rich_text.reader import read_rich_text

__all__ = ["read_rich_text"]
