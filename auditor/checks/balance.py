"""Balance: a signed sum of cells, whatever tables print them, is zero for every combination of the joined dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.checks.selection import guards_hold, joined, select_facts
from auditor.checks.verdict_of import restatement_verdict, sum_verdict, undecided
from auditor.facts import Change, Fact, FactSet
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


def _joined(rule: Rule, facts: FactSet) -> Iterator[Verdict]:
    """Terms met by their joined dimensions. A missing optional term counts nothing, a missing needed one ends it."""
    tables: list[tuple[RuleTerm, dict[Key, list[Fact]]]] = []
    for term in rule.terms:
        grouped: dict[Key, list[Fact]] = {}
        for key, fact in _members(term, facts, rule.join):
            grouped.setdefault(key, []).append(fact)
        tables.append((term, grouped))
    for key in tables[0][1]:
        terms: list[Term] = []
        parts = 0
        for term, grouped in tables:
            found = grouped.get(key, [])
            if not found and (not term.optional or _is_whole_only(term, grouped, facts, rule.join)):
                break
            parts += len(found) if term is not tables[0][0] else 0
            terms += [Term(term.role, term.sign, fact) for fact in found]  # type: ignore[arg-type]
        else:
            if parts and terms[0].fact.figure is not None:
                yield _verdict(rule, terms)


def _is_whole_only(term: RuleTerm, grouped: dict[Key, list[Fact]], facts: FactSet, join: frozenset[str]) -> bool:
    """Whether there is something of an optional term that is printed for the whole alone and not parted by the joined dimensions."""
    if grouped:
        return False
    rest = {name: members for name, members in term.select.dims.items() if name not in join}
    return any(not fact.is_nil for fact in select_facts(term.select._replace(dims=rest), facts, join))


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
            yield from _against(rule, [Term("part", listing.sign, fact) for fact in cells], wholes, facts)


def _against(rule: Rule, parts: list[Term], candidates: list[Fact], facts: FactSet) -> Iterator[Verdict]:
    verdicts = [
        sum_verdict(rule, [Term("whole", 1, fact), *parts], severity=weaker(rule.severity)) for fact in candidates
    ]
    if any(verdict.holds for verdict in verdicts):
        yield from (verdict for verdict in verdicts if verdict.holds)
        return
    for verdict, candidate in zip(verdicts, candidates, strict=True):
        stale = _last_year(verdict, candidate, facts)
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
