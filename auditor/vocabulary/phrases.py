"""Dictionary lookup in running text: the longest known phrase at a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases and what they mean, found by their first character, the longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, list[tuple[str, T]]] = {}
        for phrase, meaning in entries:
            by_first.setdefault(phrase[0], []).append((phrase, meaning))
        for known in by_first.values():
            known.sort(key=lambda entry: -len(entry[0]))
        self._by_first = by_first

    def at(self, text: str, position: int) -> tuple[str, T] | None:
        """The longest phrase that starts at a position, with its meaning."""
        for entry in self._by_first.get(text[position], ()):
            if text.startswith(entry[0], position):
                return entry
        return None

    def exactly(self, text: str) -> T | None:
        """What a whole text means."""
        if text:
            for phrase, meaning in self._by_first.get(text[0], ()):
                if phrase == text:
                    return meaning
        return None
