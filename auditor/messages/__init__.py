"""The sentences that people are shown, in Chinese and in English: a TOML file of each theme, read when it is needed.

Each key has two sentences, `zh` and `en`, with the same blanks to fill by name. A file that was read once is kept in the user's
cache, so that an unchanged one needs no TOML parser.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from auditor.cachefolder import Cache

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
Sentence = tuple[str, str]
"""In Chinese, in English."""
Messages = Mapping[str, Sentence]
"""A key to a sentence with blanks to fill by name."""

FOLDER = Path(__file__).parent
"""Where the files of the themes are."""
KEPT = Cache("messages", most_bytes=8 * 2**20, most_entries=200)
"""Where files that were read are remembered."""

_INNER = "inner_"
_INNER_MARKS = str.maketrans("“”", "「」")


class Catalogue(Mapping[str, Sentence]):
    """The sentences of some themes, none of which is read before one is asked for."""

    def __init__(self, *themes: str) -> None:
        self._themes = themes

    def __getitem__(self, key: str) -> Sentence:
        for theme in self._themes:
            found = _theme(theme).get(key)
            if found is not None:
                return found
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(key for theme in self._themes for key in _theme(theme)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def tell(messages: Messages, key: str, lang: Lang, **arguments: object) -> str:
    """A sentence of a catalogue with its blanks filled; a key that it does not have stands for itself."""
    entry = messages.get(key)
    if entry is None:
        return key
    sentence = entry[LANGUAGES.index(lang)]
    if not arguments:
        return sentence
    if any(isinstance(argument, str) and "“" in argument for argument in arguments.values()):
        return _with_inner_quotes(sentence).format(**arguments, **_inner(arguments))
    return sentence.format(**arguments)


@cache
def _theme(name: str) -> dict[str, Sentence]:
    content = (FOLDER / f"{name}.toml").read_bytes()
    key = hashlib.sha256(content).hexdigest()[:32]
    data = _recalled(key)
    if data is None:
        import tomllib

        data = {key: [entry[lang] for lang in LANGUAGES] for key, entry in tomllib.loads(content.decode()).items()}
        KEPT.put(key, json.dumps(data, ensure_ascii=False).encode())
    return {key: (chinese, english) for key, (chinese, english) in data.items()}


def _recalled(key: str) -> dict[str, list[str]] | None:
    kept = KEPT.get(key)
    try:
        data = None if kept is None else json.loads(kept)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


@cache
def _with_inner_quotes(sentence: str) -> str:
    """A sentence whose blanks between quotation marks take what is quoted in them with marks of their own.

    “{label}”印作 becomes “{inner_label}”印作.
    """
    depth, told = 0, ""
    for character in sentence:
        depth += (character == "“") - (character == "”")
        told += f"{{{_INNER}" if character == "{" and depth > 0 else character
    return told


def _inner(arguments: dict[str, object]) -> dict[str, object]:
    """“三公”经费 as it stands in a quotation: 「三公」经费."""
    return {
        f"{_INNER}{name}": argument.translate(_INNER_MARKS) if isinstance(argument, str) else argument
        for name, argument in arguments.items()
    }
