"""What the sums of tables add to the cells of a balance: `转移支付收入` beside `本年收入合计` and `上年结转`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts import Fact, FactSet
from auditor.resolution import Structure, Sum
from auditor.verdicts import Term

_LEAST = 2
"""So many cells of a balance are parts of one sum before the others of it belong to the balance."""


def stands_beside(terms: Sequence[Term], facts: FactSet) -> list[Term]:
    """The other parts of each sum that has two of the terms or more as parts, with the sign of these; none that is nothing.

    What is carried forward is what was brought forward and came in less what went out: of all that came in, and of all that went out.
    """
    known = {(term.fact.statement, term.fact.row, term.fact.column) for term in terms}
    found: list[Term] = []
    for structure, sum_ in _sums_of(facts, {term.fact.statement for term in terms}):
        own = dict(_own_parts(terms, facts, structure, sum_))
        if len(own) < _LEAST or len(set(own.values())) > 1:
            continue
        sign, cross = next(iter(own.values()))
        for part in sum_.parts:
            cell = _cell(facts, structure, part, cross)
            if cell is None or cell.is_nil or (cell.statement, cell.row, cell.column) in known:
                continue
            known.add((cell.statement, cell.row, cell.column))
            found.append(Term("part", -sign if part in sum_.minus else sign, cell))
    return found


def _sums_of(facts: FactSet, tables: set[int | None]) -> Iterator[tuple[Structure, Sum]]:
    for structure in facts.structures:
        if structure.table in tables:
            for sum_ in structure.chosen.candidate.sums:
                yield structure, sum_


def _own_parts(
    terms: Sequence[Term], facts: FactSet, structure: Structure, sum_: Sum
) -> Iterator[tuple[int, tuple[int, int]]]:
    """The parts of a sum that are cells of the balance: with the sign that the whole would have there, and what crosses the line."""
    block = facts.statement(structure.table).blocks[structure.pane]
    rows = {line.at: place for place, line in enumerate(block.rows)}
    columns = {line.at: place for place, line in enumerate(block.columns)}
    for term in terms:
        fact = term.fact
        if fact.statement != structure.table or fact.row not in rows or fact.column not in columns:
            continue
        part, cross = rows[fact.row], columns[fact.column]
        if structure.kind == "columns":
            part, cross = cross, part
        if part in sum_.parts:
            yield part, (-term.sign if part in sum_.minus else term.sign, cross)


def _cell(facts: FactSet, structure: Structure, part: int, cross: int) -> Fact | None:
    block = facts.statement(structure.table).blocks[structure.pane]
    row, column = (part, cross) if structure.kind == "rows" else (cross, part)
    return facts.cells.get((structure.table, block.rows[row].at, block.columns[column].at))
