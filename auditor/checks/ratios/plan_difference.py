"""Plan difference: a result less its plan is the difference that is stated."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Comparison, Fact, FactSet
from auditor.verdicts import Term, Verdict


class PlanDifference(Rule):
    """A result less its plan is the difference that prose states."""

    kind: ClassVar[str] = "plan-difference"
    family: ClassVar[str] = "completion"
    says: ClassVar[Sentence] = (
        "结果 - 计划 = 所印差额",
        "result - plan = the printed difference",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Comparison) and claim.amount is not None:
                yield _difference(self, claim, claim.amount)


def _difference(rule: PlanDifference, claim: Comparison, amount: Fact) -> Verdict:
    """Result less plan is the difference that is stated."""
    terms = [Term("current", 1, claim.result), Term("base", -1, claim.plan), Term("change", -claim.direction, amount)]
    if claim.loose or claim.direction == 0:
        return undecided(rule, terms, "said-loosely", "not_applicable")
    return sum_verdict(rule, terms)
