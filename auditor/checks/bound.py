"""Bound: a part is at most its whole, an increase at most what there is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.checks.nonnegative import check_nonnegative
from auditor.checks.of_which import check_of_which
from auditor.checks.rollup import may_leave_out
from auditor.checks.selection import first_figure, guards_hold, joined, select_facts
from auditor.checks.verdict_of import bound_verdict, sum_verdict, undecided
from auditor.facts import Breakdown, Change, Fact, FactSet
from auditor.facts.settings import are_settled
from auditor.figures import MONEY
from auditor.rulebook import Rule
from auditor.verdicts import Term, Verdict


def check_bound(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """`about` is of_which (lines of tables), increase (changes), listed (lists of prose), each (every uppermost row) or nonnegative.

    Without it left and right, or pairs, are named.
    """
    for rule in rules:
        if not rule.applies_to(facts) or not guards_hold(rule, facts):
            continue
        if rule.about == "of_which":
            yield from check_of_which(rule, facts)
        elif rule.about == "increase":
            yield from _increases(rule, facts)
        elif rule.about == "listed":
            yield from _listed(rule, facts)
        elif rule.about == "each":
            yield from _each(rule, facts)
        elif rule.about == "nonnegative":
            yield from check_nonnegative(rule, facts)
        else:
            yield from _named(rule, facts)


def _hold(rule: Rule, left: Fact, right: Fact) -> Verdict:
    terms = [Term("left", 1, left), Term("right", -1, right)]
    if "unreadable" in (left.state, right.state):
        return undecided(rule, terms, "cell-unreadable")
    return bound_verdict(rule, terms)


def _hold_sum(rule: Rule, parts: list[Fact], whole: Fact) -> Verdict:
    """Parts that do not overlap are together at most their whole."""
    verdict = sum_verdict(rule, [Term("whole", 1, whole), *(Term("part", -1, part) for part in parts)])
    if verdict.outcome == "inconsistent" and verdict.difference is not None and verdict.difference > 0:
        return verdict._replace(outcome="exact")
    return verdict


def _increases(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """What has grown by an amount is now at least that amount, for nothing here can have been negative before."""
    for claim in facts.claims:
        if (
            not isinstance(claim, Change)
            or claim.direction <= 0
            or claim.loose
            or not claim.amount
            or not claim.amount.figure
        ):
            continue
        found = [claim.current] if claim.current else facts.by_key.get(claim.subject, []) if claim.subject[0] else []
        level = next((fact for fact in found if fact.figure is not None), None)
        if level is not None and claim.amount.figure.value != 0:
            yield _hold(rule, claim.amount, level)


def _listed(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """`支出120亿元，主要包括：教育支出30亿元，卫生健康支出20亿元`: parts of which there may be more are at most their whole together.

    Where they are as much, the rules for sums hold them.
    """
    for claim in facts.claims:
        if not isinstance(claim, Breakdown) or claim.taken_off or not _are_amounts(claim):
            continue
        terms = [Term("whole", 1, claim.whole), *(Term("part", -1, part) for part in claim.parts)]
        verdict = sum_verdict(rule, terms)
        if verdict.outcome != "inconsistent" or verdict.difference is None or not may_leave_out(claim, verdict):
            continue
        if verdict.difference > 0:
            yield verdict._replace(outcome="exact", expected=None)
        elif claim.extent == "some":
            yield verdict


def _are_amounts(claim: Breakdown) -> bool:
    """Whether a list is one of amounts of money, none below zero."""
    figures = [fact.figure for fact in (claim.whole, *claim.parts)]
    return all(
        figure is not None and figure.unit is not None and figure.unit.quantity == MONEY and figure.value >= 0
        for figure in figures
    )


def _each(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Every uppermost row of a table against one figure."""
    rights = [fact for select in rule.right for fact in select_facts(select, facts) if fact.figure]
    for select in rule.left:
        for statement in facts.statements:
            if statement.problem and statement.layout and statement.layout.id in select.layouts:
                for fact in facts.loose_in(statement.number) if rights else ():
                    yield undecided(rule, [Term("left", 1, fact), Term("right", -1, rights[0])], statement.problem)
        for fact in select_facts(select, facts):
            if fact.figure and rights:
                yield _hold(rule, fact, rights[0])


def _named(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    for lower, upper in rule.pairs:
        parts = [fact for select in lower if (fact := first_figure([select], facts)) is not None]
        whole = first_figure(upper, facts, zero=True)
        if whole is not None and len(parts) == len(lower) and are_settled(facts, (*parts, whole)):
            yield _hold(rule, parts[0], whole) if len(parts) == 1 else _hold_sum(rule, parts, whole)
    lefts, rights = joined(rule.left, facts, rule.join), joined(rule.right, facts, rule.join)
    for key, left in lefts.items():
        right = rights.get(key)
        if right is None or right is left or not left.figure or left.figure.value == 0 or not right.figure:
            continue
        if are_settled(facts, (left, right)):
            yield _hold(rule, left, right)
