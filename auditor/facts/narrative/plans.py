"""Plans and what came of them: the plan, the result, the share of the plan it is, the word that compares the two."""

from __future__ import annotations

from auditor.facts.labels import read_label
from auditor.facts.model import Comparison, Completion, Fact
from auditor.facts.narrative.execution import Execution
from auditor.facts.narrative.state import State
from auditor.facts.narrative.tokens import Token

_DIRECTIONS = {"exceeds": 1, "falls_short": -1, "equals": 0, "roughly_equals": 0}


def note_plan(state: State, kind: str, plan: Fact) -> None:
    """A planned amount: of the item told of, or, behind a result, of the next one."""
    if state.execution.result is not None and not state.completing:
        settle_execution(state)
    state.execution.plans[kind] = plan


def note_result(state: State, name: str, result: Fact) -> None:
    """An amount whose name says that it is a result."""
    if any(word in name for word in state.vocabulary.grammar.completion["results"]):
        if state.execution.result is not None:
            settle_execution(state)
        state.execution.result = result


def plan_kind(state: State, dims: dict[str, str]) -> str | None:
    """Which kind of plan the members of a label name."""
    plans = state.vocabulary.grammar.completion["plans"]
    return next((dims[name] for name in state.vocabulary.measures if dims.get(name) in plans), None)


def put_completed(state: State, token: Token) -> None:
    """A percentage of a plan."""
    result = state.execution.result
    fact = state.fact(token, "", {}, result.label if result else state.name_before(state.label, token))
    if state.execution.percent is None:
        state.execution.percent = fact
        state.execution.of = plan_kind(state, state.label.dims)


def on_completion(state: State, tokens: list[Token], index: int) -> int:
    """What follows is a plan and the share of it that was carried out."""
    state.completing = True
    state.reset_label(tokens[index].end)
    return index + 1


def on_compared(state: State, tokens: list[Token], index: int) -> int:
    """Words that say whether the result is more or less than the plan; an amount right behind says by how much."""
    token = tokens[index]
    execution = state.execution
    if execution.word is None:
        words = state.text(token.start, token.end)
        execution.word = state.word(token.start, token.end)
        execution.direction = _DIRECTIONS[token.kind]
        execution.loose = token.kind == "roughly_equals"
        execution.against = plan_kind(state, read_label(words, state.vocabulary.prose_terms, state.vocabulary).dims)
    state.reset_label(token.end)
    state.comparing = token.end
    return index + 1


def put_difference(state: State, token: Token) -> bool:
    """An amount right behind words of comparison is the difference; False where it is something else."""
    is_difference = state.comparing == state.label.start and state.label.is_empty and not state.label.verb
    if not is_difference or state.execution.amount is not None:
        return False
    state.execution.amount = state.fact(token, "", {}, state.execution.word.label if state.execution.word else "")
    return True


def settle_execution(state: State) -> None:
    """Keep what an item tells of its plan and result as claims, and begin anew."""
    execution, state.execution = state.execution, Execution()
    result = execution.result
    if result is None:
        return
    if execution.percent is not None:
        plan = execution.plan(execution.of)
        others = tuple(other for other in execution.plans.values() if other is not plan)
        difference = execution.amount if execution.direction else None
        if plan is not None or difference is not None:
            claim = Completion(result, plan, execution.percent, others, difference, execution.direction)
            state.facts.claims.append(claim)
    if execution.word is not None:
        plan = execution.plan(execution.against)
        if plan is not None:
            claimed = Comparison(result, plan, execution.direction, execution.word, execution.amount, execution.loose)
            state.facts.claims.append(claimed)
