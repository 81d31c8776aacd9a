"""Words and names that are defined twice, of which the second definition says nothing or contradicts the first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.messages import told
from auditor.tomlfiles import Data
from auditor.tuples import NamedTuple


class _Definition(NamedTuple):
    """Something that a file defines: what it may be only once, and where."""

    what: str
    name: str
    means: str
    place: str


def word_problems(folders: Sequence[Path]) -> Iterator[str]:
    """Names and aliases that stand twice, with both places."""
    known: dict[tuple[str, str], _Definition] = {}
    parts = [folder / part for folder in folders for part in ("vocabulary", "layouts")]
    for file in (file for part in parts for file in sorted(part.glob("*.toml"))):
        text = file.read_text(encoding="utf-8")
        for definition in _definitions(tomllib.loads(text), _Places(file, text)):
            key = (definition.what, definition.name.lower())
            first = known.setdefault(key, definition)
            if first is not definition:
                says = told(
                    "defined-twice",
                    what=definition.what,
                    name=definition.name,
                    means=definition.means,
                    place=first.place,
                    other=first.means,
                )
                yield f"{definition.place}: {says}"


class _Places:
    """The lines of a file where a quoted word stands, given out one after the other."""

    def __init__(self, file: Path, text: str) -> None:
        self._file, self._lines, self._next = file, text.split("\n"), dict[str, int]()

    def of(self, word: str) -> str:
        quoted = f'"{word}"'
        start = self._next.get(word, 0)
        number = next((at for at in range(start, len(self._lines)) if quoted in self._lines[at]), None)
        if number is None:
            return str(self._file)
        # A word may stand twice in one line.
        more = self._lines[number].count(quoted) > 1
        self._next[word] = number if more else number + 1
        return f"{self._file}:{number + 1}"


def _definitions(data: Data, places: _Places) -> Iterator[_Definition]:
    """What a file of the vocabulary defines. A word may be of a concept and of a member of each dimension, of one each."""
    for kind in ("concept", "dimension", "layout", "document"):
        for entry in data.get(kind, ()):
            yield _Definition(told(f"what-{kind}"), entry["id"], told("one-entry"), places.of(entry["id"]))
    for entry in data.get("concept", ()):
        yield from _words(told("word-concept"), entry["aliases"], entry["id"], places)
    for entry in data.get("dimension", ()):
        for member in entry.get("member", ()):
            name = member["id"]
            yield _Definition(told("what-member", dimension=entry["id"]), name, told("one-entry"), places.of(name))
            words = [*member["aliases"], *member.get("alone", ())]
            yield from _words(told("word-member", dimension=entry["id"]), words, name, places)
    for entry in data.get("unit", ()):
        yield from _words(told("word-unit"), entry["aliases"], entry["name"], places)


def _words(what: str, words: list[str], of: str, places: _Places) -> Iterator[_Definition]:
    for word in words:
        yield _Definition(what, word, of, places.of(word))
