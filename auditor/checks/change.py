"""Change: amount, direction and percentage of a stated change; the changes of parts against the change of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.arithmetic import judge_ratio, percentage
from auditor.checks.change_columns import check_columns
from auditor.checks.change_sides import check_sides
from auditor.checks.mean_change import mean_of_rates
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Change, Fact, FactSet
from auditor.figures import Figure, Interval
from auditor.rulebook import Rule
from auditor.verdicts import Outcome, Remark, Role, Term, Verdict, weaker

_HUNDRED = Decimal(100)


def check_change(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    """Rules about parts add up changes, about amount hold a change against both its figures, about percent recompute it.

    Rules about columns and rates do so for the columns of tables that print changes, rules about sides compare those of both sides.
    """
    for rule in rules:
        if rule.about in ("columns", "rates"):
            yield from check_columns(rule, facts)
        elif rule.about == "sides" and rule.applies_to(facts):
            yield from check_sides(rule, facts)
    for claim in facts.claims:
        if not isinstance(claim, Change):
            continue
        for rule in rules:
            if rule.about == "parts":
                yield from _signs_told(_parts(rule, claim), (claim, *claim.parts))
                yield from mean_of_rates(rule, claim)
            elif rule.about == "percent":
                yield from _signs_told(_percent(rule, claim, facts), (claim,))
            elif rule.about == "amount":
                yield from _signs_told(_amount(rule, claim), (claim,))


def _signs_told(verdicts: Iterable[Verdict], claims: Sequence[Change]) -> Iterator[Verdict]:
    """A contradiction is told with the figure of it that is said to fall by less than nothing: 减少-0.40万元."""
    doubled = next((claim.amount or claim.percent for claim in claims if claim.doubled), None)
    for verdict in verdicts:
        if doubled is not None and doubled.figure is not None and verdict.outcome == "inconsistent":
            remark = Remark("sign-doubled", {"printed": doubled.figure.printed, "line": str(doubled.location.line)})
            verdict = verdict._replace(remarks=(*verdict.remarks, remark))
        yield verdict


def _amount(rule: Rule, claim: Change) -> Iterator[Verdict]:
    """Where the figure before is printed too: now, less before, less the change, is nothing."""
    change = _signed(claim, -1, "change")
    if claim.current is None or claim.prior is None or change is None:
        return
    terms = [Term("current", 1, claim.current), Term("base", -1, claim.prior), change]
    if claim.loose or (claim.roughly and claim.amount is None):
        yield undecided(rule, terms, "said-loosely", "not_applicable")
    else:
        yield sum_verdict(rule, terms, severity=weaker(rule.severity) if claim.is_across else rule.severity)


def _signed(change: Change, sign: int, role: Role) -> Term | None:
    """A change as a term: its signed amount, or the word that says there is none."""
    if change.amount is not None:
        return Term(role, sign * change.direction, change.amount)
    if change.direction == 0 and change.word is not None:
        return Term("word", sign, change.word)
    return None


def _parts(rule: Rule, claim: Change) -> Iterator[Verdict]:
    if claim.amount is None or not claim.parts or not any(part.amount for part in claim.parts):
        return
    whole = Term("whole", claim.direction, claim.amount)
    terms = [_signed(part, -1, "part") for part in claim.parts]
    known = [term for term in terms if term is not None]
    if len(known) < len(terms):
        yield undecided(rule, [whole, *known], "change-not-printed")
        return
    severity = rule.severity if claim.sure and claim.exhaustive else weaker(rule.severity)
    verdict = sum_verdict(rule, [whole, *known], severity=severity)
    if verdict.outcome == "inconsistent" and not claim.exhaustive:
        verdict = verdict._replace(outcome="not_applicable", reason=Remark("list-not-exhaustive"))
    yield verdict


def _percent(rule: Rule, claim: Change, facts: FactSet) -> Iterator[Verdict]:
    """The change over what there was before, which is the current figure without the change."""
    if claim.percent is not None and claim.amount is None and claim.current is not None and claim.prior is not None:
        for verdict in _growth(rule, claim, claim.percent, claim.current, claim.prior):
            yield verdict._replace(severity=weaker(rule.severity)) if claim.is_across else verdict
        return
    if claim.percent is None or claim.amount is None or claim.percent.figure is None or claim.amount.figure is None:
        return
    if claim.turned and claim.percent.figure.value and claim.amount.figure.value:
        said = (Term("percent", 1, claim.percent), Term("change", claim.direction, claim.amount))
        remark = Remark("directions-differ")
        yield Verdict(rule.code, rule.kind, "inconsistent", rule.severity, said, remarks=(remark,), reason=remark)
        return
    if claim.prior is not None and claim.prior.figure is not None and not claim.loose and not claim.is_across:
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
        yield verdict._replace(severity=weaker(rule.severity)) if claim.is_across else verdict


def _growth(rule: Rule, claim: Change, percent: Fact, current: Fact, prior: Fact) -> Iterator[Verdict]:
    """A percentage alone, beside the figures now and before: 执行数15万元，2024年预算30万元，比执行数增长100%."""
    sign = claim.direction or 1
    terms = (Term("percent", 1, percent), Term("current", sign, current), Term("base", -sign, prior))
    now, before, rate = current.figure, prior.figure, percent.figure
    if now is None or before is None or rate is None:
        return
    if now.unit is None or before.unit is None or now.unit.quantity != before.unit.quantity:
        yield undecided(rule, terms, "unit-unknown")
    elif claim.loose:
        yield undecided(rule, terms, "said-loosely", "not_applicable")
    elif before.base <= 0:
        yield undecided(rule, terms, "zero-base" if before.base == 0 else "negative-base")
    else:
        share = rate._replace(value=_HUNDRED + sign * rate.value)
        outcome = judge_ratio(Interval.of(now), Interval.of(before), share)
        expected = sign * (percentage(now.base, before.base, rate.decimals) - _HUNDRED)
        half = rate.slack(fine=False)
        yield Verdict(rule.code, rule.kind, outcome, rule.severity, terms, expected, rate.value - expected, half)


def _over_prior(rule: Rule, percent: Fact, amount: Fact, prior: Fact) -> Verdict:
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
        return Verdict(rule.code, rule.kind, outcome, weaker(rule.severity), terms, remarks=(remark,), reason=remark)
    outcome = judge_ratio(Interval.of(amount.figure), Interval.of(prior.figure), percent.figure)
    expected = percentage(amount.figure.base, prior.figure.base, percent.figure.decimals)
    half = percent.figure.slack(fine=False)
    return Verdict(rule.code, rule.kind, outcome, rule.severity, terms, expected, percent.figure.value - expected, half)


def _judge(rule: Rule, terms: list[Term], amount: Figure, level: Figure, percent: Figure, direction: int) -> Verdict:
    """The base is current less change, so that the greatest change and the least one each have a base of their own."""
    change, current = Interval.of(amount), Interval.of(level)
    sign = -1 if direction < 0 else 1
    prior = Interval(current.low - sign * change.high, current.high - sign * change.low)
    middle = level.base - direction * amount.base
    ordered = (terms[2], terms[0], terms[1])
    if middle <= 0:
        if amount.value == 0 and percent.value == 0:
            return Verdict(rule.code, rule.kind, "exact", rule.severity, ordered, Decimal(0), Decimal(0), Decimal(0))
        if prior.high > 0 and percent.value * prior.high >= change.low * _HUNDRED:
            # 6.6亿元，增加6.6亿元，增长14789.7%: the digits leave room for so small a base.
            return undecided(rule, ordered, "base-near-zero")
        remark = Remark("zero-base" if middle == 0 else "negative-base")
        outcome = "inconsistent" if percent.value != 0 else "unverifiable"
        return Verdict(rule.code, rule.kind, outcome, weaker(rule.severity), ordered, remarks=(remark,), reason=remark)  # type: ignore[arg-type]
    if prior.low <= 0:
        return undecided(rule, ordered, "base-near-zero")
    outcome = judge_ratio(change, prior, percent)
    expected = percentage(amount.base, middle, percent.decimals)
    remarks = _explanations(amount, level, percent, middle) if outcome == "inconsistent" else ()
    half = Decimal(1).scaleb(-percent.decimals) / 2
    return Verdict(
        rule.code, rule.kind, outcome, rule.severity, ordered, expected, percent.value - expected, half, None, remarks
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
