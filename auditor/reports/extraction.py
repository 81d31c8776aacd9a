"""What was read of a document as JSON: its blocks in reading order, every text with the places it was taken from."""

from __future__ import annotations

import json
from typing import Any

from auditor.documents import Document, Paragraph, SourceText
from auditor.documents import Table as DocumentTable
from auditor.records.content import place_record


def blocks_as_json(document: Document) -> str:
    """One object: `blocks` (paragraphs, and tables with captions, header and rows), `residue` and `notices`."""
    read = {
        "schema": 1,
        "path": document.path,
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "blocks": [_paragraph(block) if isinstance(block, Paragraph) else _table(block) for block in document.blocks],
        "residue": [{"reason": left.reason, **_text(left.source)} for left in document.residue],
        "notices": [
            {"line": notice.line, "key": notice.key, "arguments": notice.arguments, "incomplete": notice.incomplete}
            for notice in document.notices
        ],
        "lines": list(document.lines),
    }
    return json.dumps(read, ensure_ascii=False, separators=(",", ":"))


def _paragraph(block: Paragraph) -> dict[str, Any]:
    return {"kind": "contents" if block.contents else "paragraph", **_text(block.source)}


def _table(block: DocumentTable) -> dict[str, Any]:
    return {
        "kind": "table",
        "captions": [_text(caption) for caption in block.captions],
        "columns": [list(column.path) for column in block.columns],
        "header": [[_text(cell) for cell in row] for row in block.header],
        "rows": [[_text(cell) for cell in row] for row in block.rows],
    }


def _text(source: SourceText) -> dict[str, Any]:
    """A text and its places: one for each run of characters that stands together."""
    ends = [*(piece.offset for piece in source.pieces[1:]), len(source.text)]
    places = [source.locate(piece.offset, end) for piece, end in zip(source.pieces, ends, strict=True)]
    return {
        "text": source.text,
        "places": [place_record(place) for place in places],
    }
