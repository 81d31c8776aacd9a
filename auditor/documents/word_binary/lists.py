"""Automatic numbering in a Word 97+ binary file: its lists, their levels and the label of each paragraph."""

from __future__ import annotations

import struct

from auditor.documents.numbering import number_text
from auditor.documents.word_binary.file import LIST_OVERRIDES, LISTS, WordFile
from auditor.documents.word_binary.text import joined_surrogates
from auditor.tuples import NamedTuple

_LEVELS = 9
_LONGEST_LABEL = 255
_LARGEST_START = 0x7FFF
_NO_NUMBER = frozenset({0x17, 0xFF})
_BULLET, _LEADING_ZERO = 0x17, 0x16
_FORMATS = {
    0x00: "decimal",
    0x01: "upperRoman",
    0x02: "lowerRoman",
    0x03: "upperLetter",
    0x04: "lowerLetter",
    0x05: "ordinal",
    0x06: "cardinalText",
    0x07: "ordinalText",
    0x08: "hex",
    0x0A: "ideographDigital",
    0x0B: "japaneseCounting",
    0x0C: "aiueo",
    0x0D: "iroha",
    0x0E: "decimalFullWidth",
    0x0F: "decimalHalfWidth",
    0x10: "japaneseLegal",
    0x11: "japaneseDigitalTenThousand",
    0x12: "decimalEnclosedCircle",
    0x13: "decimalFullWidth2",
    0x14: "aiueoFullWidth",
    0x15: "irohaFullWidth",
    0x16: "decimalZero",
    0x1A: "decimalEnclosedFullstop",
    0x1B: "decimalEnclosedParen",
    0x1C: "decimalEnclosedCircleChinese",
    0x1D: "ideographEnclosedCircle",
    0x1E: "ideographTraditional",
    0x1F: "ideographZodiac",
    0x20: "ideographZodiacTraditional",
    0x21: "taiwaneseCounting",
    0x22: "ideographLegalTraditional",
    0x23: "taiwaneseCountingThousand",
    0x24: "taiwaneseDigital",
    0x25: "chineseCounting",
    0x26: "chineseLegalSimplified",
    0x27: "chineseCountingThousand",
    0x28: "ideographDigital",
    0x39: "numberInDash",
}
"""The formats of [MS-OSHARED] 2.2.1.3 by the names of ST_NumberFormat; others are printed in Arabic digits, as Word does."""


class _Level(NamedTuple):
    """A level of a list ([MS-DOC] 2.9.149, 2.9.150)."""

    start: int
    number_format: int
    all_decimal: bool
    restart: int | None
    """The level, from 1, that this one restarts behind; 0 for never, `None` for every higher level."""
    follow: int
    """What parts the label from the text: a tab, a space, nothing."""
    text: str
    places: frozenset[int]
    """Where in `text` a character stands for the number of the level it is the code of."""


class _Override(NamedTuple):
    """A use of a list, which may change its levels and their first numbers ([MS-DOC] 2.9.131, 2.9.133)."""

    list_id: int
    levels: dict[int, _Level]
    starts: dict[int, int]


class Labels:
    """Counts the paragraphs of every list and writes their labels."""

    def __init__(self, file: WordFile) -> None:
        self.unknown = 0
        """How many paragraphs belong to a list that the file does not describe."""
        self._lists = _read_lists(file)
        self._overrides = _read_overrides(file)
        self._counts: dict[int, dict[int, int]] = {}
        """By list, then by level."""
        self._started: set[tuple[int, int]] = set()

    def next(self, numbering: int, number: int) -> str:
        """The label of the next paragraph with what parts it from the text; "" where there is none.

        `numbering` is the paragraph's list use (`sprmPIlfo`), `number` its level from 0.
        """
        if not 0 < numbering < 0x7FF:
            return ""
        if numbering > len(self._overrides):
            self.unknown += 1
            return ""
        use = self._overrides[numbering - 1]
        levels = self._lists.get(use.list_id, {}) | use.levels
        if number not in levels:
            self.unknown += 1
            return ""
        counts = self._counts.setdefault(use.list_id, {})
        if number in use.starts and (numbering, number) not in self._started:
            self._started.add((numbering, number))
            counts[number] = use.starts[number]
        else:
            counts[number] = counts.get(number, levels[number].start - 1) + 1
        _restart_below(counts, levels, number)
        return _label(levels, number, counts)


