"""Places and texts of a document as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.documents import Block, Document, Location, Paragraph, SourceText, Table

if TYPE_CHECKING:
    from auditor.records.model import BlockRecord, PlaceRecord, TextRecord


def place_record(place: Location) -> PlaceRecord:
    """A place; its box is rounded to hundredths of a point."""
    return {
        "page": place.page,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "cell": place.cell,
        "bbox": [round(side, 2) for side in place.bbox] if place.bbox else None,
    }


def content_of(document: Document) -> list[BlockRecord]:
    """The blocks of a document in reading order."""
    return [_block(block) for block in document.blocks]


def _block(block: Block) -> BlockRecord:
    if isinstance(block, Paragraph):
        return {"kind": "contents" if block.contents else "paragraph", "text": _text(block.source)}
    reaches = _reaches(block)
    return {
        "kind": "table",
        "captions": [_text(caption) for caption in block.captions],
        "header": [[_text(cell) for cell in row] for row in block.header],
        "reach": [
            [reaches.get(cell.place(0), []) if cell.text.strip() else [] for cell in row] for row in block.header
        ],
        "rows": [[_text(cell) for cell in row] for row in block.rows],
    }


def _reaches(table: Table) -> dict[tuple[int, int], list[int]]:
    """By where a header begins, its first column and the one behind its last: 本年收入 over 小计 and seven others: [4, 12]."""
    found: dict[tuple[int, int], list[int]] = {}
    for index, column in enumerate(table.columns):
        for begin in {header.place(0) for header in column.headers}:
            reach = found.setdefault(begin, [index, index])
            if reach[1] == index:
                reach[1] += 1
    return found


def _text(source: SourceText) -> TextRecord:
    at = []
    for piece in source.pieces:
        page = piece.origin.page if piece.origin else None
        at.append([piece.offset, piece.line, piece.column] + ([page] if page is not None else []))
    return {"text": source.text, "at": at}
