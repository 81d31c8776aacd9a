"""Change rate: a stated percentage is the change over what there was before."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.changes.growth import growth_verdict
from auditor.checks.changes.signs import signs_told
from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import undecided
from auditor.facts import Change, Fact, FactSet
from auditor.figures import Figure, Interval
from auditor.verdicts import Outcome, Remark, Term, Verdict, weaker

_HUNDRED = Decimal(100)


class ChangeRate(Rule):
    """A percentage by which prose says that something has changed is the change over what there was before."""

    kind: ClassVar[str] = "change-rate"
    family: ClassVar[str] = "change"
    says: ClassVar[Sentence] = (
        "增减额 ÷ 基期数 × 100 = 所印百分比",
        "change ÷ before × 100 = the printed percentage",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "base-is-current": (
            "{percent}% 与以本年数为分母的结果（{ratio}%）相符，而不是以上年数为分母",
            "{percent}% fits the current year as base ({ratio}%); the base is the prior year",
        ),
        "ratio-not-percent": ("疑为未乘以 100", "the ratio seems not to be multiplied by 100"),
        "directions-differ": (
            "增减额与增减幅度的方向相反，一增一减",
            "the amount goes up and the percentage down, or the other way round",
        ),
    }

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if not isinstance(claim, Change):
                continue
            for verdict in signs_told(_percent(self, claim, facts), (claim,)):
                yield verdict._replace(severity=weaker(self.severity)) if _is_rough(claim) else verdict


def _is_rough(claim: Change) -> bool:
    """增长三成, 翻了一番, 增长两倍: so nobody tells a rate to its last digit."""
    return claim.percent is not None and claim.percent.figure is not None and claim.percent.figure.decimals < 0


def _percent(rule: ChangeRate, claim: Change, facts: FactSet) -> Iterator[Verdict]:
    """The change over what there was before, which is the current figure without the change."""
    if claim.percent is not None and claim.amount is None and claim.current is not None and claim.prior is not None:
        verdict = growth_verdict(rule, claim, claim.percent, claim.current, claim.prior)
        if verdict is not None:
            yield verdict._replace(severity=weaker(rule.severity)) if claim.is_across else verdict
        return
    if claim.percent is None or claim.amount is None or claim.percent.figure is None or claim.amount.figure is None:
        return
    if claim.turned and claim.percent.figure.value and claim.amount.figure.value:
        said = (Term("percent", 1, claim.percent), Term("change", claim.direction, claim.amount))
        remark = Remark("directions-differ")
        yield Verdict(rule.code, rule.family, "inconsistent", rule.severity, said, remarks=(remark,), reason=remark)
        return
    is_over = claim.prior is not None and not claim.loose and not claim.comparable and not claim.is_across
    if is_over and claim.prior is not None and claim.prior.figure is not None:
        yield _over_prior(rule, claim.percent, claim.amount, claim.prior)
        return
    current = claim.current or _level_of(claim, facts)
    if current is None or current.figure is None:
        yield undecided(rule, [Term("change", 1, claim.amount), Term("percent", 1, claim.percent)], "base-unknown")
        return
    terms = [
        Term("change", claim.direction or 1, claim.amount),
        Term("current", 1, current),
        Term("percent", 1, claim.percent),
    ]
    amount, level, percent = claim.amount.figure, current.figure, claim.percent.figure
    if amount.unit is None or level.unit is None or amount.unit.quantity != level.unit.quantity:
        yield undecided(rule, terms, "unit-unknown")
    elif claim.loose:
        yield undecided(rule, terms, "said-loosely", "not_applicable")
    else:
        verdict = _judge(rule, terms, amount, level, percent, claim.direction)
        is_weak = claim.is_across or claim.comparable
        yield verdict._replace(severity=weaker(rule.severity)) if is_weak else verdict


def _over_prior(rule: ChangeRate, percent: Fact, amount: Fact, prior: Fact) -> Verdict:
    """The change over the printed figure before."""
    terms = (Term("percent", 1, percent), Term("numerator", 1, amount), Term("denominator", 1, prior))
    assert percent.figure and amount.figure and prior.figure
    if (
        amount.figure.unit is None
        or prior.figure.unit is None
        or amount.figure.unit.quantity != prior.figure.unit.quantity
    ):
        return undecided(rule, terms, "unit-unknown")
    if prior.figure.value <= 0:
        remark = Remark("negative-base" if prior.figure.value < 0 else "zero-base")
        outcome: Outcome = "inconsistent" if percent.figure.value != 0 else "unverifiable"
        return Verdict(rule.code, rule.family, outcome, weaker(rule.severity), terms, remarks=(remark,), reason=remark)
    outcome = judge_ratio(Interval.of(amount.figure), Interval.of(prior.figure), percent.figure)
    expected = percentage(amount.figure.base, prior.figure.base, percent.figure.decimals)
    half = percent.figure.slack(fine=False)
    return Verdict(
        rule.code, rule.family, outcome, rule.severity, terms, expected, percent.figure.value - expected, half
    )


def _judge(
    rule: ChangeRate, terms: list[Term], amount: Figure, level: Figure, percent: Figure, direction: int
) -> Verdict:
    """The base is current less change, so that the greatest change and the least one each have a base of their own."""
    change, current = Interval.of(amount), Interval.of(level)
    sign = -1 if direction < 0 else 1
    prior = Interval(current.low - sign * change.high, current.high - sign * change.low)
    middle = level.base - direction * amount.base
    ordered = (terms[2], terms[0], terms[1])
    if middle <= 0:
        if amount.value == 0 and percent.value == 0:
            return Verdict(rule.code, rule.family, "exact", rule.severity, ordered, Decimal(0), Decimal(0), Decimal(0))
        if prior.high > 0 and percent.value * prior.high >= change.low * _HUNDRED:
            # 6.6亿元，增加6.6亿元，增长14789.7%: the digits leave room for so small a base.
            return undecided(rule, ordered, "base-near-zero")
        remark = Remark("zero-base" if middle == 0 else "negative-base")
        lacking: Outcome = "inconsistent" if percent.value != 0 else "unverifiable"
        # What is new is often said to grow by 100%, never by 190%.
        severity = weaker(rule.severity) if middle < 0 or percent.value in (0, _HUNDRED) else rule.severity
        return Verdict(rule.code, rule.family, lacking, severity, ordered, remarks=(remark,), reason=remark)
    if prior.low <= 0:
        return undecided(rule, ordered, "base-near-zero")
    outcome = judge_ratio(change, prior, percent)
    expected = percentage(amount.base, middle, percent.decimals)
    remarks = _explanations(amount, level, percent, middle) if outcome == "inconsistent" else ()
    half = Decimal(1).scaleb(-percent.decimals) / 2
    return Verdict(
        rule.code, rule.family, outcome, rule.severity, ordered, expected, percent.value - expected, half, None, remarks
    )


def _explanations(amount: Figure, level: Figure, percent: Figure, prior: Decimal) -> tuple[Remark, ...]:
    """Which mistake would give the printed percentage: the current figure as base, a ratio without the hundred."""
    change = Interval.of(amount)
    found = []
    if level.base > 0 and judge_ratio(change, Interval.of(level), percent) != "inconsistent":
        ratio = percentage(amount.base, level.base, percent.decimals)
        found.append(Remark("base-is-current", {"percent": str(percent.printed), "ratio": str(ratio)}))
    hundredfold = percent._replace(value=percent.value * _HUNDRED, decimals=max(0, percent.decimals - 2))
    if judge_ratio(change, Interval(prior, prior), hundredfold) != "inconsistent":
        found.append(Remark("ratio-not-percent"))
    return tuple(found)


def _level_of(claim: Change, facts: FactSet) -> Fact | None:
    """The printed figure of a change's subject anywhere in the document; None where its words may mean different figures."""
    concept, dims = claim.subject
    known = facts.vocabulary.concepts.get(concept)
    if known is None:
        return None
    found = [
        fact
        for name in (concept, *known.also)
        for fact in facts.by_key.get((name, dims), ())
        if fact.figure is not None
    ]
    values = {fact.figure.base for fact in found if fact.figure}
    return found[0] if len(values) == 1 else None
