"""An overview of many documents, in formats that all tell the same: chapters of tables, made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from auditor.errors import UsageError
from auditor.messages import told
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.records import Lang
    from auditor.reports.overview.links import Links
    from auditor.reports.overview.tables import Chapter


class Format(NamedTuple):
    """Where a format is made: the module of this package whose `render` makes it."""

    module: str
    most: int
    """So many rows of each table are shown; the rest is counted."""
    is_binary: bool = False


FORMATS = {
    "html": Format("page", 5_000),
    "xlsx": Format("workbook", 20_000, is_binary=True),
    "md": Format("markdown", 100),
}


def format_of(name: str) -> Format:
    """The format of a name; raises `UsageError` for one that does not exist."""
    if name not in FORMATS:
        raise UsageError(told("no-format", name=name, known=", ".join(FORMATS)))
    return FORMATS[name]


def render(chapters: Sequence[Chapter], name: str, lang: Lang, links: Links) -> Iterator[bytes]:
    """The file of an overview in a format, in pieces."""
    found = format_of(name)
    for piece in import_module(f"{__name__}.{found.module}").render(chapters, lang, links, found.most):
        # Halves of a character, which the name of a file may have, cannot be written.
        yield piece.encode("utf-8", "replace") if isinstance(piece, str) else piece
