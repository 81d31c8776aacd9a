"""What a check concludes about one rule on one set of facts."""

from decimal import Decimal
from typing import Literal

from auditor.arithmetic import Outcome as Outcome
from auditor.facts import Fact
from auditor.tuples import NamedTuple

Severity = Literal["error", "warning", "note"]
Relation = Literal["within-table", "across-tables", "table-narrative", "within-narrative"]
Role = Literal[
    "whole",
    "part",
    "left",
    "right",
    "base",
    "current",
    "change",
    "percent",
    "denominator",
    "numerator",
    "count",
    "word",
]
HOLDS: tuple[Outcome, ...] = ("exact", "rounding", "forced")


class Term(NamedTuple):
    """A fact in its part of a relation; signs are such that a holding sum adds to zero."""

    role: Role
    sign: int
    fact: Fact


class Remark(NamedTuple):
    """A sentence to add to a message: its key in the catalogue and what fills it."""

    key: str
    arguments: dict[str, str] = {}  # noqa: RUF012 - never changed


class Verdict(NamedTuple):
    """One rule held against one set of facts.

    `expected`, `difference` and `allowance` are in the unit of the first term, which of the family `wording` is a word: there
    they are in that of the figure behind it. `severity` is what a violation weighs.
    """

    rule: str
    family: str
    """What it looks like: the family of its rule's kind."""
    outcome: Outcome
    severity: Severity
    terms: tuple[Term, ...]
    expected: Decimal | None = None
    difference: Decimal | None = None
    allowance: Decimal | None = None
    reason: Remark | None = None
    remarks: tuple[Remark, ...] = ()
    structure: int | None = None
    """The structure of a table whose reading it rests on, by its place in the document's list."""

    @property
    def relation(self) -> Relation:
        """Where the terms stand: in one table, across tables, in prose, or in both."""
        statements = {term.fact.statement for term in self.terms}
        if None in statements:
            return "within-narrative" if len(statements) == 1 else "table-narrative"
        return "within-table" if len(statements) == 1 else "across-tables"

    @property
    def holds(self) -> bool:
        return self.outcome in HOLDS


def weaker(severity: Severity) -> Severity:
    """The severity of the same violation when something about it is arguable."""
    return "warning" if severity == "error" else severity
