"""Zero word: what prose says not to be, or not to have changed, has no amount, or no change."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from auditor.checks.rule import Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import select_facts
from auditor.facts import Change, Fact, FactSet, Nil
from auditor.verdicts import Outcome, Remark, Term, Verdict


class ZeroWord(Rule):
    """What prose says not to be has no amount anywhere, or something else has none that could not be without it; what it says not to
    have changed has no change printed beside it."""

    kind: ClassVar[str] = "zero-word"
    family: ClassVar[str] = "wording"
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "nil": (
            "说没有的，没有数额",
            "what is said not to be has no amount",
        ),
        "left": (
            "说没有{left}的，{right}没有数额",
            "where there is said to be no {left}, {right} has no amount",
        ),
        "change": (
            "说没有变化的，其增减额为零",
            "what is said not to have changed has a change of zero",
        ),
    }
    messages: ClassVar[Mapping[str, Sentence]] = {
        "word-wrong": (
            "第{line}行说“{word}”，而第{other_line}行“{other_label}”为 {other}{other_unit}",
            "line {line} says “{word}”, but “{other_label}” at line {other_line} is {other} {other_unit}",
        ),
    }

    of: Literal["nil", "change"]
    """Of what prose says that it is nothing: of a thing, or of its change."""
    left: Selects = ()
    """What is said not to be; anything where it is left out."""
    right: Selects = ()
    """What it is held against; its own cells where it is left out."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        named = [fact for select in self.right for fact in select_facts(select, facts)]
        for claim in facts.claims:
            if isinstance(claim, Nil) and self.of == "nil" and _speaks_of(self, claim):
                yield from _nil(self, claim, named if self.right else _same_subject(claim, facts))
            elif isinstance(claim, Change) and self.of == "change":
                yield from _flat(self, claim)

    def says_of(self) -> Sentence:
        return self.sayings["left" if self.left else self.of]

    def message_of(self, verdict: Verdict) -> str | None:
        return "word-wrong"


def _speaks_of(rule: ZeroWord, claim: Nil) -> bool:
    """Whether a rule that names what is absent means this."""
    concept, dims = claim.subject
    return not rule.left or any(
        concept in select.concepts and all(name in dict(dims) for name in select.dims) for select in rule.left
    )


def _nil(rule: ZeroWord, claim: Nil, found: Sequence[Fact]) -> Iterator[Verdict]:
    """Nothing of a kind, against the first amount that says otherwise, else against the first zero that agrees."""
    fact = next((fact for fact in found if not fact.is_nil and fact.figure is not None), None)
    fact = fact or next((fact for fact in found if fact.figure is not None), None)
    if fact is not None:
        yield _against_zero(rule, (Term("word", 1, claim.word), Term("right", 1, fact)))


def _same_subject(claim: Nil, facts: FactSet) -> list[Fact]:
    """The whole of what is said not to be: of a concept its own cells, of a member alone every cell of it."""
    concept, dims = claim.subject
    if concept:
        return facts.by_key.get(claim.subject, [])
    wanted = set(dims)
    return [fact for fact in facts.cells_by_member.get(dims[0], ()) if wanted <= set(fact.dims)]


def _flat(rule: ZeroWord, claim: Change) -> Iterator[Verdict]:
    """A subject said not to have changed, whose change is printed too: 与上年持平，增长5%."""
    change = claim.amount if claim.amount is not None or claim.current is None else claim.percent
    if claim.word is None or change is None or change.figure is None:
        return
    terms = (Term("word", 1, claim.word), Term("change", 1, change))
    if claim.loose or claim.comparable or claim.roughly:
        yield Verdict(rule.code, rule.family, "not_applicable", rule.severity, terms, reason=Remark("said-loosely"))
    else:
        yield _against_zero(rule, terms)


def _against_zero(rule: ZeroWord, terms: tuple[Term, Term]) -> Verdict:
    figure = terms[1].fact.figure
    value = figure.value if figure else Decimal(0)
    outcome: Outcome = "exact" if value == 0 else "inconsistent"
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, Decimal(0), value, Decimal(0))
