"""Sums told from their end: so much, plus so much, makes so much in all."""

from __future__ import annotations

from decimal import Decimal

from auditor.facts.model import Breakdown, Fact
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token

_FEWEST = 2


def on_adds(state: State, tokens: list[Token], index: int) -> int:
    """What follows is added to the amounts of this sentence."""
    if state.added is None and state.sentence:
        state.added = len(state.sentence)
    state.reset_label(tokens[index].end)
    return index + 1


def put_total(state: State, name: str, fact: Fact) -> None:
    """Keep an amount of the sentence; one named a sum behind words that add ends what they began.

    What is added up begins at the one amount before those words, or where the amounts make up the sum exactly; otherwise
    it cannot be told.
    """
    if state.added is not None and name.endswith(tuple(state.vocabulary.grammar.breakdown.get("totals", ()))):
        parts = _parts(state.sentence, state.added, fact)
        if len(parts) >= _FEWEST:
            state.facts.claims.append(Breakdown(fact, parts, exhaustive=True, sure=False))
        state.sentence, state.added = [], None
    else:
        state.sentence.append(fact)


def _parts(amounts: list[Fact], added: int, total: Fact) -> tuple[Fact, ...]:
    figures = [amount.figure for amount in amounts]
    if total.figure is None or any(figure is None or figure.unit is None for figure in figures):
        return ()
    if any(
        figure.unit.quantity != total.figure.unit.quantity
        for figure in figures
        if figure and figure.unit and total.figure.unit
    ):
        return ()
    for begin in range(added):
        parts = amounts[begin:]
        if sum((part.figure.base for part in parts if part.figure), Decimal(0)) == total.figure.base:
            return tuple(parts)
    return tuple(amounts) if added == 1 else ()
