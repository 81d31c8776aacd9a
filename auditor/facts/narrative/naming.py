"""Names that stand behind their figure: so much from gifts, so much on repairs, so many percent of the whole."""

from __future__ import annotations

from auditor.facts.model import Fact, Key, Share, dims_of
from auditor.facts.narrative.state import Label, OpenShare, State
from auditor.facts.narrative.tokens import Token

_WORDS = ("term", "filler", "space", "char")


def take_name(state: State, tokens: list[Token], index: int) -> int:
    """Add to the label what a word behind the figure announces; the token after it."""
    found = _label_behind(state, tokens, index + 1, ("behind", "share_of"))
    if found is None:
        return index + 1
    label, end = found
    state.label.join(label, state.vocabulary)
    return end


def put_share_of(state: State, tokens: list[Token], index: int) -> int | None:
    """A percentage of the whole named behind it; None where there is none.

    The part is named behind a verb that follows, or before the percentage, or it is the amount read last.
    """
    found = None if state.label.verb else _label_behind(state, tokens, index + 1, ("share_of",))
    if found is None or state.unexplained(found[0].rest):
        return None
    whole, end = found
    part = state.level if state.label.is_empty else _key(state, state.label)
    behind = _label_behind(state, tokens, end, ("share_goes",))
    if behind is not None:
        part, end = _key(state, behind[0]), behind[1]
    percent = state.fact(tokens[index], "", {}, state.name_of(*_key(state, whole) or ("", ())))
    named = _key(state, whole)
    if part is not None and named is not None:
        state.shares.append(OpenShare(percent, part, named))
    state.reset_label(tokens[end - 1].end)
    return end


def settle_shares(state: State) -> None:
    """Keep the shares whose part and whole the document prints, in its tables or else in its prose."""
    printed: dict[Key, Fact] = {}
    for fact in state.facts.facts:
        if fact.concept and fact.figure is not None:
            printed.setdefault(fact.key, fact)
    for share in state.shares:
        part = share.part if isinstance(share.part, Fact) else printed.get(share.part)
        concept, dims = share.whole
        names = (concept, *state.vocabulary.concepts[concept].also)
        whole = next((printed[name, dims] for name in names if (name, dims) in printed), None)
        if part is not None and whole is not None:
            state.facts.claims.append(Share(part, whole, share.percent, state.name_of(concept, dims)))


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
        elif token.kind == "char":
            label.rest += state.text(token.start, token.end)
        end += 1
    return (label, end) if label.has_term else None
