"""Which figures of a document a person could check, found by arithmetic over the printed grid alone.

Nothing here asks what the program makes of a table: the only things read are the cells and paragraphs as they stand. A figure can
be checked where it is the sum of what follows or precedes it, or a part of such a sum, where columns stand in a relation that
holds in most rows (`A = B + C`, `A − B = C`, `C = A / B`), or where it is printed again under the same name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, permutations
from typing import NamedTuple

from auditor.documents import Document, Paragraph, SourceText, Table

AMOUNT = re.compile(r"-?\d[\d,]*(?:\.\d+)?[%％]?")
BEFORE_UNIT = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?=\s*(?:万元|亿元|元|%|％))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = re.compile(r"^(?:其中|[（(]?[一二三四五六七八九十\d]+[)）、.．]|[:：\s])+|\s+|[:：]$")
_HAN = re.compile(r"[一-鿿]+")
_CLAUSE = re.compile(r"[。；;！？\n\d]")


class Printed(NamedTuple):
    """A figure as it stands: `row` and `column` of a table's grid, none in prose."""

    block: int
    row: int | None
    column: int | None
    start: int
    token: str
    name: str
    """The words it stands under: the nearest words to its left, in prose those before it in its clause."""
    rate: bool

    @property
    def value(self) -> Decimal:
        return _value(self.token)

    @property
    def kind(self) -> str:
        return "prose" if self.row is None else "table"


Test = Callable[[Decimal], bool]


class Relation(NamedTuple):
    """Why a figure can be checked; `holds` says whether another value would stand in the relation too."""

    kind: str
    holds: Test


def figures(document: Document) -> Iterator[Printed]:
    """Every figure that could be mistyped, in reading order."""
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield from _of_prose(number, block.source.text)
        else:
            yield from _of_table(number, block)


def _of_prose(number: int, text: str) -> Iterator[Printed]:
    for match in BEFORE_UNIT.finditer(text):
        name = "".join(_HAN.findall(_CLAUSE.split(text[: match.start(1)])[-1]))
        rate = text[match.end(1) :].lstrip()[:1] in "%％"
        yield Printed(number, None, None, match.start(1), match[1], name, rate)


def _of_table(number: int, table: Table) -> Iterator[Printed]:
    for r, row in enumerate(table.rows):
        name = ""
        for c, cell in enumerate(row):
            text = cell.text.strip()
            if _amount(text):
                head = "".join(table.columns[c].path) if c < len(table.columns) else ""
                rate = "%" in text + head or "％" in text + head
                yield Printed(number, r, c, cell.text.index(text), text.rstrip("%％").lstrip("-"), name, rate)
            elif _HAN.search(text):
                name = _MARKS.sub("", text)


def _amount(text: str) -> bool:
    """`1,234`, `12.5` and `-3.40`, but no code (`2010101` stands beside a name), year or number of a row."""
    if not AMOUNT.fullmatch(text) or _YEAR.fullmatch(text):
        return False
    return "." in text or "," in text or (len(text.lstrip("-")) > 2 and not text.startswith("0"))


def _value(token: str) -> Decimal:
    return Decimal(token.replace(",", "").rstrip("%％"))


def relations(document: Document) -> dict[Printed, list[Relation]]:
    """What each figure can be checked by; figures that nothing holds against are left out."""
    found: dict[Printed, list[Relation]] = defaultdict(list)
    printed = list(figures(document))
    grids: dict[int, dict[tuple[int, int], Printed]] = defaultdict(dict)
    for figure in printed:
        if figure.row is not None and figure.column is not None:
            grids[figure.block][figure.row, figure.column] = figure
    for number, grid in grids.items():
        table = document.blocks[number]
        assert isinstance(table, Table)
        for figure, relation in (*_down(table, grid), *_across(table, grid)):
            found[figure].append(relation)
    for figure, relation in (*_again_in_tables(grids), *_again_in_prose(printed)):
        found[figure].append(relation)
    return dict(found)


def _signed(table: Table, figure: Printed) -> Decimal:
    assert figure.row is not None and figure.column is not None
    cell: SourceText = table.rows[figure.row][figure.column]
    return -figure.value if cell.text.strip().startswith("-") else figure.value


def _slack(values: Sequence[Decimal]) -> Decimal:
    """Half a unit of the last printed digit for each figure but the first."""
    decimals = min(max(0, -int(value.as_tuple().exponent)) for value in values)
    return Decimal(len(values) - 1) * Decimal("0.5").scaleb(-decimals)


