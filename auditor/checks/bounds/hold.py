"""A figure held to be at most another, for all kinds that say so."""

from auditor.checks.rule import Rule
from auditor.checks.verdict_of import bound_verdict, undecided
from auditor.facts import Fact
from auditor.verdicts import Term, Verdict


def hold_bound(rule: Rule, left: Fact, right: Fact) -> Verdict:
    terms = [Term("left", 1, left), Term("right", -1, right)]
    if "unreadable" in (left.state, right.state):
        return undecided(rule, terms, "cell-unreadable")
    return bound_verdict(rule, terms)
