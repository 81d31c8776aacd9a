"""Dictionary lookup in running text: the longest known phrase at a place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import product
from string import ascii_letters
from typing import Generic, TypeVar

from auditor.patterns import regex

T = TypeVar("T")
_OPENING = 2
"""Characters by which phrases are told apart before any is looked up."""
_LETTER = regex("[A-Za-z]")
_LETTERS = frozenset(ascii_letters)
_NO_LETTERS = regex(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)|\(\?P[<=]\w+[>)]")
"""Letters of a pattern that are no text."""
_SET = regex(r"\[[^\[\]]*\]")


def either_case(pattern: str) -> re.Pattern[str]:
    """A pattern whose letters are the same in either case; to fold one that has none, or both cases of each, would only cost time."""
    text = _NO_LETTERS.sub("", pattern)
    has_letters = _LETTER.search(text) is not None and _LETTER.search(_SET.sub(_in_one_case, text)) is not None
    return regex(pattern, re.IGNORECASE if has_letters else 0)


def _in_one_case(found: re.Match[str]) -> str:
    """The letters of a set of characters that it does not have in both cases."""
    return "".join(char for char in found[0] if char.isascii() and char.isalpha() and char.swapcase() not in found[0])


class Phrases(Generic[T]):
    """Phrases and what they mean, found by their first two characters, the longest first.

    Letters are the same in either case, and a phrase of them stands only where no word goes on on either side.
    """

    __slots__ = ("_firsts", "_known", "_lengths", "_lettered")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._known: dict[str, tuple[str, T]] = {}
        for phrase, meaning in entries:
            phrase = phrase.lower()
            self._known.setdefault(phrase, (phrase, meaning))
        lengths: dict[str, set[int]] = {}
        lettered: set[str] = set()
        for phrase in self._known:
            for opening in _spellings(phrase[:_OPENING]):
                lengths.setdefault(opening, set()).add(len(phrase))
                if phrase.upper() != phrase:
                    lettered.add(opening)
        self._lengths = {
            opening: tuple(
                sorted(known | (lengths.get(opening[0], set()) if len(opening) > 1 else set()), reverse=True)
            )
            for opening, known in lengths.items()
        }
        """How long the phrases are that begin so; what begins with one character alone is for all other openings."""
        self._lettered = frozenset(opening for opening in lengths if opening in lettered or opening[0] in lettered)
        """The openings of phrases that may have letters."""
        self._firsts = frozenset(opening[0] for opening in lengths)

    def __iter__(self) -> Iterator[tuple[str, T]]:
        """Each phrase, in small letters, and what it means."""
        return iter(self._known.values())

    def starts_with(self, char: str) -> bool:
        """Whether any phrase starts with a character."""
        return char in self._firsts

    @property
    def openings(self) -> Collection[str]:
        """The first two characters of the phrases, and those that are one character long."""
        return self._lengths.keys()

    def at(self, text: str, position: int) -> tuple[str, T] | None:
        """The longest phrase that starts at a position, with its meaning."""
        opening = text[position : position + _OPENING]
        lengths = self._lengths.get(opening)
        if lengths is None:
            opening = text[position]
            lengths = self._lengths.get(opening)
            if lengths is None:
                return None
        if opening in self._lettered:
            return self._with_letters(text, position, lengths)
        known = self._known
        for length in lengths:
            entry = known.get(text[position : position + length])
            if entry is not None:
                return entry
        return None

    def _with_letters(self, text: str, position: int, lengths: Iterable[int]) -> tuple[str, T] | None:
        """The same where a phrase may have letters, in either case, that are no piece of a word."""
        for length in lengths:
            entry = self._known.get(text[position : position + length].lower())
            if entry is not None and not _goes_on(text, position) and not _goes_on(text, position + length):
                return entry
        return None


def _spellings(opening: str) -> Iterable[str]:
    """The first characters of a phrase in either case of each letter."""
    return map("".join, product(*({char, char.upper()} for char in opening)))


def _goes_on(text: str, position: int) -> bool:
    """Whether a word of letters reaches over a place."""
    return 0 < position < len(text) and text[position] in _LETTERS and text[position - 1] in _LETTERS


class Ahead:
    """The matches of a pattern at places of a text that are asked for from left to right; between two matches nothing is tried."""

    __slots__ = ("_match", "_pattern", "_text")

    def __init__(self, pattern: re.Pattern[str] | None, text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._match = pattern.search(text) if pattern is not None else None

    def next(self, position: int) -> int:
        """Where the next match starts, at a position or behind it; the end of the text where there is none."""
        if self._match is not None and self._match.start() < position and self._pattern is not None:
            self._match = self._pattern.search(self._text, position)
        return self._match.start() if self._match is not None else len(self._text)

    def at(self, position: int) -> re.Match[str] | None:
        """The match that starts at a position."""
        return self._match if self.next(position) == position else None
