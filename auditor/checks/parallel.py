"""Parallel prints: the same money under two classifications, where enough of a document's pairs show that it is booked so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.checks.selection import first_figure
from auditor.checks.verdict_of import restatement_verdict, sum_verdict
from auditor.facts import Fact, FactSet
from auditor.facts.settings import are_settled
from auditor.rulebook import Rule, Select
from auditor.verdicts import Remark, Term, Verdict


def compare_parallels(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Each pair's left side against its right; unless so many of those printed hold that the body books it so, the rest says nothing."""
    verdicts = [verdict for pair in rule.pairs if (verdict := _pair(rule, pair, facts)) is not None]
    holding = sum(1 for verdict in verdicts if verdict.holds)
    proof = rule.proof
    is_proven = proof is None or (len(verdicts) >= proof.cells and holding * 100 >= proof.percent * len(verdicts))
    for verdict in verdicts:
        if verdict.outcome == "inconsistent" and not is_proven:
            verdict = verdict._replace(outcome="not_applicable", reason=Remark("booked-otherwise"))
        yield verdict


def _pair(rule: Rule, pair: tuple[tuple[Select, ...], tuple[Select, ...]], facts: FactSet) -> Verdict | None:
    """The verdict on one pair; None where one of its sides is not printed."""
    left, right = (_figures(side, facts) for side in pair)
    if not left or not right or not are_settled(facts, (*left, *right)):
        return None
    terms = [*(Term("left", 1, fact) for fact in left), *(Term("right", -1, fact) for fact in right)]
    if len(terms) == 2:
        return restatement_verdict(rule, terms)
    return sum_verdict(rule, [Term("whole", 1, left[0]), *(Term("part", term.sign, term.fact) for term in terms[1:])])


def _figures(side: Sequence[Select], facts: FactSet) -> list[Fact]:
    """For each selection the first figure that is no zero."""
    found = (first_figure([select], facts) for select in side)
    return [fact for fact in found if fact is not None]
