"""Dictionary lookup in running text: the longest known phrase at a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")
_LETTER = re.compile("[A-Za-z]")
_NO_LETTERS = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)|\(\?P[<=]\w+[>)]")
"""Letters of a pattern that are no text."""
_SET = re.compile(r"\[[^\[\]]*\]")


def either_case(pattern: str) -> re.Pattern[str]:
    """A pattern whose letters are the same in either case; to fold one that has none, or both cases of each, would only cost time."""
    text = _NO_LETTERS.sub("", pattern)
    has_letters = _LETTER.search(text) is not None and _LETTER.search(_SET.sub(_in_one_case, text)) is not None
    return re.compile(pattern, re.IGNORECASE if has_letters else 0)


def _in_one_case(found: re.Match[str]) -> str:
    """The letters of a set of characters that it does not have in both cases."""
    return "".join(char for char in found[0] if char.isascii() and char.isalpha() and char.swapcase() not in found[0])


class Phrases(Generic[T]):
    """Phrases and what they mean, found by their first character, the longest first.

    Letters are the same in either case, and a phrase of them stands only where no word goes on on either side.
    """

    __slots__ = ("_by_first",)

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, list[tuple[str, T]]] = {}
        for phrase, meaning in entries:
            by_first.setdefault(phrase[0].lower(), []).append((phrase.lower(), meaning))
        for known in by_first.values():
            known.sort(key=lambda entry: -len(entry[0]))
        self._by_first = by_first

    def at(self, text: str, position: int) -> tuple[str, T] | None:
        """The longest phrase that starts at a position, with its meaning."""
        for entry in self._by_first.get(text[position].lower(), ()):
            phrase = entry[0]
            if text.startswith(phrase, position) or (
                phrase[0].isascii() and text[position : position + len(phrase)].lower() == phrase
            ):
                if _goes_on(text, position) or _goes_on(text, position + len(phrase)):
                    continue
                return entry
        return None


def _goes_on(text: str, position: int) -> bool:
    """Whether a word of letters reaches over a place."""
    return (
        0 < position < len(text)
        and _LETTER.match(text, position - 1) is not None
        and _LETTER.match(text, position) is not None
    )
