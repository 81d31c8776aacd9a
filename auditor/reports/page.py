"""What a report for people is printed on: a file, a pipe, or a terminal of some width."""

from __future__ import annotations

from auditor.tuples import NamedTuple


class Page(NamedTuple):
    """What a report for people is printed on."""

    colour: bool = False
    width: int | None = None
    """Cells in a line of the terminal; None where lines are not wrapped: in files and pipes."""
    ambiguous: int = 1
    """Cells of a character that some terminals draw as wide as a Chinese one, such as “ and ×: 1 or 2."""
    brief: bool = False
    """Only the last lines: how each document stands, and the totals."""


PLAIN = Page()
"""A file or a pipe."""
