"""Changes in prose: their base, their verb or the word that denies them, their amount and percentage, their subject."""

from __future__ import annotations

from auditor.facts.labels import read_label
from auditor.facts.model import Fact, Period, dims_of
from auditor.facts.narrative.frames import Frame, Stated
from auditor.facts.narrative.itemised import told_of
from auditor.facts.narrative.plans import plan_kind
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token
from auditor.facts.profile import year_fact


def on_base(state: State, tokens: list[Token], index: int) -> int:
    """What a change is measured against; the words before it name the subject."""
    token = tokens[index]
    if state.label.has_term:
        state.pending = state.label
    state.has_base = True
    _enter_base(state, state.text(token.start, token.end))
    if token.numeral is not None:
        year = year_fact(state.source, token.numeral.start, token.numeral.text)
        state.base_period = Period("comparison", year, state.year or state.facts.profile.year_fact)
        behind = state.vocabulary.base_behind
        if state.change is not None and behind is not None and behind.match(state.source.text, token.start):
            _keep_period(state)
    state.reset_label(token.end)
    state.after_base = True
    return index + 1


def _enter_base(state: State, words: str) -> None:
    """Which plan the words of a base name, if any; a plan told of before is not what a base that is no plan stands for."""
    state.base_plan = plan_kind(state, read_label(words, state.vocabulary.prose_terms, state.vocabulary).dims)
    if state.base_plan is None and state.prior is not None and plan_kind(state, dict(state.prior.dims)) is not None:
        state.prior = None


def on_up(state: State, tokens: list[Token], index: int) -> int:
    state.label.verb = 1
    state.after_base = False
    return index + 1


def on_down(state: State, tokens: list[Token], index: int) -> int:
    state.label.verb = -1
    state.after_base = False
    return index + 1


def on_costs_up(state: State, tokens: list[Token], index: int) -> int:
    """A measure costs or brings more: the amount says nothing of how its subject changed, unless that was told before."""
    state.loose |= state.prior is None
    return on_up(state, tokens, index)


def on_costs_down(state: State, tokens: list[Token], index: int) -> int:
    state.loose |= state.prior is None
    return on_down(state, tokens, index)


def on_restates(state: State, tokens: list[Token], index: int) -> int:
    """A word behind a change after which the same change is stated once more, in percent or as an amount."""
    if state.change is not None:
        state.label.verb = state.change.direction
    return index + 1


def on_becomes(state: State, tokens: list[Token], index: int) -> int:
    """From A to B: what follows is the new figure."""
    state.label.becomes = True
    state.after_base = False
    return index + 1


def on_vague(state: State, tokens: list[Token], index: int) -> int:
    """About, nearly, on a comparable basis: what follows need not close."""
    state.loose = True
    return index + 1


def on_flat(state: State, tokens: list[Token], index: int) -> int:
    """A word that says there is no change, of the subject named before it or of the figure read last."""
    token = tokens[index]
    in_change = any(frame.change is not None for frame in state.frames)
    if not state.has_base and (token.kind == "flat_to_base" or not (in_change or state.label.has_term)):
        return index + 1
    subject = _subject(state)
    if subject is None:
        return index + 1
    concept, dims, name, current = subject
    word = state.word(token.start, token.end)
    rough = token.kind == "roughly_flat"
    change = state.change
    if change is not None and current is state.level and change.current is not current and not _is_named(state):
        # Right behind the change of another subject it can only say once more that there is none.
        if change.amount is not None and change.amount.is_nil and change.word is None:
            change.word = word
        return index + 1
    if change is not None and change.subject == (concept, dims) and state.base_plan == state.changed_from:
        if change.word is None and change.amount is not None:
            change.word = word
            change.loose |= rough
        return index + 1
    _put_change(
        state,
        Stated(
            (concept, dims), name, 0, current=current, prior=_prior_of(state, concept, dims), word=word, loose=rough
        ),
    )
    state.reset_label(token.end)
    return index + 1


def put_change_amount(state: State, token: Token) -> None:
    """An amount behind a verb of change; where the percentage came first it completes that change."""
    direction = state.label.verb * (-1 if token.negative else 1)
    plain = token._replace(negative=False)
    known = state.change
    if known is not None and known.amount is None and known.percent is not None and state.label.is_empty:
        known.amount = state.fact(plain, "", {}, known.label)
        return
    subject = _subject(state)
    if subject is None:
        state.fact(plain, "", {}, state.name_before(state.label, token))
        return
    concept, dims, name, current = subject
    amount = state.fact(plain, "", {}, name)
    stated = Stated(
        (concept, dims),
        name,
        direction,
        amount=amount,
        current=current,
        prior=_prior_of(state, concept, dims),
        loose=state.loose,
    )
    _put_change(state, stated)
    state.pending = None