def _restart_below(counts: dict[int, int], levels: dict[int, _Level], number: int) -> None:
    for deeper in [other for other in counts if other > number]:
        restart = levels[deeper].restart if deeper in levels else None
        if restart is None or number < restart:
            del counts[deeper]


def _label(levels: dict[int, _Level], number: int, counts: dict[int, int]) -> str:
    level = levels[number]
    if level.number_format == _BULLET:
        return ""
    parts: list[str] = []
    for index, character in enumerate(level.text):
        shown = ord(character)
        if index not in level.places:
            parts.append(character)
        elif shown in levels and shown <= number and levels[shown].number_format not in _NO_NUMBER:
            code = levels[shown].number_format
            code = 0 if level.all_decimal and code != _LEADING_ZERO else code
            count = counts.get(shown, levels[shown].start)
            parts.append(number_text(_FORMATS.get(code, "decimal"), count))
    text = joined_surrogates("".join(part for part in parts if part >= " "))
    return text + _gap(text, level.follow)


def _gap(text: str, follow: int) -> str:
    """What stands between label and text; a tab would look like that of a table of contents."""
    if not text or follow == 2:
        return ""
    return " " if follow == 1 or text[-1].isalnum() or text[-1] in ".．-" else ""


def _read_lists(file: WordFile) -> dict[int, dict[int, _Level]]:
    """The levels of every list by its id; where the table is cut short, of the lists in front of the cut ([MS-DOC] 2.9.201)."""
    lists: dict[int, dict[int, _Level]] = {}
    start, size = file.place(LISTS)
    if size < 2:
        return lists
    try:
        (count,) = struct.unpack_from("<H", file.table, start)
        # The levels stand behind the table, outside the size that is given for it.
        position = start + 2 + 28 * count
        for index in range(count):
            list_id, flags = struct.unpack_from("<i22xB", file.table, start + 2 + 28 * index)
            levels = lists.setdefault(list_id, {})
            for number in range(1 if flags & 1 else _LEVELS):
                levels[number], position = _read_level(file.table, position)
    except struct.error:
        pass
    return lists


def _read_overrides(file: WordFile) -> list[_Override]:
    """The uses of lists; those behind a damaged one are without changes ([MS-DOC] 2.9.200)."""
    table = file.structure(LIST_OVERRIDES)
    overrides: list[_Override] = []
    changes: list[int] = []
    try:
        (count,) = struct.unpack_from("<I", table)
        for index in range(min(count, len(table) // 16)):
            list_id, changed = struct.unpack_from("<i8xB", table, 4 + 16 * index)
            overrides.append(_Override(list_id, {}, {}))
            changes.append(changed)
        position = 4 + 16 * count
        for override, changed in zip(overrides, changes, strict=True):
            position += 4
            for _ in range(changed):
                position = _read_change(table, position, override)
    except struct.error:
        pass
    return overrides


def _read_change(table: bytes, position: int, override: _Override) -> int:
    """What a use of a list changes in a level; gives the position behind it ([MS-DOC] 2.9.133)."""
    start, flags = struct.unpack_from("<iI", table, position)
    number = flags & 0xF
    position += 8
    if flags & 0x20:
        override.levels[number], position = _read_level(table, position)
        start = override.levels[number].start
    if flags & 0x10 and 0 <= start <= _LARGEST_START:
        override.starts[number] = start
    return position


def _read_level(table: bytes, position: int) -> tuple[_Level, int]:
    """A level, and the position behind it."""
    start, number_format, flags, places, follow = struct.unpack_from("<iBB9sB", table, position)
    characters, paragraph, limit = struct.unpack_from("<3B", table, position + 24)
    position += 28 + paragraph + characters
    (length,) = struct.unpack_from("<H", table, position)
    text = "".join(map(chr, struct.unpack_from(f"<{length}H", table, position + 2)))
    level = _Level(
        min(max(start, 0), _LARGEST_START),
        number_format,
        bool(flags & 0x04),
        limit if flags & 0x08 else None,
        follow,
        text[:_LONGEST_LABEL],
        frozenset(place - 1 for place in places if place),
    )
    return level, position + 2 + 2 * length
