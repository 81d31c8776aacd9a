"""Characters to the cells they are set in, whole texts at a time: a text may run over the side of its cell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from auditor.documents.pdf.geometry import Char, centre
from auditor.documents.pdf.grids import Grid, GridCell
from auditor.patterns import regex

_ABUTTING = 0.1
"""Share of a character's height that may part it from the next of the same text."""
_AMOUNT = regex(r"[-+]?\d[\d,]*\.\d+")


def fill(grids: list[Grid], chars: list[Char]) -> list[Char]:
    """Put each text into the cell it is set in, also where it runs over the cell's side; gives the characters outside of every grid."""
    if not grids:
        return chars
    rest: list[Char] = []
    for run in _abutting(chars):
        first = _cell_of(grids, run[0])
        last = _cell_of(grids, run[-1]) if len(run) > 1 else first
        if first is last:
            (rest if first is None else first.chars).extend(run)
            continue
        for part in _parted(grids, run):
            cell = _cell_set_in(grids, part)
            (rest if cell is None else cell.chars).extend(part)
    return rest


def _abutting(chars: list[Char]) -> Iterator[list[Char]]:
    """Characters on one baseline that follow one another without a gap or space."""
    run: list[Char] = []
    end = baseline = least = 0.0
    for char in chars:
        is_space = char.text.isspace()
        if run and (is_space or abs(char.left - end) > least or abs(char.baseline - baseline) > least):
            yield run
            run = []
        if not run:
            least, baseline = _ABUTTING * (char.bottom - char.top), char.baseline
        run.append(char)
        end = inf if is_space else char.right
    if run:
        yield run


def _cell_of(grids: list[Grid], char: Char) -> GridCell | None:
    x, y = centre(char)
    return next((grid.cell_at(x, y) for grid in grids if grid.holds(x, y)), None)


def _parted(grids: list[Grid], run: list[Char]) -> Iterator[list[Char]]:
    """A run over several cells, parted before and behind an amount, and where a side stands between a figure and a word."""
    text = "".join(char.text for char in run)
    places = {place for match in _AMOUNT.finditer(text) for place in match.span()}
    places |= {
        index
        for index in range(1, len(run))
        if text[index - 1].isdecimal() != text[index].isdecimal()
        and (cell := _cell_of(grids, run[index])) is not None
        and abs(cell.box[0] - run[index].left) < _ABUTTING * run[index].height
    }
    for start, end in pairwise(sorted({0, *places, len(run)})):
        yield run[start:end]


def _cell_set_in(grids: list[Grid], run: list[Char]) -> GridCell | None:
    """The cell from whose left side a run starts, or at whose right side it ends; else the one it has its middle in."""
    first, last = _cell_of(grids, run[0]), _cell_of(grids, run[-1])
    if first is last or (first is not None and run[0].left - first.box[0] < run[0].height):
        return first
    if last is not None and last.box[2] - run[-1].right < run[-1].height:
        return last
    return _cell_of(grids, run[0]._replace(right=run[-1].right))
