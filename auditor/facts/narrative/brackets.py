"""Brackets: asides without figures, lists of parts, halves of a change."""

from __future__ import annotations

from auditor.facts.narrative.frames import Frame, Stated
from auditor.facts.narrative.state import State
from auditor.facts.narrative.structure import drop_organisation
from auditor.facts.narrative.tokens import Token
from auditor.figures import PERCENT_QUANTITY

_LONGEST_ASIDE = 200


def on_open(state: State, tokens: list[Token], index: int) -> int:
    """A bracket without figures is an aside; one with figures behind a figure opens a list of its parts."""
    end = _closing(tokens, index)
    if end is None:
        return index + 1
    inside = tokens[index + 1 : end]
    if not any(token.kind == "number" and token.unit for token in inside):
        drop_organisation(state, tokens[index].start)
        if state.change is not None and any(token.kind == "same_basis" for token in inside):
            state.change.loose = True
        return end + 1
    state.brackets.append((len(state.frames), state.level))
    if state.after_base:
        # Behind the base of a change a bracket has its figure, and the change goes on behind it.
        return index + 1
    is_list = state.level is not None or state.counts
    if is_list and not any(token.kind in ("opens", "opens_partly") for token in inside[:3]):
        state.frames.append(Frame(state.level, state.change, False, in_brackets=True, counts=dict(state.counts)))
    state.reset_label(tokens[index].end)
    before = next((tokens[place] for place in range(index - 1, -1, -1) if tokens[place].kind != "space"), None)
    if state.change is not None and before is not None and _completes(state.change, before, inside[0]):
        state.label.verb = state.change.direction
    return index + 1


def _completes(change: Stated, before: Token, inside: Token) -> bool:
    """Whether a bracket right behind one half of a change, its amount or percentage, opens with the other."""
    known = change.amount if change.percent is None else change.percent if change.amount is None else None
    if known is None or known.figure is None or inside.unit is None or known.figure.unit is None:
        return False
    is_behind = before.numeral is not None and before.numeral.text == known.figure.printed
    return is_behind and (inside.unit.quantity == PERCENT_QUANTITY) == (change.percent is None)


def _closing(tokens: list[Token], index: int) -> int | None:
    """The token that closes a bracket; None where it is too far away or missing."""
    depth = 0
    for place in range(index, min(len(tokens), index + _LONGEST_ASIDE)):
        kind = tokens[place].kind
        depth += (kind == "open") - (kind == "close")
        if depth == 0:
            return place
    return None


def on_close(state: State, tokens: list[Token], index: int) -> int:
    if state.brackets:
        depth, level = state.brackets.pop()
        while len(state.frames) > depth:
            state.pop()
        state.level = level
    state.reset_label(tokens[index].end)
    return index + 1
