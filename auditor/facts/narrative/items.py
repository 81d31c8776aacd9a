"""The figures of a distributive list: where they begin, where they end, which verb and unit goes for each."""

from __future__ import annotations

from typing import NamedTuple

from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token
from auditor.figures import Unit

_FEWEST = 2
_FARTHEST = 60
"""So many tokens lie at most between the word and its first figure."""
DIRECTIONS = {"up": 1, "down": -1}
FLAT = ("flat", "flat_to_base", "roughly_flat")
SOFT = ("filler", "space")


class Item(NamedTuple):
    """One figure of the list, or the word that says there is no change: its token, the verb that goes for it."""

    at: int
    verb: int
    anew: bool
    """Whether a comma and a verb of its own stand before it, as before the next statement."""


def first_item(state: State, tokens: list[Token], index: int) -> int | None:
    """The first figure behind the word; None where names or other words stand between."""
    in_share = False
    for place in range(index + 1, min(len(tokens), index + 1 + _FARTHEST)):
        token = tokens[place]
        if token.kind == "number" or (token.kind in FLAT and place > index + 1):
            return place
        in_share |= token.kind == "share_opens"
        known = token.kind in (*SOFT, "base", "share_opens", *DIRECTIONS)
        meaning = token.meaning
        generic = meaning is not None and meaning.concept is not None and not meaning.dimension
        is_generic = generic and state.vocabulary.concepts[meaning.concept or ""].generic if meaning else False
        if not known and not is_generic and not (in_share and token.kind in ("term", "char")):
            return None
    return None


def items_from(state: State, tokens: list[Token], index: int, first: int) -> list[Item]:
    """The figures of one quantity that follow with nothing but separators and verbs of change between."""
    verb = 0
    for place in range(index, first):
        verb = DIRECTIONS.get(tokens[place].kind, verb)
    items = [Item(first, verb, False)]
    comma = own_verb = False
    for place in range(first + 1, len(tokens)):
        token = tokens[place]
        text = state.text(token.start, token.end)
        if token.kind == "number" or (token.kind in FLAT and verb):
            if not _is_alike(tokens[first], token):
                break
            items.append(Item(place, verb, comma and own_verb))
            comma = own_verb = False
        elif token.kind in DIRECTIONS:
            verb, own_verb = DIRECTIONS[token.kind], True
        elif (
            token.kind == "pause" and text not in state.vocabulary.grammar.language["stops"] and text not in "；;：:\n"
        ):
            comma |= text in "，,"
        elif token.kind not in SOFT:
            break
    return items


def _is_alike(one: Token, other: Token) -> bool:
    """Whether two figures can be of one list: their units, where printed, measure the same."""
    return one.unit is None or other.unit is None or one.unit.quantity == other.unit.quantity


def unit_of(tokens: list[Token], items: list[Item]) -> Unit | None:
    """The unit that goes for figures without one: that of the last figure; None where figures differ in it."""
    figures = [tokens[item.at] for item in items if tokens[item.at].kind == "number"]
    units = {figure.unit for figure in figures if figure.unit is not None}
    bare = any(figure.unit is None for figure in figures)
    if not figures or not units or (bare and (len(units) > 1 or figures[-1].unit is None)):
        return None
    return figures[-1].unit


def is_bare(state: State, tokens: list[Token], index: int) -> bool:
    """Whether figures with nothing but separators between follow in the clause, whatever words stand before them."""
    numbers = 0
    for token in tokens[index + 1 : index + 1 + _FARTHEST]:
        numbers += token.kind == "number"
        ends = token.kind == "pause" and (not numbers or state.text(token.start, token.end) in "。；;：:\n")
        if ends or (numbers and token.kind not in (*SOFT, "pause", "number")):
            return False
        if numbers >= _FEWEST:
            return True
    return False
