"""Period: years that must be the document's own, or stand a fixed number of years from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.checks.arrangement import check_arrangements
from auditor.facts import FactSet, Period
from auditor.rulebook import Rule
from auditor.verdicts import Term, Verdict


def check_period(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """A rule's `about` is comparison (the base of a change), cutoff (the day of a table of stocks) or amount (of the year).

    A second base beside the right one, as some sentences compare with two years, is no mistake.
    """
    year = facts.profile.year
    if year is None:
        return
    for rule in rules:
        if rule.about == "amount" and rule.applies_to(facts):
            yield from check_arrangements(rule, facts)
    offsets = {rule.about: rule.offset for rule in rules if rule.applies_to(facts)}
    right = {
        (claim.about, claim.year.location.line)
        for claim in facts.claims
        if isinstance(claim, Period)
        and claim.year.figure
        and claim.year.figure.value == year + offsets.get(claim.about, 0)
    }
    for claim in facts.claims:
        if not isinstance(claim, Period) or claim.year.figure is None:
            continue
        for rule in rules:
            if rule.about != claim.about or not rule.applies_to(facts):
                continue
            if claim.year.figure.value != year + rule.offset and (claim.about, claim.year.location.line) in right:
                continue
            terms = [Term("left", 1, claim.year)]
            if claim.own is not None:
                terms.append(Term("base", -1, claim.own))
            expected = Decimal(year + rule.offset)
            difference = claim.year.figure.value - expected
            outcome = "exact" if difference == 0 else "inconsistent"
            yield Verdict(rule.code, rule.kind, outcome, rule.severity, tuple(terms), expected, difference, Decimal(0))  # type: ignore[arg-type]
