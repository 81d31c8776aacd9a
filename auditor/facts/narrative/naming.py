"""Names that stand behind their figure: so much from gifts, so much on repairs, so many percent of the whole."""

from __future__ import annotations

from auditor.facts.labels import squeeze
from auditor.facts.model import Fact, Key, Share, dims_of
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.state import OpenShare, State
from auditor.facts.narrative.tokens import Token

_WORDS = ("term", "filler", "space", "char")


def take_name(state: State, tokens: list[Token], index: int) -> int:
    """Add to the label what a word behind the figure announces; the token after it."""
    found = _label_behind(state, tokens, index + 1, ("behind", "share_of"))
    if found is None:
        return index + 1
    label, end = found
    state.label.join(label, state.vocabulary)
    state.label.behind = label.behind
    return end


def put_share_of(state: State, tokens: list[Token], index: int) -> int | None:
    """A percentage with the whole, or a verb and the part, behind it; None where neither is there.

    The part is else named before the percentage, or is the amount read last; so is the whole.
    """
    if state.label.verb:
        return None
    before = state.level if state.label.is_empty else _key(state, state.label)
    of = _label_behind(state, tokens, index + 1, ("share_of",))
    goes = _label_behind(state, tokens, of[1] if of else index + 1, ("share_goes",))
    if of is None and goes is None:
        return None
    if of is not None:
        whole: Fact | Key | None = _key(state, of[0])
    else:
        whole = _key(state, state.pending) if state.pending is not None else before
    part = _key(state, goes[0]) if goes else before
    end = (goes or of or (state.label, index + 1))[1]
    percent = state.fact(tokens[index], "", {}, squeeze(state.text(tokens[index].end, tokens[end - 1].end)))
    if part is not None and whole is not None:
        state.shares.append(OpenShare(percent, part, whole))
    state.reset_label(tokens[end - 1].end)
    return end


def settle_shares(state: State) -> None:
    """Keep the shares whose part and whole the document prints, in its tables or else in its prose."""
    printed: dict[Key, Fact] = {}
    for fact in state.facts.facts:
        if fact.concept and fact.figure is not None:
            printed.setdefault(fact.key, fact)
    for share in state.shares:
        part, whole = (_printed(state, named, printed) for named in (share.part, share.whole))
        if part is not None and whole is not None and part.figure is not None and whole.figure is not None:
            state.facts.claims.append(Share(part, whole, share.percent, state.name_of(*whole.key)))


def _printed(state: State, named: Fact | Key, printed: dict[Key, Fact]) -> Fact | None:
    """The figure of a cell, or of one that its word may also stand for."""
    if isinstance(named, Fact):
        return named
    concept, dims = named
    names = (concept, *state.vocabulary.concepts[concept].also)
    return next((printed[name, dims] for name in names if (name, dims) in printed), None)


def _key(state: State, label: Label) -> Key | None:
    """The cell that a label names; None where words of it are unknown."""
    concept = state.vocabulary.concepts.get(label.concept or "")
    if concept is None or state.unexplained(label.rest):
        return None
    return concept.id, dims_of(label.dims, concept.free)


def _label_behind(state: State, tokens: list[Token], start: int, cues: tuple[str, ...]) -> tuple[Label, int] | None:
    """The words behind a cue that stands at a place, up to the next that is no word, and the token after them."""
    while start < len(tokens) and tokens[start].kind == "space":
        start += 1
    if start >= len(tokens) or tokens[start].kind not in cues:
        return None
    label = Label(tokens[start].end)
    end = start + 1
    while end < len(tokens) and tokens[end].kind in _WORDS:
        token = tokens[end]
        if token.meaning is not None:
            label.take(token.meaning, state.vocabulary)
            label.behind = state.text(tokens[start].start, token.end)
        elif token.kind == "char":
            label.rest += state.text(token.start, token.end)
        end += 1
    return (label, end) if label.has_term else None
