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
    return {
        "kind": "table",
        "captions": [_text(caption) for caption in block.captions],
        "header": [[_text(cell) for cell in row] for row in block.header],
        "reach": [[_reach(cell, block) for cell in row] for row in block.header],
        "rows": [[_text(cell) for cell in row] for row in block.rows],
    }


def _reach(cell: SourceText, table: Table) -> list[int]:
    """本年收入 over 小计 and seven others: [4, 12]."""
    if not cell.text.strip():
        return []
    begin = cell.place(0)
    under = [
        index for index, column in enumerate(table.columns) if any(above.place(0) == begin for above in column.headers)
    ]
    if not under:
        return []
    end = next(index for index in range(under[0], len(table.columns) + 1) if index not in under)
    return [under[0], end]


def _text(source: SourceText) -> TextRecord:
    at = []
    for piece in source.pieces:
        page = piece.origin.page if piece.origin else None
        at.append([piece.offset, piece.line, piece.column] + ([page] if page is not None else []))
    return {"text": source.text, "at": at}
