"""What an overview is made of: a collection in numbers, as it was counted in a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from auditor.records.choices import SeverityName
from auditor.reports.standing import Standing
from auditor.tuples import NamedTuple

Line = TypeVar("Line")


class Listed(NamedTuple, Generic[Line]):
    """Some lines of a list, and how many there are in all."""

    lines: Sequence[Line] = ()
    total: int = 0


class Totals(NamedTuple):
    """All documents together."""

    documents: int
    figures: int
    """Numerals, each in one of the four states that follow."""
    checked: int
    unrelated: int
    excluded: int
    unread: int
    errors: int
    warnings: int
    notes: int
    incomplete: int
    """Documents that were read and not audited in full."""


class BodyLine(NamedTuple):
    """One body with its documents; the last line may be that of documents that no body is known of."""

    body: str | None
    documents: int
    first_year: int | None
    last_year: int | None
    not_in_full: int
    """Documents that could not be read, were not audited in full, or of which nothing was checked."""
    errors: int
    warnings: int
    notes: int
    between: int
    """Findings between its documents and others."""
    checked: int
    possible: int
    """Figures that can be checked: all but codes, years and the like."""


class DocumentLine(NamedTuple):
    """One document."""

    document: str
    sha256: str
    path: str
    title: str | None
    body: str | None
    year: int | None
    kind: str
    standing: Standing
    errors: int
    warnings: int
    notes: int
    checked: int
    possible: int
    told: str | None
    """Why it could not be read, or was not audited in full."""


class YearLine(NamedTuple):
    """The documents of one year; None of those that tell none."""

    year: int | None
    documents: int
    errors: int
    warnings: int
    notes: int
    between: int
    checked: int
    possible: int


class MatrixCell(NamedTuple):
    """The findings of one rule in one body; None stands for all rules, or bodies, that have no line of their own."""

    rule: str | None
    body: str | None
    findings: int
    severity: SeverityName
    """The gravest."""
    sha256: str | None
    path: str | None
    """The document that has all of them, where it is one."""


class Matrix(NamedTuple):
    """Findings by rules and bodies, the most frequent ones first."""

    rules: Sequence[str] = ()
    bodies: Sequence[str] = ()
    """Empty text stands for documents that no body is known of."""
    cells: Sequence[MatrixCell] = ()
    other_rules: int = 0
    other_bodies: int = 0


class Reason(NamedTuple):
    """Why documents were not audited in full."""

    key: str
    documents: int
    example: str


class Unnamed(NamedTuple):
    """A document of which it is not known whose it is."""

    sha256: str
    path: str
    title: str | None
    year: int | None
    candidates: str | None
    """The bodies that it may be of, where that is all that is not clear."""


class Tally(NamedTuple):
    """Findings of a rule."""

    rule: str
    errors: int
    warnings: int
    notes: int


class Crossing(NamedTuple):
    """A finding between documents."""

    document: str
    """The first of them."""
    sha256: str
    path: str
    others: str
    """The paths of the others."""
    rule: str
    severity: str
    id: str
    message: str


class Between(NamedTuple):
    """What stands between documents."""

    rules: Sequence[Tally]
    findings: Listed[Crossing]


class Outcome(NamedTuple):
    """What became of findings since an older state, of one kind: a key of words."""

    kind: str
    errors: int
    warnings: int
    notes: int


class Mended(NamedTuple):
    """What became of the findings of one body."""

    body: str | None
    mended: int
    new: int
    same: int
    by_rules: int
    left: int
    added: int

    @property
    def counts(self) -> tuple[int, ...]:
        """All of the numbers, in their order."""
        return self.mended, self.new, self.same, self.by_rules, self.left, self.added


class Changed(NamedTuple):
    """A finding that is mended or new in a document that was replaced."""

    kind: str
    body: str | None
    sha256: str | None
    """Of the document that is there now."""
    path: str
    rule: str
    severity: str
    message: str


class Since(NamedTuple):
    """A state of a collection against an older one."""

    store: str
    unchanged: int
    """Documents with the same content."""
    replaced: int
    unread: int
    """Documents that could be read and no longer can."""
    added: int
    gone: int
    standings: dict[Standing, int]
    """The documents of the older state by their verdicts."""
    outcomes: Sequence[Outcome]
    bodies: Listed[Mended]
    findings: Listed[Changed]


class Overview(NamedTuple):
    """A collection in numbers."""

    store: str
    """Its folder, as it was named."""
    totals: Totals
    standings: dict[Standing, int]
    bodies: Listed[BodyLine]
    matrix: Matrix
    years: Sequence[YearLine]
    documents: Listed[DocumentLine]
    reasons: Sequence[Reason]
    unchecked: Listed[DocumentLine]
    unnamed: Listed[Unnamed]
    between: Between | None = None
    """None where documents were not held against each other."""
    since: Since | None = None
