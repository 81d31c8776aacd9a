"""Stock forward: what is there at the end of a year is at most what was there a year before and what has come since.

`年末公务用车保有量6辆` of 2024, 5 of them in 2023, and `购置公务用车1辆`. How many have gone is seldom told.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from auditor.checks.across.cells import cells, tables_first
from auditor.checks.across.related import Party, Related, Relation
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Concepts, Sentence
from auditor.checks.verdict_of import sum_verdict
from auditor.facts import Fact
from auditor.verdicts import Term, Verdict


class StockForward(AcrossRule):
    """What is there now is at most what was there a year before, and what has come since; where that is not told nothing is said.

    Of several prints the least that is there now is held against the most that may be; what has come is told in one number.
    """

    kind: ClassVar[str] = "stock-forward"
    family: ClassVar[str] = "bound"
    relations: ClassVar[tuple[Relation, ...]] = ("last-year",)
    says: ClassVar[Sentence] = (
        "本年末存量不大于上年末存量与本年增加数之和",
        "what is there is at most what was there a year before and what has come since",
    )

    closing: Concepts
    """What is there at the end of a year."""
    concepts: Concepts
    """What has come in the year."""

    def over(self, related: Related) -> Iterator[Verdict]:
        for other in related.others:
            if other.facts.profile.kind == related.home.facts.profile.kind:
                verdict = self._against(related.home, other)
                if verdict is not None:
                    yield verdict

    def _against(self, home: Party, other: Party) -> Verdict | None:
        now, before, added = (
            _printed(self.closing, home),
            _printed(self.closing, other),
            _printed(self.concepts, home),
        )
        if not now or not before or not added or len({_amount(fact) for fact in added}) > 1:
            return None
        terms = [
            Term("current", 1, min(now, key=_amount)),
            Term("base", -1, max(before, key=_amount)),
            Term("part", -1, added[0]),
        ]
        verdict = sum_verdict(self, terms)
        is_within = verdict.difference is not None and verdict.difference < 0
        return verdict._replace(outcome="exact", expected=None) if is_within else verdict


def _printed(concepts: Concepts, party: Party) -> list[Fact]:
    """The prints of a number of the year of a disclosure."""
    every = (cell for (concept, _), own in cells(party).items() if concept in concepts for cell in own)
    return tables_first(cell.fact for cell in every if cell.year == party.year)


def _amount(fact: Fact) -> Decimal:
    return fact.figure.base if fact.figure is not None else Decimal(0)
