"""Bound of increase: what has grown by an amount is now at least that amount."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.bounds.hold import hold_bound
from auditor.checks.rule import Rule, Sentence
from auditor.facts import Change, FactSet
from auditor.verdicts import Verdict


class BoundOfIncrease(Rule):
    """What is said to have grown by an amount is now at least that amount, for nothing here can have been negative before."""

    kind: ClassVar[str] = "bound-of-increase"
    family: ClassVar[str] = "bound"
    says: ClassVar[Sentence] = (
        "增加额不大于增加后的数",
        "an increase is at most what there is after it",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if (
                not isinstance(claim, Change)
                or claim.direction <= 0
                or claim.loose
                or claim.comparable
                or not claim.amount
                or not claim.amount.figure
                or (claim.prior is not None and claim.prior.figure is not None and claim.prior.figure.base < 0)
            ):
                # 投资收益2万元，上年-3万元，增加5万元: from below nothing an increase may be more than what there is.
                continue
            found = (
                [claim.current] if claim.current else facts.by_key.get(claim.subject, []) if claim.subject[0] else []
            )
            level = next((fact for fact in found if fact.figure is not None), None)
            if level is not None and claim.amount.figure.value != 0:
                yield hold_bound(self, claim.amount, level)
