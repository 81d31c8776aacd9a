"""One page: its lines and grids from the top down, and what stands in its margins."""

from __future__ import annotations

from auditor.documents.pdf.chunks import amounts_in
from auditor.documents.pdf.filling import fill
from auditor.documents.pdf.geometry import PageContent, Rulings
from auditor.documents.pdf.grids import Grid, find_grids
from auditor.documents.pdf.lines import Line, in_order, lines_of
from auditor.documents.pdf.overruns import part_overruns
from auditor.documents.pdf.page_columns import columns_of
from auditor.documents.pdf.rows import crowded_rows, stacked_rows
from auditor.documents.pdf.spacing import find_spaced
from auditor.documents.pdf.stacked import part_rows
from auditor.documents.residue import is_marked_page_number, is_page_number
from auditor.tuples import NamedTuple

_MARGIN = 0.1
"""Share of a page's longer side, above and below, where page numbers and running heads stand: a sheet turned keeps its margins."""
_SAME_PLACE = 3.0
_RUNNING = 0.8
"""A line at one place of this share of all pages is a running head."""
_FEWEST_PAGES = 4
_FEWEST_ROWS = 3
_WIDE_ROW = 5
"""So many amounts in one line are a row of a table."""


class Page(NamedTuple):
    """A page as it is read: grids and the lines outside of them, from the top down."""

    number: int
    width: float
    height: float
    parts: list[Line | Grid]
    stamp: Line | None
    """What is stamped askew over the page."""
    has_unread_columns: bool = False
    """Whether amounts stand in columns that no table has."""
    gutters: tuple[float, ...] = ()
    """Where the columns part of a page that is set in columns."""

    def column_of(self, line: Line) -> int:
        """The column of a line, from 0; -1 where it runs across columns, as a title does."""
        if any(line.box[0] < gutter < line.box[2] for gutter in self.gutters):
            return -1
        return sum(gutter < line.box[0] for gutter in self.gutters)

    def lines(self) -> list[Line]:
        return [part for part in self.parts if isinstance(part, Line)]

    def is_in_margin(self, line: Line) -> bool:
        margin = _MARGIN * max(self.width, self.height)
        return line.box[3] < margin or line.box[1] > self.height - margin


def page_of(content: PageContent) -> Page:
    """Characters to cells and lines."""
    rulings = content.rulings
    grids = find_grids(rulings.horizontal, rulings.vertical)
    if not grids and (rulings.white_horizontal or rulings.white_vertical):
        grids = find_grids(rulings.horizontal + rulings.white_horizontal, rulings.vertical + rulings.white_vertical)
    outside = fill(grids, content.chars)
    columns = None if grids else columns_of(outside)
    if columns is not None:
        stamp = in_order(content.slanted)
        return Page(content.number, content.width, content.height, [*columns.lines], stamp, gutters=columns.gutters)
    spaced, lines = find_spaced(lines_of(outside), rulings.horizontal)
    parts: list[Line | Grid] = [*lines, *spaced]
    for grid in grids:
        if any(cell.chars for cell in grid.cells):
            parts += _parts_of(part_overruns(grid), rulings)
    parts.sort(key=_place)
    amounts = [amounts_in(line) for line in lines]
    is_unread = sum(count > 1 for count in amounts) >= _FEWEST_ROWS or max(amounts, default=0) >= _WIDE_ROW
    return Page(content.number, content.width, content.height, parts, in_order(content.slanted), is_unread)


def _parts_of(grid: Grid, rulings: Rulings) -> list[Line | Grid]:
    """A grid with the rows that its rulings leave out; one whose rulings do not even part its columns is read by its white space."""
    if stacked := stacked_rows(grid):
        parted = part_rows(grid, stacked | crowded_rows(grid))
        if parted is not None:
            return [parted]
        chars = [char for cell in grid.cells for char in cell.chars]
        spaced, lines = find_spaced(lines_of(chars), rulings.horizontal)
        if spaced:
            return [*spaced, *lines]
    crowded = crowded_rows(grid)
    return [part_rows(grid, crowded) or grid if crowded else grid]


def _place(part: Line | Grid) -> tuple[float, float]:
    """Where a part stands in the order of reading: a line by its middle, a grid by its top."""
    left, top, _, bottom = part.box
    return ((top + bottom) / 2 if isinstance(part, Line) else top), left


def running_lines(pages: list[Page]) -> dict[tuple[int, int], str]:
    """Why a line of a margin is no content, by the number of its page and its place among the page's parts."""
    found: dict[tuple[int, int], str] = {}
    heads: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for page in pages:
        for place, part in enumerate(page.parts):
            if not isinstance(part, Line):
                continue
            if place in (0, len(page.parts) - 1) and is_marked_page_number(part.text):
                # Some pages are printed smaller than their sheet, with a wide margin below their number.
                found[page.number, place] = "page number"
            elif not page.is_in_margin(part):
                continue
            elif is_page_number(part.text):
                found[page.number, place] = "page number"
            else:
                heads.setdefault((_shape(part.text), round(part.box[1] / _SAME_PLACE)), []).append((page.number, place))
    for places in heads.values():
        if len(pages) >= _FEWEST_PAGES and len({number for number, _ in places}) >= _RUNNING * len(pages):
            found |= dict.fromkeys(places, "running head")
    return found


def _shape(text: str) -> str:
    """A text with its digits alike, so that a head that counts the pages is the same on each."""
    return "".join("0" if char.isdigit() else char for char in text if not char.isspace())
