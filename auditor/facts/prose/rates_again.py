"""Rates told twice: `收入完成1748028万元，为预算的110.91%` and, in the summary, `收入完成174.8亿元，为年计划的110.91%`.

Where the amounts of one account agree, so do their rates of growth, or of completion. Two that differ by more than a slip
are measured against different bases.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic import is_telling_slip, judge_restatement
from auditor.facts.claims import Restated
from auditor.facts.fact import Fact
from auditor.facts.prose.account import Account
from auditor.tuples import NamedTuple

_TELLING = 1_000
"""Units of the last digit: 5.2% and 5.3% may be two rates, 25.96% and 52.96% hardly."""


class Rate(NamedTuple):
    """A percentage that is told of an account; `sort` says of what kind it is: growth up or down, completion of a plan."""

    account: Account
    sort: str
    percent: Fact


class RatesAgain:
    """The rates of the accounts of a document."""

    def __init__(self) -> None:
        self.found: dict[int, Rate] = {}
        """By the number of their fact."""

    def keep(self, account: Account, sort: str, percent: Fact) -> None:
        self.found.setdefault(percent.number, Rate(account, sort, percent))

    def claims(self) -> Iterator[Restated]:
        """Each rate that was told before of the same amount, as it was told first."""
        known: dict[tuple[object, ...], list[Rate]] = {}
        for rate in self.found.values():
            account = rate.account
            place = (account.key, account.standing.year, rate.sort)
            first = next((other for other in known.get(place, []) if _is_again(other, rate)), None)
            if first is not None:
                yield Restated(first.percent, rate.percent, account.key[0])
            else:
                known.setdefault(place, []).append(rate)


def _is_again(one: Rate, other: Rate) -> bool:
    """Whether two rates are of amounts that agree, and agree themselves, or would but for a digit."""
    if one.percent.location.line == other.percent.location.line:
        return False
    amounts = judge_restatement(one.account.fact.figure, other.account.fact.figure)
    rates = judge_restatement(one.percent.figure, other.percent.figure)
    if amounts.outcome == "inconsistent":
        return False
    is_slip = is_telling_slip(one.percent.figure, other.percent.figure, _TELLING)
    return rates.outcome != "inconsistent" or is_slip
