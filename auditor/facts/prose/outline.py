"""Paragraph to sentences, clauses and phrases: what stands between two pauses, brackets nested.

`支出预算70万元（其中：基本支出30万元），比上年增加5万元。` is one sentence of two clauses; the first has a name, an amount and a
bracket with two clauses of its own. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditor.facts.prose.lexer import FIGURES, PAUSES, Token

_WORDS = frozenset(("term", "filler", "char", "space", "year"))
_BREAKS = frozenset((*PAUSES.values(), "stop"))
QUIET = frozenset((*_WORDS, *_BREAKS, "open", "close", "mark"))
"""Tokens that state nothing by themselves: names without a figure, pauses, list marks."""


class Phrase(NamedTuple):
    """Tokens that go together: a name, a figure, a cue, a bracket with clauses of its own. `kind` is the class that forms name."""

    kind: str
    tokens: tuple[Token, ...]
    inner: tuple[Clause, ...] = ()

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


class Clause(NamedTuple):
    """What stands before a pause; `pause` is comma, enum, semi, colon, stop, or empty at the end of a bracket or paragraph."""

    phrases: tuple[Phrase, ...]
    pause: str
    depth: int = 0
    """How many brackets it stands in."""


def clauses_of(tokens: Sequence[Token], places: Mapping[str, str], depth: int = 0) -> tuple[Clause, ...]:
    """The clauses of a paragraph, or of a bracket, in reading order. `places` tells of kinds of cues where alone they are cues."""
    tokens = _placed(tokens, places)
    partner = _partners(tokens)
    found: list[Clause] = []
    phrases: list[Phrase] = []
    word: list[Token] = []

    def end_name() -> None:
        if any(token.kind != "space" for token in word):
            phrases.append(Phrase("NAME", tuple(word)))
        word.clear()

    place = 0
    while place < len(tokens):
        token = tokens[place]
        after = partner.get(place, place) + 1
        inside = tokens[place + 1 : after - 1]
        if token.kind == "open" and place in partner and _says_something(inside):
            end_name()
            phrases.append(Phrase("BRACKET", tuple(tokens[place:after]), clauses_of(inside, places, depth + 1)))
        elif token.kind == "open" and place in partner:
            word += tokens[place:after]
        elif (
            token.kind in _WORDS
            or token.kind in ("open", "close")
            or (token.kind == "enum" and word and not _ends_with_figure(phrases, word))
        ):
            word.append(token)
        elif token.kind in _BREAKS:
            end_name()
            found.append(Clause(tuple(phrases), token.kind, depth))
            phrases = []
        else:
            end_name()
            phrases.append(Phrase(token.kind.upper(), (token,)))
        place = after
    end_name()
    if phrases:
        found.append(Clause(tuple(phrases), "", depth))
    return tuple(found)


def _placed(tokens: Sequence[Token], places: Mapping[str, str]) -> list[Token]:
    """The tokens with cues that stand where they are none made pieces of names: 等 is a cue behind a figure only."""
    return [
        token._replace(kind="char")
        if (place := places.get(token.kind)) and not _stands(tokens, number, place)
        else token
        for number, token in enumerate(tokens)
    ]


def _stands(tokens: Sequence[Token], number: int, place: str) -> bool:
    """Whether a token stands at the start or end of its clause, or right behind a figure."""
    step = 1 if place == "end" else -1
    number += step
    while 0 <= number < len(tokens) and tokens[number].kind == "space":
        number += step
    if not 0 <= number < len(tokens):
        return place != "figure"
    kind = tokens[number].kind
    return kind in FIGURES if place == "figure" else kind in (*_BREAKS, "open", "close", "mark")


def _ends_with_figure(phrases: Sequence[Phrase], word: Sequence[Token]) -> bool:
    """Whether nothing but blanks stands between the last figure and here."""
    return bool(phrases) and all(token.kind == "space" for token in word)


def _says_something(tokens: Sequence[Token]) -> bool:
    """Whether a bracket holds more than a piece of a name: a figure, or a cue."""
    return any(
        token.kind in FIGURES or (token.kind not in _WORDS and token.kind not in ("open", "close", *_BREAKS))
        for token in tokens
    )


def _partners(tokens: Sequence[Token]) -> dict[int, int]:
    """For each opening bracket the place of the one that closes it; a bracket without a partner is a character."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "open":
            waiting.append(place)
        elif token.kind == "close" and waiting:
            found[waiting.pop()] = place
    return found
