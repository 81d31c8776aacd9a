"""Transfers between the columns of a table: `国有资本转移支付收入 | 合计 704 | 省本级 704 | 市县 704`.

What one level of government hands to another is counted once in the column of all levels; the totals below lack it as well. Among
expenditure only the level that hands it out prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.facts import FactSet
from auditor.resolution import Structure
from auditor.verdicts import Remark, Verdict
from auditor.vocabulary import pattern_of


def without_internal(verdicts: Sequence[Verdict], facts: FactSet, structure: Structure) -> list[Verdict]:
    """The verdicts of a sum of columns, those unsaid whose parts exceed the whole by the transfers that its rows print."""
    if structure.kind != "columns":
        return list(verdicts)
    pattern = pattern_of(facts.vocabulary.grammar.structure["internal"])
    amounts = [
        amount
        for verdict in verdicts
        if pattern.search(verdict.terms[0].fact.label)
        and len(verdict.terms) > 2
        and (amount := _handed_on(verdict)) is not None
    ]
    possible = {*amounts, sum(amounts, Decimal(0))} if amounts else set()
    return [
        verdict._replace(outcome="not_applicable", reason=Remark("transfers-within"))
        if verdict.outcome == "inconsistent" and _excess(verdict) in possible
        else verdict
        for verdict in verdicts
    ]


def _handed_on(verdict: Verdict) -> Decimal | None:
    """The one amount that a row prints, be it in several columns; None of a row with several."""
    printed = {
        term.fact.figure.base for term in verdict.terms if term.fact.figure is not None and term.fact.figure.value
    }
    return printed.pop() if len(printed) == 1 else None


def _excess(verdict: Verdict) -> Decimal:
    """How much the parts exceed the whole, in base units."""
    return -sum((term.sign * term.fact.figure.base for term in verdict.terms if term.fact.figure), Decimal(0))
