"""Distributive lists: figures, changes and shares handed out, one by one or alike, to what was named before them."""

from __future__ import annotations

from auditor.facts.model import Fact, Gap, Key, dims_of
from auditor.facts.narrative import amounts, changes, shares, structure
from auditor.facts.narrative.belonging import in_scope
from auditor.facts.narrative.frames import Frame
from auditor.facts.narrative.items import DIRECTIONS, FLAT, SOFT, Item, first_item, is_bare, items_from, unit_of
from auditor.facts.narrative.label import Label
from auditor.facts.narrative.receivers import receivers_of
from auditor.facts.narrative.state import OpenShare, Receiver, State
from auditor.facts.narrative.tokens import Token
from auditor.figures import MONEY, PERCENT_QUANTITY, Unit

_FEWEST = 2


def on_distributes(state: State, tokens: list[Token], index: int) -> int:
    """As many names as figures are paired in order; any other list of figures alone is a gap and no guess.

    Names with figures of their own behind the word are an ordinary list, which promises nothing.
    """
    first = first_item(state, tokens, index)
    goes_on = tokens[index + 1].kind if index + 1 < len(tokens) else ""
    if first is None and (state.after_base or goes_on in DIRECTIONS or is_bare(state, tokens, index)):
        return _refuse(state, tokens, index)
    if first is None:
        is_list = not state.label.has_term and not state.label.rest
        if is_list:
            structure.on_opens(state, [tokens[index]._replace(kind="opens_partly")], 0)
        return index + 1
    receivers = receivers_of(state, tokens, index)
    if tokens[first].kind in FLAT:
        return _hand_flat(state, tokens, index, first, receivers)
    items = items_from(state, tokens, index, first)
    if len(items) > len(receivers) and receivers and items[len(receivers)].anew:
        items = items[: len(receivers)]
    unit = unit_of(tokens, items)
    if len(items) < _FEWEST or len(items) != len(receivers) or unit is None:
        return _refuse(state, tokens, index)
    share = _prelude(state, tokens, index, first)
    return _hand_out(state, tokens, index, receivers, items, share, unit)


def _hand_out(
    state: State,
    tokens: list[Token],
    index: int,
    receivers: list[Receiver],
    items: list[Item],
    share: Label | None,
    unit: Unit,
) -> int:
    """Pair receivers and figures in their order."""
    if not _can_take(state, receivers, items, unit, share):
        return _refuse(state, tokens, index)
    _open_list(state, receivers, items, unit)
    whole = state.frame.whole if state.frame is not None else state.level
    for receiver, item in zip(receivers, items, strict=True):
        token = tokens[item.at]
        tokens[item.at] = token._replace(unit=token.unit or unit) if token.kind == "number" else token
        _hand(state, tokens, item, receiver, share, whole)
    state.handed = receivers
    # What is said next is of all of them or of the last: nothing is taken for granted.
    state.level = state.change = state.pending = state.prior = None
    state.reset_label(tokens[items[-1].at].end)
    return items[-1].at + 1


def on_share(state: State, tokens: list[Token], index: int) -> int:
    return _go_on(state, tokens, index) or shares.on_share(state, tokens, index)


def on_up(state: State, tokens: list[Token], index: int) -> int:
    return _go_on(state, tokens, index) or changes.on_up(state, tokens, index)


def on_down(state: State, tokens: list[Token], index: int) -> int:
    return _go_on(state, tokens, index) or changes.on_down(state, tokens, index)


def _go_on(state: State, tokens: list[Token], index: int) -> int:
    """Behind figures that were handed out as many percentages go to the same, without the word being said again; 0 elsewhere."""
    receivers = state.handed
    first = first_item(state, tokens, index - 1) if receivers and state.label.is_empty else None
    items = items_from(state, tokens, index - 1, first) if first is not None else []
    unit = unit_of(tokens, items)
    if len(items) != len(receivers) or unit is None or unit.quantity != PERCENT_QUANTITY or first is None:
        return 0
    share = _prelude(state, tokens, index - 1, first)
    return _hand_out(state, tokens, index, receivers, items, share, unit)


def on_alike(state: State, tokens: list[Token], index: int) -> int:
    """One figure for each of several names before it; one name needs no such word."""
    at = next((place for place in range(index + 1, len(tokens)) if tokens[place].kind not in SOFT), None)
    token = tokens[at] if at is not None else None
    if at is None or token is None or token.kind != "number" or token.unit is None or token.unit.quantity != MONEY:
        return index + 1
    receivers = receivers_of(state, tokens, index)
    if not receivers or any(receiver.label is None or receiver.fact is not None for receiver in receivers):
        return index + 1
    for receiver in receivers:
        state.label = _own(receiver, token)
        amounts.on_number(state, tokens, at)
        receiver.fact = state.level
    state.handed = receivers
    state.level = state.change = state.pending = state.prior = None
    return at + 1


