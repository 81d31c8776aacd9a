"""An account of a report: an amount with what it is an amount of, in words that other places of the document use as well.

`全市一般公共预算收入完成200亿元` in the chapter of 2025 is income, of one budget, of 全市, of 2025, and a result.
"""

from __future__ import annotations

from auditor.arithmetic import is_one_slip, judge_ratio, judge_restatement, percentage
from auditor.facts.model import Fact
from auditor.facts.prose.standing import Standing
from auditor.figures import Interval
from auditor.tuples import NamedTuple

Key = tuple[str, tuple[tuple[str, str], ...], str, str]
"""Concept, dimensions, what else its name says, and the body."""


class Account(NamedTuple):
    """An amount with what it is an amount of."""

    key: Key
    standing: Standing
    fact: Fact
    chapter: int
    heading: int
    """How many headings of the first rank, and of any, stand above it."""
    is_named: bool
    """Whether its own words say what it is of: it is no item of a list."""


def may_be_of(account: Account, whole: Account) -> bool:
    """Whether a class is of the total told before it: of its budget, and a plan or a result as that is, where it says either."""
    scope, above = dict(account.standing.scope), dict(whole.standing.scope)
    is_measured = account.standing.measure in ("", whole.standing.measure)
    if not scope and account.heading != whole.heading:
        return False
    return is_measured and all(above.get(name) == member for name, member in scope.items())


def is_again(one: Fact, other: Fact) -> bool:
    """Whether two amounts of one name are one, or would be but for a digit: those of five years, or of a body within, are others."""
    if one.figure is None or other.figure is None or one.location.line == other.location.line:
        return False
    if judge_restatement(one.figure, other.figure).outcome != "inconsistent":
        return True
    scale = other.figure.unit.scale if other.figure.unit else 1
    return is_one_slip(other.figure.value, one.figure.base / scale, other.figure.decimals)


def is_rate(result: Fact, plan: Fact, percent: Fact, *, slipped: bool = False) -> bool:
    """Whether a percentage is that of a result in a plan, or would be but for a digit."""
    if result.figure is None or plan.figure is None or percent.figure is None or plan.figure.base <= 0:
        return False
    if slipped:
        due = percentage(result.figure.base, plan.figure.base, percent.figure.decimals)
        return is_one_slip(percent.figure.value, due, percent.figure.decimals)
    return judge_ratio(Interval.of(result.figure), Interval.of(plan.figure), percent.figure) != "inconsistent"