def _sum(
    kind: str, whole: Printed, parts: Sequence[Printed], values: Sequence[Decimal]
) -> Iterator[tuple[Printed, Relation]]:
    """Exact sums and sums of rounded figures; a slip breaks the sum by more than what rounding explains."""
    off = abs(values[0] - sum(values[1:]))
    slack = max(off, _slack(values) if off else Decimal(0))
    for figure, value in zip((whole, *parts), map(abs, values), strict=True):
        yield figure, Relation(kind, lambda other, value=value, slack=slack: abs(other - value) <= slack)  # type: ignore[misc]


def _down(table: Table, grid: dict[tuple[int, int], Printed]) -> Iterator[tuple[Printed, Relation]]:
    """Sums within a column: a figure over its parts, parts over theirs, and a total below its parts.

    A sum of one column alone counts where its whole has four digits: shorter ones come about by chance.
    """
    for forward in (True, False):
        sums: dict[tuple[int, ...], list[tuple[Printed, list[Printed]]]] = defaultdict(list)
        for column in sorted({c for _, c in grid}):
            cells = [figure for (_, c), figure in sorted(grid.items()) if c == column and not figure.rate]
            for whole, parts in _tree(table, cells if forward else cells[::-1]):
                sums[tuple(figure.row or 0 for figure in (whole, *parts))].append((whole, parts))
        for found in sums.values():
            for whole, parts in found:
                if _digits(whole.token) > 3 or len({figure.value for figure, _ in found}) > 1:
                    values = [_signed(table, figure) for figure in (whole, *parts)]
                    yield from _sum("sum down", whole, parts, values)


def _tree(table: Table, order: Sequence[Printed]) -> Iterator[tuple[Printed, list[Printed]]]:
    """Each whole with the parts after it, which may be wholes of their own."""
    tops: list[tuple[Printed, Decimal]] = []
    for figure in reversed(order):
        value = _signed(table, figure)
        total, count = Decimal(0), 0
        for length, (_, part) in enumerate(tops[:60], 1):
            total += part
            slack = _slack([value, *(v for _, v in tops[:length])]) if length <= 12 else Decimal(0)
            near = total == value or (length > 1 and "." in figure.token and abs(total - value) <= slack)
            if near and value and (length > 1 or _digits(figure.token) > 3):
                count = length
                break
        if count:
            yield figure, [part for part, _ in tops[:count]]
        tops = [(figure, value), *tops[count:]]


def _across(table: Table, grid: dict[tuple[int, int], Printed]) -> Iterator[tuple[Printed, Relation]]:
    """Relations of columns that hold in most rows where all their figures stand."""
    rows: dict[int, dict[int, Printed]] = defaultdict(dict)
    for (r, c), figure in grid.items():
        rows[r][c] = figure
    columns = sorted({c for _, c in grid})
    for whole in columns:
        for run in _runs(columns, whole):
            yield from _row_sums(table, rows, whole, run)
    if len(columns) <= 14:
        for trio in permutations(columns, 3):
            yield from _row_rates(table, rows, trio)


def _runs(columns: Sequence[int], whole: int) -> Iterator[tuple[int, ...]]:
    """Columns that a column could sum up: two to twelve beside each other, at once after or before it, and any two near it."""
    at = columns.index(whole)
    after, before = columns[at + 1 : at + 13], columns[max(0, at - 12) : at][::-1]
    runs = {tuple(side[:length]) for side in (after, before) for length in range(2, len(side) + 1)}
    runs |= {pair for side in (after[:8], before[:8]) for pair in combinations(side, 2)}
    yield from sorted(runs)


def _row_sums(
    table: Table, rows: dict[int, dict[int, Printed]], whole: int, run: Sequence[int]
) -> Iterator[tuple[Printed, Relation]]:
    tried, held = 0, []
    for cells in rows.values():
        parts = [cells[c] for c in run if c in cells]
        if whole not in cells or len(parts) < 2 or cells[whole].rate or any(p.rate for p in parts):
            continue
        values = [_signed(table, f) for f in (cells[whole], *parts)]
        if not any(values[1:]):
            continue
        tried += 1
        if abs(values[0] - sum(values[1:])) <= (_slack(values) if "." in cells[whole].token else 0):
            held.append((cells[whole], parts, values))
    if len(held) >= 2 and len(held) * 10 >= tried * 7:
        for figure, parts, values in held:
            yield from _sum("sum across", figure, parts, values)


