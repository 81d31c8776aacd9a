"""Agreement: two named cells are equal, for every combination of the joined dimensions."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.agreement.compare import compare, is_of_empty_table
from auditor.checks.rule import Dimensions, Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import joined
from auditor.facts import FactSet
from auditor.facts.settings import are_settled
from auditor.verdicts import Verdict


class Agreement(Rule):
    """Two cells that different tables, or a table and prose, print are the same figure, units and precision converted."""

    kind: ClassVar[str] = "agreement"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = ("{left} = {right}", "{left} = {right}")

    left: Selects
    """One cell; of several selections the first that is printed."""
    right: Selects
    """The other cell."""
    join: Dimensions = frozenset()
    """The dimensions for each of whose members the cells are held against each other."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        lefts, rights = joined(self.left, facts, self.join), joined(self.right, facts, self.join)
        for key, left in lefts.items():
            right = rights.get(key)
            if right is None or right is left or (left.is_nil and right.is_nil):
                continue
            if len(facts.bodies) > 1 and left.statement is None and right.statement is None:
                # Of which of the bodies that the prose tells apart each of them is its cell does not say.
                continue
            if are_settled(facts, (left, right)):
                yield compare(self, left, right, is_empty=is_of_empty_table(facts, left, right))
