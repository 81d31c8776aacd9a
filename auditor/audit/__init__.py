"""The audit: facts confronted with rules."""

from __future__ import annotations

from decimal import localcontext

from auditor.audit.completeness import not_held, shortfalls
from auditor.audit.coverage import measure_coverage
from auditor.audit.findings import find_findings
from auditor.audit.model import Audit, Coverage, Finding, Unchecked
from auditor.checks import hold
from auditor.facts import FactSet
from auditor.figures import EXACT
from auditor.rulebook import Rulebook
from auditor.verdicts import Verdict

__all__ = ["Audit", "Coverage", "Finding", "Unchecked", "confront"]


def confront(facts: FactSet, rulebook: Rulebook, codes: frozenset[str] | None = None) -> Audit:
    """Hold every rule against a document's facts; with `codes` only those rules' verdicts are kept.

    The arithmetic is exact.
    """
    with localcontext(EXACT):
        return _confront(facts, rulebook, codes)


def _confront(facts: FactSet, rulebook: Rulebook, codes: frozenset[str] | None) -> Audit:
    verdicts: list[Verdict] = []
    every: list[Verdict] = []
    seen: set[tuple[str, tuple[tuple[str, int], ...]]] = set()
    for disclosure in facts.disclosures:
        for verdict in hold(rulebook.by_kind, disclosure):
            every.append(verdict)
            if codes is not None and verdict.rule not in codes:
                continue
            mark = (
                verdict.rule,
                tuple((term.role, term.fact.number) for term in verdict.terms if term.fact.number >= 0),
            )
            if mark[1] and mark in seen:
                continue
            seen.add(mark)
            verdicts.append(verdict)
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
