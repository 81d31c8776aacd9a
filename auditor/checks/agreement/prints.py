"""The prints of each cell of the cube, in tables and in prose."""

from collections.abc import Iterator

from auditor.facts import Fact, FactSet


def prints_of(concepts: frozenset[str], facts: FactSet) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Per cell of the cube its prints in tables and in prose; figures that were bound loosely are left out."""
    for (concept, dims), found in facts.by_key.items():
        if (concepts and concept not in concepts) or any(name == "unplaced" for name, _ in dims):
            continue
        yield [fact for fact in found if fact.statement is not None], [fact for fact in found if fact.statement is None]


def printed_of(found: list[Fact]) -> list[Fact]:
    return [fact for fact in found if fact.figure is not None]
