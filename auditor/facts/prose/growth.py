"""Growth against another chapter: `二、2026年预算草案 … 全市收入安排206亿元，增长3%` is of what chapter one tells of 2025.

What a change is measured against its base says: 比上年执行数, 比上年预算数. Where no word says it all such changes of a chapter
of one side have one base: the results of the year before, if most of them fit these. One that does not is told where one
digit explains it, and may else be of another base.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from auditor.arithmetic import is_one_slip, judge_ratio, judge_restatement, percentage
from auditor.facts.claims import Change, Claim
from auditor.facts.prose.account import Account, Key
from auditor.figures import Interval
from auditor.tuples import NamedTuple

_HUNDRED = 100
_MOST = 0.6
"""Of the changes of one side without words for their base more than this share fits the results of the year before."""
_SEVERAL = 3


class Growth(NamedTuple):
    """A change whose figure of the year before is not printed beside it."""

    place: int
    """The place of its claim."""
    account: Account
    base: str
    """The measure that the words of its base say."""

    @property
    def side(self) -> tuple[int, str]:
        """The chapter and concept: what a plan of spending is measured against may be another than that of income."""
        return self.account.chapter, self.account.fact.concept


class Growths:
    """The changes of a document whose figures of the year before stand elsewhere in it."""

    def __init__(self, claims: list[Claim], plans: frozenset[str]) -> None:
        self.claims = claims
        self.plans = plans
        self.found: list[Growth] = []

    def claim(self, accounts: Mapping[tuple[Key, int], list[Account]]) -> None:
        """Print into the changes what their subjects were the year before, where the document says it."""
        fitting: Counter[tuple[int, str]] = Counter()
        bare: Counter[tuple[int, str]] = Counter()
        found: list[tuple[Growth, list[Account], list[Account]]] = []
        for growth in self.found:
            priors = self._priors(growth, accounts)
            if not priors:
                continue
            fits = [prior for prior in priors if self._fits(growth, prior)]
            found.append((growth, priors, fits))
            if not growth.base:
                bare[growth.side] += 1
                fitting[growth.side] += bool(fits)
        for growth, priors, fits in found:
            side = growth.side
            is_settled = bool(growth.base) or (bare[side] >= _SEVERAL and fitting[side] > _MOST * bare[side])
            is_one = len({prior.fact.figure.base for prior in priors if prior.fact.figure}) == 1
            is_open = bare[side] < _SEVERAL or is_settled
            is_named = bool(growth.base) and (
                growth.base not in self.plans or growth.base == priors[0].standing.measure
            )
            is_told = is_one and (is_named or (is_settled and not growth.base and self._is_slip(growth, priors[0])))
            chosen = fits[0] if fits and is_open else priors[0] if is_told else None
            if chosen is not None:
                change = self.claims[growth.place]
                assert isinstance(change, Change)
                self.claims[growth.place] = change._replace(prior=chosen.fact, is_across=True)

    def _priors(self, growth: Growth, accounts: Mapping[tuple[Key, int], list[Account]]) -> list[Account]:
        """What the account was the year before: planned or come of it, as the base says."""
        year = growth.account.standing.year
        assert year is not None
        found = accounts.get((growth.account.key, year - 1), [])
        is_plan = growth.base in self.plans
        now = growth.account.fact.figure
        return [
            one
            for one in found
            if (one.standing.measure in self.plans) == is_plan
            # What is as much as the amount itself is that amount told again under a year of its own.
            and judge_restatement(now, one.fact.figure).outcome == "inconsistent"
        ]

    def _fits(self, growth: Growth, prior: Account) -> bool:
        change = self.claims[growth.place]
        assert isinstance(change, Change)
        now, before = growth.account.fact.figure, prior.fact.figure
        if now is None or before is None or before.base <= 0:
            return False
        if change.percent is not None and change.percent.figure is not None:
            rate = change.percent.figure
            share = rate._replace(value=_HUNDRED + change.direction * rate.value)
            return judge_ratio(Interval.of(now), Interval.of(before), share) != "inconsistent"
        amount = change.amount.figure if change.amount is not None else None
        if amount is None:
            return False
        allowance = now.slack(fine=False) + before.slack(fine=False) + amount.slack(fine=False)
        return abs(now.base - before.base - change.direction * amount.base) <= allowance

    def _is_slip(self, growth: Growth, prior: Account) -> bool:
        """Whether one digit of the rate of a change written otherwise is what its amounts make: only then it is of no other base."""
        change = self.claims[growth.place]
        assert isinstance(change, Change)
        now, before = growth.account.fact.figure, prior.fact.figure
        rate = change.percent.figure if change.percent is not None else None
        if now is None or before is None or rate is None or before.base <= 0:
            return False
        due = change.direction * (percentage(now.base, before.base, rate.decimals) - _HUNDRED)
        return is_one_slip(rate.value, due, rate.decimals)
