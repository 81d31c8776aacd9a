"""Units sum: a body has what its units have together, where the disclosures of all of them are there.

`支出合计 300` of 云川市民政局, 180 of its office and 120 of 云川市福利院.
"""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.across.cells import LEVEL, Cell, Meaning, cells, is_alike, is_money, tables_first
from auditor.checks.across.related import Party, Related, Relation
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Concepts, Proof, Proven, Sentence
from auditor.checks.verdict_of import sum_verdict
from auditor.facts import Fact
from auditor.tuples import NamedTuple
from auditor.verdicts import Remark, Term, Verdict


class _Line(NamedTuple):
    whole: Fact
    parts: tuple[Fact, ...]


class UnitsSum(AcrossRule):
    """Each line of a body is the sum of those of its units, where all units are there and each prints a table that has such lines.

    Where too few lines are so the units are not all, or what they pay each other is left out: then nothing is said of any line.
    """

    kind: ClassVar[str] = "units-sum"
    family: ClassVar[str] = "rollup"
    relations: ClassVar[tuple[Relation, ...]] = ("units",)
    says: ClassVar[Sentence] = (
        "整体各项数等于所属各单位同项之和",
        "each line of a body is the sum of those of its units",
    )
    messages: ClassVar[dict[str, Sentence]] = {
        "units-otherwise": (
            "多数项目不等于各单位之和：单位可能不全，或有内部往来抵销",
            "most lines are no sums of the units': some may be missing, or what they pay each other is left out",
        ),
    }

    concepts: Concepts
    """What the lines are about."""
    proof: Proven = Proof(0, 0)
    """How many lines must be printed and hold before the others are held."""

    def over(self, related: Related) -> Iterator[Verdict]:
        if not related.is_complete or not related.others:
            return
        verdicts = [self._held(line) for line in _lines(self, related)]
        holding = sum(1 for verdict in verdicts if verdict.holds)
        is_proven = len(verdicts) >= self.proof.cells and holding * 100 >= self.proof.percent * len(verdicts)
        for verdict in verdicts:
            if verdict.outcome == "inconsistent" and not is_proven:
                verdict = verdict._replace(outcome="not_applicable", reason=Remark("units-otherwise"))
            yield verdict

    def _held(self, line: _Line) -> Verdict:
        return sum_verdict(self, [Term("whole", 1, line.whole), *(Term("part", -1, part) for part in line.parts)])


def _lines(rule: UnitsSum, related: Related) -> Iterator[_Line]:
    """Every line of a table of the whole, with that of each unit; a unit that prints such a table without it has nothing there."""
    home = related.home
    for meaning, printed in cells(home).items():
        if meaning[0] not in rule.concepts:
            continue
        for cell in printed:
            is_own = cell.fact.statement is not None and cell.year == home.year and is_money(cell.fact)
            parts = [_of_unit(unit, meaning, cell, home) for unit in related.others] if is_own else []
            known = tuple(part for part in parts if isinstance(part, Fact))
            if known and None not in parts:
                yield _Line(cell.fact, known)


def _of_unit(unit: Party, meaning: Meaning, cell: Cell, home: Party) -> Fact | str | None:
    """The unit's own print of a line; no text where it has none in such a table, None where nobody knows."""
    layout = home.facts.layout_of(cell.fact)
    same = [
        other.fact
        for other in cells(unit).get(meaning, ())
        if other.measure == cell.measure
        and unit.facts.layout_of(other.fact) == layout
        and is_alike(home, cell, other, but=LEVEL)
    ]
    if same:
        return tables_first(same)[0]
    has_table = any(
        unit.facts.layout_of(fact) == layout and fact.statement not in unit.doubted
        for fact in unit.facts.by_concept.get(meaning[0], ())
    )
    return "" if has_table and layout is not None else None
