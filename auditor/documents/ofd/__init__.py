"""OFD (GB/T 33190), fixed pages in a ZIP of XML: characters and rulings, of which the PDF code makes tables and lines."""

from __future__ import annotations

from auditor.documents.ofd.reader import read_ofd

__all__ = ["read_ofd"]
