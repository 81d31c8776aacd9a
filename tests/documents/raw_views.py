"""How the tests of the readers look at what was found, before it is laid out."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.documents.raw import Found, RawParagraph, RawTable


def texts(found: Iterable[Found]) -> list[str]:
    """The lines of paragraphs and of cells in their order."""
    result: list[str] = []
    for block in found:
        if isinstance(block, RawParagraph):
            result += [line.text for line in block.lines]
        elif isinstance(block, RawTable):
            result += [line.text for cell in block.cells for line in cell.lines]
    return result
