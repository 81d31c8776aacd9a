"""Reason word: why something has grown, of which the section says that it has shrunk."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.facts import Change, FactSet, Reason
from auditor.verdicts import Outcome, Term, Verdict


class ReasonWord(Rule):
    """The reason that prose gives for a growth or a fall is of one that its section states, whatever against."""

    kind: ClassVar[str] = "reason-word"
    family: ClassVar[str] = "wording"
    says: ClassVar[Sentence] = (
        "说明增减原因的方向与所述增减一致",
        "a reason is given for the change that is stated",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Reason):
                yield from _reason(self, claim, facts)

    def message_of(self, verdict: Verdict) -> str | None:
        return "word-wrong"


def _reason(rule: ReasonWord, claim: Reason, facts: FactSet) -> Iterator[Verdict]:
    """Why something has grown, of which the section says that it has shrunk, whatever against."""
    told = [
        (change, change.amount)
        for change in facts.claims
        if isinstance(change, Change) and change.subject == claim.subject and not change.turned and not change.doubled
        if change.amount is not None and change.amount.section == claim.word.section and not change.amount.is_nil
    ]
    agreeing = next((amount for change, amount in told if change.direction == claim.direction), None)
    opposed = next((amount for change, amount in told if change.direction == -claim.direction), None)
    amount = agreeing or opposed
    if amount is not None:
        outcome: Outcome = "exact" if agreeing else "inconsistent"
        yield Verdict(
            rule.code, rule.family, outcome, rule.severity, (Term("word", 1, claim.word), Term("change", 1, amount))
        )
