"""Unit bound: a unit has at most what the body has that it is part of, line by line.

`住房公积金` 205.04 of 云川市民政局 by itself, and 198.34 of the whole 民政局 with its units.
"""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.across.cells import LEVEL, Cell, cells, is_alike, is_money, pair, tables_first
from auditor.checks.across.related import Party, Related, Relation
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Concepts, Sentence
from auditor.checks.verdict_of import bound_verdict, undecided
from auditor.facts import Fact
from auditor.verdicts import Verdict


class UnitBound(AcrossRule):
    """No line of a unit is more than the same line of the whole body; lines that only one of them prints say nothing."""

    kind: ClassVar[str] = "unit-bound"
    family: ClassVar[str] = "bound"
    relations: ClassVar[tuple[Relation, ...]] = ("unit",)
    says: ClassVar[Sentence] = (
        "所属单位各项数不大于整体同项的数",
        "no line of a unit is more than that of the whole",
    )

    concepts: Concepts
    """What the lines are about."""

    def over(self, related: Related) -> Iterator[Verdict]:
        for whole in related.others:
            yield from self._against(related.home, whole)

    def _against(self, unit: Party, whole: Party) -> Iterator[Verdict]:
        above = cells(whole)
        for meaning, own in cells(unit).items():
            if meaning[0] not in self.concepts:
                continue
            for when in dict.fromkeys((cell.year, cell.measure) for cell in own):
                lefts = [cell for cell in own if (cell.year, cell.measure) == when and is_money(cell.fact)]
                rights = _same(
                    lefts, [cell for cell in above.get(meaning, ()) if (cell.year, cell.measure) == when], whole
                )
                if lefts and rights:
                    yield self._held([cell.fact for cell in lefts], rights)

    def _held(self, lefts: list[Fact], rights: list[Fact]) -> Verdict:
        """Of several prints of either any two that go together; else the first of each, which tells that none do."""
        first: Verdict | None = None
        for left in tables_first(lefts):
            for right in tables_first(rights):
                verdict = bound_verdict(self, pair(left, right))
                if verdict.outcome != "inconsistent":
                    return verdict
                first = first or verdict
        assert first is not None
        if any(term.fact.figure is not None and term.fact.figure.value < 0 for term in first.terms):
            return undecided(self, list(first.terms), "below-zero", "not_applicable")
        return first


def _same(lefts: list[Cell], rights: list[Cell], whole: Party) -> list[Fact]:
    return [cell.fact for cell in rights if all(is_alike(whole, cell, left, but=LEVEL) for left in lefts)]
