"""Pauses, list marks, brackets and the words that open or close a list: how sentences are built."""

from __future__ import annotations

from auditor.facts.labels import squeeze
from auditor.facts.model import Fact
from auditor.facts.narrative.frames import Frame, Stated
from auditor.facts.narrative.plans import settle_execution
from auditor.facts.narrative.rosters import note_roster
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token
from auditor.facts.profile import year_fact
from auditor.figures import PERCENT_QUANTITY

_OPENING_MARKS = ' “"（('
_LONGEST_ASIDE = 200


def on_term(state: State, tokens: list[Token], index: int) -> int:
    """A known word adds its meaning to the label; a specific concept beats a generic one."""
    token = tokens[index]
    meaning = token.meaning
    assert meaning is not None
    if meaning.alone and not _is_alone(state, tokens, index):
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
    if state.label.dims and state.is_setting(state.text(state.label.start, token.start)):
        state.setting = state.label
    if state.label.has_term and not state.label.verb:
        state.pending = state.label
    state.reset_label(token.end)
    state.share_label = None
    state.completing = False
    if mark in "；;。！？!?":
        state.setting = None
    if mark in "；;":
        state.prior = None
        _end_item(state)
    elif mark in state.vocabulary.grammar.language["stops"]:
        close_sentence(state)
    return index + 1


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
    kept = 0
    for place, frame in enumerate(state.frames, 1):
        kept = place if frame.runs_on or frame.rank is not None else kept
    closing = state.frames[kept:]
    outermost = next((frame.whole for frame in closing if frame.whole is not None and not frame.is_empty), None)
    state.level = outermost or state.level
    while len(state.frames) > kept:
        state.pop()
    for frame in state.frames:
        frame.waits_for_mark = True
    state.has_base = False
    state.base_period = None
    state.loose = False
    state.distributing = False
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
    state.reset_label(tokens[index].end)
    return index + 1


def _lists_last_part(state: State) -> bool:
    """Whether a colon before a list mark opens a list of the amount read last: it is a part of a list without marks."""
    frame = state.frame
    return frame is not None and frame.rank is None and state.level is not None and state.level in frame.parts


def on_open(state: State, tokens: list[Token], index: int) -> int:
    """A bracket without figures is an aside; one with figures behind a figure opens a list of its parts."""
    end = _closing(tokens, index)
    if end is None:
        return index + 1
    inside = tokens[index + 1 : end]
    if not any(token.kind == "number" and token.unit for token in inside):
        drop_organisation(state, tokens[index].start)
        if state.change is not None and any(token.kind == "same_basis" for token in inside):
            state.change.loose = True
        return end + 1
    state.brackets.append((len(state.frames), state.level))
    if state.level is not None and not any(token.kind in ("opens", "opens_partly") for token in inside[:3]):
        state.frames.append(Frame(state.level, state.change, False, in_brackets=True))
    state.reset_label(tokens[index].end)
    before = next((token for token in reversed(tokens[:index]) if token.kind != "space"), None)
    if state.change is not None and before is not None and _completes(state.change, before, inside[0]):
        state.label.verb = state.change.direction
    return index + 1


def _completes(change: Stated, before: Token, inside: Token) -> bool:
    """Whether a bracket right behind one half of a change, its amount or percentage, opens with the other."""
    known = change.amount if change.percent is None else change.percent if change.amount is None else None
    if known is None or known.figure is None or inside.unit is None or known.figure.unit is None:
        return False
    is_behind = before.numeral is not None and before.numeral.text == known.figure.printed
    return is_behind and (inside.unit.quantity == PERCENT_QUANTITY) == (change.percent is None)


def _closing(tokens: list[Token], index: int) -> int | None:
    """The token that closes a bracket; None where it is too far away or missing."""
    depth = 0
    for place in range(index, min(len(tokens), index + _LONGEST_ASIDE)):
        kind = tokens[place].kind
        depth += (kind == "open") - (kind == "close")
        if depth == 0:
            return place
    return None


def on_close(state: State, tokens: list[Token], index: int) -> int:
    if state.brackets:
        depth, level = state.brackets.pop()
        while len(state.frames) > depth:
            state.pop()
        state.level = level
    state.reset_label(tokens[index].end)
    return index + 1


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
    elif whole is not None or change is not None:
        state.frames.append(_frame(state, whole, change, exhaustive))
    state.reset_label(tokens[index].end)
    return index + 1


def _frame(state: State, whole: Fact | None, change: Stated | None, exhaustive: bool) -> Frame:
    """A list behind an amount and its change splits both, if it promises to be complete; behind another's change only that."""
    if change is not None and whole is not None and change.amount is not None and change.amount.number < whole.number:
        change = None
    is_own_change = change is not None and whole is not None and change.current is whole
    splits_level = change is None or change.amount is None or whole is None or (exhaustive and is_own_change)
    frame = Frame(whole if splits_level else None, change, exhaustive, bool(state.brackets))
    if change is not None:
        change.frame = frame
    return frame


def on_runs_on(state: State, tokens: list[Token], index: int) -> int:
    """The list stands in the paragraphs that follow."""
    if state.level is not None:
        state.frames.append(Frame(state.level, None, True, runs_on=True))
    return index + 1


def on_ends_partly(state: State, tokens: list[Token], index: int) -> int:
    """A list that trails off right behind a figure is not complete."""
    if index and tokens[index - 1].kind == "number" and state.frames:
        state.frames[-1].exhaustive = False
    return index + 1
