"""Line bound: a row of one table, or a column, that is known by its name is at most another.

`2024年末债务余额 ≤ 2024年债务限额`, in each column of the table or in each of its rows.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import ClassVar

from auditor.checks.bounds.hold import hold_bound
from auditor.checks.lines import Axis, Majorities, axes_of, meetings, told_by_majority
from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.checks.select import NamedLines
from auditor.facts import FactSet
from auditor.messages import told
from auditor.verdicts import Verdict


class LineBound(Rule):
    """Of two lines of one table that are known by their names the first is at most the second."""

    kind: ClassVar[str] = "line-bound"
    family: ClassVar[str] = "bound"
    says: ClassVar[Sentence] = ("{lines}", "{lines}")

    lines: NamedLines
    """The two lines, the lesser first."""
    meet: Patterns = ()
    """What lines that go together have alike in their names, as groups; those of `year` may lie some years apart."""
    majority: Majorities
    """How many pairs of a table must hold; where fewer do the first are greater in fact, and each is a note."""

    @classmethod
    def check(cls, rules: Sequence["LineBound"], facts: FactSet) -> Iterator[Verdict]:
        axes = list(axes_of(facts))
        for rule, axis in product(rules, axes):
            yield from told_by_majority(list(_pairs(rule, axis)), rule.majority)

    def faults(self) -> Iterator[str]:
        if len(self.lines) != 2:
            yield told("needs-two-lines")


def _pairs(rule: LineBound, axis: Axis) -> Iterator[Verdict]:
    for meeting in meetings(axis, rule.lines, rule.meet):
        left, *rights = [fact for _, fact in meeting.of("left", "right")]
        if len(rights) == 1 and rights[0].figure is not None and rights[0].figure.value:
            yield hold_bound(rule, left, rights[0])
