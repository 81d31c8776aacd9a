"""Nil word: what prose says not to be has no amount."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import select_facts
from auditor.checks.wording.zero import held_against_zero
from auditor.facts import Fact, FactSet, Nil
from auditor.verdicts import Term, Verdict


class NilWord(Rule):
    """What prose says not to be has no amount anywhere; or something else has none that could not be without it."""

    kind: ClassVar[str] = "nil-word"
    family: ClassVar[str] = "wording"
    says: ClassVar[Sentence] = (
        "说没有的，没有数额",
        "what is said not to be has no amount",
    )
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "left": (
            "说没有{left}的，{right}没有数额",
            "where there is said to be no {left}, {right} has no amount",
        ),
    }
    messages: ClassVar[Mapping[str, Sentence]] = {
        "word-wrong": (
            "第{line}行说“{word}”，而第{other_line}行“{other_label}”为 {other}{other_unit}",
            "line {line} says “{word}”, but “{other_label}” at line {other_line} is {other} {other_unit}",
        ),
    }

    left: Selects = ()
    """What is said not to be; anything where it is left out."""
    right: Selects = ()
    """What it is held against; its own cells where it is left out."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        named = [fact for select in self.right for fact in select_facts(select, facts)]
        for claim in facts.claims:
            if isinstance(claim, Nil) and _speaks_of(self, claim):
                yield from _nil(self, claim, named if self.right else _same_subject(claim, facts))

    def says_of(self) -> Sentence:
        return self.sayings["left"] if self.left else self.says

    def message_of(self, verdict: Verdict) -> str | None:
        return "word-wrong"


def _speaks_of(rule: NilWord, claim: Nil) -> bool:
    """Whether a rule that names what is absent means this."""
    concept, dims = claim.subject
    return not rule.left or any(
        concept in select.concepts and all(name in dict(dims) for name in select.dims) for select in rule.left
    )


def _nil(rule: NilWord, claim: Nil, found: Sequence[Fact]) -> Iterator[Verdict]:
    """Nothing of a kind, against the first amount that says otherwise, else against the first zero that agrees."""
    fact = next((fact for fact in found if not fact.is_nil and fact.figure is not None), None)
    fact = fact or next((fact for fact in found if fact.figure is not None), None)
    if fact is not None:
        yield held_against_zero(rule, (Term("word", 1, claim.word), Term("right", 1, fact)), fact)


def _same_subject(claim: Nil, facts: FactSet) -> list[Fact]:
    """The whole of what is said not to be: of a concept its own cells, of a member alone every cell of it."""
    concept, dims = claim.subject
    if concept:
        return facts.by_key.get(claim.subject, [])
    wanted = set(dims)
    return [fact for fact in facts.cells_by_member.get(dims[0], ()) if wanted <= set(fact.dims)]
