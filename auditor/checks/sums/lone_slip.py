"""A sum that a slip of the hand breaks in a table that is not understood as a whole, or that leaves rows out.

`213 农林水支出 | 21303 水利 | 2130304 水利行业业务管理 10,446`, in a table whose grand totals take in what nobody knows: the sums of
水利 and of what is above it have nothing to do with those. What is above holds, so 水利 is right; it would be the sum of its
items were one of them 10,046.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.arithmetic import is_slip_of_hand
from auditor.facts import Fact, FactSet
from auditor.resolution import Structure, Sum, is_proven, open_ended
from auditor.tuples import NamedTuple
from auditor.verdicts import Severity, Term, Verdict, weaker

_LEAST = 10
"""A single digit is a slip away from any other."""
_NEAR = 2
"""Rows so near to those of a sum may be parts of it that were read otherwise."""
_SUPPORT = 3
"""So many sums of the reading must hold, and twice as many as fail beside the one in question."""
_BY_CHANCE = 0.1
"""At most so many of the gaps of a size may be explained by a slip of one of the figures. Of two digits one in four is."""
_MOST = 500
"""Of more figures one is a slip away from whatever is due."""
_TELLING = 2
"""A gap of fewer digits but zeros, above what is printed, may be a row that was left out: 2,000."""


class Summed(NamedTuple):
    """The verdict of a sum as its figures alone give it."""

    verdict: Verdict
    structure: Structure
    sum: Sum
    cross: int

    @property
    def whole(self) -> tuple[int, int]:
        """Line and cross line of its whole."""
        return self.sum.whole, self.cross

    @property
    def is_withheld(self) -> bool:
        return self.whole in self.structure.withheld


def lone_slips(entries: Sequence[Summed], facts: FactSet) -> Mapping[int, Severity]:
    """The places of the sums, of all of a document, that fail by such a slip, and how grave each is."""
    suspected = [
        place
        for place, entry in enumerate(entries)
        if entry.verdict.outcome == "inconsistent"
        and (entry.is_withheld or entry.structure.trust == "not_understood")
        and _is_known(entry.structure)
    ]
    if not suspected:
        return {}
    around = _Around(entries, facts)
    found: dict[int, Severity] = {}
    for place in suspected:
        severity = _severity(entries[place], around)
        if severity is not None:
            found[place] = severity
    return found


def _is_known(structure: Structure) -> bool:
    """Whether most sums of a reading hold that words gave, so that what fails may be no fault of it."""
    chosen = structure.chosen
    fewest = max(_SUPPORT, 2 * len({entry.sum.whole for entry in chosen.violated}) - 2)
    return not structure.beyond and not chosen.candidate.guessed and chosen.support >= fewest


class _Reading:
    """What the reading of one structure tells of the sums that fail in it."""

    def __init__(self, structure: Structure) -> None:
        chosen = structure.chosen
        self.holding = frozenset(held.sum for held in chosen.holding)
        """Sums that hold in some cross line, of two parts at least."""
        short = Counter(failed.sum for failed in chosen.violated if failed.difference > 0)
        self.lacking = frozenset(sum_ for sum_, count in short.items() if count > 1)
        """Sums above what is listed in several cross lines."""
        self.above = frozenset(short)
        """Sums above what is listed."""
        may_go_on = structure.kind == "rows" and structure.ends_early
        self.open_ended = open_ended(chosen.candidate) if may_go_on else frozenset()


class _Around:
    """What stands around the sums that fail: figures that hold in other sums, sums that hold elsewhere, what tables print."""

    def __init__(self, entries: Sequence[Summed], facts: FactSet) -> None:
        holding = (entry.verdict for entry in entries if entry.verdict.holds)
        self.right = frozenset(term.fact.number for verdict in holding for term in verdict.terms)
        self._facts = facts
        self._readings: dict[int, _Reading] = {}

    def _reading(self, structure: Structure) -> _Reading:
        if structure.number not in self._readings:
            self._readings[structure.number] = _Reading(structure)
        return self._readings[structure.number]

    def is_sum(self, entry: Summed) -> bool:
        """Whether the same lines add up elsewhere. The sum fails here, so where it holds is elsewhere."""
        return entry.sum in self._reading(entry.structure).holding

    def may_lack_row(self, entry: Summed) -> bool:
        """Whether parts of a sum may be printed on another page, or nowhere: gaps in two columns are no slip."""
        reading = self._reading(entry.structure)
        return entry.sum in reading.lacking or entry.sum in reading.open_ended

    def are_rows_lacking(self, entry: Summed) -> bool:
        """Whether other sums of the table are above what is listed."""
        return bool(self._reading(entry.structure).above - {entry.sum})

    def is_near(self, amount: Decimal, entry: Summed) -> bool:
        """Whether an amount stands where a row that was misread would have it: among the parts, or beside the rows of the sum."""
        members = (entry.sum.whole, *entry.sum.parts)
        near = range(min(members) - _NEAR, max(members) + _NEAR + 1)
        lines = entry.sum.parts if amount < 0 else [line for line in near if line not in members]
        cells = (self._cell(entry, line) for line in lines)
        return any(fact.figure is not None and abs(fact.figure.base) == abs(amount) for fact in cells if fact)

    def _cell(self, entry: Summed, line: int) -> Fact | None:
        structure = entry.structure
        block = self._facts.statement(structure.table).blocks[structure.pane]
        row, column = (line, entry.cross) if structure.kind == "rows" else (entry.cross, line)
        if not (0 <= row < len(block.rows) and 0 <= column < len(block.columns)):
            return None
        return self._facts.cells.get((structure.table, block.rows[row].at, block.columns[column].at))


def _severity(entry: Summed, around: _Around) -> Severity | None:
    """How grave a sum that fails is, if by a slip; None if there is no telling."""
    verdict, chosen = entry.verdict, entry.structure.chosen
    figures = [term for term in verdict.terms if term.fact.figure is not None and term.fact.figure.value]
    rest = sum((term.sign * term.fact.figure.base for term in figures if term.fact.figure), Decimal(0))
    is_elsewhere, is_above = around.is_sum(entry), rest > 0
    is_right = verdict.terms[0].fact.number in around.right
    is_known = entry.structure.kind == "rows" and (is_elsewhere or is_right)
    if not (is_known or is_proven(chosen.support, chosen.repairs)) or (is_above and around.may_lack_row(entry)):
        return None
    if not any(term.fact.number not in around.right and _is_slip(term, rest) for term in figures):
        return None
    if around.is_near(rest, entry) or not ((is_elsewhere and is_right) or _chance(figures, rest) <= _BY_CHANCE):
        return None
    if not (is_above and not is_elsewhere and _digits(rest) < _TELLING):
        return verdict.severity
    return None if around.are_rows_lacking(entry) else weaker(verdict.severity)


def _is_slip(term: Term, rest: Decimal) -> bool:
    figure = term.fact.figure
    assert figure is not None
    due = figure.value - rest * term.sign / (figure.unit.scale if figure.unit else Decimal(1))
    return is_slip_of_hand(figure.value, due, figure.decimals, _LEAST)


def _digits(value: Decimal) -> int:
    """How many digits a value has but zeros before and behind them."""
    return len(f"{abs(value):f}".replace(".", "").strip("0"))


def _chance(figures: Sequence[Term], rest: Decimal) -> float:
    """Of the gaps of as many digits as this one, how many a slip of one of the figures explains."""
    if len(figures) > _MOST:
        return 1
    last = min(figure.quantum() for term in figures if (figure := term.fact.figure) is not None)
    values = [int(abs(term.fact.figure.base) / last) for term in figures if term.fact.figure]
    gap = int(abs(rest) / last)
    while gap and not (gap % 10 or any(value % 10 for value in values)):
        gap, values = gap // 10, [value // 10 for value in values]
    size: int = 10 ** len(str(gap))
    gaps = {abs(other - value) for value in values for other in _slips_of(value)}
    return sum(0 < other < size for other in gaps) / size


def _slips_of(value: int) -> Iterator[int]:
    """The numbers that a slip makes of one: of a digit, of two that change places, of one left out or put in."""
    text = str(value)
    for at in range(len(text) + 1):
        before, after = text[:at], text[at:]
        for digit in "0123456789":
            yield int(before + digit + after)
            if after:
                yield int(before + digit + after[1:])
        if after[1:]:
            yield int(before + after[1:])
            yield int(before + after[1] + after[0] + after[2:])
