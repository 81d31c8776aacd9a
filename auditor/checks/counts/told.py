"""Counts that prose tells, in digits or in words, and lists held against them."""

from collections.abc import Sequence
from decimal import Decimal

from auditor.checks.rule import Rule
from auditor.facts import Fact, FactSet, Passage
from auditor.facts.labels import whole_number
from auditor.figures import Figure
from auditor.verdicts import Outcome, Term, Verdict
from auditor.vocabulary import pattern_of

_COUNT = "count"
"""The group of a pattern that holds the number."""


def counts_in(
    patterns: Sequence[str], passage: Passage, facts: FactSet, start: int = 0, end: int | None = None
) -> list[Fact]:
    """The numbers that patterns find in a stretch of a paragraph, in digits or in words, each with its unit."""
    source = passage.source
    stop = len(source.text) if end is None else end
    found = []
    for pattern in patterns:
        for match in pattern_of(pattern).finditer(source.text, start, stop):
            value = whole_number(match[_COUNT])
            behind = match.end(_COUNT)
            unit = facts.vocabulary.unit_phrases.at(source.text, behind) if behind < len(source.text) else None
            if value is not None:
                figure = Figure(match[_COUNT], Decimal(value), 0, unit[1] if unit else None, "token", 0)
                location = source.locate(match.start(_COUNT), behind)
                found.append(Fact(-1, "", (), figure, "printed", location, match[0], None))
    return found


def hold_list(rule: Rule, counts: Sequence[Fact], items: Sequence[Fact], listed: Decimal | None = None) -> Verdict:
    told = sum((fact.figure.value for fact in counts if fact.figure), Decimal(0))
    listed = Decimal(len(items)) if listed is None else listed
    terms = (*(Term("count", 1, fact) for fact in counts), *(Term("word", -1, item) for item in items))
    outcome: Outcome = "exact" if told == listed else "inconsistent"
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, listed, told - listed, Decimal(0))
