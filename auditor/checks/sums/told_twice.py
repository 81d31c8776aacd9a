"""A figure that two sums give one other value, which it is but for a slip of the hand: no misread table explains that.

`收入合计 1,866,402` above parts that come to 1,686,402, below it `上年结转 162,944` and `收入总计 1,849,346`: were a row misplaced,
what it holds would be missing, and it would be another amount of the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.arithmetic import is_slip_of_hand
from auditor.facts import Fact, FactSet
from auditor.tuples import NamedTuple
from auditor.verdicts import Verdict

_LEAST = 100
"""Figures of fewer units of their last digit are like each other by chance."""


class _Due(NamedTuple):
    """What a sum that fails would have a figure be, in base units, and what the printed digits leave open."""

    verdict: int
    fact: Fact
    amount: Decimal
    slack: Decimal


def told_twice(verdicts: Sequence[Verdict], facts: FactSet) -> frozenset[int]:
    """The places of the verdicts, of all sums of a document, that fail by such a figure."""
    dues: dict[int, list[_Due]] = defaultdict(list)
    for place, verdict in enumerate(verdicts):
        if verdict.outcome == "inconsistent":
            for due in _dues(place, verdict):
                dues[due.fact.number].append(due)
    suspects = {number: told for number, told in dues.items() if len(told) > 1}
    if not suspects:
        return frozenset()
    right = {term.fact.number for verdict in verdicts if verdict.holds for term in verdict.terms} & suspects.keys()
    found: set[int] = set()
    for number, told in suspects.items():
        if number not in right and _is_slip(told, facts):
            found.update(due.verdict for due in told)
    return frozenset(found)


def _dues(place: int, verdict: Verdict) -> Iterator[_Due]:
    printed = [term for term in verdict.terms if term.fact.figure is not None]
    rest = sum((term.sign * term.fact.figure.base for term in printed if term.fact.figure), Decimal(0))
    for term in printed:
        figure = term.fact.figure
        if figure is not None and figure.value:
            scale = figure.unit.scale if figure.unit else Decimal(1)
            slack = (verdict.allowance or Decimal(0)) * scale
            yield _Due(place, term.fact, figure.base - rest * term.sign, slack)


def _is_slip(told: Sequence[_Due], facts: FactSet) -> bool:
    """Whether all sums that a figure fails give it one other value, a slip away, and by no amount of its table."""
    fact, figure = told[0].fact, told[0].fact.figure
    low = max(due.amount - due.slack for due in told)
    high = min(due.amount + due.slack for due in told)
    if figure is None or low > high:
        return False
    scale = figure.unit.scale if figure.unit else Decimal(1)
    values = {(due.amount / scale).quantize(Decimal(1).scaleb(-figure.decimals)) for due in told}
    if not any(is_slip_of_hand(figure.value, value, figure.decimals, _LEAST) for value in values):
        return False
    gaps = {abs(value - figure.value) * scale for value in values}
    return gaps.isdisjoint(_amounts(fact, facts.facts))


def _amounts(fact: Fact, others: Iterable[Fact]) -> set[Decimal]:
    return {abs(other.figure.base) for other in others if other.statement == fact.statement and other.figure}
