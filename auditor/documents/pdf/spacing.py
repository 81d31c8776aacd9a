"""Tables without rulings: their columns are told by the white space that runs down between the texts."""

from __future__ import annotations

from itertools import accumulate, pairwise

from auditor.documents.pdf.banding import begins_row, is_named, rows_of, rules_among
from auditor.documents.pdf.chunks import Chunk, Rows, Span, close_chunks_of, is_level, is_numbering
from auditor.documents.pdf.columns import columns_of
from auditor.documents.pdf.geometry import Edge
from auditor.documents.pdf.grids import Grid, GridCell
from auditor.documents.pdf.headings import HeaderCell, header_cells
from auditor.documents.pdf.lines import Line
from auditor.documents.pdf.runs import COLONS, end_of_run, heads_run

_FEWEST_AMOUNTS = 2
_WIDE_ROW = 5
"""So many amounts side by side are a table of one row."""


def find_spaced(lines: list[Line], rulings: list[Edge]) -> tuple[list[Grid], list[Line]]:
    """The tables that lines set in columns make, and the other lines; `rulings` across may part their rows."""
    grids: list[Grid] = []
    rest: list[Line] = []
    index = 0
    while index < len(lines):
        end = end_of_run(lines, index)
        if end - index > 1 and rest and heads_run(rest[-1], lines[index:end]):
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


def _table_of(run: list[Line], rulings: list[Edge]) -> tuple[int, Grid | None]:
    """The grid around the last of some lines, and how many it has of them; no grid where they have no columns of amounts."""
    rows = [close_chunks_of(line) for line in run]
    captions = 0
    while captions < len(rows) and any(colon in chunk.text for chunk in rows[captions] for colon in COLONS):
        captions += 1
    rows = rows[captions:]
    amounts = [sum(chunk.is_amount for chunk in row) for row in rows]
    if sum(map(bool, amounts)) < _FEWEST_AMOUNTS and max(amounts, default=0) < _WIDE_ROW:
        return 0, None
    ruled = rules_among(run, rulings)
    first = next(index for index, row in enumerate(rows) if any(chunk.opens_row for chunk in row))
    first -= first > 1 and begins_row(rows[first - 1], rows[first], ruled)
    head, body = rows[:first], rows[first:]
    columns = columns_of(head, body)
    if len(columns) < _FEWEST_AMOUNTS:
        return 0, None
    head, body = _with_levels(head, body)
    texts = rows_of(body, ruled)
    chunks = [chunk for row in head for chunk in row]
    header = header_cells(chunks, columns) if all(map(is_named, texts)) else None
    if header is None:
        # A header in doubt is none; the row that numbers the columns goes with it.
        start = len(rows) - len(body) + 1 if is_numbering(rows[first]) else first
        return len(rows) - start, _grid_of([], columns, rows_of(rows[start:], ruled))
    return len(rows), _grid_of(header, columns, texts)


def _with_levels(head: Rows, body: Rows) -> tuple[Rows, Rows]:
    """Header and body where the levels of a code stand in the row that numbers the columns, or right under it."""
    if not is_numbering(body[0]):
        return head, body
    levels = [chunk for chunk in body[0] if is_level(chunk)]
    numbering = [chunk for chunk in body[0] if not is_level(chunk)]
    if not levels and len(body) > 1 and all(map(is_level, body[1])):
        return [*head, body[1]], [numbering, *body[2:]]
    return [*head, levels], [numbering, *body[1:]]


def _grid_of(header: list[HeaderCell], columns: list[Span], rows: Rows) -> Grid:
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


def _column_of(chunk: Chunk, columns: list[Span]) -> int:
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
