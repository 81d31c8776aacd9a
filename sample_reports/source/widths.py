"""How wide the columns of a table are, in characters of its own type size."""

from __future__ import annotations

from source.disclosure import Cell, Table

_PADDING = 1.0
_NARROWEST = 2.0
_LONGEST_LABEL = 17.0
_SHORTEST_LABEL = 6.0
_SHORT_HEADER = 8.0
_TYPE_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)


def measure(text: str) -> float:
    """Width in em: a Han character is 1, a Latin letter or digit a little over 1/2."""
    return sum(1.0 if ord(character) > 0x2000 else 0.56 for character in text)


def column_widths(table: Table) -> list[float]:
    """Widths in em at which figures and codes stand on one line, and labels on one or two."""
    return _widths(table, _LONGEST_LABEL)


def fitted_widths(table: Table, points: float) -> tuple[float, list[float]]:
    """The largest type size (points) at which no figure is cut, and widths (points) that fill `points`."""
    best, least = _widths(table, _LONGEST_LABEL), _widths(table, _SHORTEST_LABEL)
    halfway = (sum(best) + sum(least)) / 2
    size = next((size for size in _TYPE_SIZES if halfway * size <= points), _TYPE_SIZES[-1])
    slack = sum(best) - sum(least)
    share = min(1.0, max(0.0, points / size - sum(least)) / slack) if slack else 0.0
    widths = [low + (high - low) * share for low, high in zip(least, best, strict=True)]
    return size, [width * points / sum(widths) for width in widths]


def _widths(table: Table, longest_label: float) -> list[float]:
    widths = [_NARROWEST] * table.column_count
    for cell in table.cells:
        if cell.column_span == 1:
            widths[cell.column] = max(widths[cell.column], _need(table, cell, longest_label))
    return [width + _PADDING for width in widths]


def _need(table: Table, cell: Cell, longest_label: float) -> float:
    width = measure(cell.text)
    if cell.row < table.header_rows:
        return width / (2 if width <= _SHORT_HEADER else 3)
    return width if table.is_number(cell) or cell.column in table.codes else min(width, longest_label)