def _row_rates(
    table: Table, rows: dict[int, dict[int, Printed]], trio: Sequence[int]
) -> Iterator[tuple[Printed, Relation]]:
    for kind, of in (("share", _share), ("growth", _growth)):
        tried, held = 0, []
        for cells in rows.values():
            if not all(c in cells for c in trio):
                continue
            new, old, rate = (_signed(table, cells[c]) for c in trio)
            if not new or not old or len(cells[trio[2]].token.replace(".", "").lstrip("0")) < 2:
                continue
            tried += 1
            if _near(of(new, old), rate):
                held.append((cells, new, old, rate))
        if len(held) < 3 or len(held) * 10 < tried * 7:
            continue
        for cells, new, old, rate in held:
            yield cells[trio[0]], Relation(kind, lambda v, old=old, rate=rate, of=of: _near(of(v, old), rate))  # type: ignore[misc]
            yield cells[trio[1]], Relation(kind, lambda v, new=new, rate=rate, of=of: not v or _near(of(new, v), rate))  # type: ignore[misc]
            yield cells[trio[2]], Relation(kind, lambda v, new=new, old=old, of=of: _near(abs(of(new, old)), v))  # type: ignore[misc]


def _share(new: Decimal, old: Decimal) -> Decimal:
    return 100 * new / old


def _growth(new: Decimal, old: Decimal) -> Decimal:
    return 100 * (new / old - 1)


def _near(computed: Decimal, printed: Decimal) -> bool:
    decimals = max(0, -int(printed.as_tuple().exponent))
    return abs(computed - printed) <= Decimal("0.51").scaleb(-decimals)


def _again_in_tables(
    grids: dict[int, dict[tuple[int, int], Printed]],
) -> Iterator[tuple[Printed, Relation]]:
    """Columns of two tables that print the same figures under the same names (at least four, and four fifths of the shared)."""
    named: dict[str, list[Printed]] = defaultdict(list)
    for grid in grids.values():
        for figure in grid.values():
            if len(figure.name) > 2 and figure.value and not figure.rate:
                named[figure.name].append(figure)
    pairs: dict[tuple[tuple[int, int], tuple[int, int]], list[tuple[Printed, Printed]]] = defaultdict(list)
    for group in named.values():
        if len(group) > 80:
            continue
        places = Counter((figure.block, figure.column) for figure in group)
        single = [figure for figure in group if places[figure.block, figure.column] == 1]
        for one, other in combinations(single, 2):
            if one.block != other.block and one.column is not None and other.column is not None:
                pairs[(one.block, one.column), (other.block, other.column)].append((one, other))
    for shared in pairs.values():
        same = [(one, other) for one, other in shared if one.value == other.value]
        if len({one.value for one, _ in same}) >= 4 and len(same) * 5 >= len(shared) * 4:
            for one, other in same:
                if _digits(one.token) >= 3:
                    for figure in (one, other):
                        yield figure, Relation("again", lambda v, value=figure.value: v == value)  # type: ignore[misc]


def _digits(token: str) -> int:
    return len(token.replace(",", "").replace(".", "").strip("0"))


def _again_in_prose(printed: Sequence[Printed]) -> Iterator[tuple[Printed, Relation]]:
    """A figure of prose, of four digits at least, that stands elsewhere too, rounded or in another unit, under a shared name."""
    by_digits: dict[str, list[Printed]] = defaultdict(list)
    for figure in printed:
        if figure.value:
            by_digits[_significant(figure)[:3]].append(figure)
    for figure in printed:
        if figure.row is not None or not figure.value or _digits(figure.token) < (3 if figure.rate else 4):
            continue
        for other in _neighbours(by_digits, figure):
            if (
                other is not figure
                and other.rate == figure.rate
                and _same(figure, other)
                and _share_a_name(figure, other)
            ):
                yield figure, Relation("again", lambda v, f=figure, o=other: _same(f._replace(token=str(v)), o))  # type: ignore[misc]
                break


def _neighbours(by_digits: dict[str, list[Printed]], figure: Printed) -> list[Printed]:
    first = int(_significant(figure)[:3].ljust(3, "0"))
    return [other for near in (first, first - 1, first + 1) for other in by_digits.get(str(near), ())]


def _significant(figure: Printed) -> str:
    return str(figure.value).replace(".", "").lstrip("0")


def _same(one: Printed, other: Printed) -> bool:
    """Equal digits, the longer rounded to the shorter; rates are equal as printed."""
    if one.rate or other.rate:
        return one.value == other.value
    short, long = sorted((_significant(one), _significant(other)), key=len)
    if len(short) < 4:
        return False
    cut = len(long) - len(short)
    return abs(int(long) - int(short) * 10**cut) * 2 <= 10**cut if cut else long == short


def _share_a_name(one: Printed, other: Printed) -> bool:
    a, b = one.name[-40:], other.name[-40:]
    if 3 <= len(b) <= 4 and b in a:
        return True
    return any(a[i : i + 4] in b for i in range(len(a) - 3))
