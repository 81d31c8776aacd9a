"""Count told: a count that prose tells in two places is the same in both."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from auditor.checks.counts.told import counts_in
from auditor.checks.rule import Counts, Rule, Sentence
from auditor.facts import FactSet
from auditor.verdicts import Outcome, Term, Verdict


class CountTold(Rule):
    """A count that prose tells in two places, in different words, is the same in both."""

    kind: ClassVar[str] = "count-told"
    family: ClassVar[str] = "count"
    says: ClassVar[Sentence] = (
        "同一个数两处所说相等",
        "a count told twice is the same",
    )

    counts: Counts
    """Words that tell counts in one place; the group `count` of a pattern is the number. What one of them finds is one number."""
    again: Counts
    """For each of these the words that tell the same count elsewhere."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for first, second in zip(self.counts, self.again, strict=True):
            lefts = [fact for passage in facts.passages for fact in counts_in((first,), passage, facts)]
            if len({fact.figure.value for fact in lefts if fact.figure}) != 1:
                continue
            left = lefts[0]
            for right in (fact for passage in facts.passages for fact in counts_in((second,), passage, facts)):
                if left.figure is None or right.figure is None or right.location == left.location:
                    continue
                difference = right.figure.value - left.figure.value
                outcome: Outcome = "exact" if difference == 0 else "inconsistent"
                terms = (Term("left", 1, right), Term("right", -1, left))
                yield Verdict(
                    self.code, self.family, outcome, self.severity, terms, left.figure.value, difference, Decimal(0)
                )

    def faults(self) -> Iterator[str]:
        if len(self.counts) != len(self.again):
            yield "a count told twice needs as many patterns in 'again' as in 'counts'"
