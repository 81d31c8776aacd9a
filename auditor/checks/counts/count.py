"""Count: two counts of the same things are the same whole number."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import joined
from auditor.checks.verdict_of import undecided
from auditor.facts import Fact, FactSet
from auditor.verdicts import Outcome, Term, Verdict


class Count(Rule):
    """Two counts of the same things are the same whole number."""

    kind: ClassVar[str] = "count"
    family: ClassVar[str] = "count"
    says: ClassVar[Sentence] = ("{left} = {right}", "{left} = {right}")
    messages: ClassVar[Mapping[str, Sentence]] = {
        "count-not-printed": ("有一处未列数", "one of the counts is not printed"),
    }

    left: Selects
    """One count; of several selections the first that is printed."""
    right: Selects
    """The other count."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        lefts, rights = joined(self.left, facts, frozenset()), joined(self.right, facts, frozenset())
        for key, left in lefts.items():
            right = rights.get(key)
            if right is not None and left.figure is not None:
                yield _compare(self, left, right)


def _compare(rule: Count, left: Fact, right: Fact) -> Verdict:
    terms = (Term("left", 1, left), Term("right", -1, right))
    if left.figure is None or right.figure is None:
        return undecided(rule, terms, "count-not-printed")
    difference = left.figure.value - right.figure.value
    outcome: Outcome = "exact" if difference == 0 else "inconsistent"
    return Verdict(
        rule.code, rule.family, outcome, rule.severity, terms, right.figure.value, difference, difference * 0
    )
