"""Rules that cannot do what they say: sums that another rule has, patterns that match anywhere, cells that nothing supplies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.checks.rule import Rule, fields_of, selects_of
from auditor.checks.sums.rollup import Rollup
from auditor.lint.supply import Supply
from auditor.messages import told
from auditor.patterns import regex
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary

_CATALOGUE_ENTRY = regex(r"[A-Z]{2}-\d{2,3}")


def rule_problems(rule: Rule, rulebook: Rulebook, vocabulary: Vocabulary) -> Iterator[str]:
    """What is wrong with a rule whose every name is known."""
    yield from _catalogue_problems(rule, rulebook)
    yield from _empty_patterns(rule)
    yield from _taken(rule, rulebook)
    yield from _unsupplied(rule, Supply(vocabulary))


def _catalogue_problems(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    for entry in rule.catalogue:
        if not _CATALOGUE_ENTRY.fullmatch(entry):
            yield told("catalogue-form", entry=entry)
        if rule.catalogue.count(entry) > 1:
            yield told("catalogue-twice", entry=entry)
        if entry in rulebook.by_code:
            yield told("catalogue-code", entry=entry)


def _empty_patterns(rule: Rule) -> Iterator[str]:
    for name, field in fields_of(type(rule)).items():
        for pattern in getattr(rule, name) if field.holds in ("patterns", "counts") else ():
            if re.fullmatch(pattern, ""):
                yield told("pattern-empty", pattern=pattern, key=name)


def _taken(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    """A rollup never applies where rules before it take every sum that it could."""
    if not isinstance(rule, Rollup):
        return
    rollups = [other for other in rulebook.rules if isinstance(other, Rollup)]
    before = [other for other in rollups[: rollups.index(rule)] if _takes_all(other, rule)]
    if rule.axes <= {axis for other in before for axis in other.axes}:
        yield told("never-applies", others=told("and").join(other.code for other in before))


def _takes_all(first: Rollup, second: Rollup) -> bool:
    """Whether every sum along an axis of both that fits the second rule fits the first."""
    return (
        bool(first.axes & second.axes)
        and not (first.documents or first.unless or first.unless_defined or first.nil or first.given)
        and first.dimension in (None, second.dimension)
        and (not first.layouts or (bool(second.layouts) and second.layouts <= first.layouts))
        and (not first.concepts or (bool(second.concepts) and second.concepts <= first.concepts))
    )


def _unsupplied(rule: Rule, supply: Supply) -> Iterator[str]:
    nothing: frozenset[str] = frozenset()
    for name, select in selects_of(rule):
        # Guards look at every cell that their relation could speak of.
        join = nothing if name == "pairs" else rule.joined
        for says in supply.problems_of(select, join):
            yield told("at-key", key=name, says=says)
    concepts: frozenset[str] = getattr(rule, "concepts", nothing)
    for concept in sorted(concepts):
        if not supply.gives_concept(concept, nothing, None):
            yield told("at-key", key="concepts", says=told("gives-no-concept", name=concept))
    layouts: frozenset[str] = getattr(rule, "layouts", nothing)
    dimension: str | None = getattr(rule, "dimension", None)
    if dimension and layouts - {"none"}:
        without = [layout for layout in sorted(layouts) if not supply.has_dimension(layout, dimension)]
        if len(without) == len(layouts):
            yield told("no-line-of-dimension", layouts=", ".join(without), dimension=dimension)
