"""Copies agree: a disclosure in another file, or corrected, prints the same figures: 支出合计 80 in the PDF and 80 in the workbook."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.across.cells import Cell, cells, held, is_alike, pair, tables_first
from auditor.checks.across.related import Party, Related, Relation
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Proven, Sentence
from auditor.checks.verdict_of import restatement_verdict
from auditor.facts import Fact, FactSet
from auditor.verdicts import Remark, Verdict


class CopiesAgree(AcrossRule):
    """Two files of one disclosure print the same figure in each cell, where nearly all of those that both print agree.

    What a correction changes is a note, as is what differs between two files of which one may be a correction.
    """

    kind: ClassVar[str] = "copies-agree"
    family: ClassVar[str] = "agreement"
    relations: ClassVar[tuple[Relation, ...]] = ("copies",)
    says: ClassVar[Sentence] = (
        "同一文件的不同格式或版本，各数相同",
        "two files of one disclosure print the same figures",
    )
    messages: ClassVar[dict[str, Sentence]] = {
        "corrected": ("其中一份可能是更正稿", "one of them may be a correction of the other"),
    }

    proof: Proven
    """How many cells both must print, and how many in a hundred must agree, to be the same disclosure."""

    def over(self, related: Related) -> Iterator[Verdict]:
        for other in related.others:
            verdicts = list(self._against(related.home, other))
            holding = sum(1 for verdict in verdicts if verdict.holds)
            if len(verdicts) < self.proof.cells or holding * 100 < self.proof.percent * len(verdicts):
                continue
            for verdict in verdicts:
                if verdict.outcome == "inconsistent" and related.is_corrected:
                    verdict = verdict._replace(severity="note", remarks=(*verdict.remarks, Remark("corrected")))
                yield verdict

    def _against(self, home: Party, other: Party) -> Iterator[Verdict]:
        theirs = cells(other)
        for meaning, printed in cells(home).items():
            again = theirs.get(meaning, ())
            for layout, year, measure in dict.fromkeys(_place(cell, home.facts) for cell in printed):
                place = (layout, year, measure)
                own = [cell for cell in printed if _place(cell, home.facts) == place]
                known = [cell for cell in again if _place(cell, other.facts) == place]
                lefts = [cell.fact for cell in own]
                rights = [cell.fact for cell in known if all(is_alike(home, cell, one) for one in own)]
                if lefts and rights:
                    verdict = held(self, tables_first(lefts), tables_first(rights), self._hold)
                    if verdict is not None and not all(term.fact.is_nil for term in verdict.terms):
                        yield verdict

    def _hold(self, left: Fact, right: Fact) -> Verdict:
        return restatement_verdict(self, pair(left, right))


def _place(cell: Cell, facts: FactSet) -> tuple[str | None, int | None, str]:
    """Where a figure stands: the template of its table, or prose; the year and the measure."""
    return facts.layout_of(cell.fact), cell.year, cell.measure
