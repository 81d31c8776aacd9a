"""What to show of the pages of a document, and the pictures made of them."""

from __future__ import annotations

from typing import Literal

from auditor.documents.model import Box
from auditor.tuples import NamedTuple

Tone = Literal["wrong", "doubt", "part"]
"""How a figure is boxed: solid in red or amber, or outlined."""


class Mark(NamedTuple):
    """A figure to box."""

    box: Box
    tone: Tone


class View(NamedTuple):
    """What to show of a page, from 1: figures boxed, and what says what they are; the first mark is the one that matters most."""

    page: int
    marks: tuple[Mark, ...]
    context: tuple[Box, ...] = ()


class Picture(NamedTuple):
    """A PNG with its size in pixels, and where in it the boxes of the marks are; those beyond its edge are left out."""

    page: int
    png: bytes
    width: int
    height: int
    places: tuple[Box, ...]
