"""Lines that may be one table: consecutive ones of several texts each, with what is wrapped between them."""

from __future__ import annotations

from auditor.documents.pdf.chunks import chunks_of, is_numbering
from auditor.documents.pdf.lines import Line
from auditor.documents.prose import is_contents, names_table

_LINE_GAP = 2.5
"""Lines further apart than so many heights are not of one table."""
_WIDE = 0.6
"""Share of a table's width that a line of prose under it covers."""
_CLOSE = 0.6
"""Lines of one cell are no further apart than so many heights."""
_MOST_FRAGMENTS = 3
_LONGEST_HEADER = 12
COLONS = ("：", ":")


def end_of_run(lines: list[Line], start: int) -> int:
    """Behind the last of the lines from `start` that may be one table: several texts each, between them ends of wrapped ones."""
    if not _is_row(lines[start]):
        return start + 1
    end = index = start + 1
    while index < len(lines) and index - end < _MOST_FRAGMENTS:
        line, above = lines[index], lines[index - 1]
        if line.box[1] - above.box[3] >= _LINE_GAP * line.height:
            break
        if _is_row(line):
            end = index + 1
        elif is_contents(line.text) or _is_apart(line, lines[start:end]):
            break
        index += 1
    if end < len(lines) and _ends_cell(lines[end], lines[start:end]):
        end += 1
    return end


def heads_run(line: Line, run: list[Line]) -> bool:
    """Whether a line of one text right above others is the first of their header."""
    first = run[0]
    return (
        0 <= first.box[1] - line.box[1] < _LINE_GAP * line.height
        and len(line.chars) < _LONGEST_HEADER
        and not any(colon in line.text for colon in COLONS)
        and not _is_apart(line, run)
        and min(row.box[0] for row in run) <= line.box[0]
        and line.box[2] <= max(row.box[2] for row in run)
        and any(abs(chunk.left + chunk.right - line.box[0] - line.box[2]) > line.height for chunk in chunks_of(first))
    )


def _is_row(line: Line) -> bool:
    # A gap wide enough to part cells has been given a space, but for the digits of a row that numbers the columns: those
    # look like letters set apart.
    if is_contents(line.text) or not (" " in line.text or line.text[-1:].isdecimal()):
        return False
    chunks = chunks_of(line)
    return len(chunks) > 1 and (" " in line.text or is_numbering(chunks))


def _is_apart(line: Line, run: list[Line]) -> bool:
    """Whether a line of one text is no end of a wrapped cell: a title, a sentence."""
    width = max(row.box[2] for row in run) - min(row.box[0] for row in run)
    return names_table(line.text) or line.text.endswith("。") or line.box[2] - line.box[0] > _WIDE * width


def _ends_cell(line: Line, run: list[Line]) -> bool:
    """Whether a line behind the last row goes on with a label of it, right under its beginning."""
    above = run[-1]
    return (
        len(run) > 2
        and not _is_row(line)
        and not _is_apart(line, run)
        and line.box[1] - above.box[3] < _CLOSE * line.height
        and any(abs(chunk.left - line.box[0]) < line.height / 2 for chunk in chunks_of(above))
    )
