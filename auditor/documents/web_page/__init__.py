"""Web pages and archives of them: the article without the navigation around it."""

from __future__ import annotations

from auditor.documents.web_page.archive import read_web_archive
from auditor.documents.web_page.reader import read_web_page

__all__ = ["read_web_archive", "read_web_page"]
