"""Boxes of what was read back in the coordinates that a PDF file has them in, for who writes into it."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2.raw as raw

from auditor.documents.model import Box
from auditor.documents.pdf.opening import open_pdf
from auditor.documents.pdf.pdfium import unturned


def boxes_in_file(content: bytes, places: Sequence[tuple[int, Box]], password: str | None = None) -> list[Box | None]:
    """Left, bottom, right, top of each box on its page, from 1; None where there is no such page."""
    found: list[Box | None] = [None] * len(places)
    document = open_pdf(content, password)
    try:
        for number in sorted({page for page, _ in places}):
            page = raw.FPDF_LoadPage(document.raw, number - 1)
            if not page:
                continue
            try:
                back = unturned(page)
                for index, (at, box) in enumerate(places):
                    if at == number:
                        found[index] = back(*box)
            finally:
                raw.FPDF_ClosePage(page)
    finally:
        document.close()
    return found
