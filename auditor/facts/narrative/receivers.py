"""Who a distributive list hands its figures to: the names before it, or the figures and changes it goes on about."""

from __future__ import annotations

from auditor.facts.narrative import structure
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.state import Receiver, State
from auditor.facts.narrative.tokens import Token

_BOUNDARIES = "，,。；;：:！？!?\n"
_CUES = ("opens", "opens_partly", "number", "list_mark")
_FEWEST = 2
_LONGEST_CLAUSE = 200

_Range = tuple[int, int]


def receivers_of(state: State, tokens: list[Token], index: int) -> list[Receiver]:
    """Those named in the clause of the word at `index`; where it names none, those of the list it goes on about.

    Empty where that is not certain.
    """
    first, end = _clause(state, tokens, index)
    names = _names(state, tokens, first, end)
    if len(names) >= _FEWEST:
        labels = _labels(state, tokens, names)
        return [Receiver(label) for label in labels if not label.is_empty]
    words = _without_fillers(state, tokens, first, end)
    text = state.text(tokens[first].start, tokens[end - 1].end).strip() if first < end else ""
    if words and not state.vocabulary.summaries.fullmatch(text):
        return []
    if state.handed:
        return state.handed
    stated = state.frame.changes if state.frame is not None else []
    parts = (state.frame.parts if state.frame is not None else []) or state.sentence
    if len(parts) >= _FEWEST or words:
        changes = {id(change.current): change for change in stated}
        return [Receiver(fact=part, change=changes.get(id(part))) for part in parts or state.last_list]
    if len(stated) >= _FEWEST:
        return [Receiver(change=change) for change in stated]
    return _named_before(state, tokens, first)


def _named_before(state: State, tokens: list[Token], first: int) -> list[Receiver]:
    """The names of the clause before, if it gives them no figures."""
    while first > 0 and tokens[first - 1].kind in ("pause", "space"):
        first -= 1
    begin, end = _clause(state, tokens, first)
    if end < first:
        return []
    names = _names(state, tokens, begin, end)
    labels = _labels(state, tokens, names) if len(names) >= _FEWEST else []
    return [Receiver(label) for label in labels] if all(label.has_term for label in labels) else []


def _clause(state: State, tokens: list[Token], index: int) -> _Range:
    """The tokens of a clause before a place: from the last pause or opening word up to the base of a change, if it has one."""
    first = end = index
    while first > max(0, index - _LONGEST_CLAUSE):
        token = tokens[first - 1]
        is_pause = token.kind == "pause" and state.text(token.start, token.end) in _BOUNDARIES
        if is_pause or token.kind in _CUES:
            break
        first -= 1
        if token.kind == "base":
            end = first
    return first, end


def _names(state: State, tokens: list[Token], first: int, end: int) -> list[_Range]:
    """The ranges of tokens between separators; words that only sum them up are left out."""
    if first > 0 and tokens[first - 1].kind == "number" and tokens[first].kind != "pause":
        return []
    if first < end:
        begin = tokens[first].start
        text = state.text(begin, tokens[end - 1].end)
        starts = (token.start for token in tokens[first:end])
        fullmatch = state.vocabulary.summaries.fullmatch
        summed_up = next((start for start in starts if fullmatch(text, start - begin)), None)
        while summed_up is not None and end > first and tokens[end - 1].start >= summed_up:
            end -= 1
    separators = state.vocabulary.grammar.breakdown.get("separators", ())
    ranges: list[_Range] = []
    begin = first
    for place in range(first, end):
        token = tokens[place]
        if token.kind == "pause" or state.text(token.start, token.end) in separators:
            ranges.append((begin, place))
            begin = place + 1
    ranges.append((begin, end))
    return [found for found in ranges if found[0] < found[1]]


def _without_fillers(state: State, tokens: list[Token], first: int, end: int) -> str:
    """The words of a clause without fillers."""
    kinds = ("filler", "space", "pause")
    return "".join(state.text(token.start, token.end) for token in tokens[first:end] if token.kind not in kinds)


def _labels(state: State, tokens: list[Token], names: list[_Range]) -> list[Label]:
    """What the names mean; what the first says of the scope goes for all of them."""
    labels = [_label(state, tokens, name) for name in names]
    scopes = {name: labels[0].dims[name] for name in state.vocabulary.scopes & labels[0].dims.keys()}
    for label in labels:
        label.dims = {**scopes, **label.dims}
    return labels


def _label(state: State, tokens: list[Token], name: _Range) -> Label:
    """What the words of one name mean."""
    start, end = name
    kept = state.label
    state.reset_label(tokens[start].start)
    for place in range(start, end):
        if tokens[place].kind == "term":
            structure.on_term(state, tokens, place)
        elif tokens[place].kind == "char":
            structure.on_char(state, tokens, place)
    label, state.label = state.label, kept
    label.end = tokens[end - 1].end
    return label
