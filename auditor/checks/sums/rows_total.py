"""Rows total: the uppermost rows of a table, added up, are one of the figures that they may be all of."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from auditor.checks.candidates import chosen, possible_wholes
from auditor.checks.rule import AnyDimension, Rule, Sentence
from auditor.checks.select import Selects
from auditor.checks.selection import joined, unread, uppermost
from auditor.checks.verdict_of import sum_verdict, undecided
from auditor.facts import Change, Fact, FactSet
from auditor.facts.settings import are_settled
from auditor.verdicts import Remark, Term, Verdict, weaker


class RowsTotal(Rule):
    """The uppermost rows of a table add up to a figure that is printed elsewhere, or to one of several that they may be all of."""

    kind: ClassVar[str] = "rows-total"
    family: ClassVar[str] = "balance"
    says: ClassVar[Sentence] = (
        "{left} 的最上层各行之和 = {right}，与其中一个数相等即可",
        "the uppermost rows of {left} add up to {right}, at least one of them",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "stale-table": (
            "所列之和恰为上年数（按第{line}行的增减额 {change} 推算），该表可能沿用了上年数据",
            "the items add up to the prior year’s figure (by the change {change} at line {line}): the table may be last year’s",
        ),
    }

    left: Selects
    """The rows of a table; only those that no other row is above of are added up."""
    right: Selects
    """The figures that the rows may be all of; one that fits is enough."""
    open: AnyDimension = None
    """The dimension whose member no word gives the rows: they are of one of several wholes."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        wholes = [
            fact
            for select in self.right
            for fact in list(joined((select,), facts, frozenset()).values())[:1]
            if fact.figure
        ]
        by_statement: dict[int | None, list[Fact]] = {}
        for select in self.left:
            for fact in uppermost(select, facts):
                by_statement.setdefault(fact.statement, []).append(fact)
            for loose, problem in unread(select, facts):
                if loose:
                    yield undecided(self, [Term("part", -1, fact) for fact in loose], problem)
        for cells in by_statement.values():
            if any(fact.figure for fact in cells):
                verdict = chosen(_against(self, [Term("part", -1, fact) for fact in cells], wholes, facts))
                if verdict is not None:
                    yield verdict


def _against(rule: RowsTotal, parts: list[Term], wholes: list[Fact], facts: FactSet) -> Iterator[Verdict]:
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
