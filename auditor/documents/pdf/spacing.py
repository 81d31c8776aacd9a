"""Tables without rulings: their columns are told by the white space that runs down between the texts."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise
from math import inf

from auditor.documents.pdf.chunks import Chunk, chunks_of, close_chunks_of
from auditor.documents.pdf.geometry import Edge
from auditor.documents.pdf.grids import Grid, GridCell
from auditor.documents.pdf.headings import LOWER, HeaderCell, header_cells
from auditor.documents.pdf.lines import Line
from auditor.documents.prose import is_contents, names_table

_FEWEST_AMOUNTS = 2
_LINE_GAP = 2.5
"""Lines further apart than so many heights are not of one table."""
_WIDE = 0.6
"""Share of a table's width that a line of prose under it covers."""
_CLOSE = 0.6
"""Lines of one cell are no further apart than so many heights."""
_MOST_FRAGMENTS = 3
_LONGEST_HEADER = 12
_ROWS_TO_A_RULE = 3
"""Rulings across part rows where there is one to no more than so many lines; fewer part the header and the foot."""
_COLONS = ("：", ":")

_Span = tuple[float, float]
_Rows = list[list[Chunk]]


def find_spaced(lines: list[Line], rulings: list[Edge]) -> tuple[list[Grid], list[Line]]:
    """The tables that lines set in columns make, and the other lines; `rulings` across may part their rows."""
    grids: list[Grid] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        end = _end_of_run(lines, index)
        if end - index > 1 and rest and _is_over(rest[-1], lines[index:end]):
            index -= 1
            rest.pop()
        used, grid = _table_of(lines[index:end], rulings) if end - index > 1 else (0, None)
        if grid is None:
            rest += lines[index:end]
        else:
            rest += lines[index : end - used]
            grids.append(grid)
        index = end
    return grids, rest


def row_of(line: Line) -> Grid:
    """A line on its own as the one row of a grid."""
    chunks = close_chunks_of(line)
    return _grid_of([], [(chunk.left, chunk.right) for chunk in chunks], [chunks])


def _is_row(line: Line) -> bool:
    # A gap wide enough to part cells has been given a space, but for the digits of a row that numbers the columns: those
    # look like letters set apart.
    if is_contents(line.text) or not (" " in line.text or line.text[-1:].isdecimal()):
        return False
    chunks = chunks_of(line)
    return len(chunks) > 1 and (" " in line.text or _is_numbering(chunks))


def _end_of_run(lines: list[Line], start: int) -> int:
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


def _is_over(line: Line, run: list[Line]) -> bool:
    """Whether a line of one text right above others is the first of their header."""
    first = run[0]
    return (
        0 <= first.box[1] - line.box[1] < _LINE_GAP * line.height
        and len(line.chars) < _LONGEST_HEADER
        and not any(colon in line.text for colon in _COLONS)
        and not _is_apart(line, run)
        and min(row.box[0] for row in run) <= line.box[0]
        and line.box[2] <= max(row.box[2] for row in run)
        and any(abs(chunk.left + chunk.right - line.box[0] - line.box[2]) > line.height for chunk in chunks_of(first))
    )


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


def _table_of(run: list[Line], rulings: list[Edge]) -> tuple[int, Grid | None]:
    """The grid around the last of some lines, and how many it has of them; no grid where they have no columns of amounts."""
    rows = [close_chunks_of(line) for line in run]
    captions = 0
    while captions < len(rows) and any(colon in chunk.text for chunk in rows[captions] for colon in _COLONS):
        captions += 1
    rows = rows[captions:]
    if sum(any(chunk.is_amount for chunk in row) for row in rows) < _FEWEST_AMOUNTS:
        return 0, None
    ruled = _rules_among(run, rulings)
    if _ROWS_TO_A_RULE * len(ruled) < len(rows):
        ruled = []
    first = next(index for index, row in enumerate(rows) if any(chunk.opens_row for chunk in row))
    first -= first > 1 and _begins_row(rows[first - 1], rows[first], ruled)
    head, body = rows[:first], rows[first:]
    columns = _columns_of(head, body)
    if len(columns) < _FEWEST_AMOUNTS:
        return 0, None
    head, body = _with_levels(head, body)
    texts = _rows_of(body, ruled)
    chunks = [chunk for row in head for chunk in row]
    header = header_cells(chunks, columns) if all(map(_is_named, texts)) else None
    if header is None:
        # A header in doubt is none; the row that numbers the columns goes with it.
        start = len(rows) - len(body) + 1 if _is_numbering(rows[first]) else first
        return len(rows) - start, _grid_of([], columns, _rows_of(rows[start:], ruled))
    return len(rows), _grid_of(header, columns, texts)


