"""What stands on a page: characters, rulings and images in points from the upper left corner as the page is read."""

from __future__ import annotations

from auditor.documents.model import Box
from auditor.tuples import NamedTuple


class Char(NamedTuple):
    """A character with its box; `right - left` is its advance and `bottom - top` its font's height."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    baseline: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Edge(NamedTuple):
    """A straight ruling along one axis: where it stands on the other, and from where to where it runs."""

    position: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The rulings of a page. Those in white count only where the others make no table: they rule a shaded ground."""

    horizontal: list[Edge]
    vertical: list[Edge]
    white_horizontal: list[Edge]
    white_vertical: list[Edge]


class PageContent(NamedTuple):
    """All that is read off one page."""

    number: int
    width: float
    height: float
    chars: list[Char]
    slanted: list[Char]
    """Characters of marks stamped askew over the page."""
    rulings: Rulings
    unmapped: int
    """Characters whose font does not say what they are."""
    is_scan: bool
    """Whether an image stands in place of text; text laid invisibly over one was guessed by a machine and is no better."""
    is_cut: bool
    """Whether it has more graphics than are read."""


def centre(char: Char) -> tuple[float, float]:
    return (char.left + char.right) / 2, (char.top + char.bottom) / 2


def box_around(chars: list[Char]) -> Box:
    return (
        min(char.left for char in chars),
        min(char.top for char in chars),
        max(char.right for char in chars),
        max(char.bottom for char in chars),
    )
