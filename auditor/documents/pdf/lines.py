"""Characters to lines, in the order of the page's content, so that no digit is torn out of its sentence."""

from __future__ import annotations

from array import array
from itertools import pairwise
from statistics import median

from auditor.documents.model import Box, Origin
from auditor.documents.note_marks import raised
from auditor.documents.pdf.geometry import Char, box_around
from auditor.documents.raw import RawText
from auditor.tuples import NamedTuple

_SAME_LINE = 0.5
"""Share of the height of a character by which the next may stand higher or lower on its line."""
_OVERPRINT = 1.0
_WORD_GAP = 0.25
"""Share of a character's height that parts two words; letters set wide apart on purpose have wider gaps all along the line."""
_MIXED_GAP = 0.6
"""The same between a Han character and another: programs set them a quarter apart without meaning a space."""
_HAN_GAP = 1.0
_FIRST_HAN = 0x2E7F
_SPACED = 1.6
"""So many times the usual gap of a line parts two words."""
_FEW_GAPS = 3
_SMALL = 0.75
"""Share of the height of its line's tallest character below which one is small."""
_RAISED = 0.15
"""Share of that height by which a mark stands above the line."""


class Line(NamedTuple):
    """A printed line: its characters from left to right, spaces between words included."""

    chars: list[Char]
    text: str
    box: Box

    @property
    def height(self) -> float:
        """The height of its largest character."""
        return max(char.height for char in self.chars)

    def raw(self, page: int) -> RawText:
        boxes = array("f")
        for char in self.chars:
            boxes.extend((char.left, char.top, char.right, char.bottom))
        return RawText(self.text, Origin(page, boxes=boxes))


def lines_of(chars: list[Char]) -> list[Line]:
    """The lines that characters make, from the top down; blank ones are left out."""
    runs = _runs(chars)
    if len(runs) > 1 and _runs_down(runs):
        line = in_order(chars)
        return [line] if line else []
    return _lines(runs)


def upright_lines_of(chars: list[Char]) -> list[Line]:
    """The lines of characters that are known not to run down, as rows of one Han character seem to."""
    return _lines(_runs(chars))


def _lines(runs: list[list[Char]]) -> list[Line]:
    lines = []
    for row in runs if len(runs) == 1 else _rows(runs):
        printed = _strip(_spaced(_with_raised(_without_overprint(row))))
        if printed:
            lines.append(Line(printed, "".join(char.text for char in printed), box_around(printed)))
    return lines


def in_order(chars: list[Char]) -> Line | None:
    """Characters in the order of the page's content as one line, wherever they stand."""
    printed = _strip(chars)
    return Line(printed, "".join(char.text for char in printed), box_around(printed)) if printed else None


def _runs(chars: list[Char]) -> list[list[Char]]:
    """Characters that the page's content sets one behind the other on one line."""
    runs: list[list[Char]] = []
    for char in chars:
        last = runs[-1][-1] if runs else None
        if last is not None and _follows(char, last):
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _runs_down(runs: list[list[Char]]) -> bool:
    """Whether text is set from the top down or turned: Han characters one by one, most of them in the column of the one before."""
    if any(len(run) > 1 for run in runs):
        return False
    chars = [run[0] for run in runs]
    steps = sum(
        abs(after.left + after.right - before.left - before.right) < before.right - before.left
        for before, after in pairwise(chars)
    )
    han = sum(ord(char.text) > _FIRST_HAN for char in chars)
    return steps * 2 > len(chars) - 1 and han * 2 > len(chars)


def _follows(char: Char, last: Char) -> bool:
    height, other = char.bottom - char.top, last.bottom - last.top
    height = min(height, other) or max(height, other)
    return abs(char.baseline - last.baseline) <= _SAME_LINE * height and char.left >= last.left - _SAME_LINE * height


