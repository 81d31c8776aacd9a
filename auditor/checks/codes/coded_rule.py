"""What all kinds about codes have in common."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from auditor.checks.codes.coded_rows import CodedRow, coded_rows
from auditor.checks.rule import AnyDimension, Layouts, Rule
from auditor.facts import FactSet
from auditor.verdicts import Outcome, Remark, Term, Verdict


class CodedRule(Rule):
    """A rule about the rows of tables that a code of a classification is printed beside."""

    family: ClassVar[str] = "code"
    is_told_by_reason: ClassVar[bool] = True

    dimension: AnyDimension = None
    """The classification that it is of; all of them where it is left out."""
    layouts: Layouts = frozenset()
    """The tables it speaks of; all of them where they are left out."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        return self.hold(facts, [row for row in coded_rows(facts) if self._concerns(row)])

    def hold(self, facts: FactSet, rows: Sequence[CodedRow]) -> Iterator[Verdict]:
        """Hold the rows that the rule concerns."""
        raise NotImplementedError

    def _concerns(self, row: CodedRow) -> bool:
        return (self.dimension in (None, row.dimension)) and (not self.layouts or row.layout in self.layouts)


def code_verdict(rule: Rule, terms: Sequence[Term], wrong: Remark | None) -> Verdict:
    outcome: Outcome = "inconsistent" if wrong else "exact"
    return Verdict(rule.code, rule.family, outcome, rule.severity, tuple(terms), reason=wrong)


def words_of(rows: Sequence[CodedRow]) -> list[Term]:
    return [Term("word", 1, row.word) for row in rows]


def grouped(rows: Sequence[CodedRow], key: Callable[[CodedRow], object]) -> list[list[CodedRow]]:
    found: dict[object, list[CodedRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def credible_rows(facts: FactSet, table: Sequence[CodedRow]) -> list[CodedRow]:
    """The named rows of a table where at least three names are right for each that is wrong."""
    named = [row for row in table if row.has_name and row.name]
    right = wrong = 0
    for row in named:
        classification = facts.vocabulary.codes.get(row.dimension)
        known = classification.get(row.code) if classification else None
        if classification is not None and known is not None:
            right += classification.agrees(known, row.name)
            wrong += classification.contradicts(known, row.name, facts.profile.year)
    return named if right and 3 * wrong <= right else []


def above_of(facts: FactSet, row: CodedRow) -> list[str]:
    return facts.vocabulary.dimensions[row.dimension].ancestors(row.code)
