"""Count: two counts of the same things are the same whole number."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from auditor.checks.counts.told import counts_in
from auditor.checks.rule import Counts, Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import joined
from auditor.checks.verdict_of import undecided
from auditor.facts import Fact, FactSet
from auditor.messages import told
from auditor.verdicts import Outcome, Term, Verdict


class Count(Rule):
    """Two counts of the same things are the same whole number: cells, or what prose tells in two places in different words."""

    kind: ClassVar[str] = "count"
    family: ClassVar[str] = "count"
    says: ClassVar[Sentence] = ("{left} = {right}", "{left} = {right}")
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "counts": (
            "同一个数两处所说相等",
            "a count told twice is the same",
        ),
    }
    messages: ClassVar[Mapping[str, Sentence]] = {
        "count-not-printed": ("有一处未列数", "one of the counts is not printed"),
    }

    left: Selects = ()
    """One count; of several selections the first that is printed."""
    right: Selects = ()
    """The other count."""
    counts: Counts = ()
    """Instead of cells: words that tell counts in one place; the group `count` of a pattern is the number. What one of them finds is one
    number."""
    where: Counts = ()
    """For each of these the words that tell the same count elsewhere."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        lefts, rights = joined(self.left, facts, frozenset()), joined(self.right, facts, frozenset())
        for key, left in lefts.items():
            right = rights.get(key)
            if right is not None and left.figure is not None:
                yield _compare(self, left, right)
        for first, second in zip(self.counts, self.where, strict=True):
            yield from _told_again(self, first, second, facts)

    def says_of(self) -> Sentence:
        return self.sayings["counts"] if self.counts else self.says

    def faults(self) -> Iterator[str]:
        if not self.counts and not (self.left and self.right):
            yield told("needs-both-or-counts")
        if len(self.counts) != len(self.where):
            yield told("as-many-where")


def _told_again(rule: Count, first: str, second: str, facts: FactSet) -> Iterator[Verdict]:
    """What one pattern finds against the one number that another tells."""
    told = [fact for passage in facts.passages for fact in counts_in((first,), passage, facts)]
    if len({fact.figure.value for fact in told if fact.figure}) != 1:
        return
    for again in (fact for passage in facts.passages for fact in counts_in((second,), passage, facts)):
        if again.location != told[0].location:
            yield _compare(rule, again, told[0])


def _compare(rule: Count, left: Fact, right: Fact) -> Verdict:
    terms = (Term("left", 1, left), Term("right", -1, right))
    if left.figure is None or right.figure is None:
        return undecided(rule, terms, "count-not-printed")
    difference = left.figure.value - right.figure.value
    outcome: Outcome = "exact" if difference == 0 else "inconsistent"
    return Verdict(
        rule.code, rule.family, outcome, rule.severity, terms, right.figure.value, difference, difference * 0
    )
