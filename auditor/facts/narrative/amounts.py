"""Figures of the prose: wholes, parts of open lists, shares."""

from __future__ import annotations

from auditor.facts.labels import read_label
from auditor.facts.model import Fact, Share, dims_of
from auditor.facts.narrative.changes import put_change_amount, put_percent
from auditor.facts.narrative.frames import Frame
from auditor.facts.narrative.state import Label, State
from auditor.facts.narrative.tokens import Token
from auditor.facts.paths import CodePath


def on_number(state: State, tokens: list[Token], index: int) -> int:
    """A number is what its unit and the words before it make of it."""
    token = tokens[index]
    if token.unit is None:
        state.reset_label(token.end)
        return index + 1
    percent = token.unit.quantity == "percent"
    money = token.unit.quantity == "money"
    if state.distributing or state.threshold.match(state.source.text, token.end):
        pass
    elif state.completing:
        state.fact(token, "", {}, state.name_before(state.label, token))
    elif percent:
        if not _put_share(state, token):
            put_percent(state, token)
    elif money and (state.after_base or _is_of_another_stage(state)):
        _put_prior(state, token)
    elif money and state.label.verb and not state.label.becomes:
        put_change_amount(state, token)
    elif money or _counts(state, token):
        _put_level(state, token)
    else:
        state.fact(token, "", {}, state.name_before(state.label, token))
    state.reset_label(token.end)
    state.share_label = None
    return index + 1


def _is_of_another_stage(state: State) -> bool:
    """Whether a figure is of another year, or behind an outturn of the budget it came from."""
    dims = state.label.dims
    return not state.label.verb and (
        "year" in dims or (state.has_level and dims.get("measure") in ("initial", "adjusted"))
    )


def _put_prior(state: State, token: Token) -> None:
    """What the subject was in the year or budget it is compared with; no amount of this year's and no part of a list."""
    label = state.label
    inherited = dict(state.level.dims) if state.level is not None and label.concept is None else {}
    dims = {**inherited, "year": "prior", **label.dims}
    rest = state.unexplained(label.rest)
    if rest:
        dims["item"] = f"~{rest}"
    name = state.name_before(label, token)
    state.prior = state.fact(token, label.concept or (state.level.concept if state.level else ""), dims, name)


def _counts(state: State, token: Token) -> bool:
    """Whether a count is worth following: it has a name that is known, or parts of the same unit."""
    if state.label.concept is not None:
        return True
    frame = state.frame
    whole = frame.whole if frame is not None else None
    if whole is not None:
        return whole.figure is not None and whole.figure.unit is token.unit
    return not state.label.is_empty and not state.frames


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
    path = state.paths.find(state.text(label.start, token.start))
    if path is not None:
        state.note_place(path, state.source, label.start)
    if path is not None and not path.misnamed:
        concept, dims, rest = *_meaning_of_path(state, path, concept, dims), ""
    if _is_other_measure(state.frame, dims):
        state.subject = state.fact(token, concept, {**dims, "item": f"~{rest}"} if rest else dims, name)
        return
    _leave_lists(state, token, label, rest)
    _enter_part(state, dims)
    frame = state.frame
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
    if concept and state.vocabulary.concepts[concept].stands_alone:
        state.subject = fact
    state.levels.append(fact)
    state.level, state.change, state.pending = fact, None, None
    state.has_level = True


def _meaning_of_path(state: State, path: CodePath, concept: str, dims: dict[str, str]) -> tuple[str, dict[str, str]]:
    """What a label with a place in a classification means: the names there are only names, whatever else their words may mean."""
    words = read_label(path.text, state.vocabulary.prose_terms, state.vocabulary)
    top = read_label(path.top, state.vocabulary.prose_terms, state.vocabulary)
    if concept == words.concept:
        concept = top.concept or concept
    kept = {name: member for name, member in dims.items() if words.dims.get(name) != member}
    return concept, {**kept, path.dimension: path.code}


def _is_other_measure(frame: Frame | None, dims: dict[str, str]) -> bool:
    """Whether a budget stands among outturns, or the other way round: it is about the same item, but no part of the sum."""
    whole = frame.whole if frame is not None else None
    return whole is not None and dims.get("measure", "") != dict(whole.dims).get("measure", "") and "measure" in dims


def _put_successor(state: State, token: Token, before: Fact) -> None:
    """The new figure of a subject whose old one has just been read (from A to B)."""
    state.prior = state.prior or before
    state.level = state.fact(token, before.concept, dict(before.dims), before.label)
    state.change = state.pending = None


