"""Prose in columns side by side, as a newspaper sets a report: each column is read from top to bottom.

    各位代表：                  元，补助下级支出192.78亿元，       其他支出20.25亿元。主要用于
        受市政府委托，现将      债务还本支出12.41亿元，支          债务偿还。
    预算执行情况提请审议。      出总计265.94亿元。                     2.政府性基金预算。2024年

Read line by line it is a text that nobody wrote. Columns are equally wide, stand under one another through many lines and
are full of words; tables have columns of figures and of several widths.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from auditor.patterns import regex
from auditor.tuples import NamedTuple

_FEWEST_LINES, _FEWEST_GUTTERS = 15, 2
_NARROWEST = 24
_BLANK = 0.9
"""A gutter is blank in this share of the lines that reach beyond it."""
_WORDS = 0.5
"""At least this share of the pieces of the columns are words of a sentence."""
_UNEVEN = 4
"""By how many characters the widths of columns may differ, and a full line run into its gutter."""
_INDENT = 3
_MANY_WORDS = regex(r"(?:[\u4e00-\u9fff，、。；：“”（）][ ]?){8,}")


class Slice(NamedTuple):
    """A piece of a line: the line's number in its run, and the characters from `start` to `end`."""

    line: int
    start: int
    end: int


def columns_of(lines: Sequence[str]) -> tuple[int, int, list[list[Slice]]] | None:
    """The lines of a page from one up to another that stand in columns, and their paragraphs in the order of the columns."""
    wide = [number for number, line in enumerate(lines) if len(line.rstrip()) > 2 * _NARROWEST]
    if len(wide) < _FEWEST_LINES:
        return None
    gutters = _gutters([lines[number].rstrip() for number in wide])
    if len(gutters) < _FEWEST_GUTTERS or not _are_even(gutters):
        return None
    split = [number for number in wide if len(_pieces(lines[number], number, gutters)) > _FEWEST_GUTTERS]
    if len(split) < _FEWEST_LINES:
        return None
    first, last = split[0], split[-1] + 1
    while last < len(lines) and lines[last].strip() and not any(_is_written(lines[last], gutter) for gutter in gutters):
        # Below the shortest column the others go on.
        last += 1
    pieces = [_pieces(line, number, gutters) for number, line in enumerate(lines[first:last], first)]
    texts = [lines[piece.line][piece.start : piece.end] for row in pieces for _, piece in row]
    if sum(_MANY_WORDS.search(text) is not None for text in texts) < _WORDS * len(texts):
        return None
    return first, last, _paragraphs(pieces, len(gutters) + 1)


def _gutters(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last places at which a column may begin: behind two blanks in nearly all lines that reach so far."""
    found: list[tuple[int, int]] = []
    for place in range(_NARROWEST, max(map(len, lines))):
        beyond = [line for line in lines if len(line) > place + _UNEVEN]
        if len(beyond) < _FEWEST_LINES // 2:
            break
        if sum(line[place - 2 : place] == "  " for line in beyond) >= _BLANK * len(beyond):
            if found and found[-1][1] == place - 1:
                found[-1] = (found[-1][0], place)
            else:
                found.append((place, place))
    return found


def _is_written(line: str, gutter: tuple[int, int]) -> bool:
    """Whether a line has text where a gutter is."""
    return bool(line[gutter[1] - 2 : gutter[1]].strip())


def _are_even(gutters: Sequence[tuple[int, int]]) -> bool:
    starts = [0, *(last for _, last in gutters)]
    widths = [right - left for left, right in pairwise(starts)]
    return min(widths) >= _NARROWEST and max(widths) - min(widths) <= _UNEVEN


def _pieces(line: str, number: int, gutters: Sequence[tuple[int, int]]) -> list[tuple[int, Slice]]:
    """What stands of a line in each column that has something there, without blanks around it."""
    cuts = [0, *(_cut(line, first, last) for first, last in gutters), len(line)]
    found = []
    for column, (start, end) in enumerate(pairwise(cuts)):
        text = line[start:end]
        if text.strip():
            begin = start + len(text) - len(text.lstrip())
            found.append((column, Slice(number, begin, start + len(text.rstrip()))))
    return found


def _cut(line: str, first: int, last: int) -> int:
    """Where a line is cut at a gutter: in the longest stretch of blanks there; a full line may run into it."""
    stretches = [match.span() for match in re.finditer(" +", line[: last + _UNEVEN])]
    near = [(end - start, end) for start, end in stretches if end >= first - 2 and start <= last]
    return max(near)[1] if near else min(last, len(line))


def _paragraphs(rows: Sequence[Sequence[tuple[int, Slice]]], columns: int) -> list[list[Slice]]:
    """The pieces of all columns, one column behind the other; a piece that is indented opens a paragraph."""
    found: list[list[Slice]] = []
    for column in range(columns):
        pieces = [piece for row in rows for at, piece in row if at == column]
        edge = Counter(piece.start for piece in pieces).most_common(1)[0][0] if pieces else 0
        for piece in pieces:
            if found and piece.start - edge < _INDENT:
                found[-1].append(piece)
            else:
                found.append([piece])
    return found
