"""What a list leaves out, printed elsewhere: `收入预算8.5万元，其中：一般公共预算收入5万元，国有资本收入3万元`, `其他收入0.5万元`."""

from __future__ import annotations

from decimal import Decimal

from auditor.facts import Breakdown, Fact, FactSet
from auditor.facts.prose.partition import partition_dimension
from auditor.vocabulary import Dimension


def rest_is_printed(claim: Breakdown, rest: Decimal, facts: FactSet) -> bool:
    """Whether the rest (in the unit of the whole) is just what the document prints for a member that the list of its kind does not name."""
    whole, members = dict(claim.whole.dims), [dict(part.dims) for part in claim.parts]
    name = partition_dimension(whole, members, facts.vocabulary)
    if name is None or rest <= 0:
        return False
    unit = claim.whole.figure.unit if claim.whole.figure else None
    rest *= unit.scale if unit else 1
    named = {part[name] for part in members}
    return any(
        fact.figure is not None
        and fact.figure.base == rest
        and _is_apart(dict(fact.dims).get(name), named, facts.vocabulary.dimensions[name])
        and _is_side(fact, facts)
        and {entry[0] for entry in fact.dims} <= {name, *whole}
        for fact in facts.facts
    )


def _is_apart(member: str | None, named: set[str], dimension: Dimension) -> bool:
    """Whether a member is none of those named, and neither above nor below one."""
    if member is None or named.intersection((member, *dimension.ancestors(member))):
        return False
    return not any(member in dimension.ancestors(one) for one in named)


def _is_side(fact: Fact, facts: FactSet) -> bool:
    """Whether a figure is of income or spending as such."""
    known = facts.vocabulary.concepts.get(fact.concept)
    return known is not None and known.generic
