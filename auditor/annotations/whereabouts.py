"""Where figures of a rendition stand in the file it was made of: by the text around them, blanks left out.

The rendition leaves things out (navigation, deleted text) and repeats others (merged cells); what stands right before and behind
a figure is nearly always the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import normalize

from auditor.annotations.notes import Note, Spot
from auditor.tuples import NamedTuple

_BEFORE, _BEHIND = 400, 120
"""Characters that are compared."""
_POINTS = frozenset(".,")
_NUMERAL = frozenset("0123456789") | _POINTS


class Stream:
    """The printed characters of a file in their order, without blanks; `sources` says of each where it is from."""

    def __init__(self) -> None:
        self.text = ""
        self.sources: list[tuple[int, int]] = []
        """The number of the piece it is from, and its place in it."""
        self._parts: list[str] = []
        self._starts: set[int] = set()

    def add(self, piece: int, text: str, is_start: bool) -> None:
        """Put a piece behind the others; one that `is_start` begins a block of its own."""
        if is_start:
            self._starts.add(len(self.sources))
        for place, character in enumerate(text):
            if not character.isspace():
                self._parts.append(_plain(character))
                self.sources.append((piece, place))

    def close(self) -> None:
        self.text = "".join(self._parts)

    def is_whole(self, start: int, stop: int) -> bool:
        """Whether a numeral begins and ends here, not within a longer one; words end where they end."""
        text = self.text
        before = text[start].isdigit() and start > 0 and start not in self._starts and text[start - 1] in _NUMERAL
        rest = text[stop : stop + 2] if text[stop - 1].isdigit() and stop not in self._starts else ""
        goes_on = rest[:1].isdigit() or (rest[:1] in _POINTS and rest[1:].isdigit() and stop + 1 not in self._starts)
        return not before and not goes_on


class Found(NamedTuple):
    """A figure of a note, and the characters of the stream that are it."""

    note: Note
    spot: Spot
    start: int
    stop: int


def locate(notes: Iterable[Note], lines: Sequence[str], stream: Stream) -> list[Found]:
    """The figures and words of notes that could be found, in the order of the stream."""
    starts, parts = [], []
    length = 0
    for line in lines:
        starts.append(length)
        parts.append(_squeezed(line))
        length += len(parts[-1])
    text = "".join(parts)
    found = []
    for note in notes:
        for spot in note.spots:
            at, column = spot.place["line"] - 1, spot.place["column"] - 1
            if not 0 <= at < len(lines):
                continue
            # A word of a check has no printed number.
            printed = _squeezed(spot.printed or lines[at][column : spot.place["end_column"] - 1])
            start = starts[at] + len(_squeezed(lines[at][:column]))
            where = _nearest(text, start, printed, stream)
            if where is not None:
                found.append(Found(note, spot, where, where + len(printed)))
    return sorted(found, key=lambda entry: entry.start)


def firsts(notes: Iterable[Note], found: Sequence[Found]) -> list[Found]:
    """For each note the first of its figures that was found: the one in question, where that is printed. In the order of the stream."""
    at = {id(entry.spot): entry for entry in found}
    chosen = (next((at[id(spot)] for spot in note.spots if id(spot) in at), None) for note in notes)
    return sorted((entry for entry in chosen if entry is not None), key=lambda entry: entry.start)


def _nearest(text: str, start: int, printed: str, stream: Stream) -> int | None:
    """Where in the stream the figure stands that the text has at a place; None where no figure is like it."""
    if not printed or not text.startswith(printed, start):
        return None
    best, place = (-1, 0.0), None
    at = stream.text.find(printed)
    while at >= 0:
        if stream.is_whole(at, at + len(printed)):
            alike = _alike_before(text, start, stream.text, at) + _alike_behind(text, start, stream.text, at)
            far = abs(at / max(1, len(stream.text)) - start / max(1, len(text)))
            if (alike, -far) > best or place is None:
                best, place = (alike, -far), at
        at = stream.text.find(printed, at + 1)
    return place


def _alike_before(one: str, at: int, other: str, there: int) -> int:
    length = 0
    while length < min(_BEFORE, at, there) and one[at - length - 1] == other[there - length - 1]:
        length += 1
    return length


def _alike_behind(one: str, at: int, other: str, there: int) -> int:
    length = 0
    most = min(_BEHIND, len(one) - at, len(other) - there)
    while length < most and one[at + length] == other[there + length]:
        length += 1
    return length


def _squeezed(text: str) -> str:
    return "".join(map(_plain, "".join(text.split())))


def _plain(character: str) -> str:
    """A character in its plain width."""
    plain = normalize("NFKC", character)
    return plain if len(plain) == 1 else character