def _rows(runs: list[list[Char]]) -> list[list[Char]]:
    """Runs that stand on one line, wherever the content has them: those whose heights overlap by more than half.

    Some fonts say that their digits are twice as high as they are drawn: what stands a character below is another line.
    """
    rows: list[tuple[float, float, float, list[Char]]] = []
    for run in sorted(runs, key=_middle):
        top, bottom = _extent(run)
        baseline = median(char.baseline for char in run)
        if rows:
            above_top, above_bottom, above, row = rows[-1]
            shared = min(bottom, above_bottom) - max(top, above_top)
            is_near = abs(baseline - above) < min(_usual_height(run), _usual_height(row))
            if is_near and shared > _SAME_LINE * min(bottom - top, above_bottom - above_top):
                # The taller text decides where the line is, so that a line of marks does not pull two lines together.
                is_taller = bottom - top > above_bottom - above_top
                place = (top, bottom, baseline) if is_taller else (above_top, above_bottom, above)
                rows[-1] = (*place, row + run)
                continue
        rows.append((top, bottom, baseline, run))
    return [sorted(row, key=lambda char: char.left) if _is_disordered(row) else row for *_, row in rows]


def _usual_height(chars: list[Char]) -> float:
    return median(char.height for char in chars)


def _middle(run: list[Char]) -> float:
    top, bottom = _extent(run)
    return (top + bottom) / 2


def _extent(run: list[Char]) -> tuple[float, float]:
    """Top and bottom of the run's tallest character."""
    tallest = max(run, key=lambda char: char.height)
    return tallest.top, tallest.bottom


def _is_disordered(row: list[Char]) -> bool:
    return any(after.left < before.left for before, after in pairwise(row))


def _without_overprint(row: list[Char]) -> list[Char]:
    """The row without characters printed twice over one another, as some programs do for bold."""
    kept: list[Char] = []
    for char in row:
        if kept and kept[-1].text == char.text and abs(kept[-1].left - char.left) < _OVERPRINT and char.text != " ":
            continue
        kept.append(char)
    return kept


def _with_raised(row: list[Char]) -> list[Char]:
    """The row with the small characters above its line, the marks of notes, written as raised ones: 623.80 and a small 1 over it."""
    heights = [char.bottom - char.top for char in row]
    least = _SMALL * max(heights)
    if least <= 0 or min(heights) > least:  # a font without a height tells nothing about sizes
        return row
    baseline = median(char.baseline for char, height in zip(row, heights, strict=True) if height > least)
    return [
        char._replace(text=raised(char.text))
        if height <= least and baseline - char.baseline > _RAISED * least / _SMALL
        else char
        for char, height in zip(row, heights, strict=True)
    ]


def _spaced(row: list[Char]) -> list[Char]:
    """The row with a space wherever a gap parts two words and the content has none."""
    gaps = [after.left - before.right for before, after in pairwise(row)]
    if not gaps or max(gaps) <= _WORD_GAP * min(char.bottom - char.top for char in row):
        return row
    # Letters of a line set wide apart have gaps all along it.
    usual = max(0.0, sorted(gaps)[len(gaps) // 2]) if len(gaps) > _FEW_GAPS else 0.0
    spaced = row[:1]
    for gap, last, char in zip(gaps, row, row[1:], strict=False):
        han = (ord(char.text) > _FIRST_HAN) + (ord(last.text) > _FIRST_HAN)
        least = max((_WORD_GAP, _MIXED_GAP, _HAN_GAP)[han] * char.height, _SPACED * usual)
        if gap > least and char.text != " " and last.text != " ":
            spaced.append(Char(last.right, char.top, char.left, char.bottom, " ", char.baseline))
        spaced.append(char)
    return spaced


def _strip(row: list[Char]) -> list[Char]:
    start, end = 0, len(row)
    while start < end and row[start].text.isspace():
        start += 1
    while end > start and row[end - 1].text.isspace():
        end -= 1
    return row[start:end]
