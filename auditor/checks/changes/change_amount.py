"""Change amount: what there is now, less what there was before, is the change that is stated."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.changes.signs import signed, signs_told
from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Change, FactSet
from auditor.verdicts import Term, Verdict, weaker


class ChangeAmount(Rule):
    """What there is now, less what there was before, is the change that prose states, where both figures are printed too."""

    kind: ClassVar[str] = "change-amount"
    family: ClassVar[str] = "change"
    says: ClassVar[Sentence] = (
        "本期数 - 基期数 = 增减额；说持平则两数相等",
        "now - before = change; no change where none is said",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Change):
                yield from signs_told(_amount(self, claim), (claim,))


def _amount(rule: ChangeAmount, claim: Change) -> Iterator[Verdict]:
    """Where the figure before is printed too: now, less before, less the change, is nothing."""
    change = signed(claim, -1, "change")
    if claim.current is None or claim.prior is None or change is None:
        return
    terms = [Term("current", 1, claim.current), Term("base", -1, claim.prior), change]
    if claim.loose or claim.comparable or (claim.roughly and claim.amount is None):
        yield undecided(rule, terms, "said-loosely", "not_applicable")
    else:
        yield sum_verdict(rule, terms, severity=weaker(rule.severity) if claim.is_across else rule.severity)
