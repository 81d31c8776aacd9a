"""Bound of list: parts of which there may be more are at most their whole together.

`支出120亿元，主要包括：教育支出30亿元，卫生健康支出20亿元`. Where they are as much, the kinds that add up hold them.
"""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.sums.lists import may_leave_out
from auditor.checks.verdict_of import sum_verdict
from auditor.facts import Breakdown, FactSet
from auditor.figures import MONEY
from auditor.verdicts import Term, Verdict


class BoundOfList(Rule):
    """The items of a list that leaves some out are together at most the whole that its sentence states."""

    kind: ClassVar[str] = "bound-of-list"
    family: ClassVar[str] = "bound"
    says: ClassVar[Sentence] = (
        "列举未列全的，各项之和不大于总数",
        "parts of a list that leaves some out are at most the whole",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if not isinstance(claim, Breakdown) or claim.taken_off or not _are_amounts(claim):
                continue
            terms = [Term("whole", 1, claim.whole), *(Term("part", -1, part) for part in claim.parts)]
            verdict = sum_verdict(self, terms)
            if verdict.outcome != "inconsistent" or verdict.difference is None or not may_leave_out(claim, verdict):
                continue
            if verdict.difference > 0:
                yield verdict._replace(outcome="exact", expected=None)
            elif claim.extent == "some":
                yield verdict


def _are_amounts(claim: Breakdown) -> bool:
    """Whether a list is one of amounts of money, none below zero."""
    figures = [fact.figure for fact in (claim.whole, *claim.parts)]
    return all(
        figure is not None and figure.unit is not None and figure.unit.quantity == MONEY and figure.value >= 0
        for figure in figures
    )