def _begins_row(row: list[Chunk], below: list[Chunk], rules: list[float]) -> bool:
    """Whether a line above the first row is the first of a label that is wrapped around the amounts of it."""
    above, at = _band(row, rules), _band(below, rules)
    if above == at > 0:
        return True
    return above == at and _is_close(row, below) and not any(_has_text_at(chunk, below) for chunk in row)


def _band(row: list[Chunk], rules: list[float]) -> int:
    """How many rulings across stand above a line."""
    return bisect_left(rules, (row[0].top + row[0].bottom) / 2)


def _with_levels(head: _Rows, body: _Rows) -> tuple[_Rows, _Rows]:
    """Header and body where the levels of a code stand in the row that numbers the columns, or right under it."""
    if not _is_numbering(body[0]):
        return head, body
    levels = [chunk for chunk in body[0] if _is_level(chunk)]
    numbering = [chunk for chunk in body[0] if not _is_level(chunk)]
    if not levels and len(body) > 1 and all(map(_is_level, body[1])):
        return [*head, body[1]], [numbering, *body[2:]]
    return [*head, levels], [numbering, *body[1:]]


def _is_level(chunk: Chunk) -> bool:
    return len(chunk.text) == 1 and not chunk.is_whole


def _is_named(row: list[Chunk]) -> bool:
    """Whether a row of amounts says what they are; one that does not is part of another."""
    return not any(chunk.is_amount for chunk in row) or not all(chunk.is_amount or chunk.is_whole for chunk in row)


def _columns_of(head: _Rows, body: _Rows) -> list[_Span]:
    """From where to where the texts of each column reach: those of the body that overlap, and headers over nothing."""
    numbering = [row for row in body if _is_numbering(row)]
    found = _merged([(chunk.left, chunk.right) for row in body if row not in numbering for chunk in row])
    amounts = [
        any(chunk.is_amount and left <= chunk.middle <= right for row in body for chunk in row) for left, right in found
    ]
    labels = numbering[0] if numbering else _leaves(head)
    taken = {
        index
        for index, (left, right) in enumerate(found)
        for chunk in labels
        if chunk.left < right and left < chunk.right
    }
    columns = list(found)
    for chunk in reversed(labels):
        if any(chunk.left < right and left < chunk.right for left, right in found):
            continue
        # Amounts are set to the right under headers set in the middle, labels to the left.
        behind = next((index for index, (left, _) in enumerate(found) if left >= chunk.right), None)
        before = next((index for index in reversed(range(len(found))) if found[index][1] <= chunk.left), None)
        if behind is not None and amounts[behind] and behind not in taken:
            owner = behind
        elif before is not None and not amounts[before] and before not in taken:
            owner = before
        else:
            columns.append((chunk.left, chunk.right))
            continue
        taken.add(owner)
        columns[owner] = min(columns[owner][0], chunk.left), max(columns[owner][1], chunk.right)
    return sorted(columns)


def _is_numbering(row: list[Chunk]) -> bool:
    """Whether a row numbers the columns."""
    numbers = [int(chunk.text) for chunk in row if chunk.is_whole and len(chunk.text) < 3]
    words = [chunk for chunk in row if not chunk.is_whole and not _is_level(chunk)]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) and len(words) < 3


def _leaves(head: _Rows) -> list[Chunk]:
    """The lowest header cells: those under which no other begins, nor on either side of which others stand lower."""
    chunks = [chunk for row in head for chunk in row]
    leaves = []
    for chunk in chunks:
        lower = [other for other in chunks if other.top - chunk.top > LOWER * chunk.height]
        under = any(other.top > chunk.top and other.left < chunk.right and chunk.left < other.right for other in chunks)
        beside = [other for other in chunks if other is not chunk and other not in lower]
        is_between = _gap(chunk, lower, -1) < _gap(chunk, beside, -1) and _gap(chunk, lower, 1) < _gap(chunk, beside, 1)
        if not under and not is_between:
            leaves.append(chunk)
    return sorted(leaves)


def _gap(chunk: Chunk, others: list[Chunk], side: int) -> float:
    """How far the nearest of others stands to the left (-1) or right (1) of a text."""
    gaps = (other.left - chunk.right if side > 0 else chunk.left - other.right for other in others)
    return min((gap for gap in gaps if gap >= 0), default=inf)


