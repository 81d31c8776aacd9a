"""What tests of readings share: grids and candidates in a few characters, and the sums of a document's readings in words."""

from __future__ import annotations

from decimal import Decimal

from auditor.facts import FactSet
from auditor.figures import Figure, Unit
from auditor.resolution import Amount, Candidate, Grid, Structure, Sum, Trust, Weighed, amount_of, resolve
from tests.conftest import TextAudit

_BROKEN = "?"
_BLANK = "-"


_PIECES = Unit("个", "pieces", Decimal(1), exact_decimals=0)


def severities(audit_text: TextAudit, text: str) -> list[str]:
    """Those of the findings of a document, without notes."""
    return [finding.severity for finding in audit_text(text).findings if finding.severity != "note"]


def figure(printed: str) -> Figure:
    """A figure printed so: an integer counts pieces and is exact, a decimal fraction is as exact as its digits."""
    decimals = len(printed.partition(".")[2])
    unit = None if decimals else _PIECES
    return Figure(printed.lstrip("-"), Decimal(printed), decimals, unit, "token", decimals)


def grid(*lines: str, is_of_rows: bool = True) -> Grid:
    """One text for each line, its cells from left to right: `"30.00 - ?"` is an amount, a blank and digits that cannot be read."""
    cells: dict[tuple[int, int], Amount | None] = {}
    broken = set()
    for line, text in enumerate(lines):
        for cross, cell in enumerate(text.split()):
            if cell == _BROKEN:
                broken.add((line, cross))
            else:
                cells[line, cross] = None if cell == _BLANK else amount_of(figure(cell))
    return Grid(cells, frozenset(broken), is_of_rows=is_of_rows)


def sum_of(text: str) -> Sum:
    """`"0=1+2"`: line 0 is the sum of the lines 1 and 2."""
    whole, parts = text.split("=")
    return Sum(int(whole), tuple(int(part) for part in parts.split("+")))


def candidate(name: str, *sums: str, rank: int = 0, accounted: bool = True, keyed: bool = False) -> Candidate:
    return Candidate(name, rank, tuple(sum_of(text) for text in sums), accounted, keyed=keyed)


def resolved(lines: Grid, *candidates: Candidate, count: int) -> tuple[Weighed, ...]:
    """The candidates for so many lines, the chosen one first."""
    return resolve(candidates, lines, frozenset(range(count)))


def structure(weighed: tuple[Weighed, ...], *, table: int = 0, is_of_rows: bool = True) -> Structure:
    """A structure of a table of its own shape, nothing torn and nothing going on elsewhere."""
    return Structure(
        "rows" if is_of_rows else "columns",
        table,
        0,
        None if is_of_rows else weighed[0].candidate.sums[0].whole,
        weighed,
        weighed[0],
        torn=False,
        ends_early=False,
        shape=(table,),
    )


def sums(facts: FactSet, entry: Structure) -> set[str]:
    """The sums of the chosen reading by the labels of its lines: `合计 = 教育支出 + 住房保障支出`."""
    block = facts.statements[entry.table].blocks[entry.pane]
    lines = block.rows if entry.kind == "rows" else block.columns
    names = [line.label for line in lines]
    return {
        f"{names[one.whole]} = {' + '.join(names[part] for part in one.parts)}" for one in entry.chosen.candidate.sums
    }


def of_rows(facts: FactSet) -> set[str]:
    """The sums of rows in all tables."""
    return {text for entry in facts.structures if entry.kind == "rows" for text in sums(facts, entry)}


def of_columns(facts: FactSet) -> set[str]:
    """The sums of columns in all tables."""
    return {text for entry in facts.structures if entry.kind == "columns" for text in sums(facts, entry)}


def trusts(facts: FactSet, kind: str = "rows") -> list[Trust]:
    """The trust of all structures of a kind, in reading order."""
    return [entry.trust for entry in facts.structures if entry.kind == kind]
