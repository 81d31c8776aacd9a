"""The audit: facts confronted with rules."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import localcontext

from auditor.audit.completeness import not_held, shortfalls
from auditor.audit.coverage import measure_coverage
from auditor.audit.doubts import DOUBTS, doubted
from auditor.audit.findings import find_findings
from auditor.audit.model import Audit, Coverage, Finding, Unchecked
from auditor.checks import hold
from auditor.facts import FactSet
from auditor.figures import EXACT
from auditor.rulebook import Rulebook
from auditor.verdicts import Verdict

__all__ = ["DOUBTS", "Audit", "Coverage", "Finding", "Unchecked", "confront"]


def confront(facts: FactSet, rulebook: Rulebook, codes: frozenset[str] | None = None) -> Audit:
    """Hold every rule against a document's facts; with `codes` only those rules' verdicts are kept.

    The arithmetic is exact.
    """
    with localcontext(EXACT):
        return _confront(facts, rulebook, codes)


def _confront(facts: FactSet, rulebook: Rulebook, codes: frozenset[str] | None) -> Audit:
    # Whether an error is doubted rests on all rules: two that ask for one value speak for each other.
    every = doubted(list(_held(facts, rulebook)), facts)
    verdicts = every if codes is None else [verdict for verdict in every if verdict.rule in codes]
    coverage = measure_coverage(facts, verdicts)
    of_all = coverage if codes is None else measure_coverage(facts, every)
    return Audit(
        facts,
        rulebook,
        tuple(verdicts),
        find_findings(verdicts, facts),
        coverage,
        (*shortfalls(facts, every, of_all), *not_held(of_all)),
    )


def _held(facts: FactSet, rulebook: Rulebook) -> Iterator[Verdict]:
    """The verdicts of every rule, each on the same figures said once."""
    seen: set[tuple[str, tuple[tuple[str, int], ...]]] = set()
    for disclosure in facts.disclosures:
        for verdict in hold(rulebook.by_kind, disclosure):
            mark = (
                verdict.rule,
                tuple((term.role, term.fact.number) for term in verdict.terms if term.fact.number >= 0),
            )
            if mark[1] and mark in seen:
                continue
            seen.add(mark)
            yield verdict
