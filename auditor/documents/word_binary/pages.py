"""Property modifiers of a Word 97+ binary file, and the pages that tell which stretch of text they hold for."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from auditor.documents.refusals import damaged
from auditor.documents.word_binary.file import WordFile

_PAGE = 512
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""By the upper three bits of a modifier; 0 where the operand tells its own size ([MS-DOC] 2.2.5.1)."""
_TABLE_DEFINITIONS = (0xD606, 0xD608)
_TAB_STOPS = 0xC615

Run = tuple[int, int, bytes]
"""Start and end in the main stream, and the modifiers for what stands between."""


def modifiers(block: bytes) -> Iterator[tuple[int, bytes]]:
    """The property modifiers of a block: code and operand; what tells the size of an operand is left out."""
    position = 0
    while position + 2 < len(block):
        code = block[position] | block[position + 1] << 8
        position += 2
        size = _OPERAND_SIZES[code >> 13]
        if code in _TABLE_DEFINITIONS:
            size = max(int.from_bytes(block[position : position + 2], "little") - 1, 0)
            position += 2
        elif not size:
            size = _own_size(code, block, position)
            position += 1
        operand = block[position : position + size]
        if len(operand) < size:
            return
        yield code, operand
        position += size


def _own_size(code: int, block: bytes, position: int) -> int:
    size = block[position]
    if code != _TAB_STOPS or size != 255:
        return size
    removed = block[position + 1] if position + 1 < len(block) else 0
    added = position + 2 + 4 * removed
    return 2 + 4 * removed + 3 * (block[added] if added < len(block) else 0)


class Runs:
    """Blocks of modifiers by the stretch of the main stream they hold for."""

    def __init__(self, runs: Iterable[Run]) -> None:
        ordered = sorted(runs, key=lambda run: run[0])
        self._starts = [run[0] for run in ordered]
        self._ends = [run[1] for run in ordered]
        self._blocks = [run[2] for run in ordered]

    def at(self, place: int) -> tuple[bytes, int | None]:
        """The block for a place, and where it stops to hold; `None` for never."""
        index = bisect_right(self._starts, place) - 1
        following = self._starts[index + 1] if index + 1 < len(self._starts) else None
        if index < 0 or place >= self._ends[index]:
            return b"", following
        end = self._ends[index]
        return self._blocks[index], end if following is None else min(end, following)


def paragraph_runs(file: WordFile, offset: int) -> Runs:
    """The runs of the pages listed at an offset of the FIB; a block begins with the number of a style ([MS-DOC] PapxFkp)."""
    return Runs(_runs(file, offset, 13, _paragraph_block))


def character_runs(file: WordFile, offset: int) -> Runs:
    """The runs of the pages listed at an offset of the FIB ([MS-DOC] ChpxFkp)."""
    return Runs(_runs(file, offset, 1, _character_block))


def _runs(file: WordFile, offset: int, width: int, block_at: Callable[[bytes, int], bytes]) -> Iterator[Run]:
    """`width` is that of the entries of a page, whose first byte tells where, in words, the block stands."""
    listed = file.structure(offset)
    count = max((len(listed) - 4) // 8, 0)
    numbers = struct.unpack_from(f"<{count}I", listed, 4 * (count + 1)) if count else ()
    # A page is listed once; one that is listed again and again would take time without end.
    for number in dict.fromkeys(number & 0x3FFFFF for number in numbers):
        page = file.document[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            raise damaged("no-properties")
        runs = page[-1]
        places = struct.unpack_from(f"<{runs + 1}I", page)
        for index in range(runs):
            word = page[4 * (runs + 1) + index * width]
            if places[index] < places[index + 1]:
                yield places[index], places[index + 1], block_at(page, 2 * word) if word else b""


def _paragraph_block(page: bytes, position: int) -> bytes:
    """Its size is in words, less one byte; or, behind a zero, in words."""
    words = page[position]
    if words:
        return page[position + 1 : position + 2 * words]
    return page[position + 2 : position + 2 + 2 * page[position + 1]]


def _character_block(page: bytes, position: int) -> bytes:
    return page[position + 1 : position + 1 + page[position]]
