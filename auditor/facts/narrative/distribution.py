"""Distributive lists: figures handed out, one by one, to the names before them."""

from __future__ import annotations

from auditor.facts.model import Gap
from auditor.facts.narrative import amounts, structure
from auditor.facts.narrative.state import Label, State
from auditor.facts.narrative.tokens import Token

_BOUNDARIES = "，,。；;：:！？!?\n"
_FEWEST = 2

_Range = tuple[int, int]


def on_distributes(state: State, tokens: list[Token], index: int) -> int:
    """As many names before the words as figures behind them; any other list is a gap and no guess."""
    names = _names_before(state, tokens, index)
    numbers = _numbers_behind(state, tokens, index)
    labels = [_label(state, tokens, name) for name in names]
    if len(names) < _FEWEST or len(names) != len(numbers) or not all(label.has_term for label in labels):
        state.distributing = True
        line = state.source.locate(tokens[index].start, tokens[index].start).line
        state.facts.gaps.append(Gap(line, "distributive-list", {}))
        return index + 1
    verb = _verb(state, tokens[index])
    unit = tokens[numbers[-1]].unit
    scopes = {name: labels[0].dims[name] for name in state.vocabulary.scopes & labels[0].dims.keys()}
    for label, number in zip(labels, numbers, strict=True):
        label.verb = verb
        # What the first name says of the scope goes for all of them.
        label.dims = {**scopes, **label.dims}
        state.label = label
        tokens[number] = tokens[number]._replace(unit=tokens[number].unit or unit)
        amounts.on_number(state, tokens, number)
    return numbers[-1] + 1


def _names_before(state: State, tokens: list[Token], index: int) -> list[_Range]:
    """The ranges of tokens between separators, back to where the clause begins."""
    ranges: list[_Range] = []
    end = place = index
    while place > 0:
        token = tokens[place - 1]
        text = state.text(token.start, token.end)
        if token.kind == "pause" and text in _BOUNDARIES:
            break
        if token.kind in ("number", "base", "opens", "opens_partly"):
            return []
        if token.kind == "pause" or text in state.vocabulary.grammar.breakdown.get("separators", ()):
            ranges.insert(0, (place, end))
            end = place - 1
        place -= 1
    ranges.insert(0, (place, end))
    return [found for found in ranges if found[0] < found[1]]


def _numbers_behind(state: State, tokens: list[Token], index: int) -> list[int]:
    """The figures of one quantity that follow with nothing but separators between."""
    found: list[int] = []
    for place in range(index + 1, len(tokens)):
        token = tokens[place]
        if token.kind == "number":
            found.append(place)
        elif token.kind not in ("pause", "filler", "space") or state.text(token.start, token.end) in "。；;！？!?\n":
            break
    units = {tokens[place].unit for place in found} - {None}
    return found if len(units) == 1 and found and tokens[found[-1]].unit is not None else []


def _label(state: State, tokens: list[Token], name: _Range) -> Label:
    """What the words of one name mean."""
    start, end = name
    kept = state.label
    state.reset_label(tokens[start].start)
    for place in range(start, end):
        if tokens[place].kind == "term":
            structure.on_term(state, tokens, place)
        elif tokens[place].kind == "char":
            structure.on_char(state, tokens, place)
    label, state.label = state.label, kept
    label.end = tokens[end - 1].end
    return label


def _verb(state: State, token: Token) -> int:
    words = state.text(token.start, token.end)
    change = state.vocabulary.grammar.change
    return next((sign for sign, key in ((1, "up"), (-1, "down")) if words.endswith(tuple(change[key]))), 0)
