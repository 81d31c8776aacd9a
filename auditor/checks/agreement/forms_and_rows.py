"""Forms and rows: what a form asks for an undertaking is what the row of that name prints for it.

`项目名称 河道清淤 / 年度资金总额 500.00` on a form and `河道清淤 | 400.00` in 项目支出表. Several bodies may have a project of
one name: equal amounts belong together, and only what is left over alone on both sides is held against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.rule import Patterns, Proven, Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.verdict_of import restatement_verdict, sum_verdict, undecided
from auditor.facts import Fact, FactSet, Statement
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import core, pattern_of

_SHORTEST_NAME = 4


class FormsAndRows(Rule):
    """The amount on the form of an undertaking is that of the row of its name in a table of undertakings.

    Unless enough of a table's rows agree, it prints something else than the forms do.
    """

    kind: ClassVar[str] = "forms-and-rows"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "各项目目标申报表的年度金额等于项目明细表中同名项目的合计；同名项目有几个的，相同的数字先配对，只有两边各剩一个时才核对",
        "the year’s money on a form of targets is the total of the row of that name in the table of projects; of several projects of one"
        " name equal figures are matched first, and what is left over alone on both sides is held against each other",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "several-of-one-name": (
            "同名的项目有几个，不能确定哪两个数字是同一项目的",
            "several projects bear this name, so no two figures are known to be of one",
        ),
    }

    left: Selects
    """The amounts of forms; of these selections only the concepts count."""
    amount: Patterns
    """The label of the amount on a form, in full."""
    named: Patterns
    """The header of the column of names in the table."""
    proof: Proven
    """How many rows of a table must agree with forms before the others are held."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        forms = _forms(self, facts)
        for statement in facts.statements if forms else ():
            verdicts = list(_against(self, _rows(self, statement, facts), forms))
            judged = [verdict for verdict in verdicts if verdict.outcome != "not_applicable"]
            holding = sum(verdict.holds for verdict in judged)
            is_proven = holding >= self.proof.cells and holding * 100 >= self.proof.percent * len(judged)
            for verdict in verdicts:
                if is_proven or verdict.outcome != "inconsistent":
                    yield verdict
                else:
                    yield undecided(self, list(verdict.terms), "pair-unproven", "not_applicable")


class _Row(NamedTuple):
    name: str
    amount: Fact


def _forms(rule: FormsAndRows, facts: FactSet) -> dict[str, list[Fact]]:
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


def _rows(rule: FormsAndRows, statement: Statement, facts: FactSet) -> list[_Row]:
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


def _against(rule: FormsAndRows, rows: Sequence[_Row], forms: dict[str, list[Fact]]) -> Iterator[Verdict]:
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


def _of_the_rest(rule: FormsAndRows, left: list[Fact], named: list[Fact], together: list[Fact]) -> Verdict:
    """The amounts that have no equal: one form and one row contradict each other, more of them may belong to anyone."""
    if len(left) == 1 and len(together) > 1:
        summed = _hold(rule, left[0], together)
        if summed.holds:
            return summed
    verdict = _hold(rule, left[0], named[:1])
    if len(left) == len(named) == 1 or verdict.outcome != "inconsistent":
        return verdict
    return undecided(rule, list(verdict.terms), "several-of-one-name", "not_applicable")


def _hold(rule: FormsAndRows, asked: Fact, printed: Sequence[Fact]) -> Verdict:
    if len(printed) == 1:
        return restatement_verdict(rule, [Term("left", 1, asked), Term("right", -1, printed[0])])
    return sum_verdict(rule, [Term("whole", 1, asked), *(Term("part", -1, amount) for amount in printed)])
