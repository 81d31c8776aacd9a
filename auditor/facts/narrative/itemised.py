"""Items without a known name that an amount is told to consist of: what is said behind them is of that amount."""

from __future__ import annotations

from decimal import Decimal

from auditor.facts.fact import Fact
from auditor.facts.narrative.state import State

_SEVERAL, _MOST = 2, 50


def note_items(state: State) -> None:
    """At the end of a sentence: a change in the next one is of none of several items, but of what they make up."""
    items = _items(state)
    state.last_item, state.made_up = None, None
    if len(items) >= _SEVERAL and state.level is items[-1]:
        state.last_item, state.made_up = items[-1], _made_up(state, items)


def told_of(state: State) -> Fact | None:
    """The amount that a change without a subject of its own is of."""
    level = state.level
    if level is not None and level is state.last_item:
        return state.made_up
    # Asked at each item of a list, so what needs no look at all of them is asked first.
    if level is None or level.concept or state.frames:
        return level
    items = _items(state)
    changed = any(stated.current in items for stated in state.changes[-_MOST:])
    if len(items) < _SEVERAL or level is not items[-1] or changed:
        return level
    return _made_up(state, items) or level


def _items(state: State) -> list[Fact]:
    return [fact for fact in state.sentence[-_MOST:] if not fact.concept and fact.figure is not None]


def _made_up(state: State, items: list[Fact]) -> Fact | None:
    """The amount before several items that they make up exactly."""
    total = sum((item.figure.base for item in items if item.figure is not None), Decimal(0))
    levels = state.levels.get(total, [])
    return next((fact for fact in reversed(levels) if fact.number < items[0].number), None)
