"""Difference: one figure less another is the difference that prose states of them."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from auditor.checks.changes.signs import signed, signs_told
from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Change, Comparison, FactSet
from auditor.verdicts import Term, Verdict, weaker


class Difference(Rule):
    """What there is now less what there was before, or a result less its plan, is the difference that prose states, where both
    figures are printed too."""

    kind: ClassVar[str] = "difference"
    family: ClassVar[str] = "change"
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "change": (
            "本期数 - 基期数 = 增减额；说持平则两数相等",
            "now - before = change; no change where none is said",
        ),
        "comparison": (
            "结果 - 计划 = 所印差额",
            "result - plan = the printed difference",
        ),
    }

    of: Literal["change", "comparison"]
    """What states it: a change from one time to another, or the comparison of a result with its plan."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Change) and self.of == "change":
                yield from signs_told(_change(self, claim), (claim,))
            elif isinstance(claim, Comparison) and self.of == "comparison":
                yield from _comparison(self, claim)

    def says_of(self) -> Sentence:
        return self.sayings[self.of]


def _change(rule: Difference, claim: Change) -> Iterator[Verdict]:
    """Where the figure before is printed too: now, less before, less the change, is nothing."""
    change = signed(claim, -1, "change")
    if claim.current is None or claim.prior is None or change is None:
        return
    terms = [Term("current", 1, claim.current), Term("base", -1, claim.prior), change]
    if claim.loose or claim.comparable or (claim.roughly and claim.amount is None):
        yield undecided(rule, terms, "said-loosely", "not_applicable")
    else:
        yield sum_verdict(rule, terms, severity=weaker(rule.severity) if claim.is_across else rule.severity)


def _comparison(rule: Difference, claim: Comparison) -> Iterator[Verdict]:
    """Result less plan is the difference that is stated."""
    if claim.amount is None:
        return
    change = Term("change", -claim.direction, claim.amount)
    terms = [Term("current", 1, claim.result), Term("base", -1, claim.plan), change]
    if claim.loose or claim.direction == 0:
        yield undecided(rule, terms, "said-loosely", "not_applicable")
    else:
        yield sum_verdict(rule, terms)
