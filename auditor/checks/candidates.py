"""What words leave open among several cells: `项目支出表` may be of all money or of the general budget, `支出` of a sentence of one fund.

The candidates are complete keys, the plainest first. A table that prints columns of the funds is of all of them: then only
a whole of all money is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.facts import Fact, FactSet
from auditor.verdicts import Verdict, weaker


def possible_wholes(fact: Fact, wholes: Sequence[Fact], dimension: str | None, facts: FactSet) -> list[Fact]:
    """The wholes that a cell may restate, where the member of a dimension that its table is of is open."""
    if dimension is None or fact.statement is None:
        return list(wholes)
    is_parted = any(
        cell.statement == fact.statement and any(name == dimension for name, _ in cell.dims)
        for cell in facts.by_concept.get(fact.concept, ())
    )
    return [whole for whole in wholes if not is_parted or all(name != dimension for name, _ in whole.dims)]


def chosen(verdicts: Iterable[Verdict], *, ranked: bool = False) -> Verdict | None:
    """The first that holds exactly, else the first that holds; where none does, the plainest if they are ranked.

    Of several wholes of one rank none is known to be meant: then the nearest is a warning.
    """
    found = list(verdicts)
    fitting = [verdict for verdict in found if verdict.outcome == "exact"] or [it for it in found if it.holds]
    if fitting or not found:
        return fitting[0] if fitting else None
    if ranked or len(found) == 1:
        return found[0]
    nearest = min(found, key=lambda verdict: abs(verdict.difference) if verdict.difference is not None else 0)
    return nearest._replace(severity=weaker(nearest.severity))
