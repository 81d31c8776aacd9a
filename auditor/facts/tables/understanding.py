"""How far each table with figures is understood, over all of its structures; one gap for each that is not.

Where neither codes nor names nor numbering make the rows of `支出总表` add up, no row of it is an error: the table is told of once.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.facts.model import FactSet, Gap, Statement
from auditor.resolution import Structure, Trust
from auditor.tuples import NamedTuple

SEPARATOR = "|"
"""Between the names of readings in the argument of a gap."""


class Understanding(NamedTuple):
    """A table with figures, what it is taken for, and, where that is not understood, the structure that says so."""

    statement: int
    trust: Trust
    failing: Structure | None = None


def understandings(facts: FactSet) -> list[Understanding]:
    """Every table with figures, in the order of the document."""
    of_table: dict[int, list[Structure]] = {}
    for structure in facts.structures:
        of_table.setdefault(structure.table, []).append(structure)
    numbers = sorted({fact.statement for fact in facts.facts if fact.statement is not None and fact.figure is not None})
    return [_understanding(facts.statement(number), of_table.get(number, [])) for number in numbers]


def _understanding(statement: Statement, structures: list[Structure]) -> Understanding:
    """The hierarchy of the rows decides; only where a table has none do columns that a word calls sums."""
    if statement.problem:
        is_of_indicators = statement.layout is not None and statement.layout.indicators
        return Understanding(statement.number, "open" if is_of_indicators else "not_understood")
    of_rows = [entry for entry in structures if entry.kind == "rows"]
    deciding = of_rows or [entry for entry in structures if entry.claimed or entry.beyond]
    failing = [entry for entry in deciding if entry.trust == "not_understood"]
    if failing:
        return Understanding(
            statement.number, "not_understood", max(failing, key=lambda entry: len(entry.chosen.violated))
        )
    is_believed = bool(structures) and all(entry.trust == "believed" for entry in structures)
    return Understanding(statement.number, "believed" if is_believed else "open")


def gaps_of_tables(facts: FactSet) -> Iterator[Gap]:
    """One gap for each table that is not understood, with the readings that were tried and how the nearest of them does."""
    for entry in understandings(facts):
        if entry.failing is None:
            continue
        statement, chosen = facts.statement(entry.statement), entry.failing.chosen
        is_core = statement.layout is not None and statement.layout.core
        if entry.failing.beyond:
            yield Gap(statement.table.line, "table-too-open", {"table": statement.title}, is_core)
            continue
        names = dict.fromkeys(candidate.candidate.name for candidate in entry.failing.candidates)
        arguments = {
            "table": statement.title,
            "readings": SEPARATOR.join(names),
            "judged": str(chosen.judged),
            "violated": str(len(chosen.violated)),
        }
        whole = entry.failing.whole
        if whole is not None:
            arguments["column"] = statement.blocks[entry.failing.pane].columns[whole].label
        yield Gap(statement.table.line, "table-not-understood", arguments, is_core)
