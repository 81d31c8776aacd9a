"""Rows that no ruling parts: amounts that stand under one another in one box are rows of their own."""

from __future__ import annotations

from itertools import pairwise

from auditor.documents.pdf.grids import Grid, GridCell
from auditor.documents.pdf.lines import Line, lines_of
from auditor.patterns import regex

_FEWEST_ROWS, _FEWEST_STACKS = 3, 2
_ITEM = regex(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]+[)）]")
_WHOLE = regex(r"-?\d[\d,]*")
_NAME = regex("[\u4e00-\u9fff]{2}")
_ROOM = 1.5
"""A number that leaves so many heights of its box free was not broken by it."""
_LONG = 3
"""Shorter numbers under one another may be a code of two digits that a narrow box broke."""
_MARGIN = 0.6
"""So many heights of a character at most is the margin of a box."""
_MORE_DIGITS = 1.5
"""Nor was one that leaves room for so many more of its digits within the margins of its box."""
_AMOUNT = regex(r"[-+(（]?[\d,]*\d\.\d+[%％)）]?")


def crowded_rows(grid: Grid) -> set[int]:
    """The rows of a grid in which a box holds several amounts and nothing else, one under another.

    Numbers without decimals are amounts where a box beside them has as many lines of names.
    """
    crowded: set[int] = set()
    numbers: dict[int, int] = {}
    names: dict[int, int] = {}
    for cell in grid.cells:
        if cell.row_span > 1 or not _has_lines(cell):
            continue
        lines = lines_of(cell.chars)
        if len(lines) < 2:
            continue
        if all(_AMOUNT.fullmatch(line.text) for line in lines):
            crowded.add(cell.row)
        elif all(_WHOLE.fullmatch(line.text) for line in lines):
            if max(len(line.text) for line in lines) >= _LONG and all(_has_room(line, cell) for line in lines[:-1]):
                numbers[cell.row] = max(len(lines), numbers.get(cell.row, 0))
        elif all(_NAME.search(line.text) for line in lines):
            names[cell.row] = max(len(lines), names.get(cell.row, 0))
    return crowded | {row for row, count in numbers.items() if names.get(row, 0) >= count}


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
    return all(_has_room(line, cell) for line in whole[:-1])


def _has_room(line: Line, cell: GridCell) -> bool:
    """Whether more digits would have gone into a box, whose text keeps from its sides as this line does from one of them."""
    width = line.box[2] - line.box[0]
    room = cell.box[2] - cell.box[0] - width
    margin = max(0.0, min(line.box[0] - cell.box[0], cell.box[2] - line.box[2], _MARGIN * line.height))
    return room > _ROOM * line.height or room - 2 * margin > _MORE_DIGITS * width / len(line.text)


def _has_lines(cell: GridCell) -> bool:
    """Whether what stands in a cell ends lower than the next line would begin."""
    first = cell.chars[0] if cell.chars else None
    return first is not None and abs(cell.chars[-1].baseline - first.baseline) > first.height / 2
