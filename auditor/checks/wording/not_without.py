"""Not without: a figure is zero where another is; the other may stand alone, or neither may."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import first_figure
from auditor.checks.verdict_of import mere_words
from auditor.facts import FactSet
from auditor.verdicts import Term, Verdict


class NotWithout(Rule):
    """One figure is not there without another: no running cost without a vehicle. The other may stand alone, or neither may:
    what costs something happened, and what happened costs something."""

    kind: ClassVar[str] = "not-without"
    family: ClassVar[str] = "wording"
    says: ClassVar[Sentence] = (
        "有 {left} 就有 {right}",
        "no {left} without {right}",
    )
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "mutual": (
            "{left} 与 {right}：都有，或都没有",
            "{left} and {right}: both or neither",
        ),
    }
    messages: ClassVar[Mapping[str, Sentence]] = {
        "one-without-other": (
            "“{label}”第{line}行印作 {printed}{unit}，而第{other_line}行“{other_label}”为 {other}{other_unit}",
            "“{label}” at line {line} reads {printed} {unit}, but “{other_label}” at line {other_line} {other} {other_unit}",
        ),
    }

    left: Selects
    """The figure that needs the other; of several selections the first that is printed."""
    right: Selects
    """The other."""
    mutual: bool = False
    """Whether the other is not there without the first either."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        left, right = first_figure(self.left, facts, zero=True), first_figure(self.right, facts, zero=True)
        if left is None or right is None or left.figure is None or right.figure is None:
            return
        is_left, is_right = bool(left.figure.value), bool(right.figure.value)
        is_wrong = is_left != is_right if self.mutual else is_left and not is_right
        # That a figure may stand alone says nothing of whether it is right.
        named = (left, right) if is_wrong or self.mutual else (mere_words(left), mere_words(right))
        terms = (Term("left", 1, named[0]), Term("right", -1, named[1]))
        yield Verdict(self.code, self.family, "inconsistent" if is_wrong else "exact", self.severity, terms)

    def says_of(self) -> Sentence:
        return self.sayings["mutual"] if self.mutual else self.says

    def message_of(self, verdict: Verdict) -> str | None:
        return "one-without-other"
