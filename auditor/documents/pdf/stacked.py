"""Rows of a table that is ruled down but not across: its columns are those of the rulings, its rows those of its figures.

项目               上年数      本年数
一、甲类            1,080.00   1,092.40      one box of the page holds the texts of
甲一                  900.00     905.10      a column from here
甲二                                         a row of its own, though it has no figure
有形的和其他          180.00     187.30
无形的甲类                                   the rest of the label above
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from auditor.documents.pdf.chunks import OPENS_ROW, close_chunks_of
from auditor.documents.pdf.grids import Grid, GridCell
from auditor.documents.pdf.lines import Line, upright_lines_of
from auditor.patterns import regex
from auditor.tuples import NamedTuple

FIGURE = regex(r"[-+(（]?[\d,]*\d(?:\.\d+)?[%％)）]?|[-—–]+")
_WRAPPED_PITCH = 0.8
"""Lines closer than this share of the distance from row to row are of one label."""
_TIGHT = 1.6
"""Rows no further apart than so many heights stand as close as the lines of a label."""
_EVEN = 1.15
_BESIDE = 0.35
"""Share of a line's height by which figures on it may stand higher or lower."""
_FULL = 1.3
"""A line that ends so few heights before the side of its box was broken by it."""


class _Segment(NamedTuple):
    """What one column has in a row: a figure, or the lines that a label is wrapped into."""

    column: int
    top: float
    bottom: float
    lines: list[Line]
    is_figure: bool


_Row = list[_Segment]


def part_rows(grid: Grid, stacked: set[int]) -> Grid | None:
    """The grid with its `stacked` rows parted into those of their texts; None where its rulings do not part all columns."""
    parted: dict[int, list[_Row]] = {}
    for row in stacked:
        cells = [cell for cell in grid.cells if cell.row == row and cell.row_span == 1 and cell.chars]
        columns = [(cell, upright_lines_of(cell.chars)) for cell in cells]
        if any(_figures_beside(line) > 1 for _, lines in columns for line in lines):
            return None
        parted[row] = _rows_of(columns)
    return _with_rows(grid, parted)


def _figures_beside(line: Line) -> int:
    return sum(chunk.is_amount or chunk.is_whole for chunk in close_chunks_of(line))


def _rows_of(columns: list[tuple[GridCell, list[Line]]]) -> list[_Row]:
    """The texts of boxes side by side as rows from the top down."""
    figures = [
        _Segment(cell.column, line.box[1], line.box[3], [line], True)
        for cell, lines in columns
        for line in lines
        if FIGURE.fullmatch(line.text)
    ]
    rows = _anchored(figures)
    middles = [_middle(row) for row in rows]
    for cell, lines in columns:
        words = [line for line in lines if not FIGURE.fullmatch(line.text)]
        for label in _labels(words, cell, middles):
            _place(label, rows)
    return sorted(rows, key=_middle)


