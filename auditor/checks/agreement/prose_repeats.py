"""Prose repeats: what prose states again is what it has stated before."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.arithmetic import is_telling_slip
from auditor.checks.agreement.compare import compare
from auditor.checks.agreement.prints import printed_of, prints_of
from auditor.checks.agreement.same_digits import under_other_units
from auditor.checks.rule import Concepts, Rule, Sentence
from auditor.checks.verdict_of import undecided
from auditor.facts import Breakdown, Change, Comparison, Completion, Fact, FactSet, Restated
from auditor.facts.prose.standing import Measures
from auditor.verdicts import Term, Verdict

_TELLING = 10_000
"""Two amounts under one name that differ by one digit are no two scopes, if they have so many units of their last digit."""
_MOST_FIGURES = 2
"""So many different figures may be one that was mistyped; of more the name is told of several things."""


class ProseRepeats(Rule):
    """Later mentions of a cell in prose read as its first one; a word that may stand for several cells as any of them.

    Generic words are left out: in prose they change their scope from sentence to sentence. So does any name in what a government
    tells of its city and its own level, or a page of nobody knows whom: there only a mistyped digit is told. The digits of one amount
    under two units are one mistyped, whatever they are called.
    """

    kind: ClassVar[str] = "prose-repeats"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "同一数字在文字说明前后相同",
        "a figure that the prose states again is the same",
    )
    messages: ClassVar[dict[str, Sentence]] = {
        "told-of-several": (
            "同一名称在文字说明中有三个以上不同的数，可能各有所指，未互相核对",
            "the prose has three figures or more under this name, which may be of several things",
        ),
        "scope-open": (
            "同一名称前后可能口径不同（如全部与本级），未互相核对",
            "this name may be used in two scopes, of the whole and of one level",
        ),
    }

    concepts: Concepts = frozenset()
    """What the figures are about; anything where it is left out."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for claim in facts.claims:
            if isinstance(claim, Restated) and (claim.concept or claim.first.concept) in self.concepts:
                verdict = compare(self, claim.again, claim.first)
                is_slip = is_telling_slip(claim.again.figure, claim.first.figure, _TELLING)
                yield verdict._replace(severity="error") if is_slip else verdict
        for odd, other in under_other_units(facts):
            if not self.concepts.isdisjoint((odd.concept, other.concept)):
                yield compare(self, odd, other)
        publisher = facts.vocabulary.publishers.get(facts.profile.publisher)
        is_of_one = publisher is not None and not publisher.parts_totals
        apart = _told_apart(facts)
        measures = _measures(facts)
        seen: set[int] = set()
        for cells, mentions in prints_of(self.concepts, facts):
            printed = printed_of(mentions)
            concept = facts.vocabulary.concepts.get(printed[0].concept) if printed else None
            if concept is None or concept.generic or any(name == "year" for name, _ in printed[0].dims):
                continue
            if not cells and not concept.also:
                yield from self._held(_of_one_measure(printed, measures), apart, is_of_one=is_of_one)
            first = printed[0]
            others = [
                other
                for name in concept.also
                for other in facts.by_key.get((name, first.dims), ())
                if other.statement is None and other.figure
            ]
            if others and first.number not in seen and _all_mean_one(concept.id, others):
                seen.add(first.number)
                verdicts = [compare(self, first, other) for other in others]
                yield next((verdict for verdict in verdicts if verdict.holds), verdicts[0])

    def _held(self, printed: list[Fact], apart: set[frozenset[int]], *, is_of_one: bool) -> Iterator[Verdict]:
        """Mentions of one name held against the first, or one verdict that tells why they are not."""
        first = printed[0]
        later = [fact for fact in printed[1:] if frozenset((fact.number, first.number)) not in apart]
        if _are_of_several(printed):
            yield _not_held(self, first, later, "told-of-several")
            return
        apart_in_scope: list[Fact] = []
        for fact in later:
            if not is_of_one and not is_telling_slip(fact.figure, first.figure, _TELLING):
                apart_in_scope.append(fact)
            elif fact.location.line != first.location.line or fact.figure != first.figure:
                yield compare(self, fact, first)
        if apart_in_scope:
            yield _not_held(self, first, apart_in_scope, "scope-open")


def _measures(facts: FactSet) -> dict[int, str]:
    """What figures say of their measure, by their words or those of what they are parts of: 预算为186万元，其中：接待费26万元."""
    said = Measures(facts.vocabulary)
    found = {fact.number: said.said_in(fact.label) for fact in facts.facts if fact.statement is None}
    for claim in facts.claims:
        if isinstance(claim, Breakdown):
            for part in claim.parts:
                found[part.number] = found.get(part.number) or found.get(claim.whole.number, "")
    return found


def _of_one_measure(printed: list[Fact], measures: dict[int, str]) -> list[Fact]:
    """The mentions without those whose words say another measure than the first: 预算186万元, and 决算支出163万元."""
    own = measures.get(printed[0].number, "")
    return [fact for fact in printed if not own or measures.get(fact.number) in ("", None, own)]


def _not_held(rule: Rule, first: Fact, later: list[Fact], why: str) -> Verdict:
    """Figures under one name that say nothing of each other."""
    terms = [Term("left", 1, first), *(Term("right", -1, fact) for fact in later)]
    return undecided(rule, terms, why, "not_applicable")


def _are_of_several(printed: list[Fact]) -> bool:
    """Whether one name has so many figures that it is told of several: 资产总额138亿元；行政单位资产总额…，净资产总额32亿元；事业单位…."""
    return len({fact.figure.base for fact in printed if fact.figure}) > _MOST_FIGURES


def _told_apart(facts: FactSet) -> set[frozenset[int]]:
    """Figures that a sentence sets against each other: neither is a mention of the other.

    `上年末原值865万元，本年增加42万元，年末原值907万元`: a whole and its part; `政府采购56万元，与预算相比少3万元，采购预算59万元`:
    what came of a plan, and the plan.
    """
    found: set[frozenset[int]] = set()
    for claim in facts.claims:
        if isinstance(claim, Breakdown):
            found |= {frozenset((claim.whole.number, part.number)) for part in claim.parts}
        elif isinstance(claim, Change) and claim.current is not None and claim.prior is not None:
            found.add(frozenset((claim.current.number, claim.prior.number)))
        elif isinstance(claim, Completion | Comparison) and claim.plan is not None:
            found.add(frozenset((claim.result.number, claim.plan.number)))
    return found


def _all_mean_one(concept: str, others: list[Fact]) -> bool:
    """Whether a mention under another word can be held against these at all: its own word is not one of theirs."""
    return all(other.concept != concept for other in others)
