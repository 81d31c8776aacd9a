"""Rows told: prose that goes through the rows of a column of a table gives what stands there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.arithmetic import comparable, is_slip_of_hand
from auditor.checks.agreement.row_names import Column, RowNames, agree
from auditor.checks.rule import Patterns, Proven, Rule, Sentence
from auditor.checks.verdict_of import restatement_verdict
from auditor.facts import Fact, FactSet
from auditor.facts.labels import squeeze
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import pattern_of

_FAR = 4
"""So many paragraphs without a row of the table end the run."""
_SHORTEST_HEAD = 4
_LEAST_TELLING = 10
"""An amount of fewer units of its last digit is like another by chance."""


class _Match(NamedTuple):
    """An amount of the prose and the cell of a column whose row has its name."""

    place: int
    """The paragraph."""
    fact: Fact
    cell: Fact

    @property
    def agrees(self) -> bool:
        return agree(self.fact, self.cell)


class RowsTold(Rule):
    """Prose that goes through the rows of a column gives what stands there: `增值税23.5亿元…企业所得税8.1亿元…`.

    No word has to say which table is meant: the rows that agree do. An amount that differs may be of something else, as of another
    year; it is a finding where it is the cell's but for a slip of the hand, and stands nowhere else under its name.
    """

    kind: ClassVar[str] = "rows-told"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "文字依次说明表中各行时，所说的数与该列相同",
        "prose that goes through the rows of a column of a table gives the figures of that column",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {}

    aside: Patterns = ()
    """The words of a name that tell no rows apart: years, scopes, 完成."""
    proof: Proven
    """How many rows a run of prose must give as the column does before another row of it accuses anybody; one less where its
    paragraphs have the words of the column: `城乡居民基本养老保险基金`."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        names = RowNames(self.aside)
        told = [(place, fact, name) for place, fact in _amounts(facts) if (name := names.of(fact.label))]
        cells = names.cells(facts, {name for _, _, name in told})
        columns: dict[Column, list[_Match]] = defaultdict(list)
        named: dict[Column, list[_Match]] = defaultdict(list)
        elsewhere: set[int] = set()
        for place, fact, name in told:
            for column, cell in cells.get(name, ()):
                match = _Match(place, fact, cell)
                if match.agrees:
                    elsewhere.add(fact.number)
                columns[column].append(match)
                if _is_named(column, place, facts):
                    named[column].append(match)
        best: dict[int, tuple[int, Verdict]] = {}
        for least, groups in ((self.proof.cells, columns), (self.proof.cells - 1, named)):
            for run in (run for matches in groups.values() for run in _runs(matches)):
                for held, match in self._held(run, elsewhere, least):
                    before = best.get(match.fact.number)
                    if before is None or held > before[0]:
                        best[match.fact.number] = (held, self._verdict(match))
        yield from (verdict for _, verdict in best.values())

    def _held(self, run: Sequence[_Match], elsewhere: set[int], least: int) -> Iterator[tuple[int, _Match]]:
        """The matches of a run that is proven by so many rows to go through a column, with how many prove it."""
        same = {match.cell.row for match in run if match.agrees}
        other = {match.cell.row for match in run if not match.agrees} - same
        apart = {match.cell.row for match in run if match.cell.row in other and not _is_slip(match)}
        if len(same) < least or len(same) * 100 < self.proof.percent * (len(same) + len(apart)):
            return
        accused: set[int] = set()
        for match in run:
            if match.agrees:
                yield len(same), match
            elif match.cell.row in other - accused and match.fact.number not in elsewhere and _is_slip(match):
                accused.add(match.cell.row)
                yield len(same), match

    def _verdict(self, match: _Match) -> Verdict:
        return restatement_verdict(self, [Term("left", 1, match.fact), Term("right", -1, match.cell)])


def _amounts(facts: FactSet) -> Iterator[tuple[int, Fact]]:
    """The amounts of the prose in reading order, with the paragraph each stands in."""
    lines = [passage.source.line for passage in facts.passages]
    found = [
        fact for fact in facts.facts if fact.statement is None and fact.label and fact.figure and fact.figure.value
    ]
    place = -1
    for fact in sorted(found, key=lambda fact: (fact.location.line, fact.location.column)):
        while place + 1 < len(lines) and lines[place + 1] <= fact.location.line:
            place += 1
        yield place, fact


def _is_named(column: Column, place: int, facts: FactSet) -> bool:
    """Whether a paragraph has the words that head a column, and these are no words for any amounts: 金额, 2025年预算数."""
    statement, _, at = column
    path = facts.statement(statement).table.columns[at].path
    head = squeeze(path[-1]) if path else ""
    if len(head) < _SHORTEST_HEAD or pattern_of(facts.vocabulary.plain).sub("", head) != head:
        return False
    return head in squeeze(facts.passages[place].source.text)


def _runs(matches: Sequence[_Match]) -> Iterator[list[_Match]]:
    """The matches of a column in runs, between which the prose speaks of other things."""
    run: list[_Match] = []
    for match in matches:
        if (
            match.fact.figure is None
            or match.cell.figure is None
            or not comparable(match.fact.figure, match.cell.figure)
        ):
            continue
        if run and match.place - run[-1].place > _FAR:
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _is_slip(match: _Match) -> bool:
    """Whether an amount is the cell's, as rounded as it is printed, but for one slip of the hand."""
    figure, cell = match.fact.figure, match.cell.figure
    if figure is None or cell is None or figure.unit is None:
        return False
    due = cell.base / figure.unit.scale
    return is_slip_of_hand(figure.value, due, figure.decimals, _LEAST_TELLING)