def _own_meaning(state: State, label: Label, name: str) -> tuple[str, dict[str, str]]:
    """What a label says. A bare generic word goes on with the sentence's subject; in final accounts the word for budget is a measure."""
    concept, dims = label.concept or "", dict(label.dims)
    subject = state.subject
    is_bare = bool(concept) and not dims and not label.rest and state.vocabulary.concepts[concept].generic
    if is_bare and subject is not None:
        concept, dims = subject.concept, {key: member for key, member in subject.dims if key != "measure"}
    elif is_bare and state.has_level and _is_unknown_item(state.level) and not state.frames:
        concept = ""
    words = state.vocabulary.grammar.profile
    is_final = state.facts.profile.kind == "final" and words["final"] not in name
    if is_final and concept and "measure" not in dims and words["budget"] in _beside_terms(state, name):
        dims["measure"] = "budgeted"
    return concept, dims


def _beside_terms(state: State, name: str) -> str:
    """What a name says besides the terms of the vocabulary, some of which have the word for budget in them."""
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


def _leave_lists(state: State, token: Token, label: Label, rest: str) -> None:
    """End the lists that this amount cannot be a part of, or that are full without it."""
    dims = {**label.dims, "item": rest} if rest else label.dims
    is_zero = token.numeral is not None and token.numeral.value == 0
    while state.frame is not None:
        frame = state.frame
        unit = frame.whole.figure.unit if frame.whole is not None and frame.whole.figure else None
        same_quantity = unit is None or token.unit is None or unit.quantity == token.unit.quantity
        own_concept = label.concept is not None and not (rest and state.vocabulary.concepts[label.concept].generic)
        fits = same_quantity and frame.accepts(label.concept or "", dims, state.vocabulary, own_concept=own_concept)
        if fits and (is_zero or not frame.is_full or _is_sister(frame, label, state)):
            return
        state.pop()


def _enter_part(state: State, dims: dict[str, str]) -> None:
    """An amount below a part that the open list already has, by what its name means, begins the list of that part."""
    frame = state.frame
    for part in frame.parts if frame is not None else ():
        for name, member in part.dims:
            dimension = state.vocabulary.dimensions.get(name)
            if dimension is not None and name in dims and member in dimension.ancestors(dims[name]):
                state.frames.append(Frame(part, None, exhaustive=True, in_brackets=bool(state.brackets)))
                return


def _is_sister(frame: Frame, label: Label, state: State) -> bool:
    """Whether an amount names a member of the dimension by which a list parts its whole."""
    whole = dict(frame.whole.dims) if frame.whole is not None else {}
    dimensions = {name for part in frame.parts for name, member in part.dims if whole.get(name) != member}
    return any(name in dimensions and name in state.vocabulary.dimensions for name in label.dims)


def _in_scope(state: State, concept: str, dims: dict[str, str]) -> dict[str, str]:
    """What the heading and the sentences before say of the scope of a figure that does not name its own."""
    if not state.vocabulary.concepts[concept].generic:
        return {**state.scope, **dims}
    if "fund" in dims:
        state.spoken_funds.add(dims["fund"])
    spoken = {"fund": next(iter(state.spoken_funds))} if len(state.spoken_funds) == 1 else {}
    return {**state.scope, **spoken, **state.topic, **dims}


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
    if above.generic and not own.generic and concept not in above.parts and concept not in above.also:
        return True
    if above.generic:
        return concept in above.also and not dims
    if own.generic:
        return concept not in above.parts
    return concept != whole


def on_share(state: State, tokens: list[Token], index: int) -> int:
    """Words that announce a share: what follows names the whole. A part named before them must be the amount read last."""
    before = state.label
    names_other = before.has_term or bool(state.unexplained(before.rest))
    state.reset_label(tokens[index].end)
    state.share_label = state.label
    if names_other:
        state.share_label.becomes = True
    return index + 1


def _put_share(state: State, token: Token) -> bool:
    """A percentage behind the words for a share; False where it is none. Without a printed part and whole nothing is claimed."""
    label = state.share_label
    if label is None or state.label.verb:
        return False
    whole = None if label.becomes or state.level is None else _whole_of_share(state, label)
    fact = state.fact(token, "", {}, state.level.label if state.level is not None else "")
    frame = state.frame
    if whole is not None and state.level is not None:
        state.facts.claims.append(Share(state.level, whole, fact, state.name_of(label.concept or "", label.dims)))
        if frame is not None and state.level in frame.parts:
            frame.percents.append(fact)
    return True


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
