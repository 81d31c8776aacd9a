"""Not without: a figure is zero where another is; the other may stand alone."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import first_figure
from auditor.checks.verdict_of import mere_words
from auditor.facts import FactSet
from auditor.verdicts import Term, Verdict


class NotWithout(Rule):
    """One figure is not there without another, which may stand alone: no running cost without a vehicle."""

    kind: ClassVar[str] = "not-without"
    family: ClassVar[str] = "wording"
    says: ClassVar[Sentence] = (
        "有 {left} 就有 {right}",
        "no {left} without {right}",
    )

    left: Selects
    """The figure that needs the other; of several selections the first that is printed."""
    right: Selects
    """The other."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        left, right = first_figure(self.left, facts, zero=True), first_figure(self.right, facts, zero=True)
        if left is None or right is None or left.figure is None or right.figure is None:
            return
        if left.figure.value and not right.figure.value:
            terms = (Term("left", 1, left), Term("right", -1, right))
            yield Verdict(self.code, self.family, "inconsistent", self.severity, terms)
        else:
            words = (Term("left", 1, mere_words(left)), Term("right", -1, mere_words(right)))
            yield Verdict(self.code, self.family, "exact", self.severity, words)

    def message_of(self, verdict: Verdict) -> str | None:
        return "one-without-other"
