"""Count: two counts of the same things are the same whole number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.checks.selection import guards_hold, joined
from auditor.checks.tallies import check_lists, check_named, check_told
from auditor.checks.unit_prices import check_unit_prices
from auditor.checks.verdict_of import undecided
from auditor.facts import Fact, FactSet
from auditor.rulebook import Rule
from auditor.verdicts import Term, Verdict


def check_count(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """Left and right are named; or `about` is list (counts in prose and the list behind them), told (counts told twice) or price.

    Rules about price multiply the quantities of tables.
    """
    for rule in rules:
        if not rule.applies_to(facts) or not guards_hold(rule, facts):
            continue
        if rule.about == "list":
            yield from check_lists(rule, facts)
        if rule.about == "named":
            yield from check_named(rule, facts)
        if rule.about == "told":
            yield from check_told(rule, facts)
        if rule.about == "price":
            yield from check_unit_prices(rule, facts)
        lefts, rights = joined(rule.left, facts, rule.join), joined(rule.right, facts, rule.join)
        for key, left in lefts.items():
            right = rights.get(key)
            if right is not None and left.figure is not None:
                yield _compare(rule, left, right)


def _compare(rule: Rule, left: Fact, right: Fact) -> Verdict:
    terms = (Term("left", 1, left), Term("right", -1, right))
    if left.figure is None or right.figure is None:
        return undecided(rule, terms, "count-not-printed")
    difference = left.figure.value - right.figure.value
    outcome = "exact" if difference == 0 else "inconsistent"
    return Verdict(rule.code, rule.kind, outcome, rule.severity, terms, right.figure.value, difference, difference * 0)  # type: ignore[arg-type]
