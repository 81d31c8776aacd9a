"""Pauses, list marks, brackets and the words that open or close a list: how sentences are built."""

from __future__ import annotations

from auditor.facts.labels import squeeze
from auditor.facts.model import Fact, dims_of
from auditor.facts.narrative.belonging import in_scope
from auditor.facts.narrative.frames import Frame, Stated
from auditor.facts.narrative.itemised import note_items
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.plans import settle_execution
from auditor.facts.narrative.rosters import note_roster
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token
from auditor.facts.profile import year_fact

_LONGEST_CLAUSE = 60
_OPENING_MARKS = ' “"（('


def on_term(state: State, tokens: list[Token], index: int) -> int:
    """A known word adds its meaning to the label; a specific concept beats a generic one."""
    token = tokens[index]
    meaning = token.meaning
    assert meaning is not None
    if (meaning.alone and not _is_alone(state, tokens, index)) or state.is_within_name(token):
        return on_char(state, tokens, index)
    drop_organisation(state, token.start)
    state.label.take(meaning, state.vocabulary)
    return index + 1


def _is_alone(state: State, tokens: list[Token], index: int) -> bool:
    """Whether a word is a name by itself: it opens its label, or goes on with its own concept, and no unknown word follows."""
    token, meaning = tokens[index], tokens[index].meaning
    before = state.text(state.label.start, token.start).strip(_OPENING_MARKS)
    known = meaning is not None and meaning.concept is not None and state.label.concept == meaning.concept
    follows = tokens[index + 1].kind if index + 1 < len(tokens) else ""
    return (not before or known) and follows != "char"


def drop_organisation(state: State, end: int) -> None:
    """The reporting body's name before a figure's own name says nothing about which figure it is."""
    label = state.label
    if label.rest and not label.has_term and not state.unexplained(squeeze(state.text(label.start, end))):
        label.rest = ""


def on_char(state: State, tokens: list[Token], index: int) -> int:
    token = tokens[index]
    state.label.rest += state.text(token.start, token.end)
    state.after_base = False
    return index + 1


def on_year(state: State, tokens: list[Token], index: int) -> int:
    """The document's own year opens a statement; another year tells which year's figure is meant."""
    token = tokens[index]
    if token.year == state.facts.profile.year:
        assert token.numeral is not None
        state.year = year_fact(state.source, token.numeral.start, str(token.year))
        if not state.label.has_term or state.label.verb:
            state.reset_label(token.end)
    else:
        state.label.dims["year"] = str(token.year)
    return index + 1


def on_pause(state: State, tokens: list[Token], index: int) -> int:
    token = tokens[index]
    mark = state.text(token.start, token.end)
    if mark in "：:" and state.label.dims.keys() == {"year"} and not state.label.verb:
        return index + 1
    if state.label.has_term and state.is_setting(state.text(state.label.start, token.start)):
        state.setting = state.label if state.label.dims else state.setting
        _open_setting(state, state.label)
    if mark in "：:" and state.is_division(state.text(state.label.start, token.start)):
        state.close_frames()
        state.frames.append(Frame(None, None, exhaustive=True, divides=True, divided=state.level))
        state.reset_label(token.end)
        return index + 1
    if state.label.has_term and not state.label.verb:
        state.pending = state.label
    state.reset_label(token.end)
    state.share_label = state.whole_of_share = None
    state.completing = False
    if mark in "；;。！？!?":
        state.setting = None
    if mark in "；;":
        _end_reason(state)
        state.prior = None
        _end_item(state)
    elif mark in state.vocabulary.grammar.language["stops"]:
        close_sentence(state)
    return index + 1


def _open_setting(state: State, label: Label) -> None:
    """A clause that names a figure of this section as the place of what follows opens a list of it, which promises nothing."""
    while state.frames and state.frames[-1].setting:
        state.pop()
    if state.frames or state.unexplained(label.rest):
        return
    concept = label.concept or ""
    dims = in_scope(state, concept, label.dims) if concept else label.dims
    free = state.vocabulary.concepts[concept].free if concept else frozenset()
    whole = state.latest.get((concept, dims_of(dims, free)))
    if whole is None or whole.section != state.section:
        return
    change = next((stated for stated in reversed(state.changes) if stated.current is whole), None)
    frame = Frame(whole, change, exhaustive=False, setting=True)
    if change is not None and change.frame is None:
        change.frame = frame
    state.frames.append(frame)


def _end_item(state: State) -> None:
    """A semicolon ends the inner of two open lists, unless list marks keep its items apart."""
    if not state.frames:
        return
    state.has_base = False
    top = state.frames[-1]
    if top.rank is not None or top.in_brackets:
        return
    # Inside an item of a marked list a semicolon parts the item's own parts; the next mark ends them.
    is_inner = len(state.frames) > 1 and state.frames[-2].rank is None
    if is_inner or (top.is_empty and not top.exhaustive):
        state.pop()


