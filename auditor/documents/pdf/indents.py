"""How far the names of a column stand in from its side: what a page shows of the levels of rows.

海南省
  海口市
    海口市本级
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

from auditor.documents.pdf.grids import GridCell
from auditor.documents.raw import RawCell, RawText
from auditor.tuples import NamedTuple

_FIRST_HAN = "\u4e00"
_SAME_PLACE = 0.35
"""Of the height of a character: names that stand so close to one another stand at one place."""
_FEWEST = 2
"""A place is one where so many names stand."""
_FEWEST_NAMES = 5
_MOST_PLACES = 6
_PLACED = 0.8
"""Share of the names of a column that stand at such places where these tell levels."""
_BLANKS = 2
"""So many blanks are as wide as a Han character."""
_DEEPEST = 40


class Gaps(NamedTuple):
    """The white space left and right of the first line of a cell, and the height and width of its characters, in points."""

    left: float
    right: float
    height: float
    width: float

    @property
    def is_centred(self) -> bool:
        return abs(self.left - self.right) < _SAME_PLACE * self.height


Place = tuple[int, int]
"""The row and the column of a cell."""


def gaps_of(cell: GridCell, raw: RawCell) -> Gaps | None:
    """Where the name in a cell stands; None where there is no name in one column."""
    first = raw.lines[0]
    boxes = first.origin.boxes if first.origin else None
    if not boxes or cell.column_span > 1 or not any(char >= _FIRST_HAN for char in first.text):
        return None
    left, _, right, _ = cell.box
    widest = max(right - left for left, right in zip(boxes[::4], boxes[2::4], strict=True))
    return Gaps(boxes[0] - left, right - max(boxes[2::4]), boxes[3] - boxes[1], widest)


def indented(cells: Sequence[RawCell], gaps: Mapping[Place, Gaps]) -> list[RawCell]:
    """The cells of a table with blanks before each name that stands further in than others of its column."""
    columns: dict[int, list[tuple[Place, Gaps]]] = {}
    for place, gap in gaps.items():
        columns.setdefault(place[1], []).append((place, gap))
    blanks = {place: count for names in columns.values() for place, count in _blanks_before(names)}
    return [_moved(cell, blanks.get((cell.row, cell.column), 0)) for cell in cells]


def _blanks_before(names: list[tuple[Place, Gaps]]) -> Iterator[tuple[Place, int]]:
    """How many blanks stand before each name of a column that does not stand at its side; none where places are no levels."""
    set_left = sorted((name for name in names if not name[1].is_centred), key=lambda name: name[1].left)
    if len(names) < _FEWEST_NAMES or len(set_left) * 2 < len(names):
        return
    places: list[list[tuple[Place, Gaps]]] = []
    for name in set_left:
        if places and name[1].left - places[-1][-1][1].left < _SAME_PLACE * name[1].height:
            places[-1].append(name)
        else:
            places.append([name])
    # The whole of a table may be the one name at its side.
    places = [place for number, place in enumerate(places) if not number or len(place) >= _FEWEST]
    if not 1 < len(places) <= _MOST_PLACES or sum(map(len, places)) < _PLACED * len(set_left):
        return
    side, blanks = places[0][0][1].left, 0
    for place in places[1:]:
        first = place[0][1]
        blanks = min(max(blanks + 1, round(_BLANKS * (first.left - side) / first.width)), _DEEPEST)
        yield from ((name, blanks) for name, _ in place)


def _moved(cell: RawCell, count: int) -> RawCell:
    if not count:
        return cell
    first = cell.lines[0]
    assert first.origin and first.origin.boxes is not None
    left, top, _, bottom = first.origin.boxes[:4]
    boxes = array("f", (left, top, left, bottom)) * count + first.origin.boxes
    line = RawText(" " * count + first.text, first.origin._replace(boxes=boxes))
    return cell._replace(lines=(line, *cell.lines[1:]))
