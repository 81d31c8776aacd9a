"""Bound told: what prose states as a part is at most the whole that it states: an increase, or parts of which there may be more.

`支出120亿元，主要包括：教育支出30亿元，卫生健康支出20亿元`. Where they are as much, the kinds that add up hold them.
"""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from auditor.checks.bounds.hold import hold_bound
from auditor.checks.rule import Rule, Sentence
from auditor.checks.sums.lists import may_leave_out
from auditor.checks.verdict_of import sum_verdict
from auditor.facts import Breakdown, Change, FactSet
from auditor.figures import MONEY
from auditor.verdicts import Term, Verdict


class BoundTold(Rule):
    """What prose states as a part is at most the whole that it states.

    What has grown by an amount is now at least that amount, for nothing here can have been negative before; the items of a list
    that leaves some out are together at most its whole.
    """

    kind: ClassVar[str] = "bound-told"
    family: ClassVar[str] = "bound"
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "change": (
            "增加额不大于增加后的数",
            "an increase is at most what there is after it",
        ),
        "list": (
            "列举未列全的，各项之和不大于总数",
            "parts of a list that leaves some out are at most the whole",
        ),
    }

    of: Literal["change", "list"]
    """What states it: an increase, or a list."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Change) and self.of == "change":
                yield from _increase(self, claim, facts)
            elif isinstance(claim, Breakdown) and self.of == "list":
                yield from _list(self, claim)

    def says_of(self) -> Sentence:
        return self.sayings[self.of]


def _increase(rule: BoundTold, claim: Change, facts: FactSet) -> Iterator[Verdict]:
    if claim.direction <= 0 or claim.loose or claim.comparable or not claim.amount or not claim.amount.figure:
        return
    if claim.prior is not None and claim.prior.figure is not None and claim.prior.figure.base < 0:
        # 投资收益2万元，上年-3万元，增加5万元: from below nothing an increase may be more than what there is.
        return
    found = [claim.current] if claim.current else facts.by_key.get(claim.subject, []) if claim.subject[0] else []
    level = next((fact for fact in found if fact.figure is not None), None)
    if level is not None and claim.amount.figure.value != 0:
        yield hold_bound(rule, claim.amount, level)


def _list(rule: BoundTold, claim: Breakdown) -> Iterator[Verdict]:
    if claim.taken_off or not _are_amounts(claim):
        return
    verdict = sum_verdict(rule, [Term("whole", 1, claim.whole), *(Term("part", -1, part) for part in claim.parts)])
    if verdict.outcome != "inconsistent" or verdict.difference is None or not may_leave_out(claim, verdict):
        return
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
