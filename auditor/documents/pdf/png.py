"""A picture as a PNG of 16 colours at most, which is what a crop of print needs; no library is."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, int, int]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTH, _PALETTE = 4, 3
_HIGH = bytes((index % 16) << 4 for index in range(256))
_LOW = bytes(index % 16 for index in range(256))


def png_of(rows: Sequence[bytes], palette: Sequence[Colour]) -> bytes:
    """Rows of one length, a byte for each pixel: its colour by its place in a palette of at most 16."""
    width, height = len(rows[0]), len(rows)
    header = struct.pack(">IIBBBBB", width, height, _DEPTH, _PALETTE, 0, 0, 0)
    packed = b"".join(b"\0" + _packed(row) for row in rows)
    colours = bytes(part for colour in palette for part in colour)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(packed, 6)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _packed(row: bytes) -> bytes:
    """Two pixels in a byte, the left one in the upper half."""
    even = row if len(row) % 2 == 0 else row + b"\0"
    left, right = even[::2].translate(_HIGH), even[1::2].translate(_LOW)
    both = int.from_bytes(left, "big") | int.from_bytes(right, "big")
    return both.to_bytes(len(left), "big")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
