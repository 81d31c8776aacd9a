"""Shares sum: the shares of one enumeration make a hundred."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from auditor.arithmetic import is_one_slip
from auditor.checks.rule import Rule, Sentence
from auditor.facts import FactSet, ShareSum
from auditor.figures import Figure
from auditor.verdicts import Outcome, Term, Verdict, weaker

_HUNDRED = Decimal(100)


class SharesSum(Rule):
    """The shares of one enumeration add up to a hundred."""

    kind: ClassVar[str] = "shares-sum"
    family: ClassVar[str] = "share"
    says: ClassVar[Sentence] = (
        "同一列举的各项占比之和 = 100",
        "the shares of one enumeration add up to 100",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "shares-wrong": (
            "第{line}行各项占比之和为 {total}%，不等于 100%",
            "the shares at line {line} add up to {total}%, not 100%",
        ),
        "shares-tail": (
            "第{line}行各项占比之和为 {total}%，各项末位截尾或经调整",
            "the shares at line {line} add up to {total}%: truncated or adjusted in their last digits",
        ),
    }

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, ShareSum):
                yield _sum(self, claim)

    def message_of(self, verdict: Verdict) -> str | None:
        return "shares-wrong"


def _sum(rule: SharesSum, claim: ShareSum) -> Verdict:
    """Each share carries half a unit in its last place, so the sum of n may miss a hundred by n halves.

    Shares that were cut off instead of rounded fall short of it by less than n units: forced.
    """
    terms = tuple(Term("percent", 1, fact) for fact in claim.percents)
    figures = [fact.figure for fact in claim.percents if fact.figure]
    total = sum((figure.value for figure in figures), Decimal(0))
    allowance = sum((figure.slack(fine=False) for figure in figures), Decimal(0))
    difference = total - _HUNDRED
    outcome: Outcome = "exact" if difference == 0 else "rounding" if abs(difference) <= allowance else "inconsistent"
    if outcome == "inconsistent" and -2 * allowance < difference < 0:
        outcome = "forced"
    is_sure = claim.extent == "all" or (claim.extent == "told" and _is_slip(figures, difference))
    severity = rule.severity if is_sure else weaker(rule.severity)
    return Verdict(rule.code, rule.family, outcome, severity, terms, _HUNDRED, difference, allowance)


def _is_slip(shares: Sequence[Figure], difference: Decimal) -> bool:
    """Whether one share written otherwise in a digit would make all of them a hundred."""
    return any(is_one_slip(share.value, share.value - difference, share.decimals) for share in shares)
