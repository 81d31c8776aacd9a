"""Nonnegative: amounts that cannot be less than nothing."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from auditor.checks.heading import heading_of
from auditor.checks.rule import Concepts, Layouts, Patterns, Rule, Sentence
from auditor.facts import Fact, FactSet, Statement
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import pattern_of

_BRACKETS = ("(", "（")


class Nonnegative(Rule):
    """No amount of some concepts is below zero in some tables: one verdict per table, which names the negative figures and no others.

    Out are cells of what may well be negative: changes and other figures that are no parts of a whole, lines that the vocabulary does
    not know. A number in brackets may be a remark.
    """

    kind: ClassVar[str] = "nonnegative"
    family: ClassVar[str] = "bound"
    says: ClassVar[Sentence] = (
        "表中各数均不小于零",
        "no figure of a table is below zero",
    )
    messages: ClassVar[Mapping[str, Sentence]] = {
        "negative": (
            "“{label}”第{line}行印作 {printed}{unit}，该数不应小于零",
            "“{label}” at line {line} reads {printed} {unit}; it should not be less than zero",
        ),
    }

    concepts: Concepts
    """What the amounts are about."""
    layouts: Layouts
    """The tables it speaks of."""
    aside: Patterns = ()
    """Titles of tables that it leaves alone."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        found: dict[int, list[Fact]] = {}
        for concept in sorted(self.concepts):
            for fact in facts.by_concept.get(concept, ()):
                if fact.statement is not None and fact.figure is not None and _is_plain_amount(fact, facts):
                    found.setdefault(fact.statement, []).append(fact)
        for number, cells in sorted(found.items()):
            statement = facts.statement(number)
            if statement.layout is None or statement.layout.id not in self.layouts or _is_out(self, statement):
                continue
            negative = [
                fact for fact in cells if fact.figure and fact.figure.value < 0 and not _in_brackets(fact, statement)
            ]
            if negative:
                terms = tuple(Term("left", 1, fact) for fact in negative)
                yield Verdict(self.code, self.family, "inconsistent", self.severity, terms)
            else:
                word = Fact(-1, "", (), None, "word", heading_of(statement), statement.title, number)
                yield Verdict(self.code, self.family, "exact", self.severity, (Term("word", 1, word),))

    def message_of(self, verdict: Verdict) -> str | None:
        return "negative"


def _is_out(rule: Nonnegative, statement: Statement) -> bool:
    return any(pattern_of(pattern).search(statement.title) for pattern in rule.aside)


def _is_plain_amount(fact: Fact, facts: FactSet) -> bool:
    dimensions = facts.vocabulary.dimensions
    return all(
        name in dimensions and dimensions[name].additive and not member.startswith("~") for name, member in fact.dims
    )


def _in_brackets(fact: Fact, statement: Statement) -> bool:
    return statement.table.rows[fact.row][fact.column].text.strip().startswith(_BRACKETS)
