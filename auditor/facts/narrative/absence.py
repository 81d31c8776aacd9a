"""Sentences that say there is nothing of a kind."""

from __future__ import annotations

from auditor.facts.labels import put_member
from auditor.facts.model import Nil, dims_of
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token


def on_nil(state: State, tokens: list[Token], index: int) -> int:
    """Words of absence claim something only where a known subject follows at once, up to the next pause and without a figure."""
    subject = Label(tokens[index].end)
    after = index + 1
    while after < len(tokens) and _take(state, tokens[after], subject):
        after += 1
    ends = after >= len(tokens) or tokens[after].kind in ("pause", "open", "close")
    concepts = state.vocabulary.concepts
    is_bare = subject.concept is not None and not subject.dims and concepts[subject.concept].generic
    speaks_of_another = "year" in state.label.dims or bool(state.unexplained(state.label.rest))
    if not ends or not subject.has_term or is_bare or speaks_of_another:
        return index + 1
    free = concepts[subject.concept].free if subject.concept else frozenset()
    word = state.word(tokens[index].start, tokens[after - 1].end)
    state.facts.claims.append(Nil((subject.concept or "", dims_of(subject.dims, free)), word, state.section))
    state.reset_label(tokens[after - 1].end)
    return after


def _take(state: State, token: Token, subject: Label) -> bool:
    """Whether a token still belongs to what is said not to be."""
    if token.kind == "term":
        meaning = token.meaning
        assert meaning is not None
        if meaning.concept and (subject.concept is None or not state.vocabulary.concepts[meaning.concept].generic):
            subject.concept = meaning.concept
        if meaning.dimension and meaning.member:
            put_member(subject.dims, state.vocabulary.dimensions[meaning.dimension], meaning.member)
        return True
    if token.kind == "char":
        return subject.has_term
    between = state.vocabulary.grammar.nil["between"]
    return token.kind in ("filler", "space") or state.text(token.start, token.end) in between