def close_sentence(state: State) -> None:
    """A full stop ends the lists that no list marks keep open; the next sentence speaks of the whole again."""
    _end_reason(state)
    kept = 0
    for place, frame in enumerate(state.frames, 1):
        kept = place if frame.runs_on or frame.rank is not None else kept
    closing = state.frames[kept:]
    wholes = (frame.whole or frame.divided for frame in closing if not frame.is_empty)
    outermost = next((whole for whole in wholes if whole is not None), None)
    state.level = outermost or state.level
    note_items(state)
    while len(state.frames) > kept:
        state.pop()
    for frame in state.frames:
        frame.waits_for_mark = True
    state.has_base = False
    state.base_period = None
    state.loose = False
    state.distributing = False
    state.handed = []
    state.counts = {}
    state.sentence_before, state.sentence = state.sentence, []
    state.added = None
    state.prior = state.subject = None
    state.has_level = False


def on_list_mark(state: State, tokens: list[Token], index: int) -> int:
    """A list mark takes up the list that has its like, or marks the items of a list just opened."""
    rank = tokens[index].rank
    if index and state.text(tokens[index - 1].start, tokens[index - 1].end) in "：:" and _lists_last_part(state):
        state.frames.append(Frame(state.level, None, True, rank=rank))
    elif any(frame.rank == rank for frame in state.frames):
        state.close_frames(keep=lambda frame: frame.rank == rank)
    elif state.frames and state.frames[-1].is_empty and state.frames[-1].rank is None:
        state.frames[-1].rank = rank
    if state.frames:
        state.frames[-1].waits_for_mark = False
    settle_execution(state)
    _end_reason(state)
    state.reset_label(tokens[index].end)
    return index + 1


def _lists_last_part(state: State) -> bool:
    """Whether a colon before a list mark opens a list of the amount read last: it is a part of a list without marks."""
    frame = state.frame
    return frame is not None and frame.rank is None and state.level is not None and state.level in reversed(frame.parts)


def on_opens(state: State, tokens: list[Token], index: int) -> int:
    """A word that opens a list: of the amount read last, of the change read last, or of both."""
    exhaustive = tokens[index].kind == "opens"
    whole, change = state.level, state.change
    if state.label.has_term and not state.label.verb:
        # The list is of something named in this clause, whose amount is not known yet.
        whole = change = None
    note_roster(state, tokens, index, whole, exhaustive=exhaustive)
    top = state.frames[-1] if state.frames else None
    if top is not None and top.is_empty and top.whole is whole and top.rank is None:
        top.exhaustive = exhaustive
    elif whole is not None or change is not None or state.counts:
        state.frames.append(_frame(state, whole, change, exhaustive))
    state.reset_label(tokens[index].end)
    return index + 1


def _frame(state: State, whole: Fact | None, change: Stated | None, exhaustive: bool) -> Frame:
    """A list behind an amount and its change splits both, if it promises to be complete; behind another's change only that."""
    if change is not None and whole is not None and change.amount is not None and change.amount.number < whole.number:
        change = None
    is_own_change = change is not None and whole is not None and change.current is whole
    splits_level = change is None or change.amount is None or whole is None or (exhaustive and is_own_change)
    frame = Frame(whole if splits_level else None, change, exhaustive, bool(state.brackets), counts=dict(state.counts))
    if change is not None:
        change.frame = frame
    return frame


def on_refers(state: State, tokens: list[Token], index: int) -> int:
    """Words that mean the one amount of this sentence or the one before: where a change follows it is that amount's."""
    amounts = state.sentence or state.sentence_before
    kinds = (tokens[place].kind for place in range(index + 1, len(tokens)))
    follows = next((kind for kind in kinds if kind not in ("space", "filler")), "")
    if follows not in ("base", "up", "down", "flat"):
        return on_char(state, tokens, index)
    state.level, state.pending = amounts[0] if len(amounts) == 1 else None, None
    state.reset_label(tokens[index].end)
    return index + 1


def on_runs_on(state: State, tokens: list[Token], index: int) -> int:
    """The list stands in the paragraphs that follow."""
    if state.level is not None:
        beside = tuple(state.sentence or state.sentence_before)
        state.frames.append(Frame(state.level, None, True, runs_on=True, beside=beside))
    return index + 1


def on_remains(state: State, tokens: list[Token], index: int) -> int:
    """Words for the rest of a whole: without a figure the list before them is not complete."""
    kinds = [token.kind for token in tokens[index + 1 : index + 1 + _LONGEST_CLAUSE]]
    clause = kinds[: kinds.index("pause")] if "pause" in kinds else kinds
    if "number" in clause:
        return on_char(state, tokens, index)
    if state.frames:
        state.frames[-1].exhaustive = False
    return index + 1


def on_reasons(state: State, tokens: list[Token], index: int) -> int:
    """What follows in this sentence says why."""
    if state.reason is None:
        state.reason = len(state.frames), state.level
    return on_char(state, tokens, index)


def _end_reason(state: State) -> None:
    """Behind a reason the text speaks again of what was told before it."""
    if state.reason is not None and state.reason[1] is not None and state.level in state.asides:
        state.level = state.reason[1]
    state.reason, state.asides = None, []


def on_ends_partly(state: State, tokens: list[Token], index: int) -> int:
    """A list that trails off right behind a figure is not complete."""
    if index and tokens[index - 1].kind == "number" and state.frames:
        state.frames[-1].exhaustive = False
    return index + 1
