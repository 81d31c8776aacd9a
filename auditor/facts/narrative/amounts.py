"""Figures of the prose: wholes, parts of open lists, counts, plans; which kind of figure a number is."""

from __future__ import annotations

from auditor.facts.labels import read_label
from auditor.facts.model import Fact, dims_of
from auditor.facts.narrative.belonging import enter_part, in_scope, inherit, leave_lists
from auditor.facts.narrative.changes import put_change_amount, put_percent
from auditor.facts.narrative.counts import concept_counted, is_followed, note_count, put_counted
from auditor.facts.narrative.frames import Frame
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.naming import put_share_of, take_name
from auditor.facts.narrative.plans import note_plan, note_result, plan_kind, put_completed, put_difference
from auditor.facts.narrative.shares import put_share, put_share_of_amount, put_whole_of_share
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token
from auditor.facts.narrative.totals import put_total
from auditor.facts.paths import CodePath
from auditor.figures import MONEY, PERCENT_QUANTITY


def on_number(state: State, tokens: list[Token], index: int) -> int:
    """A number is what its unit and the words before it make of it."""
    token = tokens[index]
    if token.unit is None:
        if _lost_its_unit(state, tokens, index):
            _put_level(state, token)
        state.reset_label(token.end)
        return index + 1
    percent = token.unit.quantity == PERCENT_QUANTITY
    after = put_share_of(state, tokens, index) if percent else None
    if after is not None:
        return after
    after = take_name(state, tokens, index)
    money = token.unit.quantity == MONEY
    if state.distributing or state.threshold.match(state.source.text, token.end):
        pass
    elif percent:
        if not put_share_of_amount(state, token):
            _put_some_percent(state, token)
    elif (money and put_whole_of_share(state, token)) or (money and put_difference(state, token)):
        pass
    elif (counted := concept_counted(state, token)) is not None:
        put_counted(state, token, counted)
    elif money and (state.after_base or _is_of_another_stage(state)):
        _put_prior(state, token)
    elif money and state.label.verb and not state.label.becomes:
        put_change_amount(state, token)
    elif money or is_followed(state, token):
        _put_level(state, token)
    else:
        note_count(state, token, state.fact(token, "", {}, state.name_before(state.label, token)))
    state.reset_label(tokens[after - 1].end)
    state.share_label = None
    return after


def _lost_its_unit(state: State, tokens: list[Token], index: int) -> bool:
    """支出决算为11.20，完成预算的70.00%: decimals right behind the name of an amount, a pause behind them, and no unit.

    What follows speaks of this amount; of how much it is nobody can judge.
    """
    label, numeral = state.label, tokens[index].numeral
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    if numeral is None or not numeral.decimals or follows is None or follows.kind != "pause":
        return False
    known = state.vocabulary.concepts.get(label.concept or "")
    is_named = label.has_term and not label.verb and not state.unexplained(label.rest)
    is_part = state.text(follows.start, follows.end) not in state.vocabulary.grammar.breakdown.get("enumerates", ())
    return is_named and is_part and known is not None and known.unit is None and not state.after_base


def _put_some_percent(state: State, token: Token) -> None:
    """A percentage is of a plan, of a whole, or of a change."""
    share = state.share_label
    plan = plan_kind(state, state.label.dims)
    if state.completing or (plan is not None and not state.label.verb and state.execution.plan(plan) is not None):
        put_completed(state, token)
    elif share is None or not put_share(state, token):
        put_percent(state, token)


def _is_of_another_stage(state: State) -> bool:
    """Whether a figure is of another year, or behind what came of a plan that plan."""
    dims = state.label.dims
    is_compared = state.has_level and any(entry in state.vocabulary.compared for entry in dims.items())
    return not state.label.verb and ("year" in dims or (is_compared and not _names_another(state)))


def _names_another(state: State) -> bool:
    """Whether a figure names a member that the amount read last does not: it begins another item."""
    level = dict(state.level.dims) if state.level is not None else {}
    known = state.vocabulary.dimensions.keys() - state.vocabulary.measures - {"year"}
    return any(level.get(name) != member for name, member in state.label.dims.items() if name in known)


