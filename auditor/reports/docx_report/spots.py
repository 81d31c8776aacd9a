"""Where a figure stands, so that it is found in a document on paper: page, cell, or the row and column of a table."""

from __future__ import annotations

from auditor.patterns import regex
from auditor.records import Lang, PlaceRecord
from auditor.reports.docx_report.words import word
from auditor.reports.terms import where

_IN_TABLE = regex(r"table (\d+)!R(\d+)C(\d+)$")
_LINE = regex(r"第\d+行的?|\bat line \d+ ?")


def spot_in(place: PlaceRecord, lang: Lang) -> str:
    """第5页, Sheet!D12, 第3张表第3行第4列; empty in a text that has none of these."""
    found = _IN_TABLE.search(place["cell"] or "")
    if found is None:
        return where(place, lang)
    table, row, column = found.groups()
    page = where({**place, "cell": None}, lang)
    return " ".join(part for part in (page, word("place-cell", lang, table=table, row=row, column=column)) if part)


def without_lines(sentence: str) -> str:
    """A sentence without the numbers of lines, which are those of what `auditor extract` prints and of no document."""
    return _LINE.sub("", sentence)
