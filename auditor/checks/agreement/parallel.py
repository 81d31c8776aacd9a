"""Parallel prints: the same money under two classifications, where enough of a document's pairs show that it is booked so."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.rule import Pair, Pairs, Proven, Rule, Sentence
from auditor.checks.select import Select
from auditor.checks.selection import first_figure
from auditor.checks.verdict_of import restatement_verdict, sum_verdict
from auditor.facts import Fact, FactSet
from auditor.facts.settings import are_settled
from auditor.verdicts import Remark, Term, Verdict


class Parallel(Rule):
    """The same money under two classifications: sums that are equal, pair by pair, in bodies that book it so.

    Unless enough of the pairs that a document prints hold, it books them otherwise, and the rest says nothing.
    """

    kind: ClassVar[str] = "parallel"
    family: ClassVar[str] = "agreement"
    messages: ClassVar[Mapping[str, Sentence]] = {
        "booked-otherwise": ("该单位未按此对应列支", "the body does not book it this way"),
    }

    pairs: Pairs
    """The sums that are equal, `left` and `right`."""
    proof: Proven
    """How many of the pairs must be printed and hold before the others are held."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        verdicts = [verdict for pair in self.pairs if (verdict := _pair(self, pair, facts)) is not None]
        holding = sum(1 for verdict in verdicts if verdict.holds)
        proof = self.proof
        is_proven = len(verdicts) >= proof.cells and holding * 100 >= proof.percent * len(verdicts)
        for verdict in verdicts:
            if verdict.outcome == "inconsistent" and not is_proven:
                verdict = verdict._replace(outcome="not_applicable", reason=Remark("booked-otherwise"))
            yield verdict

    def faults(self) -> Iterator[str]:
        if self.proof.cells > len(self.pairs):
            yield f"it wants {self.proof.cells} pairs and has {len(self.pairs)}: it can find nothing"


def _pair(rule: Parallel, pair: Pair, facts: FactSet) -> Verdict | None:
    """The verdict on one pair; None where one of its sides is not printed."""
    left, right = (_figures(side, facts) for side in pair)
    if not left or not right or not are_settled(facts, (*left, *right)):
        return None
    terms = [*(Term("left", 1, fact) for fact in left), *(Term("right", -1, fact) for fact in right)]
    if len(terms) == 2:
        return restatement_verdict(rule, terms)
    return sum_verdict(rule, [Term("whole", 1, left[0]), *(Term("part", term.sign, term.fact) for term in terms[1:])])


def _figures(side: Sequence[Select], facts: FactSet) -> list[Fact]:
    """For each selection the first figure that is no zero."""
    found = (first_figure([select], facts) for select in side)
    return [fact for fact in found if fact is not None]
