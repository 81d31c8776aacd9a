"""Departments sum: what the departments of a government have together is at most what the government tells of all, and no less.

`“三公”经费合计 100` of 云川市, 60 of its 民政局 and 50 of its 水务局.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from auditor.checks.across.cells import LEVEL, Cell, Meaning, are_one, cells, is_alike, is_money, tables_first
from auditor.checks.across.related import Party, Related, Relation
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Concepts, Sentence
from auditor.checks.verdict_of import sum_verdict
from auditor.facts import Fact
from auditor.verdicts import Term, Verdict


class DepartmentsSum(AcrossRule):
    """What departments print is together at most what their government does; where all of them are there it is as much.

    A department whose own prints differ, or that prints no such figure, is left out, which makes the sum no more than it is.
    """

    kind: ClassVar[str] = "departments-sum"
    family: ClassVar[str] = "rollup"
    relations: ClassVar[tuple[Relation, ...]] = ("departments",)
    says: ClassVar[Sentence] = (
        "下属各机构之和不大于汇总数；机构齐全时两者相等",
        "departments have together at most what their government tells of all, and as much where all are there",
    )

    concepts: Concepts
    """What the lines are about."""

    def over(self, related: Related) -> Iterator[Verdict]:
        home = related.home
        for meaning, printed in cells(home).items():
            own = [cell for cell in printed if cell.year == home.year and is_money(cell.fact)]
            for measure in dict.fromkeys(cell.measure for cell in own if meaning[0] in self.concepts):
                wholes = [cell for cell in own if cell.measure == measure]
                parts = [_printed(other, meaning, wholes, home) for other in related.others]
                known = [part for part in parts if part is not None]
                if known:
                    is_all = related.is_complete and len(known) == len(parts)
                    yield self._held(tables_first(cell.fact for cell in wholes), known, is_all=is_all)

    def _held(self, wholes: Sequence[Fact], parts: Sequence[Fact], *, is_all: bool) -> Verdict:
        """Of several prints of the whole the first that holds, else the greatest."""
        verdicts = [
            sum_verdict(self, [Term("whole", 1, whole), *(Term("part", -1, part) for part in parts)])
            for whole in wholes
        ]
        if not is_all:
            verdicts = [_at_most(verdict) for verdict in verdicts]
        return next((verdict for verdict in verdicts if verdict.holds), max(verdicts, key=_whole_of))


def _at_most(verdict: Verdict) -> Verdict:
    """The same of parts that are not all there are."""
    is_less = verdict.outcome == "inconsistent" and verdict.difference is not None and verdict.difference > 0
    return verdict._replace(outcome="exact", expected=None) if is_less else verdict


def _whole_of(verdict: Verdict) -> Decimal:
    figure = verdict.terms[0].fact.figure
    return figure.base if figure is not None else Decimal(0)


def _printed(party: Party, meaning: Meaning, wholes: Sequence[Cell], home: Party) -> Fact | None:
    """What a department prints of a line of its government's, if its prints are one."""
    like = wholes[0]
    same = tables_first(
        cell.fact
        for cell in cells(party).get(meaning, ())
        if (cell.year, cell.measure) == (like.year, like.measure)
        and is_money(cell.fact)
        and is_alike(home, like, cell, but=LEVEL)
    )
    return same[0] if same and are_one(same) else None
