"""Lines between tables: what leaves one budget or year comes in the next, wherever tables of both print it.

2024年市本级…收支决算表   年终结余   48,541        2025年市本级…收支执行情况表   上年结余收入   48,541
市本级一般公共预算收入表   从政府性基金预算调入 14,111    市本级政府性基金支出表   调出资金   14,111
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import ClassVar

from auditor.arithmetic import is_telling_slip, judge_restatement
from auditor.checks.agreement.compare import compare
from auditor.checks.rule import Proven, Rule, Sentence, Texts
from auditor.checks.select import NamedLine, NamedLines
from auditor.facts import Fact, FactSet
from auditor.facts.model import OPEN
from auditor.facts.named_columns import NamedColumn, named_columns
from auditor.messages import told
from auditor.tuples import NamedTuple
from auditor.verdicts import Remark, Verdict
from auditor.vocabulary import pattern_of

_TELLING = 1_000
"""Two amounts that differ by one digit are one, mistyped, if they have so many units of their last digit."""
_ROUNDED = 5
"""Units of the last digit by which sums of rounded figures may be apart."""
_Key = tuple[str | int | None, ...]
"""The level, the budget, the year and whatever else two tables must be alike in."""


class LinesBetween(Rule):
    """A line of one table is what a line of another says came from it: of the year before, or of another budget of one level.

    Of several columns, as of the budget and of the outturn, any may be meant. Amounts that differ may be counted otherwise, as
    where funds come from elsewhere too; one that differs by a digit, in a document whose others agree, is mistyped.
    """

    kind: ClassVar[str] = "lines-between"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "一张表中转出的数，是另一张表中转入的数",
        "what one table prints as going out is what another prints as coming in",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "counted-otherwise": (
            "两数口径可能不同（预计数与执行数，或另有来源）",
            "the two may be counted in different ways, as an estimate and what came of it are",
        ),
    }

    lines: NamedLines
    """The line of the one table and that of the other, whose `years` say by how many its year lies behind."""
    members: Texts = ()
    """Of which budget each of the two tables is; both of one where it is left out."""
    free: Texts = ()
    """The settings in which the tables need not be alike."""
    proof: Proven
    """How many pairs of a document must agree, and how many in a hundred, before one that is nearly alike is told."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        verdicts = [_verdict(self, sides) for sides in _met(self, facts).values()]
        holding = sum(verdict.holds for verdict in verdicts)
        is_proven = holding >= self.proof.cells and holding * 100 >= self.proof.percent * len(verdicts)
        for verdict in verdicts:
            yield verdict if is_proven or verdict.outcome != "inconsistent" else _undecided(verdict)

    def faults(self) -> Iterator[str]:
        if len(self.lines) != len(_Sides._fields):
            yield told("needs-two-lines")
        if self.members and len(self.members) != len(_Sides._fields):
            yield told("needs-members")


class _Sides(NamedTuple):
    """The cells of either line that are of one level, budget and year."""

    left: list[Fact]
    right: list[Fact]


def _met(rule: LinesBetween, facts: FactSet) -> dict[_Key, _Sides]:
    found: dict[_Key, _Sides] = defaultdict(lambda: _Sides([], []))
    for column in named_columns(facts):
        for place, line in enumerate(rule.lines):
            cell = _cell(column, line)
            key = _key(rule, column, place, facts) if cell is not None else None
            if cell is not None and key is not None:
                found[key][place].append(cell)
    return {key: sides for key, sides in found.items() if sides.left and sides.right}


def _cell(column: NamedColumn, line: NamedLine) -> Fact | None:
    """The figure of the only row of a column that has the name."""
    cells = [
        fact
        for name, fact in column.rows
        if pattern_of(line.name).search(name) and not (line.unless and pattern_of(line.unless).search(name))
    ]
    return cells[0] if len(cells) == 1 and cells[0].figure and cells[0].figure.value else None


def _key(rule: LinesBetween, column: NamedColumn, place: int, facts: FactSet) -> _Key | None:
    """By what the cells of two tables meet; None for those of a table of which too little is known, or of another budget."""
    key: list[str | int | None] = [(column.setting.year or 0) - rule.lines[place].years]
    for setting, member in zip(facts.vocabulary.settings, column.setting.members, strict=True):
        if setting.id in rule.free:
            continue
        if setting.dimension and rule.members:
            if member != rule.members[place]:
                return None
            continue
        if member == OPEN or (setting.dimension and not member):
            return None
        key.append(member)
    return tuple(key)


def _verdict(rule: LinesBetween, sides: _Sides) -> Verdict:
    """The verdict on a pair that agrees; else on one that is a slip of the hand; else none that accuses anybody."""
    pairs = list(product(*sides))
    for left, right in pairs:
        if judge_restatement(left.figure, right.figure).outcome != "inconsistent":
            return compare(rule, left, right)
    slips = [pair for pair in pairs if _is_slip(*pair)]
    return compare(rule, *slips[0]) if slips else _undecided(compare(rule, *pairs[0]))


def _is_slip(left: Fact, right: Fact) -> bool:
    """Whether two amounts are one but for a digit; a few units of the last one may come of rounding."""
    if left.figure is None or right.figure is None or not is_telling_slip(left.figure, right.figure, _TELLING):
        return False
    return abs(left.figure.base - right.figure.base) > _ROUNDED * max(left.figure.quantum(), right.figure.quantum())


def _undecided(verdict: Verdict) -> Verdict:
    return verdict._replace(outcome="not_applicable", reason=Remark("counted-otherwise"))
