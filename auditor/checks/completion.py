"""Completion: a stated share of a plan is result over plan; words that compare the two fit their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Comparison, Completion, Fact, FactSet
from auditor.figures import Figure, Interval
from auditor.rulebook import Rule
from auditor.verdicts import Outcome, Remark, Term, Verdict, weaker

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


def check_completion(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """`about` is ratio (the percentage), word (more, less or as much), or difference (by how much).

    A rate that a form prints is that of the rules that name the form among their `layouts`.
    """
    for rule in rules:
        if not rule.applies_to(facts):
            continue
        for claim in facts.claims:
            if isinstance(claim, Completion) and rule.about == "ratio":
                form = facts.layout_of(claim.percent)
                if form in rule.layouts if rule.layouts else form is None:
                    verdict = _ratio(rule, claim)
                    yield verdict._replace(severity=weaker(verdict.severity)) if claim.is_across else verdict
            elif isinstance(claim, Comparison) and rule.about == "word":
                yield _word(rule, claim)
            elif isinstance(claim, Comparison) and rule.about == "difference" and claim.amount is not None:
                yield _difference(rule, claim, claim.amount)


def _ratio(rule: Rule, claim: Completion) -> Verdict:
    percent, result = claim.percent.figure, claim.result.figure
    plan = _planned(claim)
    terms = _terms(claim)
    assert percent and result
    if (
        plan is None
        or not result.unit
        or any(
            not term.fact.figure or not term.fact.figure.unit or term.fact.figure.unit.quantity != result.unit.quantity
            for term in terms[1:]
        )
    ):
        return undecided(rule, terms, "unit-unknown")
    numerator, half = Interval.of(result), Decimal(1).scaleb(-percent.decimals) / 2
    fitting = tuple(
        Remark("fits-another-plan", {"plan": other.figure.printed, "line": str(other.location.line)})
        for other in claim.others
        if other.figure
        and other.figure.base > 0
        and judge_ratio(numerator, Interval.of(other.figure), percent) == "exact"
    )
    if plan.low > 0 and numerator.high < 0 < percent.value:
        # Less than nothing is no positive share of a plan; the sign may be a dash.
        due = percentage(result.base, (plan.low + plan.high) / 2, percent.decimals)
        return Verdict(
            rule.code, rule.kind, "inconsistent", weaker(rule.severity), terms, due, percent.value - due, half
        )
    if plan.low <= 0 or numerator.high < 0:
        if _is_of_nothing(numerator, plan, percent):
            return Verdict(
                rule.code,
                rule.kind,
                "inconsistent",
                rule.severity if fitting else weaker(rule.severity),
                terms,
                remarks=(Remark("plan-is-zero"), *fitting),
            )
        return undecided(rule, terms, "plan-is-zero" if plan.low == plan.high == 0 else "plan-near-zero")
    outcome = judge_ratio(numerator, plan, percent)
    expected = percentage(result.base, (plan.low + plan.high) / 2, percent.decimals)
    return Verdict(
        rule.code,
        rule.kind,
        outcome,
        rule.severity,
        terms,
        expected,
        percent.value - expected,
        half,
        remarks=fitting if outcome == "inconsistent" else (),
    )


def _is_of_nothing(result: Interval, plan: Interval, percent: Figure) -> bool:
    """Whether a rate is stated of a plan of zero, or of a printed zero that hides too little for it."""
    if plan.high <= 0:
        return result.low > 0 or result.high < 0 or percent.value != 0
    return result.low * _HUNDRED > Interval.of(percent).high * plan.high


def _planned(claim: Completion) -> Interval | None:
    """The plan, or what it must have been: the result less the difference."""
    if claim.plan is not None:
        return Interval.of(claim.plan.figure) if claim.plan.figure else None
    result, difference = claim.result.figure, claim.difference.figure if claim.difference else None
    if result is None or difference is None:
        return None
    slack = result.slack(fine=False) + difference.slack(fine=False)
    middle = result.base - claim.direction * difference.base
    return Interval(middle - slack, middle + slack)


def _terms(claim: Completion) -> tuple[Term, ...]:
    terms = [Term("percent", 1, claim.percent), Term("numerator", 1, claim.result)]
    if claim.plan is not None:
        terms.append(Term("denominator", 1, claim.plan))
    elif claim.difference is not None:
        terms.append(Term("change", claim.direction, claim.difference))
    return tuple(terms)


def _word(rule: Rule, claim: Comparison) -> Verdict:
    """More must be possible for what the digits of both stand for, and as much must be as well."""
    terms = (Term("word", 1, claim.word), Term("left", 1, claim.result), Term("right", -1, claim.plan))
    result, plan = claim.result.figure, claim.plan.figure
    if not result or not plan or not result.unit or not plan.unit or result.unit.quantity != plan.unit.quantity:
        return undecided(rule, terms, "unit-unknown")
    if claim.loose:
        return undecided(rule, terms, "said-loosely", "not_applicable")
    difference = result.base - plan.base
    allowance = result.slack(fine=False) + plan.slack(fine=False)
    outcome: Outcome
    if claim.direction == 0:
        outcome = "exact" if difference == 0 else "rounding" if abs(difference) <= allowance else "inconsistent"
    elif difference * claim.direction > 0:
        outcome = "exact"
    else:
        outcome = "rounding" if abs(difference) < allowance else "inconsistent"
    scale = result.unit.scale
    return Verdict(
        rule.code, rule.kind, outcome, rule.severity, terms, None, _plain(difference / scale), _plain(allowance / scale)
    )


def _plain(value: Decimal) -> Decimal:
    return value.normalize() if value else _ZERO


def _difference(rule: Rule, claim: Comparison, amount: Fact) -> Verdict:
    """Result less plan is the difference that is stated."""
    terms = [Term("current", 1, claim.result), Term("base", -1, claim.plan), Term("change", -claim.direction, amount)]
    if claim.loose or claim.direction == 0:
        return undecided(rule, terms, "said-loosely", "not_applicable")
    return sum_verdict(rule, terms)
