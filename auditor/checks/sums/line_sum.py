"""Line sum: rows of one table, or columns, that are known by their names add up with their signs.

`2024年末债务余额 = 2023年末债务余额 + 2024年发行额 - 2024年还本额`, in each column of the table or in each of its rows.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import ClassVar

from auditor.arithmetic import is_swap
from auditor.checks.lines import Majorities, Meeting, axes_of, meetings, told_by_majority
from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.checks.select import NamedLine, NamedLines
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Fact, FactSet
from auditor.messages import told
from auditor.verdicts import Term, Verdict


class LineSum(Rule):
    """Lines of one table that are known by their names add up, with their signs, to the first of them.

    What there is at the end is what there was before, and what came, less what went.
    """

    kind: ClassVar[str] = "line-sum"
    family: ClassVar[str] = "balance"
    says: ClassVar[Sentence] = ("{lines}", "{lines}")

    lines: NamedLines
    """The lines, the whole first. A difference up to the amount of a line with the role `slack` is a note."""
    meet: Patterns = ()
    """What lines that go together have alike in their names, as groups; those of `year` may lie some years apart."""
    slack_permille: int = 0
    """A difference of so many in a thousand of the whole is a note, for what its table need not print."""
    majority: Majorities
    """How many of the sums of a table must hold; where fewer do it counts in another way, and what differs is a note."""

    @classmethod
    def check(cls, rules: Sequence["LineSum"], facts: FactSet) -> Iterator[Verdict]:
        axes = list(axes_of(facts))
        for rule, axis in product(rules, axes):
            found = (_verdict(rule, meeting) for meeting in meetings(axis, rule.lines, rule.meet))
            yield from told_by_majority([verdict for verdict in found if verdict is not None], rule.majority)

    def faults(self) -> Iterator[str]:
        if len(self.lines) < 2:
            yield told("needs-lines")


def _verdict(rule: LineSum, meeting: Meeting) -> Verdict | None:
    """A sum with the signs by which it holds, if there are any; None where the whole stands alone."""
    cells = meeting.of("whole", "part")
    if not any(fact.figure for _, fact in cells[1:]):
        return None
    if any(fact.state in ("unreadable", "word") for _, fact in cells):
        return undecided(rule, _terms(cells, [line.sign or -1 for line, _ in cells]), "cell-unreadable")
    choices = product(*[(line.sign,) if line.sign else (-1, 1) for line, _ in cells])
    verdicts = [sum_verdict(rule, _terms(cells, signs)) for signs in choices]
    best = next((verdict for verdict in verdicts if verdict.outcome != "inconsistent"), verdicts[0])
    if best.outcome != "inconsistent":
        return best
    printed = {line for line, fact in cells if fact.figure is not None}
    if any(line not in printed and not line.optional for line, _ in cells):
        return undecided(rule, best.terms, "cell-unreadable")
    return best._replace(severity="note") if _is_slack(rule, meeting, best) else best


def _is_slack(rule: LineSum, meeting: Meeting, verdict: Verdict) -> bool:
    """Whether a sum is off by no more than what its lines may leave out."""
    whole, difference = verdict.terms[0].fact.figure, verdict.difference
    if whole is None or difference is None or any(_is_swapped(term, difference) for term in verdict.terms):
        return False
    slack = sum((abs(fact.figure.value) for _, fact in meeting.of("slack") if fact.figure), Decimal(0))
    return abs(difference) <= max(slack, abs(whole.value) * rule.slack_permille / 1000)


def _is_swapped(term: Term, difference: Decimal) -> bool:
    """Whether two digits of a term that change places explain a difference: 217.00 for 271.00 is a slip, however small it is."""
    figure = term.fact.figure
    return figure is not None and is_swap(figure.value, figure.value - term.sign * difference, figure.decimals)


def _terms(cells: Sequence[tuple[NamedLine, Fact]], signs: Sequence[int]) -> list[Term]:
    return [Term(line.role, sign, fact) for (line, fact), sign in zip(cells, signs, strict=True)]  # type: ignore[arg-type]
