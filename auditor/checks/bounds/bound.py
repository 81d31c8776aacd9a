"""Bound: a part is at most its whole, one count at most another."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.bounds.hold import hold_bound
from auditor.checks.rule import Dimensions, Pairs, Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import first_figure, joined
from auditor.checks.verdict_of import sum_verdict
from auditor.facts import Breakdown, Fact, FactSet
from auditor.facts.settings import are_settled
from auditor.messages import told
from auditor.verdicts import Term, Verdict


class Bound(Rule):
    """One figure is at most another, or parts that do not overlap are together at most a whole."""

    kind: ClassVar[str] = "bound"
    family: ClassVar[str] = "bound"
    says: ClassVar[Sentence] = ("{left} ≤ {right}", "{left} ≤ {right}")

    left: Selects = ()
    """The part; of several selections the first that is printed."""
    right: Selects = ()
    """The whole."""
    join: Dimensions = frozenset()
    """The dimensions for each of whose members left and right are held against each other; a right without them is of each."""
    pairs: Pairs = ()
    """Instead of left and right: parts that are together at most a whole, `left` and `right`; all of the parts must be printed."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for lower, upper in self.pairs:
            parts = [fact for select in lower if (fact := first_figure([select], facts)) is not None]
            whole = first_figure(upper, facts, zero=True)
            if whole is not None and len(parts) == len(lower) and are_settled(facts, (*parts, whole)):
                yield hold_bound(self, parts[0], whole) if len(parts) == 1 else _hold_sum(self, parts, whole)
        lefts, rights = joined(self.left, facts, self.join), joined(self.right, facts, self.join)
        common = rights.get(()) if len(rights) == 1 else None
        for key, left in lefts.items():
            right = rights.get(key, common)
            if right is None or right is left or not left.figure or left.figure.value == 0 or not right.figure:
                continue
            verdict = hold_bound(self, left, right) if are_settled(facts, (left, right)) else None
            if verdict is not None and (verdict.holds or not _is_of_more(left, facts)):
                yield verdict

    def faults(self) -> Iterator[str]:
        if not self.pairs and not (self.left and self.right):
            yield told("needs-both-or-pairs")


def _is_of_more(fact: Fact, facts: FactSet) -> bool:
    """Whether what an amount is parted into says that it counts another thing too: 实有人数42人，其中在职25人、退休人员17人。"""
    parts = (
        part for claim in facts.claims if isinstance(claim, Breakdown) and claim.whole is fact for part in claim.parts
    )
    concepts = {facts.vocabulary.concept_aliases.get(part.label, fact.concept) for part in parts}
    return bool(concepts - {fact.concept})


def _hold_sum(rule: Bound, parts: list[Fact], whole: Fact) -> Verdict:
    """Parts that do not overlap are together at most their whole."""
    verdict = sum_verdict(rule, [Term("whole", 1, whole), *(Term("part", -1, part) for part in parts)])
    if verdict.outcome == "inconsistent" and verdict.difference is not None and verdict.difference > 0:
        return verdict._replace(outcome="exact")
    return verdict
