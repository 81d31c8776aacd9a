"""Projects: what a form of targets asks for a project is what the table of projects prints for it.

`项目名称 河道清淤 / 年度资金总额 500.00` on a form and `河道清淤 | 400.00` in 项目支出表. Several bodies may have a project of
one name: equal amounts belong together, and only what is left over alone on both sides is held against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.checks.verdict_of import restatement_verdict, sum_verdict, undecided
from auditor.facts import Fact, FactSet, Statement
from auditor.rulebook import Rule
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import core, pattern_of

_SHORTEST_NAME = 4


class _Row(NamedTuple):
    name: str
    amount: Fact


def check_projects(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Each table of projects against the forms; unless enough of its projects agree, it prints something else than they do."""
    assert rule.proof is not None
    forms = _forms(rule, facts)
    for statement in facts.statements if forms else ():
        verdicts = list(_against(rule, _rows(rule, statement, facts), forms))
        judged = [verdict for verdict in verdicts if verdict.outcome != "not_applicable"]
        holding = sum(verdict.holds for verdict in judged)
        is_proven = holding >= rule.proof.cells and holding * 100 >= rule.proof.percent * len(judged)
        for verdict in verdicts:
            if is_proven or verdict.outcome != "inconsistent":
                yield verdict
            else:
                yield undecided(rule, list(verdict.terms), "pair-unproven", "not_applicable")


def _forms(rule: Rule, facts: FactSet) -> dict[str, list[Fact]]:
    """By the name of a project the amounts that forms print for its year."""
    found: dict[str, list[Fact]] = {}
    wanted = [pattern_of(pattern) for pattern in rule.amount]
    for fact in (
        fact for select in rule.left for concept in select.concepts for fact in facts.by_concept.get(concept, ())
    ):
        about, _, label = dict(fact.dims).get("item", "").rpartition("/")
        is_known = len(core(about)) >= _SHORTEST_NAME and fact.figure is not None and fact.statement is not None
        if is_known and any(pattern.fullmatch(label) for pattern in wanted):
            found.setdefault(core(about), []).append(fact)
    return found


def _rows(rule: Rule, statement: Statement, facts: FactSet) -> list[_Row]:
    """The rows of a table with a column of names of projects, each with the first amount that it prints, its total."""
    rows = []
    for block in statement.blocks:
        headers = ["/".join(statement.table.columns[place].path) for place in block.labels]
        if not any(pattern_of(pattern).search(header) for pattern in rule.named for header in headers):
            continue
        for line in block.rows:
            cells = (facts.cells.get((statement.number, line.at, column.at)) for column in block.columns)
            total = next((cell for cell in cells if cell is not None and cell.figure is not None), None)
            if total is not None:
                rows.append(_Row(core(line.label), total))
    return rows


def _against(rule: Rule, rows: Sequence[_Row], forms: dict[str, list[Fact]]) -> Iterator[Verdict]:
    """Equal amounts of one name first; of what is left one form may be of all the rows whose names begin as its own does."""
    for name, asked in forms.items():
        named = [row.amount for row in rows if row.name == name]
        left = []
        for fact in asked if named else ():
            verdicts = ((amount, _hold(rule, fact, [amount])) for amount in named)
            found = next(((amount, verdict) for amount, verdict in verdicts if verdict.holds), None)
            if found is None:
                left.append(fact)
            else:
                named.remove(found[0])
                yield found[1]
        if left and named:
            together = [row.amount for row in rows if row.name.startswith(name)]
            yield _of_the_rest(rule, left, named, together)


def _of_the_rest(rule: Rule, left: list[Fact], named: list[Fact], together: list[Fact]) -> Verdict:
    """The amounts that have no equal: one form and one row contradict each other, more of them may belong to anyone."""
    if len(left) == 1 and len(together) > 1:
        summed = _hold(rule, left[0], together)
        if summed.holds:
            return summed
    verdict = _hold(rule, left[0], named[:1])
    if len(left) == len(named) == 1 or verdict.outcome != "inconsistent":
        return verdict
    return undecided(rule, list(verdict.terms), "several-of-one-name", "not_applicable")


def _hold(rule: Rule, asked: Fact, printed: Sequence[Fact]) -> Verdict:
    if len(printed) == 1:
        return restatement_verdict(rule, [Term("left", 1, asked), Term("right", -1, printed[0])])
    return sum_verdict(rule, [Term("whole", 1, asked), *(Term("part", -1, amount) for amount in printed)])
