"""Same change: `收入预算90万元，比上年增加5万元` and `支出预算90万元，比上年增加5万元` are one change, told twice.

A budget is balanced in either year: where both sides, or one side told twice, stand at the same amount now, they have changed by the same.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from auditor.arithmetic import is_telling_slip
from auditor.checks.rule import Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.verdict_of import sum_verdict
from auditor.facts import Change, Fact, FactSet
from auditor.figures import MONEY
from auditor.tuples import NamedTuple
from auditor.verdicts import Severity, Term, Verdict

_Group = tuple[tuple[tuple[str, str], ...], Decimal, str]

_TELLING = 10_000
"""Changes of so many units of their last digit that differ by one digit alone are not by chance so alike."""


class SameChange(Rule):
    """Two sides that are equal in either year have changed by the same: where they stand at one amount now, their changes are one."""

    kind: ClassVar[str] = "same-change"
    family: ClassVar[str] = "change"
    says: ClassVar[Sentence] = (
        "{left} 与 {right} 现数相同的，增减额也相同",
        "{left} and {right} have changed by the same where they are the same now",
    )

    left: Selects
    """One side; of these selections the concepts count, and the dimensions that are named."""
    right: Selects
    """The other side."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        """Each change against the size that most of those at one amount have."""
        groups: dict[_Group, list[Told]] = {}
        for claim in facts.claims:
            if isinstance(claim, Change) and not claim.loose and not claim.comparable and _is_side(self, claim):
                told, level = _told(claim), _level_of(claim, facts)
                if told is not None and level is not None:
                    groups.setdefault((claim.subject[1], level, claim.against), []).append(told)
        for group in groups.values():
            sizes = Counter(told.base for told in group)
            first = next(told for told in group if told.base == sizes.most_common(1)[0][0])
            for told in group:
                # Two changes of one printed amount have bases of their own.
                if told is not first and (told.claim.current is None or told.claim.current is not first.claim.current):
                    severity: Severity = "error" if _is_slip_of(told, first) else self.severity
                    yield sum_verdict(self, [_term(told, 1), _term(first, -1)], severity=severity)


class Told(NamedTuple):
    """A change of one side, and the amount that the side has now."""

    claim: Change
    amount: Fact
    base: Decimal
    """The signed size of the change, in the base unit."""


def _is_slip_of(told: Told, other: Told) -> bool:
    """Whether two changes go one way and differ by a digit, or two that changed places: no carry-over of another year does that."""
    is_one_way = told.claim.direction == other.claim.direction
    return is_one_way and is_telling_slip(told.amount.figure, other.amount.figure, _TELLING)


def _is_side(rule: SameChange, claim: Change) -> bool:
    concept, dims = claim.subject
    return any(
        concept in select.concepts and all(name in select.dims for name, _ in dims)
        for select in (*rule.left, *rule.right)
    )


def _term(told: Told, sign: int) -> Term:
    return Term("change", sign * told.claim.direction, told.amount)


def _told(claim: Change) -> Told | None:
    figure = claim.amount.figure if claim.amount is not None else None
    if claim.amount is None or figure is None or figure.unit is None or figure.unit.quantity != MONEY:
        return None
    return Told(claim, claim.amount, claim.direction * figure.base) if claim.direction else None


def _level_of(claim: Change, facts: FactSet) -> Decimal | None:
    """What the subject has now: the amount beside the change, or the one that the document prints for it."""
    if claim.current is not None:
        return claim.current.figure.base if claim.current.figure is not None else None
    if not claim.leads:
        return None
    values = {fact.figure.base for fact in facts.by_key.get(claim.subject, ()) if fact.figure is not None}
    return values.pop() if len(values) == 1 else None
