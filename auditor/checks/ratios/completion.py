"""Completion: a stated share of a plan is the result over the plan."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.rule import Layouts, Rule, Sentence
from auditor.checks.verdict_of import undecided
from auditor.facts import Completion, FactSet
from auditor.figures import Figure, Interval
from auditor.verdicts import Remark, Term, Verdict, weaker

_HUNDRED = Decimal(100)


class CompletionOf(Rule):
    """A percentage of a plan that is said to be reached is the result over the plan."""

    kind: ClassVar[str] = "completion"
    family: ClassVar[str] = "completion"
    says: ClassVar[Sentence] = (
        "结果 ÷ 计划 × 100 = 所印百分比",
        "result ÷ plan × 100 = the printed percentage",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "plan-near-zero": ("计划数接近零，所印位数不足以计算", "the plan is too near zero for its digits"),
        "fits-another-plan": (
            "该比例与第{line}行的 {plan} 相符，所指的计划数有误",
            "the percentage fits the plan of {plan} at line {line}; it is said to be of another",
        ),
        "plan-is-zero": ("作为分母的计划数为零，不能计算完成比例", "the plan is zero, so no share of it can be stated"),
    }

    layouts: Layouts = frozenset()
    """The forms whose rates it holds; those of prose where they are left out."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Completion):
                form = facts.layout_of(claim.percent)
                if form in self.layouts if self.layouts else form is None:
                    verdict = _ratio(self, claim)
                    yield verdict._replace(severity=weaker(verdict.severity)) if claim.is_across else verdict


def _ratio(rule: CompletionOf, claim: Completion) -> Verdict:
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
            rule.code, rule.family, "inconsistent", weaker(rule.severity), terms, due, percent.value - due, half
        )
    if plan.low <= 0 or numerator.high < 0:
        if _is_of_nothing(numerator, plan, percent):
            return Verdict(
                rule.code,
                rule.family,
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
        rule.family,
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
