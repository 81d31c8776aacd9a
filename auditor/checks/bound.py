"""Bound: a part is at most its whole, an increase at most what there is now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.checks.nonnegative import check_nonnegative
from auditor.checks.selection import first_figure, guards_hold, joined, select_facts
from auditor.checks.verdict_of import bound_verdict, sum_verdict, undecided
from auditor.facts import Change, Fact, FactSet
from auditor.facts.settings import are_settled
from auditor.rulebook import Rule
from auditor.verdicts import Term, Verdict


def check_bound(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """`about` is of_which (lines of tables), increase (changes), each (every uppermost row), nonnegative (every cell).

    Without it left and right, or pairs, are named.
    """
    for rule in rules:
        if not rule.applies_to(facts) or not guards_hold(rule, facts):
            continue
        if rule.about == "of_which":
            yield from _of_which(rule, facts)
        elif rule.about == "increase":
            yield from _increases(rule, facts)
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


def _of_which(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    for statement in facts.statements:
        for block in statement.blocks:
            for line in block.rows:
                if line.role == "of_which" and line.parent is not None:
                    above = block.rows[line.parent].at
                    for column in block.columns:
                        yield from _cells(
                            rule, facts, (statement.number, line.at, column.at), (statement.number, above, column.at)
                        )
            for column in block.columns:
                if column.role == "of_which" and column.parent is not None:
                    above = block.columns[column.parent].at
                    for line in block.rows:
                        yield from _cells(
                            rule, facts, (statement.number, line.at, column.at), (statement.number, line.at, above)
                        )


def _cells(rule: Rule, facts: FactSet, part: tuple[int, int, int], whole: tuple[int, int, int]) -> Iterator[Verdict]:
    left, right = facts.cells.get(part), facts.cells.get(whole)
    if left and right and left.figure and right.figure and left.figure.value >= 0 and right.figure.value >= 0:
        yield _hold(rule, left, right)


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
