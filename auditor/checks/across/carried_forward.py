"""Carried forward: what an account opens with is what that of the year before closed with.

`年初结转和结余 30` of 2024 is `年末结转和结余 30` of 2023.
"""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.across.cells import cells, held, is_alike, pair, tables_first
from auditor.checks.across.related import Party, Related, Relation
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Concepts, Sentence
from auditor.checks.verdict_of import restatement_verdict
from auditor.facts import Fact
from auditor.verdicts import Verdict


class CarriedForward(AcrossRule):
    """What an account opens with is what that of the year before closed with, in each of its lines that both print."""

    kind: ClassVar[str] = "carried-forward"
    family: ClassVar[str] = "agreement"
    relations: ClassVar[tuple[Relation, ...]] = ("last-year",)
    says: ClassVar[Sentence] = ("期初数等于上年期末数", "what it opens with is what the year before closed with")

    opening: Concepts
    """What it opens with."""
    closing: Concepts
    """What it closes with."""

    def over(self, related: Related) -> Iterator[Verdict]:
        for other in related.others:
            if other.facts.profile.kind == related.home.facts.profile.kind:
                yield from self._against(related.home, other)

    def _against(self, home: Party, other: Party) -> Iterator[Verdict]:
        then = cells(other)
        for (concept, dims), opened in cells(home).items():
            if concept not in self.opening:
                continue
            closed = [cell for name in sorted(self.closing) for cell in then.get((name, dims), [])]
            own = [cell for cell in opened if cell.year in (home.year, other.year)]
            known = [cell for cell in closed if all(is_alike(home, cell, one) for one in own)]
            lefts, rights = ([cell.fact for cell in side] for side in (own, known))
            verdict = held(self, tables_first(lefts), tables_first(rights), self._hold) if lefts and rights else None
            if verdict is not None and not all(term.fact.is_nil for term in verdict.terms):
                yield verdict

    def _hold(self, left: Fact, right: Fact) -> Verdict:
        return restatement_verdict(self, pair(left, right))
