"""One of: a cell restates one of several others, and no word says which."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.agreement.compare import compare
from auditor.checks.candidates import chosen, possible_wholes
from auditor.checks.rule import Dimension, Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import first_figure, joined
from auditor.facts import FactSet
from auditor.facts.settings import are_settled
from auditor.verdicts import Verdict


class OneOf(Rule):
    """A cell restates one of several others: a table of projects is of all money, or of one fund, and does not say so.

    It is held where all of the others are printed.
    """

    kind: ClassVar[str] = "one-of"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "{left} = {right} 之一，以各数均已印出、该表口径未明为前提",
        "{left} = one of {right}, where all of these are printed and no word says which",
    )

    left: Selects
    """The cell whose scope is open."""
    right: Selects
    """The cells that it may restate."""
    open: Dimension
    """The dimension whose member no word gives the left cell."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        rights = [first_figure([select], facts, zero=True) for select in self.right]
        printed = [right for right in rights if right is not None]
        if len(printed) < len(rights):
            return
        for left in joined(self.left, facts, frozenset()).values():
            wholes = possible_wholes(left, printed, self.open, facts)
            settled = [right for right in wholes if are_settled(facts, (left, right))]
            verdict = chosen(compare(self, left, right) for right in settled) if left.figure else None
            if verdict is not None:
                yield verdict
