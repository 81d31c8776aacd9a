"""Average: as many times what each has as there are of them is the amount: 1164人次 at 80元 each are 93120元."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.counts.unit_prices import price_verdict
from auditor.checks.rule import Rule, Sentence
from auditor.facts import Average as Told
from auditor.facts import FactSet
from auditor.verdicts import Verdict


class Average(Rule):
    """What each of several things has, times their number, is the amount that prose prints before: 人均, 车均, 户均.

    The units of the vocabulary tell the words for what each has.
    """

    kind: ClassVar[str] = "average"
    family: ClassVar[str] = "count"
    multiplies: ClassVar[bool] = True
    says: ClassVar[Sentence] = (
        "数量乘以平均数等于金额",
        "a number times the average is the amount",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Told):
                yield price_verdict(self, *claim, is_quotient=True)
