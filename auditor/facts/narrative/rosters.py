"""Names listed without figures: what an amount is said to be made of."""

from __future__ import annotations

import re

from auditor.facts.labels import squeeze
from auditor.facts.model import Fact, Roster
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token

_COMMA = "、"
_SENTENCE_PART = "。；;！？!?\n"
_OPENING, _CLOSING = "（(", "）)"
_LONGEST_NAME = 25
_EDGES = " \t：:，,"


def note_roster(state: State, tokens: list[Token], index: int, whole: Fact | None, *, exhaustive: bool) -> None:
    """Keep the names behind a word that opens a list, where the sentence part goes on with names alone."""
    if whole is None or whole.figure is None:
        return
    start = tokens[index].end
    end = _end(state, tokens, index + 1)
    if end is None:
        return
    spans = _names(state.source.text, start, end)
    trails = _trail(state)
    names = []
    for left, right in spans:
        match = trails.search(state.text(left, right))
        stop = left + match.start() if match else right
        if stop > left:
            names.append(state.word(left, stop))
        if match:
            exhaustive = False
    ends_open = any(trails.search(state.text(left, right)) for left, right in spans)
    if names and all(len(squeeze(name.label)) <= _LONGEST_NAME for name in names):
        state.facts.claims.append(Roster(whole, tuple(names), exhaustive, ends_open, state.section))


def _end(state: State, tokens: list[Token], place: int) -> int | None:
    """Where the names end; None where figures stand among them."""
    end = tokens[place - 1].end
    depth = 0
    for token in (tokens[at] for at in range(place, len(tokens))):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth < 0 or (token.kind == "pause" and state.text(token.start, token.end) in _SENTENCE_PART):
            break
        if token.kind in ("number", "year", "opens", "opens_partly", "base"):
            return None
        end = token.end
    return end


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, those in brackets aside, without the spaces and colons around them."""
    spans = []
    depth, left = 0, start
    for place in range(start, end + 1):
        char = text[place] if place < end else _COMMA
        depth += (char in _OPENING) - (char in _CLOSING)
        if place == end or (char == _COMMA and depth <= 0):
            spans.append((left, place))
            left = place + 1
    return [span for span in (_stripped(text, *span) for span in spans) if span[0] < span[1]]


def _stripped(text: str, left: int, right: int) -> tuple[int, int]:
    while left < right and text[left] in _EDGES:
        left += 1
    while left < right and text[right - 1] in _EDGES:
        right -= 1
    return left, right


def _trail(state: State) -> re.Pattern[str]:
    """What stands behind the last name of a list that is not complete."""
    words = "|".join(map(re.escape, state.vocabulary.grammar.breakdown.get("ends_partly", ()))) or "(?!)"
    return re.compile(rf"(?:{words})[^，,]{{0,4}}$")
