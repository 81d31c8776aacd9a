"""Amounts that cannot be less than nothing."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.heading import heading_of
from auditor.facts import Fact, FactSet, Statement
from auditor.rulebook import Rule
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import pattern_of

_BRACKETS = ("(", "（")


def check_nonnegative(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Every amount of the rule's concepts in its tables: one verdict per table, which names the negative figures and no others.

    Out are tables whose titles fit `except_titles`, and cells of what may well be negative: changes and other figures that are no
    parts of a whole, lines that the vocabulary does not know. A number in brackets may be a remark.
    """
    found: dict[int, list[Fact]] = {}
    for concept in sorted(rule.concepts):
        for fact in facts.by_concept.get(concept, ()):
            if fact.statement is not None and fact.figure is not None and _is_plain_amount(fact, facts):
                found.setdefault(fact.statement, []).append(fact)
    for number, cells in sorted(found.items()):
        statement = facts.statement(number)
        if statement.layout is None or statement.layout.id not in rule.layouts or _is_out(rule, statement):
            continue
        negative = [
            fact for fact in cells if fact.figure and fact.figure.value < 0 and not _in_brackets(fact, statement)
        ]
        if negative:
            terms = tuple(Term("left", 1, fact) for fact in negative)
            yield Verdict(rule.code, rule.kind, "inconsistent", rule.severity, terms)
        else:
            word = Fact(-1, "", (), None, "word", heading_of(statement), statement.title, number)
            yield Verdict(rule.code, rule.kind, "exact", rule.severity, (Term("word", 1, word),))


def _is_out(rule: Rule, statement: Statement) -> bool:
    return rule.except_titles is not None and pattern_of(rule.except_titles).search(statement.title) is not None


def _is_plain_amount(fact: Fact, facts: FactSet) -> bool:
    dimensions = facts.vocabulary.dimensions
    return all(
        name in dimensions and dimensions[name].additive and not member.startswith("~") for name, member in fact.dims
    )


def _in_brackets(fact: Fact, statement: Statement) -> bool:
    return statement.table.rows[fact.row][fact.column].text.strip().startswith(_BRACKETS)
