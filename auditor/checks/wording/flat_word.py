"""Flat word: a subject said not to have changed, whose change is printed too."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.wording.zero import held_against_zero
from auditor.facts import Change, FactSet
from auditor.verdicts import Remark, Term, Verdict


class FlatWord(Rule):
    """What prose says not to have changed has no change printed beside it."""

    kind: ClassVar[str] = "flat-word"
    family: ClassVar[str] = "wording"
    says: ClassVar[Sentence] = (
        "说没有变化的，其增减额为零",
        "what is said not to have changed has a change of zero",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Change):
                yield from _flat(self, claim)

    def message_of(self, verdict: Verdict) -> str | None:
        return "word-wrong"


def _flat(rule: FlatWord, claim: Change) -> Iterator[Verdict]:
    """A subject said not to have changed, whose change is printed too: 与上年持平，增长5%."""
    change = claim.amount if claim.amount is not None or claim.current is None else claim.percent
    if claim.word is None or change is None or change.figure is None:
        return
    terms = (Term("word", 1, claim.word), Term("change", 1, change))
    if claim.loose or claim.comparable or claim.roughly:
        yield Verdict(rule.code, rule.family, "not_applicable", rule.severity, terms, reason=Remark("said-loosely"))
        return
    yield held_against_zero(rule, terms, change)
