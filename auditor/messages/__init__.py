"""The sentences that people are shown, in Chinese and in English: a TOML file of each theme, read when it is needed.

Each key has two sentences, `zh` and `en`, with the same blanks to fill by name. A file that was read once is kept in the user's
cache, so that an unchanged one needs no TOML parser.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
Sentence = tuple[str, str]
"""In Chinese, in English."""
Messages = Mapping[str, Sentence]
"""A key to a sentence with blanks to fill by name."""


_spoken: list[Lang] = ["en"]
_INNER = "inner_"
_INNER_MARKS = str.maketrans("“”", "「」")


class Catalogue(Mapping[str, Sentence]):
    """The sentences of some themes, none of which is read before one is asked for."""

    def __init__(self, *themes: str) -> None:
        self._themes = themes
        self._sentences: dict[str, Sentence] | None = None

    def __getitem__(self, key: str) -> Sentence:
        return self._known()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._known()

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())

    def get(self, key: str, default: Any = None) -> Any:
        """The sentence of a key; it is asked for thousands of times, so nothing is raised and caught on the way."""
        return self._known().get(key, default)

    def _known(self) -> dict[str, Sentence]:
        if self._sentences is None:
            self._sentences = {key: sentence for theme in self._themes for key, sentence in _theme(theme).items()}
        return self._sentences


def tell(messages: Messages, key: str, lang: Lang, /, **arguments: object) -> str:
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


_TOLD = Catalogue("errors", "commands", "rule_files")


def speak(lang: Lang) -> None:
    """Set the language of errors and of what commands say; those who import the package read English unless they set it."""
    _spoken[0] = lang


def spoken() -> Lang:
    """The language of errors and of what commands say."""
    return _spoken[0]


def told(key: str, /, **arguments: object) -> str:
    """What an error or a command says, in the language that is spoken."""
    return tell(_TOLD, key, spoken(), **arguments)


def system_says(error: OSError, otherwise: str) -> str:
    """Why the operating system refused something; `otherwise` is the key for where it does not say."""
    return system_sentence(error, otherwise)[LANGUAGES.index(spoken())]


def system_sentence(error: OSError, otherwise: str) -> Sentence:
    """Why the operating system refused something, in Chinese where it is known, and as the system says it."""
    key = errno.errorcode.get(error.errno or 0, otherwise)
    chinese, english = _TOLD.get(key, _TOLD[otherwise])
    return chinese if key in _TOLD else error.strerror or chinese, error.strerror or english


def schema_says(problem: Mapping[str, Any]) -> str:
    """What is wrong with a value, of a problem that pydantic found; kinds that the catalogue lacks in pydantic's own words."""
    key = f"schema-{problem['type']}"
    if key not in _TOLD:
        return str(problem["msg"])
    blanks = {name: str(value) for name, value in problem.get("ctx", {}).items()}
    if "expected" in blanks:
        blanks["expected"] = blanks["expected"].replace(", ", told("choices")).replace(" or ", told("last-choice"))
    return told(key, **blanks)


@cache
def _theme(name: str) -> dict[str, Sentence]:
    # What reading takes, a run without a sentence to say, such as `auditor --version`, need not load.
    from auditor.messages.themes import read_theme

    return {key: (chinese, english) for key, (chinese, english) in read_theme(name).items()}


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
