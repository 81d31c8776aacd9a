"""A word that says nothing of a kind is there, against the figure that it is held against."""

from decimal import Decimal

from auditor.checks.rule import Rule
from auditor.facts import Fact
from auditor.verdicts import Outcome, Term, Verdict


def held_against_zero(rule: Rule, terms: tuple[Term, ...], fact: Fact) -> Verdict:
    figure = fact.figure
    value = figure.value if figure else Decimal(0)
    outcome: Outcome = "exact" if value == 0 else "inconsistent"
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, Decimal(0), value, Decimal(0))
