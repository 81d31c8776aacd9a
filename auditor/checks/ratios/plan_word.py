"""Plan word: words that compare a result with its plan fit both figures."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import undecided
from auditor.facts import Comparison, FactSet
from auditor.verdicts import Outcome, Term, Verdict


class PlanWord(Rule):
    """Words by which prose compares a result with its plan (more, less, as much) fit both figures."""

    kind: ClassVar[str] = "plan-word"
    family: ClassVar[str] = "completion"
    says: ClassVar[Sentence] = (
        "“大于”“小于”“等于”等用语与两数相符",
        "more, less and as much fit the two figures",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "comparison-wrong": (
            "第{line}行说“{word}”，而第{other_line}行“{other_label}”为 {other}{other_unit}，计划数为 {plan}{plan_unit}",
            "line {line} says “{word}”, but “{other_label}” at line {other_line} is {other} {other_unit} and the plan {plan} {plan_unit}",
        ),
    }

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Comparison):
                yield _word(self, claim)

    def message_of(self, verdict: Verdict) -> str | None:
        return "comparison-wrong"


def _word(rule: PlanWord, claim: Comparison) -> Verdict:
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
        rule.code,
        rule.family,
        outcome,
        rule.severity,
        terms,
        None,
        _plain(difference / scale),
        _plain(allowance / scale),
    )


def _plain(value: Decimal) -> Decimal:
    return value.normalize() if value else Decimal(0)
