"""Direction word: 由18万元减少到15万元, a figure that is said to rise or fall to another is less or more than it."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.facts import Change, FactSet
from auditor.verdicts import Outcome, Remark, Term, Verdict, weaker


class DirectionWord(Rule):
    """A figure that is said to rise or fall to another is less or more than it."""

    kind: ClassVar[str] = "direction-word"
    family: ClassVar[str] = "wording"
    says: ClassVar[Sentence] = (
        "说由一数增加（减少）到另一数的，后者较大（较小）",
        "what is said to rise or fall from one figure to another is more or less in the second",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Change):
                yield from _direction(self, claim)

    def message_of(self, verdict: Verdict) -> str | None:
        return "word-wrong"


def _direction(rule: DirectionWord, claim: Change) -> Iterator[Verdict]:
    """由18万元减少到15万元: a figure that is said to rise or fall to another is less or more than it."""
    if claim.word is None or not claim.direction or claim.current is None or claim.prior is None:
        return
    if any(
        half is not None and half.figure is not None and not half.figure.base for half in (claim.amount, claim.percent)
    ):
        # 与上年相比未发生变化，增长0%: no direction is meant.
        return
    now, before = claim.current.figure, claim.prior.figure
    terms = (Term("word", 1, claim.word), Term("current", 1, claim.current), Term("base", -1, claim.prior))
    if now is None or before is None or now.unit is None or before.unit is None:
        return
    if now.unit.quantity != before.unit.quantity:
        yield Verdict(rule.code, rule.family, "unverifiable", rule.severity, terms, reason=Remark("unit-unknown"))
        return
    way = (now.base - before.base) * claim.direction
    outcome: Outcome = "exact" if way > 0 else "inconsistent"
    # 减少为0万元，与上年持平: two words that differ, and no figure need be wrong.
    is_wording = claim.current.number == claim.prior.number
    yield Verdict(rule.code, rule.family, outcome, weaker(rule.severity) if is_wording else rule.severity, terms)
