"""Figures of the prose: wholes, parts of open lists, shares."""

from __future__ import annotations

from auditor.facts.model import Fact, Share, dims_of
from auditor.facts.narrative.changes import put_change_amount, put_percent
from auditor.facts.narrative.state import Label, State
from auditor.facts.narrative.tokens import Token


def on_number(state: State, tokens: list[Token], index: int) -> int:
    """A number is what its unit and the words before it make of it."""
    token = tokens[index]
    if token.unit is None:
        state.reset_label(token.end)
        return index + 1
    if token.unit.quantity == "percent":
        if not _put_share(state, token):
            put_percent(state, token)
    elif state.distributing or state.threshold.match(state.source.text, token.end):
        pass
    elif state.label.verb and token.unit.quantity == "money":
        put_change_amount(state, token)
    elif token.unit.quantity == "money" or _counts(state, token):
        _put_level(state, token)
    else:
        state.fact(token, "", {}, state.name_before(state.label, token))
    state.reset_label(token.end)
    state.share_label = None
    return index + 1


def _counts(state: State, token: Token) -> bool:
    """Whether a count is worth following: it has a name that is known, or parts of the same unit."""
    if state.label.concept is not None:
        return True
    whole = state.frames[-1].whole if state.frames else None
    if whole is not None:
        return whole.figure is not None and whole.figure.unit is token.unit
    return not state.label.is_empty and not state.frames


def _put_level(state: State, token: Token) -> None:
    """An amount that some item has: a whole, or a part of the list that is open."""
    label = state.label
    if label.is_empty and state.pending is not None:
        label = state.pending
    name = state.name_before(label, token)
    dims, concept = dict(label.dims), label.concept or ""
    rest = state.unexplained(label.rest)
    _leave_lists(state, token, label, rest)
    frame = state.frames[-1] if state.frames else None
    whole = frame.whole if frame is not None else None
    if whole is not None:
        concept, dims = _inherit(state, whole, concept, dims)
    elif concept:
        dims = _in_scope(state, concept, dims)
    if rest:
        dims["item"] = f"~{rest}"
    elif frame is not None and not name:
        concept, dims = "", {}
    elif whole is not None and (concept, dims_of(dims)) == whole.key:
        dims["item"] = f"~{name}"
    fact = state.fact(token, concept, dims, name)
    if frame is not None:
        frame.parts.append(fact)
    state.level, state.change, state.pending = fact, None, None


def _leave_lists(state: State, token: Token, label: Label, rest: str) -> None:
    """End the lists that this amount cannot be a part of."""
    dims = {**label.dims, "item": rest} if rest else label.dims
    state.close_unmarked()
    while state.frames:
        frame = state.frames[-1]
        unit = frame.whole.figure.unit if frame.whole is not None and frame.whole.figure else None
        same_quantity = unit is None or token.unit is None or unit.quantity == token.unit.quantity
        own_concept = label.concept is not None
        if same_quantity and frame.accepts(label.concept or "", dims, state.vocabulary, own_concept=own_concept):
            return
        state.pop()


def _in_scope(state: State, concept: str, dims: dict[str, str]) -> dict[str, str]:
    """What the heading and the sentences before say of the scope of a figure that does not name its own."""
    if not state.vocabulary.concepts[concept].generic:
        return {**state.scope, **dims}
    if "fund" in dims:
        state.spoken_scope = {"fund": dims["fund"]}
    return {**state.scope, **state.spoken_scope, **state.topic, **dims}


def _inherit(state: State, whole: Fact, concept: str, dims: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A part takes from its whole the concept and the dimensions that it does not name itself."""
    if not whole.concept:
        return concept, dims
    if not concept or _is_item_of(state, concept, whole.concept, dims):
        concept = whole.concept
    inherited = {name: member for name, member in whole.dims if name not in dims and name != "item"}
    return concept, {**inherited, **dims}


def _is_item_of(state: State, concept: str, whole: str, dims: dict[str, str]) -> bool:
    """Whether a part that names a concept is still an item of its whole's concept, as reception is of operating cost."""
    own, above = state.vocabulary.concepts[concept], state.vocabulary.concepts[whole]
    if above.generic:
        return concept in above.also and not dims
    if own.generic:
        return concept not in above.parts
    return concept != whole


def on_share(state: State, tokens: list[Token], index: int) -> int:
    """Words that announce a share: what follows names the whole."""
    state.reset_label(tokens[index].end)
    state.share_label = state.label
    return index + 1


def _put_share(state: State, token: Token) -> bool:
    """A percentage behind the words for a share; False where it is none."""
    label = state.share_label
    if label is None or state.level is None or state.label.verb:
        return False
    whole = _whole_of_share(state, label)
    if whole is not None:
        fact = state.fact(token, "", {}, state.level.label)
        state.facts.claims.append(Share(state.level, whole, fact, state.name_of(label.concept or "", label.dims)))
        if state.frames and state.level in state.frames[-1].parts:
            state.frames[-1].percents.append(fact)
    return True


def _whole_of_share(state: State, label: Label) -> Fact | None:
    """The whole a share is of: the one it names, else the whole of the open list."""
    if label.concept is not None:
        concept = state.vocabulary.concepts[label.concept]
        dims = dims_of(label.dims, concept.free)
        for name in (label.concept, *concept.also):
            if (name, dims) in state.latest:
                return state.latest[name, dims]
    return state.frames[-1].whole if state.frames else None
