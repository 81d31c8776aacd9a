"""What of the text of a Word 97+ binary file is not printed: field codes, deleted and hidden characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from auditor.documents.word_binary.properties import Properties
from auditor.documents.word_binary.text import PieceText, joined_surrogates
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_FIELD_MARK = regex("[\x13\x14\x15]")
_BEGIN, _SEPARATOR = "\x13", "\x14"
_PICTURE = "\x01"
_EMBEDDED = regex(r"\s*EMBED\s+\S", re.IGNORECASE)
_PRINTED_BY_CODE = regex(r"\s*(?:EQ|SYMBOL|LISTNUM|AUTONUM(?:LGL|OUT)?)\b", re.IGNORECASE)
"""Fields that have no result: Word draws what their code says."""
_CLEAN = {code: None for code in range(0x20) if code != 0x09} | {
    0x0B: "\n",
    0x0C: "\n",
    0x0E: "\n",
    0x1E: "-",
    0xA0: " ",
}
_PLAIN, _HIDDEN, _DELETED, _CODE, _SHOWN, _SYMBOL = range(6)
"""How a character is marked; `_PLAIN` is as the style of its paragraph says, `_SHOWN` is shown whatever that says."""
_IS_PRINTED = bytes(state in (_PLAIN, _SHOWN, _SYMBOL) for state in range(256))
_IS_PRINTED_IN_HIDDEN_STYLE = bytes(state in (_SHOWN, _SYMBOL) for state in range(256))


class Field(NamedTuple):
    """The place of a field's code, with the marks around it."""

    start: int
    end: int
    has_result: bool


class PrintedText:
    """The text as it is printed, and counts of what is left out on the way."""

    def __init__(self, text: PieceText, properties: Properties) -> None:
        self.characters = text.characters
        self.hidden = self.deleted = self.pictures = self.embedded = self.without_result = 0
        self._states = bytearray(len(text.characters))
        self._symbols: dict[int, str] = {}
        self._mark_runs(properties)

    def mark_fields(self, start: int, end: int) -> None:
        """Leave out the codes of the fields in a story."""
        covered = start
        for field in sorted(_fields(self.characters, start, end)):
            if field.end <= covered:
                continue
            covered = field.end
            self._states[field.start : field.end] = bytes([_CODE]) * (field.end - field.start)
            code = self.characters[field.start + 1 : min(field.end, field.start + 40)]
            self.embedded += _EMBEDDED.match(code) is not None
            self.without_result += not field.has_result and _PRINTED_BY_CODE.match(code) is not None

    def is_printed(self, position: int, hidden_style: bool) -> bool:
        """Whether the character at a position, the mark of a paragraph, is printed."""
        return bool((_IS_PRINTED_IN_HIDDEN_STYLE if hidden_style else _IS_PRINTED)[self._states[position]])

    def between(self, start: int, end: int, hidden_style: bool) -> str:
        """What is printed of a paragraph; line breaks in it are "\\n"."""
        text = self.characters[start:end]
        states = self._states[start:end]
        if hidden_style or states.count(_PLAIN) != len(states):
            text = self._printed(text, states, start, hidden_style)
        self.pictures += text.count(_PICTURE)
        return joined_surrogates(text.translate(_CLEAN))

    def _printed(self, text: str, states: bytearray, start: int, hidden_style: bool) -> str:
        hidden = states.translate(bytes(state == _HIDDEN or (state == _PLAIN and hidden_style) for state in range(256)))
        self.hidden += _visible_length("".join(compress(text, hidden)))
        self.deleted += _visible_length("".join(compress(text, (state == _DELETED for state in states))))
        if _SYMBOL in states:
            text = "".join(self._symbols.get(start + index, character) for index, character in enumerate(text))
        printed = states.translate(_IS_PRINTED_IN_HIDDEN_STYLE if hidden_style else _IS_PRINTED)
        return "".join(compress(text, printed))

    def _mark_runs(self, properties: Properties) -> None:
        for start, end, run in properties.runs():
            state = _PLAIN
            if run.deleted:
                state = _DELETED
            elif run.hidden is not None:
                state = _HIDDEN if run.hidden else _SHOWN
            if run.form_data:
                state = _CODE
            elif run.symbol and state in (_PLAIN, _SHOWN):
                state = _SYMBOL
                self._symbols.update((position, run.symbol) for position in range(start, end))
            if state != _PLAIN:
                self._states[start:end] = bytes([state]) * (end - start)


def _fields(characters: str, start: int, end: int) -> Iterator[Field]:
    """The fields of a story that are begun and ended."""
    open_fields: list[tuple[int, int]] = []
    for mark in _FIELD_MARK.finditer(characters, start, end):
        position = mark.start()
        if mark[0] == _BEGIN:
            open_fields.append((position, 0))
        elif open_fields:
            begin, separator = open_fields.pop()
            if mark[0] == _SEPARATOR:
                open_fields.append((begin, separator or position))
            else:
                yield Field(begin, (separator or position) + 1, bool(separator))


def _visible_length(text: str) -> int:
    return sum(map(len, text.translate(_CLEAN).split()))
