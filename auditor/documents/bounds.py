"""How much text a document may have: what is beyond is not read slowly but refused, aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.documents.model import Block, Paragraph, SourceText
from auditor.documents.raw import Found, RawNotice, RawParagraph, RawResidue
from auditor.documents.refusals import refused
from auditor.errors import UnreadableDocument

MOST_CHARACTERS = 10_000_000
"""Of a document: twelve times what the longest report of a government has, a workbook of 100,000 rows and ten columns."""
MOST_IN_ONE = 200_000
"""Of one paragraph or one cell: a hundred pages of print without a break; Excel holds 32,767 characters in a cell."""


def counted(found: Iterable[Found]) -> Iterator[Found]:
    """What a reader found, as it comes; raises `UnreadableDocument` as soon as it is too much."""
    total = 0
    for item in found:
        for size in _sizes(item):
            check_size(size)
            total += size
        check_total(total)
        yield item


def check_blocks(blocks: Iterable[Block]) -> None:
    """Raises `UnreadableDocument` for a paragraph or a cell that is too long, now that those which go on are joined."""
    for block in blocks:
        for text in _texts(block):
            if len(text.text) > MOST_IN_ONE:
                raise _too_long(text.line)


def check_size(size: int) -> None:
    """Raises `UnreadableDocument` where one paragraph or cell has so many characters that it is none."""
    if size > MOST_IN_ONE:
        raise _too_long()


def check_total(size: int) -> None:
    """Raises `UnreadableDocument` where a document has more characters than are read."""
    if size > MOST_CHARACTERS:
        raise refused("too-long", most=MOST_CHARACTERS)


def _sizes(item: Found) -> Iterator[int]:
    if isinstance(item, RawParagraph):
        yield sum(len(line.text) for line in item.lines)
    elif isinstance(item, RawResidue):
        yield len(item.text.text)
    elif not isinstance(item, RawNotice):
        for cell in item.cells:
            yield sum(len(line.text) for line in cell.lines)


def _texts(block: Block) -> Iterator[SourceText]:
    if isinstance(block, Paragraph):
        yield block.source
    else:
        yield from block.captions
        for row in (*block.header, *block.rows):
            yield from row


def _too_long(line: int | None = None) -> UnreadableDocument:
    if line is None:
        return refused("too-long-in-one", most=MOST_IN_ONE)
    return refused("too-long-at", line=line, most=MOST_IN_ONE)
