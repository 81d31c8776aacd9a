"""Share: a stated share is the part over the whole; the shares of one enumeration make a hundred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.verdict_of import undecided
from auditor.facts import FactSet, Share, ShareSum
from auditor.figures import Interval
from auditor.rulebook import Rule
from auditor.verdicts import Outcome, Remark, Term, Verdict, weaker

_HUNDRED = Decimal(100)


def check_share(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """Rules with `about = "ratio"` recompute shares, those with `about = "sum"` add them up."""
    for claim in facts.claims:
        for rule in rules:
            if isinstance(claim, Share) and rule.about == "ratio":
                verdict = _ratio(rule, claim)
                yield verdict._replace(severity=weaker(verdict.severity)) if claim.is_across else verdict
            elif isinstance(claim, ShareSum) and rule.about == "sum":
                yield _sum(rule, claim)


def _ratio(rule: Rule, claim: Share) -> Verdict:
    terms = (Term("percent", 1, claim.percent), Term("numerator", 1, claim.part), Term("denominator", 1, claim.whole))
    part, whole, percent = claim.part.figure, claim.whole.figure, claim.percent.figure
    assert part and whole and percent
    if not part.unit or not whole.unit or part.unit.quantity != whole.unit.quantity:
        return undecided(rule, terms, "unit-unknown")
    if whole.base <= 0:
        if part.base == 0 and percent.value == 0:
            return Verdict(rule.code, rule.kind, "exact", rule.severity, terms, Decimal(0), Decimal(0), Decimal(0))
        if percent.value == 0:
            return undecided(rule, terms, "nil-whole")
        remark = Remark("nil-whole")
        return Verdict(
            rule.code, rule.kind, "inconsistent", weaker(rule.severity), terms, reason=remark, remarks=(remark,)
        )
    outcome = judge_ratio(Interval.of(part), Interval.of(whole), percent)
    expected = percentage(part.base, whole.base, percent.decimals)
    half = Decimal(1).scaleb(-percent.decimals) / 2
    return Verdict(rule.code, rule.kind, outcome, rule.severity, terms, expected, percent.value - expected, half)


def _sum(rule: Rule, claim: ShareSum) -> Verdict:
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
    return Verdict(rule.code, rule.kind, outcome, rule.severity, terms, _HUNDRED, difference, allowance)
