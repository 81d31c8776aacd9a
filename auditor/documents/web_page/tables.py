"""The grid of a table on a web page: spans, sections, hidden rows (HTML standard, 4.9.12 "Processing model")."""

from __future__ import annotations

from itertools import accumulate

from auditor.documents.model import Origin
from auditor.documents.raw import RawCell, RawText
from auditor.documents.refusals import refused
from auditor.documents.web_page.elements import SHOWN, Element
from auditor.documents.web_page.lines import Flow, clean, indent_of, plain_line
from auditor.tuples import NamedTuple

_MOST_ROWS = 1000
_MOST_COLUMNS = 200
"""What a cell may span."""
_MOST_PLACES = 2_000_000
_SECTIONS = ("thead", "tbody", "tfoot")
"""In the order they are shown."""


class _Place(NamedTuple):
    """A cell and the part of the grid it covers; rows count those that are hidden, too."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """The cells of one table and what hangs on them."""

    cells: tuple[RawCell, ...]
    captions: tuple[Element, ...]
    inner: tuple[Element, ...]
    """Tables of data inside cells."""
    left_out: tuple[Element, ...]
    """What is not shown: rows, cells, elements inside cells."""
    hidden_rows: int
    """Hidden rows with text."""


class _Row(NamedTuple):
    """A row, the number of the row behind its section, and whether it is shown."""

    element: Element
    section_end: int
    is_shown: bool


class _CellFlow(Flow):
    """The lines of one cell after another."""

    def __init__(self, page: Flow) -> None:
        super().__init__()
        self._page = page
        self.lines: list[str] = []
        self.inner: list[Element] = []
        self.left_out: list[Element] = []

    def line(self, raw: str) -> None:
        text = clean(raw)
        if text:
            self.lines.append(text)

    def leave_out(self, element: Element) -> None:
        self.left_out.append(element)

    def table(self, element: Element) -> bool:
        if element.is_grid:
            self.inner.append(element)
        return element.is_grid

    def picture(self, element: Element) -> None:
        self._page.picture(element)

    def link(self, element: Element) -> None:
        self._page.link(element)


class GridReader:
    """Reads the tables of one page, within bounds for all of them together."""

    def __init__(self, page: Flow) -> None:
        self._page = page
        self._left = _MOST_PLACES

    def read(self, table: Element, number: int) -> Grid:
        """The grid of a table; `number` is its number on the page. Raises `UnreadableDocument` if it is too large."""
        rows = _rows(table)
        flow = _CellFlow(self._page)
        flow.left_out.extend(row.element for row in rows if not row.is_shown)
        places = self._places(rows, flow.left_out)
        shown = [0, *accumulate(int(row.is_shown) for row in rows)]
        cells = tuple(_cell(place, shown, flow, number) for place in places if rows[place.row].is_shown)
        captions = tuple(child for child in table.elements() if child.tag == "caption")
        hidden_rows = sum(1 for row in rows if row.element.weight and not row.is_shown)
        return Grid(cells, captions, tuple(flow.inner), tuple(flow.left_out), hidden_rows)

    def _places(self, rows: list[_Row], hidden: list[Element]) -> list[_Place]:
        """Where every cell goes; hidden cells of rows that are shown take no place and are added to `hidden`."""
        places: list[_Place] = []
        free_from: list[int] = []
        """For each column the first row that no cell from above covers."""
        for index, row in enumerate(rows):
            column = 0
            for cell in row.element.elements():
                if cell.fate != SHOWN:
                    hidden.extend((cell,) if row.is_shown else ())
                    continue
                while column < len(free_from) and free_from[column] > index:
                    column += 1
                wide, high = _spans(cell, row.section_end - index)
                covered = _cover(free_from, column, wide, index, index + high)
                self._spend(covered * high)
                places.append(_Place(cell, index, column, high, 1 if _is_overflowing(cell) else covered))
                column += wide
        return places

    def _spend(self, places: int) -> None:
        self._left -= places
        if self._left < 0:
            raise refused("table-cells", most=_MOST_PLACES)


def _rows(table: Element) -> list[_Row]:
    """The rows as they are shown, heads first and feet last."""
    rows: list[_Row] = []
    sections = list(table.elements())
    for section in sorted(
        (child for child in sections if child.tag in _SECTIONS), key=lambda child: _SECTIONS.index(child.tag)
    ):
        group = list(section.elements())
        end = len(rows) + len(group)
        rows.extend(_Row(row, end, row.fate == section.fate == SHOWN) for row in group)
    return rows


def _spans(cell: Element, most_rows: int) -> tuple[int, int]:
    """The columns and rows a cell spans; no rows at all means all that are left."""
    wide = min(max(_number(cell.attribute("colspan"), 1), 1), _MOST_COLUMNS)
    high = min(_number(cell.attribute("rowspan"), 1), _MOST_ROWS)
    return wide, min(high or most_rows, most_rows)


def _number(text: str, default: int) -> int:
    """A number as the HTML standard's rules for non-negative integers take it (2.3.4.2)."""
    digits = text.strip()
    end = 0
    while end < len(digits) and digits[end] in "0123456789":
        end += 1
    return int(digits[: min(end, 9)]) if end else default


def _cover(free_from: list[int], column: int, wide: int, row: int, end: int) -> int:
    """Cover columns down to a row; where a cell from above is in the way, the new one ends before it."""
    if column + wide > len(free_from):
        free_from.extend([0] * (column + wide - len(free_from)))
    covered = 0
    while covered < wide and free_from[column + covered] <= row:
        free_from[column + covered] = end
        covered += 1
    return covered


def _is_overflowing(cell: Element) -> bool:
    """Whether a cell spans its neighbours only because its text is too long, as Excel writes it."""
    return "colspan" in cell.attributes and "mso-ignore:colspan" in cell.attribute("style").replace(" ", "")


def _cell(place: _Place, shown: list[int], flow: _CellFlow, number: int) -> RawCell:
    """A cell in the grid of the rows that are shown; `shown` counts those above each row."""
    row, end = shown[place.row], shown[place.row + place.rows]
    text = plain_line(place.element)
    if text is None:
        flow.lines = lines = []
        flow.run(place.element)
    else:
        lines = [text] if text else []
    if lines and (indent := indent_of(place.element)):
        lines[0] = " " * indent + lines[0]
    origin = Origin(cell=f"table {number}!R{row + 1}C{place.column + 1}")
    texts = tuple(RawText(line, origin) for line in lines)
    return RawCell(row, place.column, texts, end - row, place.columns)