def put_percent(state: State, token: Token) -> None:
    """A percentage behind a verb of change belongs to the change just read, else it is a change of its own."""
    if not state.label.verb:
        return
    change = state.change
    if change is not None and change.percent is None and state.label.is_empty:
        change.percent = state.fact(token, "", {}, change.label)
        change.loose |= state.loose
        return
    subject = _subject(state)
    if subject is not None:
        concept, dims, name, current = subject
        fact = state.fact(token, "", {}, name)
        stated = Stated(
            (concept, dims),
            name,
            state.label.verb,
            percent=fact,
            current=current,
            prior=_prior_of(state, concept, dims),
            loose=state.loose,
        )
        _put_change(state, stated)


def _subject(state: State) -> tuple[str, dict[str, str], str, Fact | None] | None:
    """Whose change is stated: the words of the clause, the words before its base, or the figure read last."""
    for label in (state.label, state.pending):
        if label is None:
            continue
        rest = state.unexplained(label.rest)
        if not label.has_term and not (label is state.label and rest):
            continue
        dims = {**label.dims, "item": f"~{rest}"} if rest else dict(label.dims)
        concept = label.concept or ""
        subject = state.subject
        if subject is not None and not rest and not dims and state.vocabulary.concepts[concept].generic:
            return subject.concept, dict(subject.dims), subject.label, subject
        current = state.level if state.level is not None and _speaks_of(state, state.level, concept, dims) else None
        return concept, dims, state.name_of(concept, dims), current
    level = told_of(state)
    return (level.concept, dict(level.dims), level.label, level) if level is not None else None


def _is_named(state: State) -> bool:
    """Whether words before say whose change is stated."""
    return any(label is not None and not label.is_empty for label in (state.label, state.pending))


def _prior_of(state: State, concept: str, dims: dict[str, str]) -> Fact | None:
    """The prior figure of this sentence, if it is of the same subject."""
    prior = state.prior
    if prior is None or not (prior.concept == concept or _is_alias(state, prior.concept, concept)):
        return None
    aside = {"year", *state.vocabulary.measures}
    own = {name: member for name, member in prior.dims if name not in aside}
    known = state.vocabulary.concepts.get(concept)
    stripped = {name: member for name, member in dims.items() if name not in aside}
    return prior if dims_of(own) == dims_of(stripped, known.free if known else frozenset()) else None


def _is_alias(state: State, one: str, other: str) -> bool:
    """Whether one concept's word may stand for the other."""
    concepts = state.vocabulary.concepts
    return one in concepts and other in concepts and (other in concepts[one].also or one in concepts[other].also)


def _speaks_of(state: State, fact: Fact, concept: str, dims: dict[str, str]) -> bool:
    """Whether a figure is the level of a subject: the same cell, or the cell the subject's word may stand for."""
    known = state.vocabulary.concepts.get(fact.concept)
    if known is None or not (fact.concept == concept or _is_alias(state, fact.concept, concept)):
        return False
    return fact.dims == dims_of(dims, known.free)


def _keep_period(state: State) -> None:
    if state.base_period is not None:
        state.facts.claims.append(state.base_period)
        state.base_period = None


def _put_change(state: State, stated: Stated) -> None:
    """Keep a change: as a part of the open list of changes, or on its own."""
    _keep_period(state)
    holder = _holder(state, stated)
    if holder is not None and holder.change is not None and holder.change is not stated:
        holder.changes.append(stated)
    state.changes.append(stated)
    state.change = stated
    state.changed_from = state.base_plan


def _holder(state: State, stated: Stated) -> Frame | None:
    """The list whose part has changed: the one that has the part, else the first from inside that can have it."""
    if stated.current is not None:
        for frame in state.frames:
            if stated.current in reversed(frame.parts):
                return frame
    concept, dims = stated.subject
    while state.frame is not None and not state.frame.accepts(
        concept, dims, state.vocabulary, own_concept=bool(concept)
    ):
        state.pop()
    return state.frame
