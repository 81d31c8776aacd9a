"""Change parts: the changes of the parts add up to the change of the whole, and their rates to its rate."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from auditor.arithmetic import is_telling_slip
from auditor.checks.changes.mean_change import mean_of_rates
from auditor.checks.changes.signs import signed, signs_told
from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Change, FactSet
from auditor.verdicts import Remark, Term, Verdict, weaker

_TELLING, _FEWEST_DIGITS = 1_000, 3
"""Changes of so many units of their last digit are seldom alike but for a digit by chance."""


class ChangeParts(Rule):
    """The changes of the parts that prose names add up to the change of the whole; where only rates are told, what the parts were
    before adds up to what the whole was."""

    kind: ClassVar[str] = "change-parts"
    family: ClassVar[str] = "change"
    says: ClassVar[Sentence] = (
        "各项增减额之和 = 总增减额",
        "the changes of the parts add up to the change of the whole",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "change-not-printed": ("有分项未给出增减额", "the change of a part is not given"),
    }

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Change):
                yield from signs_told(_parts(self, claim), (claim, *claim.parts))
                yield from mean_of_rates(self, claim)


def _parts(rule: ChangeParts, claim: Change) -> Iterator[Verdict]:
    if claim.amount is None or not claim.parts or not any(part.amount for part in claim.parts):
        return
    whole = Term("whole", claim.direction, claim.amount)
    terms = [signed(part, -1, "part") for part in claim.parts]
    known = [term for term in terms if term is not None]
    if len(known) < len(terms):
        yield undecided(rule, [whole, *known], "change-not-printed")
        return
    severity = rule.severity if claim.sure and claim.exhaustive else weaker(rule.severity)
    verdict = sum_verdict(rule, [whole, *known], severity=severity)
    is_open = not claim.exhaustive and not _is_told_again(claim)
    if verdict.outcome == "inconsistent" and (is_open or _has_lost_part(claim)):
        verdict = verdict._replace(outcome="not_applicable", reason=Remark("list-not-exhaustive"))
    yield verdict


def _has_lost_part(claim: Change) -> bool:
    """Whether each change is proven, and something that is none now was there before: 减少19.15万元，上年购置车辆1辆."""
    changed = [part for part in claim.parts if part.amount is not None or part.direction]
    is_proven = claim.is_proven and all(part.is_proven for part in changed)
    return is_proven and claim.signed < sum((part.signed for part in changed), Decimal(0))


def _is_told_again(claim: Change) -> bool:
    """收入减少49.81万元，其中一般公共预算收入减少94.81万元: the only part that changed, one digit off, or two that changed places."""
    told = [change.amount.figure for change in (claim, *claim.parts) if change.amount is not None]
    is_known = len(claim.parts) == 1 and bool(claim.parts[0].subject[0])
    is_one_way = is_known and claim.parts[0].direction == claim.direction
    is_telling = all(len(figure.value.normalize().as_tuple().digits) >= _FEWEST_DIGITS for figure in told if figure)
    # 收入增加4600万元，其中：利润增加3600万元: round amounts are one digit apart by chance.
    return is_one_way and is_telling and len(told) > 1 and is_telling_slip(told[0], told[1], _TELLING)