def _hand_flat(state: State, tokens: list[Token], index: int, first: int, receivers: list[Receiver]) -> int:
    """A word that says of each that it has not changed."""
    _prelude(state, tokens, index, first)
    for receiver in receivers:
        _hand(state, tokens, Item(first, 0, False), receiver, None, None)
    state.change = state.pending = state.prior = None
    state.reset_label(tokens[first].end)
    return first + 1


def _refuse(state: State, tokens: list[Token], index: int) -> int:
    state.distributing = True
    line = state.source.locate(tokens[index].start, tokens[index].start).line
    state.facts.gaps.append(Gap(line, "distributive-list", {}))
    return index + 1


def _prelude(state: State, tokens: list[Token], index: int, first: int) -> Label | None:
    """Read what stands between the word and its first figure: a base, or the words for a share and for its whole."""
    share = state.share_label is not None
    state.reset_label(tokens[index].end)
    for place in range(index + 1, first):
        token = tokens[place]
        if token.kind == "base":
            state.pending = None
            changes.on_base(state, tokens, place)
        elif token.kind == "share_opens":
            share = True
            shares.on_share(state, tokens, place)
        elif token.kind == "term" and share:
            structure.on_term(state, tokens, place)
    label, state.share_label, state.after_base = state.share_label, None, False
    return label if share else None


def _can_take(state: State, receivers: list[Receiver], items: list[Item], unit: Unit, share: Label | None) -> bool:
    """Amounts go to names without one, shares and changes to either; a bare percentage says of nothing what it is of.

    Names that nothing knows can have changed; an amount is theirs only in a list that is open.
    """
    if all(item.verb for item in items):
        return True
    labels = [receiver.label for receiver in receivers if receiver.label is not None]
    if state.frame is None and not all(label.has_term for label in labels):
        return False
    if unit.quantity == PERCENT_QUANTITY:
        return share is not None
    return all(receiver.fact is None for receiver in receivers) and not any(item.verb for item in items)


def _open_list(state: State, receivers: list[Receiver], items: list[Item], unit: Unit) -> None:
    """Amounts handed to parts of the amount read last in the sentence are a list of it, though no word opens one."""
    level = state.level
    if state.frame is not None or level is None or not state.has_level or items[0].verb or unit.quantity != MONEY:
        return
    frame = Frame(level, None, exhaustive=False)
    for receiver in receivers:
        label = receiver.label
        if label is None or not frame.accepts(label.concept or "", label.dims, state.vocabulary, own_concept=True):
            return
    state.frames.append(frame)


def _hand(
    state: State, tokens: list[Token], item: Item, receiver: Receiver, share: Label | None, whole: Fact | None
) -> None:
    """Give one receiver its figure as if it stood right behind its name."""
    token = tokens[item.at]
    state.change = state.pending = state.prior = None
    label = _own(receiver, token)
    state.label = label
    if receiver.fact is not None:
        state.level = receiver.fact
    if token.kind in FLAT:
        state.has_base = True
        changes.on_flat(state, tokens, item.at)
    elif token.unit is not None and token.unit.quantity == PERCENT_QUANTITY:
        _hand_percent(state, token, item, receiver, share, whole)
    elif item.verb:
        label.verb = item.verb
        changes.put_change_amount(state, token)
        receiver.change = state.change
    else:
        amounts.on_number(state, tokens, item.at)
        receiver.fact = state.level


def _own(receiver: Receiver, token: Token) -> Label:
    """A label of its own for one figure: the receiver's name, or none where the figure before tells what it is."""
    label = Label(token.start)
    if receiver.label is not None and receiver.fact is None:
        label.concept, label.dims, label.rest = receiver.label.concept, dict(receiver.label.dims), receiver.label.rest
        label.start, label.end = receiver.label.start, receiver.label.end
    return label


def _hand_percent(
    state: State, token: Token, item: Item, receiver: Receiver, share: Label | None, whole: Fact | Key | None
) -> None:
    if share is None:
        state.change = receiver.change
        if receiver.change is not None:
            state.label = Label(token.start)
        state.label.verb = item.verb
        changes.put_percent(state, token)
    elif receiver.fact is not None:
        state.share_label = share
        shares.put_share(state, token)
        state.share_label = None
    else:
        percent = state.fact(token, "", {}, "")
        part = _cell(state, receiver.label)
        whole = _cell(state, share) if share.has_term else whole
        if part is not None and whole is not None:
            state.shares.append(OpenShare(percent, part, whole))


def _cell(state: State, label: Label | None) -> Fact | Key | None:
    """What a name means: the figure read last of that cell in this scope, or else the cell, printed elsewhere perhaps."""
    concept = state.vocabulary.concepts.get(label.concept or "") if label is not None else None
    if label is None or concept is None or state.unexplained(label.rest):
        return None
    near = concept.id, dims_of(in_scope(state, concept.id, label.dims), concept.free)
    return state.latest.get(near) or (concept.id, dims_of(label.dims, concept.free))
