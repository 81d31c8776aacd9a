"""To which open list an amount belongs, and what it takes over from its whole, its sentence and its heading."""

from __future__ import annotations

from auditor.facts.model import Fact
from auditor.facts.narrative.frames import Frame
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token
from auditor.figures import MONEY

_NEAR = 8
"""Within so many characters before a name stands the mark that parts it from the item before."""


def leave_lists(state: State, token: Token, label: Label, rest: str) -> None:
    """End the lists that this amount cannot be a part of, or that are full without it."""
    dims = {**label.dims, "item": rest} if rest else label.dims
    is_zero = token.numeral is not None and token.numeral.value == 0
    while state.frame is not None:
        frame = state.frame
        unit = frame.whole.figure.unit if frame.whole is not None and frame.whole.figure else None
        same_quantity = unit is None or token.unit is None or unit.quantity == token.unit.quantity
        own_concept = label.concept is not None and not (rest and state.vocabulary.concepts[label.concept].generic)
        fits = same_quantity and frame.accepts(label.concept or "", dims, state.vocabulary, own_concept=own_concept)
        if fits and (is_zero or not frame.is_full or _is_sister(frame, label, state) or _goes_on(frame, label, state)):
            return
        state.pop()


def enter_part(state: State, dims: dict[str, str]) -> None:
    """An amount below a part that the open list already has, by what its name means, begins the list of that part."""
    frame = state.frame
    if frame is None:
        return
    above = []
    for name, member in dims.items():
        dimension, named = state.vocabulary.dimensions.get(name), frame.named.get(name)
        if dimension is not None and named:
            above += [named[other] for other in dimension.ancestors(member) if other in named]
    if above:
        first = min(above, key=lambda part: part.number)
        state.frames.append(Frame(first, None, exhaustive=True, in_brackets=bool(state.brackets)))


def _is_sister(frame: Frame, label: Label, state: State) -> bool:
    """Whether an amount names a member of the dimension by which a list parts its whole."""
    whole = dict(frame.whole.dims) if frame.whole is not None else {}
    return any(
        name in state.vocabulary.dimensions and any(member != whole.get(name) for member in frame.named.get(name, ()))
        for name in label.dims
    )


def _goes_on(frame: Frame, label: Label, state: State) -> bool:
    """Whether a count stands right behind the last part with nothing but a mark of enumeration between."""
    part = frame.parts[-1]
    if part is not state.facts.facts[-1] or part.figure is None or part.figure.unit is None:
        return False
    before = state.text(max(0, label.start - _NEAR), label.start).rstrip()[-1:]
    return part.figure.unit.quantity != MONEY and before in state.vocabulary.grammar.breakdown.get("enumerates", ())


def in_scope(state: State, concept: str, dims: dict[str, str]) -> dict[str, str]:
    """What the heading and the sentences before say of the scope of a figure that does not name its own."""
    if not state.vocabulary.concepts[concept].generic:
        return {**state.scope, **dims}
    # What an item of a list names is the item's own.
    for name in state.vocabulary.scopes & dims.keys() if not state.frames else ():
        state.spoken.setdefault(name, set()).add(dims[name])
    spoken = {name: next(iter(members)) for name, members in state.spoken.items() if len(members) == 1}
    return {**state.scope, **spoken, **state.topic, **dims}


def inherit(state: State, whole: Fact, concept: str, dims: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A part takes from its whole the concept and the dimensions that it does not name itself."""
    if not whole.concept:
        return concept, dims
    if not concept or _is_item_of(state, concept, whole.concept, dims):
        concept = whole.concept
    inherited = {name: member for name, member in whole.dims if name not in dims and name != "item"}
    return concept, {**inherited, **dims}


def _is_item_of(state: State, concept: str, whole: str, dims: dict[str, str]) -> bool:
    """Whether a part that names a concept is still an item of its whole's concept, as repairs are of running costs."""
    own, above = state.vocabulary.concepts[concept], state.vocabulary.concepts[whole]
    if above.generic and not own.generic and concept not in above.parts and concept not in above.also:
        return True
    if above.generic:
        return concept in above.also and not dims
    if own.generic:
        return concept not in above.parts
    return concept != whole