def _put_prior(state: State, token: Token) -> None:
    """What the subject was in the year or plan it is compared with; no amount of this year's and no part of a list."""
    label = state.label
    inherited = dict(state.level.dims) if state.level is not None and label.concept is None else {}
    dims = {**inherited, "year": "prior", **label.dims}
    rest = state.unexplained(label.rest)
    if rest:
        dims["item"] = f"~{rest}"
    name = state.name_before(label, token)
    if not state.after_base and state.frame is not None and state.frame.is_empty:
        # A list that opens with another year goes through years, and this year's are not all of it.
        state.frame.exhaustive = False
    state.prior = state.fact(token, label.concept or (state.level.concept if state.level else ""), dims, name)
    kind = plan_kind(state, dims)
    if kind is not None:
        note_plan(state, kind, state.prior)


def _put_level(state: State, token: Token) -> None:
    """An amount that some item has: a whole, or a part of the list that is open."""
    label = state.label
    if label.is_empty and state.pending is not None:
        label = state.pending
    if label.becomes and state.level is not None and not label.has_term:
        _put_successor(state, token, state.level)
        return
    name = state.name_before(label, token)
    concept, dims = _own_meaning(state, label, name)
    rest = state.unexplained(label.rest)
    if state.setting is not None:
        # Without a name of its own a figure is what its setting is about; the words before it say whose it is.
        concept, rest = (concept, rest) if concept or dims else (state.setting.concept or "", "")
        dims = {**state.setting.dims, **dims}
    path = state.paths.find(state.text(label.start, token.start))
    if path is not None:
        state.note_place(path, state.source, label.start)
    if path is not None and not path.misnamed:
        concept, dims, rest = *_meaning_of_path(state, path, concept, dims), ""
    kind = plan_kind(state, dims)
    if kind is not None and not concept and dims.keys() <= state.vocabulary.measures and state.topic and not rest:
        concept = state.vocabulary.grammar.completion["subject"][0]
        dims = in_scope(state, concept, dims)
    if rest and kind is None and path is None and _is_reason(state, token):
        _put_aside(state, state.fact(token, concept, {**dims, "item": f"~{rest}"}, name))
        return
    if _is_other_measure(state.frame, dims, state.vocabulary.measures):
        state.subject = state.fact(token, concept, {**dims, "item": f"~{rest}"} if rest else dims, name)
        if kind is not None:
            note_plan(state, kind, state.subject)
        return
    leave_lists(state, token, _resolved(label, concept, dims), rest)
    enter_part(state, dims)
    frame = state.frame
    whole = frame.whole if frame is not None else None
    if whole is not None:
        concept, dims = inherit(state, whole, concept, dims)
    elif concept:
        dims = in_scope(state, concept, dims)
    if rest:
        dims["item"] = f"~{rest}"
    elif frame is not None and not name:
        concept, dims = "", {}
    elif whole is not None and (concept, dims_of(dims)) == whole.key:
        dims["item"] = f"~{name}"
    fact = state.fact(token, concept, dims, name)
    if kind is not None:
        note_plan(state, kind, fact)
    else:
        note_result(state, name, fact)
    if frame is not None:
        frame.take(fact)
    if concept and state.vocabulary.concepts[concept].stands_alone:
        state.subject = fact
    if fact.figure is not None and fact.figure.unit is not None and fact.figure.unit.quantity != MONEY:
        note_count(state, token, fact)
    put_total(state, name, fact)
    if fact.figure is not None:
        state.levels.setdefault(fact.figure.base, []).append(fact)
    is_plan = kind is not None or (state.completing and not fact.concept and not fact.dims)
    if not is_plan or not _is_plan_of(state, fact, state.level):
        state.level, state.change = fact, None
    state.pending = None
    state.has_level = True


def _is_reason(state: State, token: Token) -> bool:
    """Whether an amount only says why, in no list that was opened there."""
    is_money = token.unit is not None and token.unit.quantity == MONEY
    return is_money and state.reason is not None and len(state.frames) <= state.reason[0]


