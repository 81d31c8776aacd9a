"""Counts beside amounts: of what they are, and the lists of them."""

from __future__ import annotations

from auditor.facts.model import Fact
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token


def concept_counted(state: State, token: Token) -> str | None:
    """What a number beside the amounts is a count of, by its unit or by its name."""
    assert token.unit is not None
    concept = state.vocabulary.concepts.get(state.label.concept or "")
    is_aside = concept is not None and concept.aside and concept.unit == token.unit.name
    return token.unit.concept or (concept.id if concept is not None and is_aside else None)


def put_counted(state: State, token: Token, concept: str) -> None:
    """A count whose unit says of what it is; words before it, else the amount read last, say of which part."""
    label = state.label
    name = state.name_before(label, token)
    dims = dict(label.dims)
    last = next(reversed(state.counts.values()), None)
    before = last if last is not None and (state.level is None or last.number > state.level.number) else state.level
    rest = state.unexplained(label.rest)
    is_same = before is not None and not rest and dims.items() <= dict(before.dims).items()
    if before is not None and (not dims or is_same):
        # Words that say no more than the amount before them are about what it is of.
        dims = {key: member for key, member in before.dims if key in state.vocabulary.dimensions}
    dims = {key: member for key, member in dims.items() if key not in state.vocabulary.measures}
    fact = state.fact(token, concept, {**dims, "item": f"~{rest}"} if rest else dims, name)
    note_count(state, token, fact)


def note_count(state: State, token: Token, fact: Fact) -> None:
    """Keep a count for the list that may follow it."""
    if token.unit is not None:
        state.counts.pop(token.unit.name, None)
        state.counts[token.unit.name] = fact


def _list_of_counts(state: State, token: Token) -> None:
    """A list behind an amount and a count whose first part is such a count is a list of counts; it may leave some out."""
    frame = state.frame
    if frame is None or token.unit is None or frame.parts or token.unit.name not in frame.counts:
        return
    unit = frame.whole.figure.unit if frame.whole is not None and frame.whole.figure is not None else None
    if unit is not token.unit:
        frame.whole, frame.change, frame.exhaustive = frame.counts[token.unit.name], None, False


def is_followed(state: State, token: Token) -> bool:
    """Whether a count is worth following: it has a name that is known, or parts of the same unit."""
    _list_of_counts(state, token)
    if state.label.concept is not None:
        return True
    frame = state.frame
    whole = frame.whole if frame is not None else None
    if whole is not None:
        return whole.figure is not None and whole.figure.unit is token.unit
    return not state.label.is_empty and not state.frames
