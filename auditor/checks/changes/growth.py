"""Growth: a percentage alone, held against the figures now and before: `执行数15万元，2024年预算30万元，比执行数增长100%`."""

from decimal import Decimal

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.rule import Rule
from auditor.checks.verdict_of import undecided
from auditor.facts import Change, Fact
from auditor.figures import Interval
from auditor.verdicts import Term, Verdict

_HUNDRED = Decimal(100)


def growth_verdict(rule: Rule, claim: Change, percent: Fact, current: Fact, prior: Fact) -> Verdict | None:
    """The percentage of a change held against what there is and what there was; None where one of them is no figure."""
    sign = claim.direction or 1
    terms = (Term("percent", 1, percent), Term("current", sign, current), Term("base", -sign, prior))
    now, before, rate = current.figure, prior.figure, percent.figure
    if now is None or before is None or rate is None:
        return None
    if now.unit is None or before.unit is None or now.unit.quantity != before.unit.quantity:
        return undecided(rule, terms, "unit-unknown")
    if claim.loose or claim.comparable:
        return undecided(rule, terms, "said-loosely", "not_applicable")
    if before.base <= 0:
        return undecided(rule, terms, "zero-base" if before.base == 0 else "negative-base")
    share = rate._replace(value=_HUNDRED + sign * rate.value)
    outcome = judge_ratio(Interval.of(now), Interval.of(before), share)
    expected = sign * (percentage(now.base, before.base, rate.decimals) - _HUNDRED)
    half = rate.slack(fine=False)
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, expected, rate.value - expected, half)
