"""Bound of rows: every uppermost row of a table is at most one figure."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.bounds.hold import hold_bound
from auditor.checks.rule import Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import select_facts, unread, uppermost
from auditor.checks.verdict_of import undecided
from auditor.facts import FactSet
from auditor.verdicts import Term, Verdict


class BoundOfRows(Rule):
    """Each of the uppermost rows of a table is at most one figure: one undertaking costs no more than all of them."""

    kind: ClassVar[str] = "bound-of-rows"
    family: ClassVar[str] = "bound"
    says: ClassVar[Sentence] = (
        "{rows} 的最上层各行中每一项 ≤ {whole}",
        "each of the uppermost rows of {rows} ≤ {whole}",
    )

    rows: Selects
    """The rows of a table; only those that no other row is above of are held."""
    whole: Selects
    """The figure that none of them exceeds: of several the first that is printed."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        wholes = [fact for select in self.whole for fact in select_facts(select, facts) if fact.figure]
        for select in self.rows if wholes else ():
            for loose, problem in unread(select, facts):
                for fact in loose:
                    yield undecided(self, [Term("left", 1, fact), Term("right", -1, wholes[0])], problem)
            for fact in uppermost(select, facts):
                if fact.figure:
                    yield hold_bound(self, fact, wholes[0])