def _put_aside(state: State, aside: Fact) -> None:
    """An amount that says why: what follows in the sentence may speak of it, but it is no part of an open list."""
    if aside.figure is not None:
        state.levels.setdefault(aside.figure.base, []).append(aside)
    state.asides.append(aside)
    state.level, state.change, state.pending = aside, None, None
    state.has_level = True


def _is_plan_of(state: State, plan: Fact, level: Fact | None) -> bool:
    """Whether a planned amount only goes with the amount before it, which came of it and stays what the sentences speak of."""
    measures = state.vocabulary.measures
    if level is None or plan.concept not in ("", level.concept) or any(name in measures for name, _ in level.dims):
        return False
    return {entry for entry in plan.dims if entry[0] not in measures} <= set(level.dims)


def _resolved(label: Label, concept: str, dims: dict[str, str]) -> Label:
    """The label, or where a bare word goes on with the subject, one that names it."""
    if not concept or concept == label.concept or label.dims or label.rest:
        return label
    resolved = Label(label.start)
    resolved.concept, resolved.dims = concept, dims
    return resolved


def _meaning_of_path(state: State, path: CodePath, concept: str, dims: dict[str, str]) -> tuple[str, dict[str, str]]:
    """What a label with a place in a classification means: the names there are only names, whatever else their words may mean."""
    words = read_label(path.text, state.vocabulary.prose_terms, state.vocabulary)
    top = read_label(path.top, state.vocabulary.prose_terms, state.vocabulary)
    if concept == words.concept:
        concept = top.concept or concept
    kept = {name: member for name, member in dims.items() if words.dims.get(name) != member}
    return concept, {**kept, path.dimension: path.code}


def _is_other_measure(frame: Frame | None, dims: dict[str, str], measures: frozenset[str]) -> bool:
    """Whether a plan stands among what came of it, or the other way round: it is about the same item, but no part of the sum."""
    whole = frame.whole if frame is not None else None
    return whole is not None and any(name in measures and (name, dims[name]) not in whole.dims for name in dims)


def _put_successor(state: State, token: Token, before: Fact) -> None:
    """The new figure of a subject whose old one has just been read (from A to B)."""
    state.prior = state.prior or before
    state.level = state.fact(token, before.concept, dict(before.dims), before.label)
    state.change = state.pending = None


def _own_meaning(state: State, label: Label, name: str) -> tuple[str, dict[str, str]]:
    """What a label says. A bare generic word goes on with the sentence's subject; the word of another kind of document is a measure."""
    concept, dims = label.concept or "", dict(label.dims)
    subject = state.subject
    is_bare = bool(concept) and not dims and not label.rest and state.vocabulary.concepts[concept].generic
    if is_bare and subject is not None:
        concept, dims = (
            subject.concept,
            {key: member for key, member in subject.dims if key not in state.vocabulary.measures},
        )
    elif is_bare and state.has_level and _is_unknown_item(state.level) and not state.frames:
        concept = ""
    return concept, {**_measure_of_kind(state, name), **dims} if concept else dims


def _measure_of_kind(state: State, name: str) -> dict[str, str]:
    """The measure that the word of another kind of document means in this one."""
    kinds = state.vocabulary.kinds
    own = kinds.get(state.facts.profile.kind)
    others = [entry for entry in state.vocabulary.kind_members if own is not None and entry.kind != own.id]
    if own is None or not others or any(word in name for word in own.words):
        return {}
    beside = _beside_terms(state, name)
    return {
        entry.dimension: entry.member for entry in others if any(word in beside for word in kinds[entry.kind].words)
    }


def _beside_terms(state: State, name: str) -> str:
    """What a name says besides the terms of the vocabulary, some of which have the word of a kind of document in them."""
    left = []
    position = 0
    while position < len(name):
        found = state.vocabulary.prose_terms.at(name, position)
        known = found is not None and found[1] is not None
        if not known:
            left.append(name[position])
        position += len(found[0]) if found is not None and known else 1
    return "".join(left)


def _is_unknown_item(level: Fact | None) -> bool:
    """Whether an amount has a name that no word of the vocabulary explains."""
    return level is not None and not level.concept and any(name == "item" for name, _ in level.dims)
