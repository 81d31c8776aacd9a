"""Lines to paragraphs: what the indent and the right margin say of where one ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import inf

from auditor.documents.pdf.lines import Line
from auditor.documents.pdf.pages import Page
from auditor.documents.prose import goes_on, is_contents
from auditor.tuples import NamedTuple

_INDENT = 1.2
_SHORT = 2.2
"""So many heights of a character may a full line stop short of the right margin: punctuation is not set at a line's head."""
_LONG = 12
"""Lines of fewer characters say nothing of the margins."""
_FEW_LINES = 3
_ENDS = tuple("。！？；：")
_INDENTING = 0.1


class Margins(NamedTuple):
    """Where lines of prose start and end on pages of one size, and whether a paragraph's first line is indented."""

    left: float
    right: float
    indents: bool
    across: bool = False
    """Whether these are lines that run across the columns of a page, as titles do."""


def margins_of(pages: list[Page]) -> dict[tuple[int, int], Margins]:
    """The margins of every column of a page (-1 for what runs across), by the numbers of both; pages of one make have the same."""
    sizes: dict[tuple[int, int, tuple[float, ...]], list[Page]] = defaultdict(list)
    for page in pages:
        sizes[round(page.width), round(page.height), page.gutters].append(page)
    found: dict[tuple[int, int], Margins] = {}
    for (_, _, gutters), alike in sizes.items():
        lines = [(page.column_of(line), line) for page in alike for line in page.lines() if len(line.chars) >= _LONG]
        for column in range(-1, len(gutters) + 1):
            margins = _margins([line for at, line in lines if at == column])._replace(across=column < 0)
            found |= {(page.number, column): margins for page in alike}
    return found


def _margins(lines: list[Line]) -> Margins:
    if len(lines) < _FEW_LINES:
        return Margins(0.0, inf, False)
    lefts = Counter(round(line.box[0]) for line in lines)
    most = max(lefts.values())
    left = min(place for place, count in lefts.items() if count * 4 >= most)
    rights = sorted(line.box[2] for line in lines)
    right = rights[len(rights) * 9 // 10]
    indented = sum(1 for line in lines if line.box[0] > left + _INDENT * line.height)
    return Margins(left, right, indented >= _INDENTING * len(lines))


def continues(line: Line, above: Line, text: str, margins: Margins, above_margins: Margins) -> bool:
    """Whether a line goes on with a paragraph that reads `text` and whose last line is `above`."""
    if is_contents(line.text) or is_contents(text) or margins.across != above_margins.across:
        return False
    is_full = above.box[2] > above_margins.right - _SHORT * above.height
    is_indented = line.box[0] > margins.left + _INDENT * line.height
    if is_indented:
        # On a page set in from the others a line that starts left of its paragraph's first opens none.
        return _is_set_back(line, above, text) and goes_on(text, len(above.chars), line.text)
    if not is_full or (not margins.indents and text.endswith(_ENDS)):
        return goes_on(text, len(above.chars), line.text)
    return True


def _is_set_back(line: Line, above: Line, text: str) -> bool:
    """Whether a line starts left of the first line of the paragraph above, or where that paragraph's later lines do."""
    step = line.box[0] - above.box[0]
    return step < -_INDENT * line.height or (abs(step) < line.height / 2 and len(text) > len(above.text))
