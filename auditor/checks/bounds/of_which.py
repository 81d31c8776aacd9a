"""Of which: parts "of which" are at most what they belong to: `房屋 9.00 / 其中：办公用房 5.00`, `支出合计 | 其中：政府采购`."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import bound_verdict, undecided
from auditor.facts import FactSet, Statement
from auditor.facts.model import Line
from auditor.facts.tables.amounts import is_computed
from auditor.resolution import Structure, Trust
from auditor.verdicts import Term, Verdict, weaker


class OfWhich(Rule):
    """A row or column "of which" that no sum takes in is at most the one that it belongs to; rates and changes are no parts."""

    kind: ClassVar[str] = "of-which"
    family: ClassVar[str] = "bound"
    says: ClassVar[Sentence] = (
        "“其中”的行、栏不大于它所属的行、栏",
        "rows and columns ‘of which’ are at most what they belong to",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        structures = {(entry.table, entry.pane, entry.kind, entry.whole): entry for entry in facts.structures}
        for statement in facts.statements:
            for number, block in enumerate(statement.blocks):
                amounts = [
                    column
                    for column in block.columns
                    if not is_computed(column, statement.table.columns[column.at].path, facts.vocabulary)
                ]
                rows = structures.get((statement.number, number, "rows", None))
                for part, whole in _pairs(block.rows):
                    trust = _trust(rows, block.rows.index(part))
                    for column in amounts if trust else ():
                        for verdict in _hold(
                            self, facts, statement, (part.at, column.at), (whole.at, column.at), trust
                        ):
                            yield verdict._replace(structure=_number(rows))
                for part, whole in _pairs(block.columns):
                    if part not in amounts:
                        continue
                    of_whole = structures.get((statement.number, number, "columns", block.columns.index(whole)))
                    trust = _trust(of_whole, block.columns.index(part))
                    for row in block.rows if trust else ():
                        for verdict in _hold(self, facts, statement, (row.at, part.at), (row.at, whole.at), trust):
                            yield verdict._replace(structure=_number(of_whole))


def _pairs(lines: tuple[Line, ...]) -> Iterator[tuple[Line, Line]]:
    """Lines "of which" with what they belong to."""
    return ((line, lines[line.parent]) for line in lines if line.role == "of_which" and line.parent is not None)


def _trust(structure: Structure | None, part: int) -> Trust | None:
    """How far the reading is to be trusted that leaves a part out; None where it adds the part, or is not understood.

    Where no line is a sum of others, the words "of which" alone say what a part belongs to.
    """
    if structure is None:
        return "believed"
    is_added = any(part in sum_.parts for sum_ in structure.chosen.candidate.sums)
    if is_added or structure.trust == "not_understood":
        return None
    return structure.trust if structure.chosen.violated else "believed"


def _number(structure: Structure | None) -> int | None:
    return None if structure is None else structure.number


def _hold(
    rule: OfWhich,
    facts: FactSet,
    statement: Statement,
    part: tuple[int, int],
    whole: tuple[int, int],
    trust: Trust | None,
) -> Iterator[Verdict]:
    left, right = (facts.cells.get((statement.number, *place)) for place in (part, whole))
    if not (left and right and left.figure and right.figure) or left.figure.value < 0 or right.figure.value < 0:
        return
    terms = [Term("left", 1, left), Term("right", -1, right)]
    if "unreadable" in (left.state, right.state):
        yield undecided(rule, terms, "cell-unreadable")
        return
    yield bound_verdict(rule, terms, severity=rule.severity if trust == "believed" else weaker(rule.severity))
