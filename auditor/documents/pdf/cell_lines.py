"""The lines of a cell of a ruled table: figures and words that its side broke are whole again."""

from __future__ import annotations

from array import array

from auditor.documents.model import Origin
from auditor.documents.pdf.grids import GridCell
from auditor.documents.pdf.lines import Line, lines_of
from auditor.documents.raw import RawCell, RawText
from auditor.patterns import regex

_FULL = 0.7
"""A line that comes this close to the right side of its cell, as a share of its height, was broken by the cell."""
_BROKEN = 2.0
"""So many heights a line may end before the margin of its cell and still be broken: a bracket may not stand at its end or open the next."""
_CUT_AMOUNT = regex(r"[-+(（]?\d[\d,]*(?:\.\d*\|\d{1,2}|\|[\d,]*\.\d{1,2})[%％)）]?")
"""A figure of up to two decimals with a bar where it was cut."""
COMPLETE = regex(r"-?[\d,]+\.\d{2}%?")
"""A figure of two decimals, which nothing goes on with."""


def raw_cell(cell: GridCell, page: int, down: int) -> RawCell:
    lines = lines_of(cell.chars) if cell.chars else []
    texts: list[RawText] = []
    for number, line in enumerate(lines):
        text = line.raw(page)
        above = lines[number - 1] if number else None
        if above is not None and _is_broken(above, line, cell):
            texts[-1] = fused(texts[-1], text)
        else:
            texts.append(text)
    if not texts:
        texts = [RawText("", Origin(page, boxes=array("f", cell.box)))]
    return RawCell(cell.row + down, cell.column, tuple(texts), cell.row_span, cell.column_span)


def _is_broken(above: Line, line: Line, cell: GridCell) -> bool:
    """Whether the side of its cell broke a figure or word in two lines: `15.0` and `0` where `15.00` has no room."""
    if not (above.text[-1:].isascii() and line.text[:1].isascii()):
        return False
    if cell.box[2] - above.box[2] < _FULL * above.height:
        return True
    if COMPLETE.fullmatch(above.text) or not _CUT_AMOUNT.fullmatch(f"{above.text}|{line.text}"):
        return False
    margin = max(0.0, min(above.box[0] - cell.box[0], cell.box[2] - above.box[2]))
    wider = above.box[2] - above.box[0] + line.chars[0].right - line.chars[0].left
    return wider > cell.box[2] - cell.box[0] - 2 * margin - _FULL * above.height / 2


def ends_full(cell: GridCell) -> bool:
    """Whether the last line of a cell comes as close to its right side, or as far as another line of it, as one that was broken."""
    lines = lines_of(cell.chars) if cell.chars else []
    if not lines:
        return False
    last = lines[-1]
    margin = min(max(last.box[0] - cell.box[0], 0.0), last.height)
    side = cell.box[2] - margin - _BROKEN * last.height
    if len(lines) > 1:
        side = min(side, max(line.box[2] for line in lines[:-1]) - last.height)
    return last.box[2] >= side


def fused(above: RawText, below: RawText) -> RawText:
    """Two lines of a cell as one run, each character with its own box."""
    assert above.origin and below.origin and above.origin.boxes is not None and below.origin.boxes is not None
    return RawText(above.text + below.text, above.origin._replace(boxes=above.origin.boxes + below.origin.boxes))
