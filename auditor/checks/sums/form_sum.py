"""Form sum: an amount on a form without a header equals the sum of its parts, a total of points the sum of the points."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from auditor.checks.rule import Concepts, Layouts, Rule, Sentence
from auditor.checks.sums.lists import list_verdict
from auditor.facts import Breakdown, FactSet
from auditor.verdicts import Verdict


class FormSum(Rule):
    """An amount on a form without a header equals the sum of its parts, a total of points the sum of the points.

    A sum belongs to the first rule that fits it.
    """

    kind: ClassVar[str] = "form-sum"
    family: ClassVar[str] = "rollup"
    says: ClassVar[Sentence] = (
        "没有表头的表格式填报表：总额等于所列各项之和，总分等于各项分值（得分）之和",
        "forms without a header: an amount equals the sum of its parts, a total of points the sum of the points",
    )

    layouts: Layouts = frozenset()
    """The forms it speaks of; any where they are left out."""
    concepts: Concepts = frozenset()
    """What the total is about; anything where it is left out."""

    @classmethod
    def check(cls, rules: Sequence[Self], facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Breakdown) and claim.whole.statement is not None:
                form, concept = facts.layout_of(claim.whole) or "none", claim.whole.concept
                rule = next((rule for rule in rules if rule._fits(form, concept)), None)
                if rule is not None:
                    yield list_verdict(rule, claim, facts)

    def _fits(self, form: str, concept: str) -> bool:
        return (not self.layouts or form in self.layouts) and (not self.concepts or concept in self.concepts)
