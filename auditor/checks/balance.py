"""Balance: a signed sum of cells, whatever tables print them, is zero for every combination of the joined dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.checks.candidates import chosen, possible_wholes
from auditor.checks.selection import guards_hold, joined, select_facts
from auditor.checks.verdict_of import restatement_verdict, sum_verdict, undecided
from auditor.facts import Change, Fact, FactSet
from auditor.facts.settings import are_settled
from auditor.rulebook import Rule, RuleTerm
from auditor.verdicts import Remark, Term, Verdict, weaker

Key = tuple[tuple[str, str], ...]
"""The members of the joined dimensions by which terms meet."""


def check_balance(rules: Sequence[Rule], facts: FactSet) -> Iterator[Verdict]:
    for rule in rules:
        if not rule.applies_to(facts):
            continue
        if any(term.select.top for term in rule.terms):
            yield from _listed(rule, facts)
        elif guards_hold(rule, facts) and not any(_table_is_missed(term, facts) for term in rule.terms):
            yield from _joined(rule, facts)


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

    def lacks(self, key: Key) -> bool:
        """Whether it prints no cell for a key and is not known to have nothing there.

        A table that prints 325.60 in all, without 基本支出 and 项目支出 or under names that no list knows, leaves these open.
        """
        if key in self.cells:
            return False
        if not self.term.optional:
            return True
        names = frozenset(name for name, _ in key)
        return bool(names & self.unknown) or (self.has_money and names not in self.parted)


def _side(term: RuleTerm, facts: FactSet, join: frozenset[str]) -> _Side:
    cells: dict[Key, list[Fact]] = {}
    for key, fact in _members(term, facts, join):
        cells.setdefault(key, []).append(fact)
    rest = {name: members for name, members in term.select.dims.items() if name not in join}
    money = [fact for fact in select_facts(term.select._replace(dims=rest), facts, join) if not fact.is_nil]
    unknown = frozenset(name for fact in money for name, member in fact.dims if member.startswith("~"))
    parted = frozenset(frozenset(name for name, _ in key) for key in cells)
    return _Side(term, cells, parted, unknown & join, bool(money))


def _joined(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Terms met by their joined dimensions, all of one setting. A missing optional term counts nothing, a needed one ends it."""
    first, *others = [_side(term, facts, rule.join) for term in rule.terms]
    for key in first.cells:
        if any(side.lacks(key) for side in others):
            continue
        found = [(side.term, fact) for side in (first, *others) for fact in side.cells.get(key, ())]
        terms = [Term(term.role, term.sign, fact) for term, fact in found]  # type: ignore[arg-type]
        has_parts = len(found) > len(first.cells[key])
        if has_parts and terms[0].fact.figure is not None and are_settled(facts, [fact for _, fact in found]):
            yield _verdict(rule, terms)


def _members(term: RuleTerm, facts: FactSet, join: frozenset[str]) -> Iterator[tuple[Key, Fact]]:
    """Each cell a term speaks of once: of several prints of one cell the first."""
    seen: set[tuple[str, Key]] = set()
    for fact in select_facts(term.select, facts, join):
        if fact.key not in seen:
            seen.add(fact.key)
            yield tuple((name, member) for name, member in fact.dims if name in join), fact


def _verdict(rule: Rule, terms: list[Term]) -> Verdict:
    if any(term.fact.state in ("unreadable", "word") for term in terms):
        return undecided(rule, terms, "cell-unreadable")
    if len(terms) == 2 and terms[0].sign == -terms[1].sign:
        return restatement_verdict(rule, terms)
    return sum_verdict(rule, terms)


def _listed(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """The uppermost rows of one table, added up, against each figure they may be the whole of; one of them is enough."""
    listing = next(term for term in rule.terms if term.select.top)
    others = [term for term in rule.terms if not term.select.top]
    wholes = [
        fact for term in others for fact in list(joined((term.select,), facts, frozenset()).values())[:1] if fact.figure
    ]
    by_statement: dict[int | None, list[Fact]] = {}
    for fact in select_facts(listing.select, facts):
        by_statement.setdefault(fact.statement, []).append(fact)
    for statement in facts.statements:
        if statement.problem and statement.layout and statement.layout.id in listing.select.layouts:
            loose = facts.loose_in(statement.number)
            if loose:
                yield undecided(rule, [Term("part", listing.sign, fact) for fact in loose], statement.problem)
    for cells in by_statement.values():
        if any(fact.figure for fact in cells):
            verdict = chosen(_against(rule, [Term("part", listing.sign, fact) for fact in cells], wholes, facts))
            if verdict is not None:
                yield verdict


def _against(rule: Rule, parts: list[Term], wholes: list[Fact], facts: FactSet) -> Iterator[Verdict]:
    """The same rows against each whole that they may be all of."""
    for whole in possible_wholes(parts[0].fact, wholes, rule.open, facts):
        if are_settled(facts, (whole, *(term.fact for term in parts))):
            verdict = sum_verdict(rule, [Term("whole", 1, whole), *parts], severity=weaker(rule.severity))
            stale = None if verdict.holds else _last_year(verdict, whole, facts)
            yield verdict._replace(remarks=(*verdict.remarks, stale)) if stale else verdict


def _last_year(verdict: Verdict, whole: Fact, facts: FactSet) -> Remark | None:
    """Whether the list adds up to what the whole was a year before, as its stated change tells."""
    for claim in facts.claims:
        if (
            isinstance(claim, Change)
            and claim.amount
            and claim.amount.figure
            and claim.subject == whole.key
            and whole.figure
        ):
            prior = whole.figure.base - claim.direction * claim.amount.figure.base
            listed = sum(term.fact.figure.base for term in verdict.terms[1:] if term.fact.figure)
            if prior == listed:
                line = str(claim.amount.location.line)
                return Remark("stale-table", {"change": claim.amount.figure.printed, "line": line})
    return None
