"""Share: a stated share is the part over the whole."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import undecided
from auditor.facts import FactSet, Share
from auditor.figures import Interval
from auditor.verdicts import Remark, Term, Verdict, weaker


class ShareOf(Rule):
    """A share that prose states is the part over the whole."""

    kind: ClassVar[str] = "share"
    family: ClassVar[str] = "share"
    says: ClassVar[Sentence] = (
        "部分 ÷ 总数 × 100 = 所印百分比",
        "part ÷ whole × 100 = the printed percentage",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "nil-whole": ("总数为零或为负，不能计算占比", "the whole is zero or negative, so there is no share of it"),
    }

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Share):
                verdict = _ratio(self, claim)
                yield verdict._replace(severity=weaker(verdict.severity)) if claim.is_across else verdict


def _ratio(rule: ShareOf, claim: Share) -> Verdict:
    terms = (Term("percent", 1, claim.percent), Term("numerator", 1, claim.part), Term("denominator", 1, claim.whole))
    part, whole, percent = claim.part.figure, claim.whole.figure, claim.percent.figure
    assert part and whole and percent
    if not part.unit or not whole.unit or part.unit.quantity != whole.unit.quantity:
        return undecided(rule, terms, "unit-unknown")
    if whole.base <= 0:
        if part.base == 0 and percent.value == 0:
            return Verdict(rule.code, rule.family, "exact", rule.severity, terms, Decimal(0), Decimal(0), Decimal(0))
        if percent.value == 0:
            return undecided(rule, terms, "nil-whole")
        remark = Remark("nil-whole")
        return Verdict(
            rule.code, rule.family, "inconsistent", weaker(rule.severity), terms, reason=remark, remarks=(remark,)
        )
    outcome = judge_ratio(Interval.of(part), Interval.of(whole), percent)
    expected = percentage(part.base, whole.base, percent.decimals)
    half = Decimal(1).scaleb(-percent.decimals) / 2
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, expected, percent.value - expected, half)