def _merged(spans: list[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _rules_among(run: list[Line], rulings: list[Edge]) -> list[float]:
    """Where rulings run across most of a table, from the top down."""
    left, right = min(line.box[0] for line in run), max(line.box[2] for line in run)
    top, bottom = run[0].box[1], run[-1].box[3]
    lengths: dict[int, float] = {}
    for edge in rulings:
        if top < edge.position < bottom:
            at = round(edge.position)
            lengths[at] = lengths.get(at, 0.0) + max(0.0, min(edge.end, right) - max(edge.start, left))
    return sorted(at for at, length in lengths.items() if length > _WIDE * (right - left))


def _rows_of(body: _Rows, rules: list[float]) -> _Rows:
    """The rows of the body: those that rulings part; without them, lines of several texts and what goes on with them.

    A line of one text goes on with one next to it that has none in its column, or with the nearest.
    """
    parted: dict[int, list[Chunk]] = {}
    for row in body if rules else ():
        parted.setdefault(_band(row, rules), []).extend(row)
    if rules and not any(map(_has_two_amounts_in_a_column, parted.values())):
        return [parted[at] for at in sorted(parted)]
    anchors = [
        index
        for index, row in enumerate(body)
        if any(chunk.is_amount or chunk.is_whole for chunk in row) or len(row) > 1
    ]
    rows = {index: list(body[index]) for index in anchors}
    for index, row in enumerate(body):
        near = [at for at in anchors if abs(at - index) <= _MOST_FRAGMENTS and at != index and _is_close(row, body[at])]
        blank = [at for at in near if not any(_has_text_at(chunk, body[at]) for chunk in row)]
        nearest = min(blank or near, key=lambda at: _distance(row[0], body[at]), default=None)
        is_row = index in rows and (not blank or any(chunk.is_amount or chunk.is_whole for chunk in row))
        if is_row or nearest is None or (not blank and row[0].opens_row):
            rows.setdefault(index, list(row))
        else:
            rows.pop(index, None)
            rows.setdefault(nearest, list(body[nearest])).extend(row)
    return [rows[index] for index in sorted(rows)]


def _is_close(row: list[Chunk], other: list[Chunk]) -> bool:
    return _distance(row[0], other) < _CLOSE * row[0].height


def _has_two_amounts_in_a_column(row: list[Chunk]) -> bool:
    amounts = sorted(chunk for chunk in row if chunk.is_amount)
    return any(after.left < before.right for before, after in pairwise(amounts))


def _distance(chunk: Chunk, row: list[Chunk]) -> float:
    top, bottom = min(other.top for other in row), max(other.bottom for other in row)
    return max(chunk.top - bottom, top - chunk.bottom, 0.0)


def _has_text_at(chunk: Chunk, row: list[Chunk]) -> bool:
    """Whether a row has a text in the column of another."""
    return any(other.left < chunk.right and chunk.left < other.right for other in row)


def _grid_of(header: list[HeaderCell], columns: list[_Span], rows: _Rows) -> Grid:
    chunks = [chunk for texts in (*(cell.chunks for cell in header), *rows) for chunk in texts]
    sides = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    lefts = [min(chunk.left for chunk in chunks) - 1, *sides, max(chunk.right for chunk in chunks) + 1]
    height = max((cell.level + 1 for cell in header), default=0)
    levels = [min(chunk.top for cell in header if cell.level == at for chunk in cell.chunks) for at in range(height)]
    tops = [*accumulate([*levels, *(min(chunk.top for chunk in texts) for texts in rows)], max)]
    tops.append(max(chunk.bottom for chunk in chunks) + 1)
    cells = []
    for cell in header:
        down = height - cell.level if cell.is_leaf else 1
        cells.append(_cell(cell.level, cell.first, down, cell.last - cell.first + 1, lefts, tops, cell.chunks))
    for row, texts in enumerate(rows, height):
        at: dict[int, list[Chunk]] = {}
        for chunk in texts:
            at.setdefault(_column_of(chunk, columns), []).append(chunk)
        cells += [_cell(row, column, 1, 1, lefts, tops, parts) for column, parts in at.items()]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(lefts, tops, cells, [], header_rows=height)


def _column_of(chunk: Chunk, columns: list[_Span]) -> int:
    """The column that a text shares most of its width with."""
    return max(
        range(len(columns)),
        key=lambda index: min(chunk.right, columns[index][1]) - max(chunk.left, columns[index][0]),
    )


def _cell(
    row: int, column: int, down: int, along: int, lefts: list[float], tops: list[float], chunks: list[Chunk]
) -> GridCell:
    box = lefts[column], tops[row], lefts[column + along], tops[row + down]
    chars = [char for chunk in sorted(chunks, key=lambda chunk: (chunk.top, chunk.left)) for char in chunk.chars]
    return GridCell(row, column, down, along, box, chars)
