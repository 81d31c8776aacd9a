"""Prose sum: a total that prose states equals the sum of the items that its sentence lists."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from auditor.checks.rule import Concepts, Rule, Sentence
from auditor.checks.sums.lists import list_verdict
from auditor.facts import Breakdown, FactSet
from auditor.verdicts import Verdict


class ProseSum(Rule):
    """A total that prose states equals the sum of the items that its sentence lists.

    A list belongs to the first rule that fits it: particular rules go before general ones.
    """

    kind: ClassVar[str] = "prose-sum"
    family: ClassVar[str] = "rollup"
    says: ClassVar[Sentence] = (
        "文字说明：总数等于同句所列各项之和",
        "prose: a total equals the sum of the items its sentence lists",
    )

    concepts: Concepts = frozenset()
    """What the total is about; anything where it is left out."""

    @classmethod
    def check(cls, rules: Sequence[Self], facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Breakdown) and claim.whole.statement is None:
                concept = claim.whole.concept
                rule = next((rule for rule in rules if not rule.concepts or concept in rule.concepts), None)
                if rule is not None:
                    yield list_verdict(rule, claim, facts)
