"""Rows that no ruling parts: amounts that stand under one another in one box are rows of their own."""

from __future__ import annotations

import re
from itertools import pairwise

from auditor.documents.pdf.grids import Grid, GridCell
from auditor.documents.pdf.lines import Line, lines_of

_FEWEST_ROWS, _FEWEST_STACKS = 3, 2
_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]+[)）]")
_WHOLE = re.compile(r"-?\d[\d,]*")
_ROOM = 1.5
"""A number that leaves so many heights of its box free was not broken by it."""
_AMOUNT = re.compile(r"[-+(（]?[\d,]*\d\.\d+[%％)）]?")


def crowded_rows(grid: Grid) -> set[int]:
    """The rows of a grid in which a box holds several amounts and nothing else, one under another."""
    return {
        cell.row
        for cell in grid.cells
        if cell.row_span == 1
        and _has_lines(cell)
        and len(lines := lines_of(cell.chars)) > 1
        and all(_AMOUNT.fullmatch(line.text) for line in lines)
    }


def stacked_rows(grid: Grid) -> set[int]:
    """The rows of a grid whose texts no ruling parts: whole amounts or items stand under one another side by side."""
    stacks = [0] * len(grid.tops)
    for cell in grid.cells:
        if cell.row_span == 1 and _has_lines(cell):
            stacks[cell.row] += _openers(cell) >= _FEWEST_ROWS
    return {row for row, count in enumerate(stacks) if count >= _FEWEST_STACKS}


def _openers(cell: GridCell) -> int:
    """How many lines of a cell begin or end a row of their own; the parts of one broken figure do not."""
    lines = lines_of(cell.chars)
    whole = [line for line in lines if _WHOLE.fullmatch(line.text)]
    items = sum(_AMOUNT.fullmatch(line.text) is not None or _ITEM.match(line.text) is not None for line in lines)
    return items + (len(whole) if _are_numbers(whole, cell) else 0)


def _are_numbers(whole: list[Line], cell: GridCell) -> bool:
    """Whether numbers under one another are whole: they count, or the box had room for more digits behind each but the last."""
    digits = [int(line.text) for line in whole if line.text.isdecimal()]
    if len(digits) == len(whole) and all(after == before + 1 for before, after in pairwise(digits)):
        return True
    width = cell.box[2] - cell.box[0]
    return all(width - (line.box[2] - line.box[0]) > _ROOM * line.height for line in whole[:-1])


def _has_lines(cell: GridCell) -> bool:
    """Whether what stands in a cell ends lower than the next line would begin."""
    first = cell.chars[0] if cell.chars else None
    return first is not None and abs(cell.chars[-1].baseline - first.baseline) > first.height / 2
