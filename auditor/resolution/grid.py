"""The amounts of a pane as whole numbers of one quantum, so that many sums are held against them quickly and exactly."""

from __future__ import annotations

from collections.abc import Container, Mapping
from decimal import Decimal
from functools import cache, cached_property

from auditor.figures import Figure
from auditor.resolution.model import Judged, Sum
from auditor.tuples import NamedTuple

_SCALE = 8
"""Quanta are 10^-8 base units: half of the last place of amounts in ten thousands with eleven decimals."""

_ONE = Decimal(1)


class Amount(NamedTuple):
    """One printed cell: its value and half a unit of its last printed place, in quanta of the grid; exact figures have no slack."""

    value: int
    slack: int
    quantum: int


class _Line(NamedTuple):
    """The cells of a line by the places of cross lines; what is not printed counts nothing."""

    values: list[int]
    amounts: list[Amount | None]


class Grid:
    """Cells by line and cross line. `None` is a blank or a dash; what is not in `cells` is in no sum; `broken` cells cannot be read."""

    def __init__(
        self, cells: Mapping[tuple[int, int], Amount | None], broken: frozenset[tuple[int, int]], *, is_of_rows: bool
    ) -> None:
        self.cells = cells
        self.broken = broken
        self.is_of_rows = is_of_rows
        self._judged: dict[Sum, tuple[Judged, ...]] = {}

    @cached_property
    def crosses(self) -> tuple[int, ...]:
        return tuple(sorted({cross for _, cross in self.cells} | {cross for _, cross in self.broken}))

    @cached_property
    def _lines(self) -> dict[int, _Line]:
        found: dict[int, _Line] = {}
        index = {cross: place for place, cross in enumerate(self.crosses)}
        for (line, cross), amount in self.cells.items():
            entry = found.get(line)
            if entry is None:
                size = len(index)
                entry = found[line] = _Line([0] * size, [None] * size)
            if amount is not None:
                place = index[cross]
                entry.values[place] = amount.value
                entry.amounts[place] = amount
        return found

    def turned(self) -> Grid:
        """The same cells with lines and cross lines changed over."""
        cells = {(cross, line): amount for (line, cross), amount in self.cells.items()}
        broken = frozenset((cross, line) for line, cross in self.broken)
        return Grid(cells, broken, is_of_rows=not self.is_of_rows)

    def value(self, line: int, cross: int) -> int:
        """What a cell counts; blanks and cells that are not there count nothing."""
        amount = self.cells.get((line, cross))
        return amount.value if amount else 0

    def is_printed(self, line: int) -> bool:
        """Whether a line has a figure, be it zero."""
        return line in self.printed

    @cached_property
    def printed(self) -> frozenset[int]:
        """The lines with a figure, be it zero."""
        return frozenset(line for line, entry in self._lines.items() if any(entry.amounts))

    @cached_property
    def active(self) -> frozenset[int]:
        """The lines with a figure that is not zero."""
        return frozenset(line for line, entry in self._lines.items() if any(entry.values))

    def orphans(self, sum_: Sum) -> int:
        """In how many cross lines a part has a figure where its whole is blank: rows that were torn apart, or no parts of it."""
        return sum(
            self.cells.get((sum_.whole, cross)) is None and any(self.value(part, cross) for part in sum_.parts)
            for cross in self.crosses
        )

    def judge(self, sum_: Sum) -> tuple[Judged, ...]:
        """The sum in every cross line where its whole is printed, a part is, and none of its cells is broken."""
        known = self._judged.get(sum_)
        if known is None:
            known = self._judged[sum_] = tuple(self._judge(sum_))
        return known

    def _judge(self, sum_: Sum) -> list[Judged]:
        whole = self._lines.get(sum_.whole)
        parts = [entry for line in sum_.parts if (entry := self._lines.get(line)) is not None]
        found: list[Judged] = []
        if whole is None or not parts:
            return found
        members = (sum_.whole, *sum_.parts)
        signs = [-1 if line in sum_.minus else 1 for line in sum_.parts if line in self._lines]
        columns = zip(*[part.values for part in parts], strict=True)
        for place, (cross, values) in enumerate(zip(self.crosses, columns, strict=True)):
            nonzero = len(values) - values.count(0)
            if whole.amounts[place] is None or not (nonzero or any(part.amounts[place] for part in parts)):
                continue
            if self.broken and any((line, cross) in self.broken for line in members):
                continue
            value = whole.values[place]
            if sum_.minus:
                values = tuple(sign * part for sign, part in zip(signs, values, strict=True))
            difference = value - sum(values)
            slack = self._slack(whole, parts, place, len(sum_.parts)) if difference else 0
            copied = difference < -slack and value in values
            is_trivial = nonzero < 2 or not value
            found.append(Judged(sum_, cross, value, difference, abs(difference) <= slack, is_trivial, slack, copied))
        return found

    @staticmethod
    def _slack(whole: _Line, parts: list[_Line], place: int, count: int) -> int:
        """The rest that printed digits explain; a single part is a second print of its whole, off by one last digit at most."""
        printed = [amount for line in (whole, *parts) if (amount := line.amounts[place]) is not None]
        slack = sum(amount.slack for amount in printed)
        if count > 1 or not slack:
            return slack
        return max(amount.quantum for amount in printed) if len(printed) > 1 else 0

    def figures_of(self, judged: Judged, wholes: Container[tuple[int, int]] = ()) -> list[tuple[int, int]]:
        """The cells of a judged sum whose change could mend it: its whole, the parts that are not zero, and those that are `wholes`.

        A printed zero that is the whole of others may be the slip: `合计 95.00 / 一、拨款 0.00 / 1、经费拨款 95.00`.
        """
        sum_, cross = judged.sum, judged.cross
        parts = [(line, cross) for line in sum_.parts if self.value(line, cross) or (line, cross) in wholes]
        return [(sum_.whole, cross), *parts]


def amount_of(figure: Figure) -> Amount:
    """A figure in quanta of the grid."""
    quantum, half = _steps(figure.unit.scale if figure.unit else _ONE, figure.decimals)
    return Amount(int(figure.base.scaleb(_SCALE)), 0 if figure.is_exact else half, quantum)


@cache
def _steps(scale: Decimal, decimals: int) -> tuple[int, int]:
    """One unit in the last of so many decimals, and half of one."""
    last = scale.scaleb(_SCALE - decimals)
    return int(last), int(last / 2)
