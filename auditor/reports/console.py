"""Lines for a terminal: wrapped under their indent, measured in cells, coloured; on a page without a width, one line each."""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import category, east_asian_width

from auditor.lines import whole_line
from auditor.patterns import regex
from auditor.reports.page import Page

Style = Literal["bold red", "yellow", "cyan", "green"]

_CODES: dict[Style, str] = {"bold red": "1;31", "yellow": "33", "cyan": "36", "green": "32"}
_CLOSING = "，。、；：？！）】》〉〕」』”’％,.;:?!)]}%…"
_OPENING = "（【《〈〔「『“‘([{"
_UNIT = regex(rf"\s+|[{re.escape(_OPENING)}]*(?:[!-~\u00a1-\u02af]+|\S)[{re.escape(_CLOSING)}]*")
"""What is not broken: white space, a word or a number, any other character; with the marks before and behind it."""
_LEAST_ROOM = 20


def cells(text: str, ambiguous: int = 1) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(char, ambiguous) for char in text)


def _cells_of(char: str, ambiguous: int) -> int:
    width = east_asian_width(char)
    if width in "WF":
        return 2
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return ambiguous if width == "A" else 1


class Console:
    """The lines of a report, as a page takes them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._lines: list[str] = []

    def print(self, text: str = "", style: Style | None = None, under: str | None = "    ") -> None:
        """Add one line; where it has to be wrapped, its further lines begin with `under`. None: it stays whole."""
        for part in self._wrapped(whole_line(text), under):
            self._lines.append(f"\x1b[{_CODES[style]}m{part}\x1b[0m" if style and self.page.colour else part)

    def take(self) -> str:
        """The lines added since they were last taken."""
        lines, self._lines = self._lines, []
        return "".join(f"{line}\n" for line in lines)

    def _wrapped(self, line: str, under: str | None) -> list[str]:
        if self.page.width is None or under is None:
            return [line]
        return wrapped(line, under, self.page.width, self.page.ambiguous)


def wrapped(line: str, under: str, width: int, ambiguous: int = 1) -> list[str]:
    """A line as several of at most `width` cells, all but the first behind `under`; what fits stays as it is."""
    if cells(line, ambiguous) <= width:
        return [line]
    if cells(under, ambiguous) > width - _LEAST_ROOM:
        under = "    "
    lines, current = [], ""
    for match in _UNIT.finditer(line):
        unit = match[0]
        is_full = cells(current + unit.rstrip(), ambiguous) > width
        if is_full and current.strip() and current != under:
            lines.append(current.rstrip())
            current = under
        if not (current == under and lines and unit.isspace()):
            current += unit
    return [*lines, current.rstrip()]
