"""Several disclosures confronted with the rules over them: an audit whose findings each name what two documents print."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from auditor.audit.identity import identities
from auditor.audit.model import Audit, Coverage, Finding
from auditor.checks import hold_over
from auditor.checks.across.related import Joined, Related, joined
from auditor.figures import EXACT
from auditor.rulebook import Rulebook
from auditor.verdicts import Severity, Verdict

_NONE = Coverage(0, 0, 0, 0, 0, (), {})
_WEIGHT: dict[Severity, int] = {"error": 2, "warning": 1, "note": 0}


def confront_related(related: Related, rulebook: Rulebook, codes: frozenset[str] | None = None) -> Audit:
    """Hold every rule over several disclosures against these; with `codes` only those rules. The arithmetic is exact.

    What is in one of them is no part of it: its coverage is empty.
    """
    with localcontext(EXACT):
        facts = joined(related)
        verdicts = [
            verdict if related.is_settled else verdict._replace(severity="note")
            for verdict in hold_over(rulebook.by_kind, related)
            if codes is None or verdict.rule in codes
        ]
        return Audit(facts, rulebook, tuple(verdicts), _findings(verdicts, facts), _NONE)


def _findings(verdicts: Sequence[Verdict], facts: Joined) -> tuple[Finding, ...]:
    """What is off by one amount under one rule is one finding, told of its narrowest line; a tail is a note by itself."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, verdict in enumerate(verdicts):
        if verdict.outcome == "inconsistent":
            off = _off(verdict)
            groups.setdefault((verdict.rule, off) if off else (number,), []).append(number)
        elif verdict.outcome == "forced":
            prints = tuple(term.fact.figure.printed for term in verdict.terms if term.fact.figure)
            groups.setdefault((verdict.rule, prints), []).append(number)
    found = [sorted(group, key=lambda number: _rank(number, verdicts[number])) for group in groups.values()]
    known_by = identities([[verdicts[group[0]]] for group in found], facts)
    return tuple(
        Finding(
            identity.id,
            verdicts[group[0]].severity if verdicts[group[0]].outcome == "inconsistent" else "note",
            group[0],
            tuple(group),
            verdicts[group[0]].terms[0].fact.location.line,
            identity.numbers,
        )
        for group, identity in zip(found, known_by, strict=True)
    )


def _rank(number: int, verdict: Verdict) -> tuple[int, int, int]:
    return -_WEIGHT[verdict.severity], -len(verdict.terms[0].fact.dims), number


def _off(verdict: Verdict) -> Decimal | None:
    """By how much, in base units; None where nothing is compared."""
    figure = verdict.terms[0].fact.figure
    if verdict.difference is None:
        return None
    return abs(verdict.difference * (figure.unit.scale if figure and figure.unit else 1)).normalize()
