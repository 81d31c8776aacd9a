"""Raised marks of footnotes: 623.80¹ is the figure 623.80, not 623.801.

Readers of formats that know what is raised (`<sup>`, vertical alignment, small glyphs) write it with the raised characters of
Unicode; here those are taken out of the texts.
"""

from __future__ import annotations

from auditor.documents.model import Residue, SourceText
from auditor.patterns import regex

_MARK = regex(r"\s*[\[(（【]?\s*\d{1,2}\s*[\])）】]?\s*")
_RAISED = str.maketrans("0123456789[](（)）【】", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁽⁽⁾⁾⁽⁾")
_RAISED_MARK = regex(r"(?<=[\d%％)）\u4e00-\u9fff])[⁰¹²³⁴-⁹⁽⁾]+")
_POWER = regex(r"(?<![\d.,])10$")
"""What a raised number behind is no mark of."""
_MARK_OF_CELL = regex(r"(?<=[\d%％])\s?(?:[①-⑳]|\[\d{1,2}\])$")
_MAY_HOLD_MARK = regex(r"[⁰¹²³⁴-⁹⁽⁾①-⑳\]]")


def raised(text: str) -> str:
    """What is printed raised, in raised characters where it may be the mark of a note."""
    return text.translate(_RAISED) if _MARK.fullmatch(text) else text


def without_note_marks(source: SourceText, residue: list[Residue], *, is_cell: bool = False) -> SourceText:
    """A text without the raised marks behind its figures and words; a cell also without ① or [1] behind its figure."""
    text = source.text
    if _MAY_HOLD_MARK.search(text) is None:
        return source
    spans = [match.span() for match in _RAISED_MARK.finditer(text) if not _POWER.search(text[: match.start()])]
    if is_cell and (match := _MARK_OF_CELL.search(text)):
        spans.append(match.span())
    for start, end in reversed(spans):
        residue.append(Residue(_part(source, start, end), "note mark"))
        pieces = [*source.pieces_of(0, start, 0), *source.pieces_of(end, len(source.text), start)]
        source = SourceText(source.text[:start] + source.text[end:], tuple(pieces) or source.pieces[:1])
    return source


def _part(source: SourceText, start: int, end: int) -> SourceText:
    return SourceText(source.text[start:end], tuple(source.pieces_of(start, end, 0)))
