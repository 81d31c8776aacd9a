"""Tables agree: a cell that several tables print reads the same in all of them."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Annotated, ClassVar

from auditor.checks.agreement.compare import compare, is_of_empty_table, is_own_columns
from auditor.checks.agreement.pairs import Cells, Pair, PairProof, pairs_of
from auditor.checks.agreement.prints import prints_of
from auditor.checks.rule import Rule, Sentence
from auditor.checks.verdict_of import lost_unit_verdict, undecided
from auditor.facts import Fact, FactSet
from auditor.facts.settings import carried_between
from auditor.facts.tables.understanding import understandings
from auditor.verdicts import Remark, Term, Verdict


class TablesAgree(Rule):
    """A cell that several tables print reads the same in all, the first being its home.

    Tables that are not known to print the same cells are held against each other where so many of these agree that it is proven.
    """

    kind: ClassVar[str] = "tables-agree"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "同一数据在各表中相同，以首见的表为准",
        "a cell that several tables print is the same in all, the first being its home",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "unit-lost": (
            "两表全部数字相差同一倍数，见另一处",
            "all figures of the two tables differ by one factor, told once",
        ),
        "unit-lost-all": (
            "两表共同列示的数字全部相差 {factor} 倍，其中一表未印计量单位",
            "all figures that both tables print differ by a factor of {factor}: one of them prints no unit",
        ),
    }

    proof: Annotated[PairProof, "proof"]
    """When two tables are held against each other."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        return _across_tables(self, facts)


def _across_tables(rule: TablesAgree, facts: FactSet) -> Iterator[Verdict]:
    """Cells that two tables print, where these are known or proven to print the same."""
    prints = (
        cells
        for cells, _ in prints_of(frozenset(), facts)
        if len(cells) > 1 and not any(name == "item" for name, _ in cells[0].dims) and not is_own_columns(cells)
    )
    not_understood = {entry.statement for entry in understandings(facts) if entry.failing is not None}
    for pair in pairs_of(facts, prints, rule.proof):
        if pair.standing == "compared":
            for home, other, _ in pair.cells:
                is_empty = is_of_empty_table(facts, home, other)
                verdict = compare(rule, home, other, is_proven=pair.is_proven, is_empty=is_empty)
                yield _as_understood(facts, verdict, not_understood)
        elif pair.standing == "bounded":
            within = (_within_carried(rule, facts, cells) for cells in pair.cells)
            yield from (_as_understood(facts, verdict, not_understood) for verdict in within)
        else:
            yield from _not_compared(rule, pair)


def _as_understood(facts: FactSet, verdict: Verdict, not_understood: AbstractSet[int]) -> Verdict:
    """A cell of a table that is not understood may not be what its labels say: it contradicts nobody, unless it stands in the one
    row that is called the total, whatever it is the sum of."""
    doubtful = [term.fact for term in verdict.terms if term.fact.statement in not_understood]
    if verdict.outcome != "inconsistent" or all(_is_of_total(facts, fact) for fact in doubtful):
        return verdict
    return verdict._replace(outcome="unverifiable", reason=Remark("table-not-understood"))


def _is_of_total(facts: FactSet, fact: Fact) -> bool:
    """Whether a cell stands in the only row of its pane that is called a total."""
    statement = facts.statement(fact.statement) if fact.statement is not None else None
    for block in statement.blocks if statement else ():
        totals = [row.at for row in block.rows if row.role == "total"]
        if fact.row in totals:
            return len(totals) == 1
    return False


def _within_carried(rule: TablesAgree, facts: FactSet, cells: Cells) -> Verdict:
    """A cell of a table with 上年结转 and of one that may include it: they differ by no more than that."""
    verdict = compare(rule, cells.home, cells.other)
    if verdict.outcome == "inconsistent" and verdict.difference is not None:
        less, more = carried_between(facts, cells.home, cells.other)
        left, right = (fact.figure.base if fact.figure else 0 for fact in (cells.home, cells.other))
        if -less <= right - left <= more:
            return undecided(rule, list(verdict.terms), "carried-over", "not_applicable")
    return verdict


def _not_compared(rule: TablesAgree, pair: Pair) -> Iterator[Verdict]:
    """The cells of two tables that are not proven the same; of a table that lost its unit and prints none, one cell tells of all."""
    reason = "unit-lost" if pair.standing == "unit-lost" else "pair-unproven"
    is_told = pair.standing != "unit-lost"
    for cells in pair.cells:
        terms = [Term("left", 1, cells.home), Term("right", -1, cells.other)]
        if not is_told and all(term.fact.figure and term.fact.figure.value for term in terms):
            is_told = True
            yield lost_unit_verdict(rule, terms, pair.places)
        else:
            yield undecided(rule, terms, reason, "not_applicable")
