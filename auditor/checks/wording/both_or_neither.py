"""Both or neither: what costs something happened, and what happened costs something."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import first_figure
from auditor.facts import FactSet
from auditor.verdicts import Outcome, Term, Verdict


class BothOrNeither(Rule):
    """Of two figures neither is zero without the other: what costs something happened, and what happened costs something."""

    kind: ClassVar[str] = "both-or-neither"
    family: ClassVar[str] = "wording"
    says: ClassVar[Sentence] = (
        "{left} 与 {right}：都有，或都没有",
        "{left} and {right}: both or neither",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "one-without-other": (
            "“{label}”第{line}行印作 {printed}{unit}，而第{other_line}行“{other_label}”为 {other}{other_unit}",
            "“{label}” at line {line} reads {printed} {unit}, but “{other_label}” at line {other_line} {other} {other_unit}",
        ),
    }

    left: Selects
    """One figure; of several selections the first that is printed."""
    right: Selects
    """The other."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        left, right = first_figure(self.left, facts, zero=True), first_figure(self.right, facts, zero=True)
        if left is None or right is None or left.figure is None or right.figure is None:
            return
        outcome: Outcome = "exact" if bool(left.figure.value) == bool(right.figure.value) else "inconsistent"
        terms = (Term("left", 1, left), Term("right", -1, right))
        yield Verdict(self.code, self.family, outcome, self.severity, terms)

    def message_of(self, verdict: Verdict) -> str | None:
        return "one-without-other"
