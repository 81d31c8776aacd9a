"""Balance: a signed sum of cells, whatever tables print them, is zero for every combination of the joined dimensions."""

from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.rule import Dimensions, Rule, RuleTerm, Sentence, Terms
from auditor.checks.selection import select_facts
from auditor.checks.sums.beside import stands_beside
from auditor.checks.verdict_of import restatement_verdict, sum_verdict, undecided
from auditor.facts import Fact, FactSet
from auditor.facts.labels import squeeze
from auditor.facts.settings import are_settled
from auditor.messages import told
from auditor.tuples import NamedTuple
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import Vocabulary

Key = tuple[tuple[str, str], ...]
"""The members of the joined dimensions by which terms meet."""


class Balance(Rule):
    """A signed sum of cells, whatever tables print them, is zero.

    What came in and what was brought forward are what went out and what is carried forward.
    """

    kind: ClassVar[str] = "balance"
    family: ClassVar[str] = "balance"
    says: ClassVar[Sentence] = ("{terms}", "{terms}")

    terms: Terms
    """The cells that add up to nothing, each with its `role`, its `sign` and its `select`ion; an `optional` one counts nothing where no
    table prints it."""
    join: Dimensions = frozenset()
    """The dimensions for each of whose members the sum is held."""
    rest: bool = False
    """Whether it takes in what else a table adds to two of its cells, as `转移支付收入` beside `本年收入合计` and `上年结转`."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        if not any(_table_is_missed(term, facts) for term in self.terms):
            yield from _joined(self, facts)

    def faults(self) -> Iterator[str]:
        if len(self.terms) < 2:
            yield told("needs-two-terms")


def _table_is_missed(term: RuleTerm, facts: FactSet) -> bool:
    """Whether an optional table is not in the document though other tables show money that it would print."""
    if not term.optional or any(
        statement.layout and statement.layout.id in term.select.layouts for statement in facts.statements
    ):
        return False
    wanted = [(name, member) for name, members in term.select.dims.items() for member in members]
    return any(not fact.is_nil for entry in wanted for fact in facts.cells_by_member.get(entry, ()))


class _Side(NamedTuple):
    """One term of a balance: its cells by the joined dimensions, and what of it is not parted by these."""

    term: RuleTerm
    cells: dict[Key, list[Fact]]
    parted: frozenset[frozenset[str]]
    """The sets of joined dimensions by which its cells are told apart."""
    unknown: frozenset[str]
    """The joined dimensions along which something has a name that no list knows."""
    has_money: bool
    vocabulary: Vocabulary
    beside: dict[int, list[Fact]]
    """The prints of one cell that a row has in several columns, by the number of the first: 预算数, 执行数 of a budget."""

    def under(self, fact: Fact, head: Fact, facts: FactSet) -> Fact | None:
        """The print of a cell that stands under the header of another; of several under other headers nobody knows which."""
        printed = self.beside.get(fact.number, [])
        if len(printed) <= 1 or fact is head:
            return fact
        wanted = _header(head, facts)
        return next((one for one in printed if _header(one, facts) == wanted), None)

    def _is_below(self, own: Key, key: Key) -> bool:
        """Whether one cell is a part of another by one of its members: 人员经费 of 基本支出."""
        known, above = self.vocabulary.dimensions, dict(key)
        return (
            own != key
            and len(own) == len(key)
            and all(
                name in above
                and (above[name] == member or (name in known and above[name] in known[name].ancestors(member)))
                for name, member in own
            )
        )

    def lacks(self, key: Key) -> bool:
        """Whether it prints no cell for a key and is not known to have nothing there.

        A table that prints 325.60 in all, without 基本支出 and 项目支出 or under names that no list knows, leaves these open; so does
        one that prints 人员经费 and 公用经费 for the 基本支出 that others print.
        """
        if key in self.cells:
            return False
        if not self.term.optional:
            return True
        if any(self._is_below(other, key) for other in self.cells):
            return True
        names = frozenset(name for name, _ in key)
        return bool(names & self.unknown) or (self.has_money and names not in self.parted)


def _side(term: RuleTerm, facts: FactSet, join: frozenset[str]) -> _Side:
    cells: dict[Key, list[Fact]] = {}
    beside: dict[int, list[Fact]] = {}
    for key, fact in _members(term, facts, join, beside):
        cells.setdefault(key, []).append(fact)
    rest = {name: members for name, members in term.select.dims.items() if name not in join}
    money = [fact for fact in select_facts(term.select._replace(dims=rest), facts, join) if not fact.is_nil]
    unknown = frozenset(name for fact in money for name, member in fact.dims if member.startswith("~"))
    parted = frozenset(frozenset(name for name, _ in key) for key in cells)
    return _Side(term, cells, parted, unknown & join, bool(money), facts.vocabulary, beside)


def _header(fact: Fact, facts: FactSet) -> str:
    """What the column of a cell is headed by, at the bottom: 执行数."""
    if fact.statement is None or fact.column is None:
        return ""
    return squeeze("".join(facts.statement(fact.statement).table.columns[fact.column].path[-1:]))


def _joined(rule: Balance, facts: FactSet) -> Iterator[Verdict]:
    """Terms met by their joined dimensions, all of one setting. A missing optional term counts nothing, a needed one ends it."""
    first, *others = [_side(term, facts, rule.join) for term in rule.terms]
    for key in first.cells:
        if any(side.lacks(key) for side in others):
            continue
        head = first.cells[key][0]
        told = [
            (side.term, side.under(fact, head, facts)) for side in (first, *others) for fact in side.cells.get(key, ())
        ]
        found = [(term, fact) for term, fact in told if fact is not None]
        if len(found) < len(told):
            continue
        terms = [Term(term.role, term.sign, fact) for term, fact in found]  # type: ignore[arg-type]
        has_parts = len(found) > len(first.cells[key])
        if has_parts and terms[0].fact.figure is not None and are_settled(facts, [fact for _, fact in found]):
            yield _verdict(rule, [*terms, *stands_beside(terms, facts)] if rule.rest else terms)


def _members(
    term: RuleTerm, facts: FactSet, join: frozenset[str], beside: dict[int, list[Fact]]
) -> Iterator[tuple[Key, Fact]]:
    """Each cell a term speaks of once: of several prints of one cell the first, with those `beside` it in its row."""
    seen: dict[tuple[str, Key], Fact] = {}
    for fact in select_facts(term.select, facts, join):
        first = seen.setdefault(fact.key, fact)
        if first is fact:
            yield tuple((name, member) for name, member in fact.dims if name in join), fact
        if fact.statement is not None and (fact.statement, fact.row) == (first.statement, first.row):
            beside.setdefault(first.number, []).append(fact)


def _verdict(rule: Balance, terms: list[Term]) -> Verdict:
    if any(term.fact.state in ("unreadable", "word") for term in terms):
        return undecided(rule, terms, "cell-unreadable")
    if len(terms) == 2 and terms[0].sign == -terms[1].sign:
        return restatement_verdict(rule, terms)
    return sum_verdict(rule, terms)