def _pitch(middles: list[float]) -> float:
    """From row to row where no label is wrapped and no row is without figures between: the lower quartile."""
    steps = sorted(after - before for before, after in pairwise(middles))
    return steps[len(steps) // 4] if steps else 0.0


def _anchored(figures: list[_Segment]) -> list[_Row]:
    """The rows that figures on one height make."""
    rows: list[_Row] = []
    for figure in sorted(figures, key=lambda figure: figure.top + figure.bottom):
        if rows and _shares_height(figure, rows[-1]) and all(other.column != figure.column for other in rows[-1]):
            rows[-1].append(figure)
        else:
            rows.append([figure])
    return rows


def _labels(words: list[Line], cell: GridCell, middles: list[float]) -> list[_Segment]:
    """The lines of a column's words as labels: those wrapped by the box are one, but no label has two rows of figures."""
    lonely = [middle for middle in middles if not any(_is_beside(line, middle) for line in words)]
    pitch = _pitch(middles) if lonely or not _is_even(words) else words[1].box[3] - words[0].box[3]
    groups: list[list[Line]] = []
    for line in words:
        above = groups[-1] if groups else []
        is_rest = bool(above) and (
            _is_around(line, above[-1], lonely)
            or (_is_rest(line, above[-1], cell, pitch) and not _is_wrapped_around(line, above, middles, lonely))
        )
        if is_rest and _figures_in([*above, line], middles) < 2:
            above.append(line)
        else:
            groups.append([line])
    return [_Segment(cell.column, group[0].box[1], group[-1].box[3], group, False) for group in groups]


def _is_even(words: list[Line]) -> bool:
    """Whether lines stand equally far apart, as rows do and the lines of wrapped labels among them do not."""
    steps = [below.box[3] - above.box[3] for above, below in pairwise(words)]
    return bool(steps) and max(steps) < _EVEN * min(steps)


def _is_around(line: Line, above: Line, lonely: list[float]) -> bool:
    """Whether figures without words on their line stand in the middle between two lines that are as close as those of one label."""
    between = (above.box[3] + line.box[1]) / 2
    return line.box[1] - above.box[3] < line.height and any(abs(at - between) < line.height / 2 for at in lonely)


def _is_wrapped_around(line: Line, group: list[Line], middles: list[float], lonely: list[float]) -> bool:
    """Whether a line under a label that has its figures opens the next one, whose figures stand below the line, beside no words."""
    below = next((middle for middle in middles if middle > line.box[3] - line.height / 2), None)
    return below in lonely and any(_is_beside(other, middle) for other in group for middle in middles)


def _is_beside(line: Line, middle: float) -> bool:
    """Whether figures stand on the very line of words."""
    return abs((line.box[1] + line.box[3]) / 2 - middle) < _BESIDE * line.height


def _is_rest(line: Line, above: Line, cell: GridCell, pitch: float) -> bool:
    """Whether a line goes on with the one above it in a box."""
    if OPENS_ROW.fullmatch(line.text):
        return False
    step = line.box[3] - above.box[3]
    if step < _WRAPPED_PITCH * pitch:
        return True
    is_full = cell.box[2] - above.box[2] < _FULL * above.height
    return is_full and step < pitch / _WRAPPED_PITCH and pitch < _TIGHT * line.height


def _figures_in(lines: list[Line], middles: list[float]) -> int:
    return sum(lines[0].box[1] <= middle <= lines[-1].box[3] for middle in middles)


def _place(label: _Segment, rows: list[_Row]) -> None:
    """Put a label into the row on its height that has none in its column; else it is a row of its own."""
    fits = [row for row in rows if _shares_height(label, row) and all(other.column != label.column for other in row)]
    if fits:
        middle = (label.top + label.bottom) / 2
        min(fits, key=lambda row: abs(_middle(row) - middle)).append(label)
    else:
        rows.append([label])


def _shares_height(segment: _Segment, row: _Row) -> bool:
    """Whether the middle of one stands within the other."""
    middle, height = (segment.top + segment.bottom) / 2, _middle(row)
    top, bottom = min(other.top for other in row), max(other.bottom for other in row)
    return top <= middle <= bottom or segment.top <= height <= segment.bottom


def _middle(row: _Row) -> float:
    """Where a row stands: at its figures, or else at its words."""
    at = [segment for segment in row if segment.is_figure] or row
    return (min(segment.top for segment in at) + max(segment.bottom for segment in at)) / 2


def _with_rows(grid: Grid, parted: dict[int, list[_Row]]) -> Grid:
    starts = [0, *accumulate(max(1, len(parted.get(row, ()))) for row in range(len(grid.tops) - 1))]
    tops: list[float] = []
    for number, top in enumerate(grid.tops[:-1]):
        tops.append(top)
        tops += [(_middle(above) + _middle(below)) / 2 for above, below in pairwise(parted.get(number, []))]
    tops = [*accumulate([*tops, grid.tops[-1]], max)]
    cells = []
    for cell in grid.cells:
        first, last = starts[cell.row], starts[cell.row + cell.row_span]
        if cell.row_span > 1 or not parted.get(cell.row):
            cells.append(cell._replace(row=first, row_span=last - first))
            continue
        for at, row in enumerate(parted[cell.row], first):
            chars = [
                char
                for segment in row
                if segment.column == cell.column
                for line in segment.lines
                for char in line.chars
            ]
            box = cell.box[0], tops[at], cell.box[2], tops[at + 1]
            cells.append(GridCell(at, cell.column, 1, cell.column_span, box, chars))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    # An end that no ruling closes is the end of the last of its rows.
    is_open_above = grid.is_open_above and not parted.get(0)
    is_open_below = grid.is_open_below and not parted.get(len(grid.tops) - 2)
    return grid._replace(tops=tops, cells=cells, owners=[], is_open_above=is_open_above, is_open_below=is_open_below)
