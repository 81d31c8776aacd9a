"""Pairs of tables: which of them print the same cells, told by their words or proven by what they print.

`部门收支总表` and `部门支出总表` are held against each other because their titles say what they are. `支出明细表（按经济分类）` and
`基本支出明细表（不含上年结转）` read alike and are compared only where nine of ten cells agree: then the tenth is a finding.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from auditor.arithmetic import judge_restatement, places_apart
from auditor.facts import Fact, FactSet
from auditor.facts.model import Setting
from auditor.facts.settings import Likeness, likeness
from auditor.tuples import NamedTuple

_MOST_SETTINGS = 8
"""A cell is looked for under at most so many settings, so that a document of a thousand like tables stays linear."""

_NEAREST: tuple[Likeness, ...] = ("same", "wider", "open")

Standing = Literal["compared", "bounded", "unproven", "unit-lost"]
"""What becomes of a pair: its cells are equal, or no further apart than what was carried over, or not compared, or one has no unit."""


class PairProof(NamedTuple):
    """When two tables that print cells under like words are held against each other; all counts are of cells that are not zero."""

    cells: int
    """At least so many cells that both print,"""
    percent: int
    """of which so many in a hundred agree, prove that they are the same."""
    few: int = 0
    """Two tables whose titles say that they are need no proof for so many cells;"""
    stated_percent: int = 100
    """for more of them so many in a hundred must agree."""
    lost_unit: int = 0
    """So many cells, all of them as far apart as two units are, tell that one table lost its unit."""


class Cells(NamedTuple):
    """Two prints of what reads as one cell, the earlier first."""

    home: Fact
    other: Fact
    likeness: Likeness


class Pair(NamedTuple):
    """Two tables, the cells that both print, and how these agree."""

    cells: tuple[Cells, ...]
    standing: Standing
    is_proven: bool = False
    """Whether their figures prove that they print the same, in units however known."""
    places: int = 0
    """Where a unit was lost, by how many places the figures are apart."""


def pairs_of(facts: FactSet, prints: Iterable[Sequence[Fact]], proof: PairProof) -> Iterator[Pair]:
    """Every pair of tables that print cells of one key; `prints` has for each key its prints in the order of tables."""
    found: dict[tuple[int | None, int | None, Likeness], list[Cells]] = {}
    for prints_of_key in prints:
        for cells in _pairings(facts, prints_of_key):
            found.setdefault((cells.home.statement, cells.other.statement, cells.likeness), []).append(cells)
    for together in found.values():
        yield _judged(facts, tuple(together), proof)


def _pairings(facts: FactSet, prints: Sequence[Fact]) -> Iterator[Cells]:
    """Each print with the first one of another table that may be the same cell; a blank is no one's home."""
    homes: list[Fact] = []
    seen: set[tuple[int | None, Setting]] = set()
    for fact in sorted(prints, key=lambda fact: fact.figure is None):
        mark = (fact.statement, facts.setting_of(fact))
        if mark in seen or mark[1].is_derived:
            continue
        kinds = {likeness(facts, home, fact): home for home in reversed(homes)}
        kind: Likeness | None = next((kind for kind in _NEAREST if kind in kinds), None)
        if kind is not None:
            seen.add(mark)
            home = kinds[kind]
            if home.statement != fact.statement and not (home.is_nil and fact.is_nil):
                yield Cells(home, fact, kind)
        if kind != "same" and fact.figure and len(homes) < _MOST_SETTINGS:
            seen.add(mark)
            homes.append(fact)


def _judged(facts: FactSet, cells: tuple[Cells, ...], proof: PairProof) -> Pair:
    telling = [pair for pair in cells if pair.home.figure and pair.other.figure and _is_telling(pair)]
    agreeing = sum(
        1 for pair in telling if judge_restatement(pair.home.figure, pair.other.figure).outcome != "inconsistent"
    )
    apart = {_apart(pair) for pair in telling}
    if len(telling) >= proof.lost_unit and len(apart) == 1 and (places := apart.pop()):
        # Where both print a unit, every cell contradicts it; the findings make one of them.
        return Pair(cells, "compared" if _have_units(telling) else "unit-lost", places=places)
    is_stated = cells[0].likeness in ("same", "wider") and _have_titles(facts, cells[0]) and _have_units(telling)
    percent = proof.stated_percent if is_stated and cells[0].likeness == "same" else proof.percent
    if len(telling) >= proof.cells and agreeing * 100 >= percent * len(telling):
        return Pair(cells, "compared", is_proven=True)
    if is_stated and len(telling) <= proof.few:
        return Pair(cells, "compared" if cells[0].likeness == "same" else "bounded")
    return Pair(cells, "unproven")


def _is_telling(pair: Cells) -> bool:
    return any(fact.figure.value for fact in (pair.home, pair.other) if fact.figure)


def _apart(pair: Cells) -> int:
    """By how many places two figures of the same digits are apart; 0 for any others."""
    if pair.home.figure is None or pair.other.figure is None:
        return 0
    return places_apart(pair.home.figure, pair.other.figure) or 0


def _have_titles(facts: FactSet, pair: Cells) -> bool:
    """Whether the titles of both tables are those of templates."""
    return all(facts.layout_of(fact) is not None for fact in (pair.home, pair.other))


def _have_units(telling: list[Cells]) -> bool:
    """Whether each figure's unit is known."""
    return all(fact.figure is None or fact.figure.unit for pair in telling for fact in (pair.home, pair.other))
