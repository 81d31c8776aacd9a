"""Line agreement: rows or columns that are known by their names print in one table what they print in another.

    表一  三、2024年一般债务发行额   执行数 20.40        表三  一、2024年发行额/（一）一般债务   本地区 20.40   本级 8.20

Whether a column of one table is a column of another, 执行数 that of 本地区, the figures say: most that both print are equal.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import ClassVar

from auditor.checks.lines import Axis, Found, Majorities, axes_of
from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.checks.select import NamedLine, NamedLines
from auditor.checks.verdict_of import restatement_verdict
from auditor.facts import Fact, FactSet
from auditor.messages import told
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict

_MOST_PAIRS = 10_000
"""Pairs of columns that two tables may have; longer ones are lists of other things."""
_TELLING = 3
"""Digits of a figure that is seldom printed twice by chance."""


class LineAgreement(Rule):
    """Lines known by their names read in one table as in another, where most that are printed in both do.

    What was issued stands in the list of balances and in the table of issue and repayment.
    """

    kind: ClassVar[str] = "line-agreement"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = ("{lines}", "{lines}")

    lines: NamedLines
    """The lines, each of which is held against its like in another table."""
    meet: Patterns = ()
    """What lines that are the same have alike in their names, as groups."""
    majority: Majorities
    """How many of the figures that two columns share must be equal for the others to be held."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        tables: dict[int, list[_Side]] = {}
        for axis in axes_of(facts):
            tables.setdefault(axis.table, []).extend(_sides(self, axis))
        for lefts, rights in combinations(tables.values(), 2):
            if len(lefts) * len(rights) <= _MOST_PAIRS:
                for left, right in product(lefts, rights):
                    if _is_best(self, left, right, lefts, rights):
                        yield from (_verdict(self, one, two) for one, two in _shared(left, right))

    def faults(self) -> Iterator[str]:
        if self.majority.percent <= 50:
            yield told("majority-too-small")


class _Side(NamedTuple):
    """What the named lines of one table print where they cross one line of it."""

    cells: Mapping[NamedLine, Sequence[tuple[Found, Fact]]]


def _sides(rule: LineAgreement, axis: Axis) -> Iterator[_Side]:
    found = {line: axis.found(line, rule.meet) for line in rule.lines}
    for crossing in axis.crossing if any(found.values()) else ():
        cells = {
            line: [(own, fact) for own in lines if (fact := axis.meant(own.at, crossing)) is not None and fact.figure]
            for line, lines in found.items()
        }
        if any(cells.values()):
            yield _Side(cells)


def _shared(left: _Side, right: _Side) -> list[tuple[Fact, Fact]]:
    """The figures of lines that both print once."""
    found = []
    for line, cells in left.cells.items():
        for own, fact in cells:
            beside = [other for it, other in right.cells.get(line, ()) if it.groups == own.groups]
            if len(beside) == 1 and sum(it.groups == own.groups for it, _ in cells) == 1:
                found.append((fact, beside[0]))
    return found


def _equal(left: _Side, right: _Side) -> tuple[int, int]:
    """How many of the telling figures that two sides share are equal, and how many there are."""
    pairs = [(one.figure, two.figure) for one, two in _shared(left, right) if one.figure and two.figure]
    telling = [(one, two) for one, two in pairs if all(_is_telling(it.value.as_tuple().digits) for it in (one, two))]
    return sum(abs(one.base - two.base) <= max(one.quantum(), two.quantum()) for one, two in telling), len(telling)


def _is_telling(digits: Sequence[int]) -> bool:
    return len("".join(map(str, digits)).strip("0")) >= _TELLING


def _is_best(rule: LineAgreement, left: _Side, right: _Side, lefts: Sequence[_Side], rights: Sequence[_Side]) -> bool:
    """Whether two sides share as many equal figures as a rule wants, and either shares fewer with every other of that table."""
    equal, count = _equal(left, right)
    if equal < rule.majority.cells or equal * 100 < rule.majority.percent * count:
        return False
    others = [(left, side) for side in rights if side is not right] + [
        (side, right) for side in lefts if side is not left
    ]
    return all(_equal(*pair)[0] < equal for pair in others)


def _verdict(rule: LineAgreement, one: Fact, two: Fact) -> Verdict:
    return restatement_verdict(rule, [Term("left", 1, one), Term("right", -1, two)])
