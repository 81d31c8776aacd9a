"""Shares: a percentage of a whole that is named before it."""

from __future__ import annotations

from auditor.facts.labels import squeeze
from auditor.facts.model import Fact, Share, dims_of
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.state import OpenShare, State
from auditor.facts.narrative.tokens import Token


def on_share(state: State, tokens: list[Token], index: int) -> int:
    """Words that announce a share: what follows names the whole. A part named before them must be the amount read last."""
    before = state.label
    names_other = before.has_term or bool(state.unexplained(before.rest))
    state.reset_label(tokens[index].end)
    state.share_label = state.label
    if names_other:
        state.share_label.becomes = True
    return index + 1


def put_share(state: State, token: Token) -> bool:
    """A percentage behind the words for a share; False where it is none. Without a printed part and whole nothing is claimed."""
    label = state.share_label
    if label is None or state.label.verb:
        return False
    _leave_words(state)
    whole = None
    if not label.becomes and state.level is not None:
        whole = _in_the_same_words(state, label, token) or _whole_of_share(state, label)
    fact = state.fact(token, "", {}, state.level.label if state.level is not None else "")
    frame = state.frame
    if whole is not None and state.level is not None:
        state.facts.claims.append(Share(state.level, whole, fact, state.name_of(label.concept or "", label.dims)))
    elif not label.becomes and state.level is not None and label.concept is not None:
        _leave_open(state, label, state.level, fact)
    is_of_list = not label.becomes and (whole is not None or label.concept is None)
    if frame is not None and state.level is not None and state.level in reversed(frame.parts) and is_of_list:
        frame.take_percent(fact)
    return True


def _leave_words(state: State) -> None:
    """A list of the amount read last that has had only words so far is over: what follows is that amount's own share."""
    while state.frames and state.frames[-1].whole is state.level and state.frames[-1].is_empty:
        if state.frames[-1].runs_on or state.frames[-1].rank is not None:
            return
        state.pop()


def put_whole_of_share(state: State, token: Token) -> bool:
    """An amount behind the words for a share is its whole, printed with its name; False where it is something else."""
    label = state.share_label
    if label is None or label is not state.label or label.becomes or label.concept is None or state.level is None:
        return False
    concept = state.vocabulary.concepts[label.concept]
    if state.unexplained(label.rest):
        return False
    whole = state.fact(token, concept.id, dict(label.dims), state.name_before(label, token))
    state.whole_of_share = state.level, whole
    return True


def put_share_of_amount(state: State, token: Token) -> bool:
    """A percentage right behind the amount that is its whole; False where it is something else."""
    found, state.whole_of_share = state.whole_of_share, None
    if found is None or not state.label.is_empty or state.label.verb:
        return False
    part, whole = found
    fact = state.fact(token, "", {}, part.label)
    state.facts.claims.append(Share(part, whole, fact, whole.label))
    return True


def _leave_open(state: State, label: Label, part: Fact, percent: Fact) -> None:
    """A share of what is named but not printed yet is settled when all of the document is read."""
    concept = state.vocabulary.concepts[label.concept or ""]
    if not state.unexplained(label.rest):
        state.shares.append(OpenShare(percent, part, (concept.id, dims_of(label.dims, concept.free))))


def _in_the_same_words(state: State, label: Label, token: Token) -> Fact | None:
    """The amount of this section printed last under the very name that a share gives its whole."""
    words = squeeze(state.text(label.start, token.start))
    for end in range(len(words), 0, -1):
        fact = state.named.get(words[:end])
        is_same = fact is not None and fact.section == state.section and fact.concept == label.concept
        if fact is not None and is_same and (end == len(words) or words[end:] in state.fillers):
            return None if fact is state.level else fact
    return None


def _whole_of_share(state: State, label: Label) -> Fact | None:
    """The whole a share is of: the one it names, else the whole of the open list."""
    if label.concept is not None:
        concept = state.vocabulary.concepts[label.concept]
        dims = dims_of(label.dims, concept.free)
        for name in (label.concept, *concept.also):
            if (name, dims) in state.latest:
                return state.latest[name, dims]
    frame = state.frame
    return frame.whole if frame is not None else None
