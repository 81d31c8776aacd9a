"""A document as bytes and back: JSON for its texts and places, behind it the boxes of its characters as plain numbers.

Nothing in such bytes can run: whoever may write where they are kept can do no more than change the texts.
"""

from __future__ import annotations

import json
from array import array
from typing import Any

from auditor.documents.model import (
    Block,
    Column,
    Document,
    Notice,
    Origin,
    Paragraph,
    Piece,
    Residue,
    SourceText,
    Table,
)

_LENGTH = 8


def to_bytes(document: Document) -> bytes:
    """A document without its path. Boxes are in the machine's own order of bytes: the bytes stay on it."""
    boxes: array[float] = array("f")
    data = {
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "blocks": [_block(block, boxes) for block in document.blocks],
        "residue": [[_text(left.source, boxes), left.reason] for left in document.residue],
        "lines": document.lines,
        "notices": document.notices,
    }
    # Names of files in a document may hold halves of characters, which only escapes can stand for.
    head = json.dumps(data, separators=(",", ":")).encode("ascii")
    return len(head).to_bytes(_LENGTH, "little") + head + boxes.tobytes()


def from_bytes(content: bytes, path: str) -> Document:
    """The document of such bytes under a path; raises `ValueError` where they are no such bytes."""
    body = memoryview(content)
    end = _LENGTH + int.from_bytes(body[:_LENGTH], "little")
    boxes: array[float] = array("f")
    boxes.frombytes(body[end:])
    try:
        data = json.loads(bytes(body[_LENGTH:end]))
        return Document(
            path,
            data["format"],
            data["encoding"],
            data["sha256"],
            tuple(_block_of(block, boxes) for block in data["blocks"]),
            tuple(Residue(_text_of(text, boxes), reason) for text, reason in data["residue"]),
            tuple(data["lines"]),
            tuple(Notice(*notice) for notice in data["notices"]),
        )
    except (KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError("the content is of another shape") from error


def _block(block: Block, boxes: array[float]) -> list[Any]:
    if isinstance(block, Paragraph):
        return [_text(block.source, boxes), block.contents]
    return [
        _row(block.captions, boxes),
        [[column.path, _row(column.headers, boxes)] for column in block.columns],
        [_row(row, boxes) for row in block.rows],
        [_row(row, boxes) for row in block.header],
        block.numbering,
    ]


def _block_of(data: list[Any], boxes: array[float]) -> Block:
    if len(data) == 2:
        return Paragraph(_text_of(data[0], boxes), data[1])
    captions, columns, rows, header, numbering = data
    return Table(
        _row_of(captions, boxes),
        tuple(Column(tuple(path), _row_of(headers, boxes)) for path, headers in columns),
        tuple(_row_of(row, boxes) for row in rows),
        tuple(_row_of(row, boxes) for row in header),
        tuple(numbering),
    )


def _row(row: tuple[SourceText, ...], boxes: array[float]) -> list[Any]:
    return [_text(text, boxes) for text in row]


def _row_of(data: list[Any], boxes: array[float]) -> tuple[SourceText, ...]:
    return tuple([_text_of(text, boxes) for text in data])


def _text(source: SourceText, boxes: array[float]) -> list[Any]:
    return [source.text, *(_piece(piece, boxes) for piece in source.pieces)]


def _text_of(data: list[Any], boxes: array[float]) -> SourceText:
    return SourceText(data[0], tuple([_piece_of(piece, boxes) for piece in data[1:]]))


def _piece(piece: Piece, boxes: array[float]) -> list[Any]:
    origin = piece.origin
    if origin is None:
        return [piece.offset, piece.line, piece.column]
    start = len(boxes)
    boxes.extend(origin.boxes or ())
    span = [] if origin.boxes is None else [start, len(boxes)]
    return [piece.offset, piece.line, piece.column, origin.page, origin.cell, *span]


def _piece_of(data: list[Any], boxes: array[float]) -> Piece:
    offset, line, column, *beside = data
    if not beside:
        return Piece(offset, line, column)
    page, cell, *span = beside
    return Piece(offset, line, column, Origin(page, cell, boxes[span[0] : span[1]] if span else None))
