"""An audit of one document: verdicts, findings, gaps and coverage."""

from auditor.diagnosis import Cause
from auditor.documents import Notice
from auditor.facts import FactSet, Gap
from auditor.rulebook import Rulebook
from auditor.tuples import NamedTuple
from auditor.verdicts import Severity, Verdict


class Finding(NamedTuple):
    """Violated verdicts with one cause, or one verdict that rounding explains."""

    id: str
    """Short and stable: from the rule, the document and the cells, never from places or amounts."""
    severity: Severity
    head: int
    """The verdict that says it best, by its place in the audit's list."""
    verdicts: tuple[int, ...]
    """Those it stands for, the head first."""
    line: int
    numbers: tuple[str, ...] = ()
    """What it reads and should read, in digits: when one of them changes, so has the finding."""
    cause: Cause | None = None
    """Which figure is wrong, or may be; None where nothing tells."""


class Unchecked(NamedTuple):
    """A numeral that no verdict decided; `reason` is a message key."""

    printed: str
    line: int
    column: int
    reason: str


class Coverage(NamedTuple):
    """Every numeral of the document in exactly one of four states."""

    figures: int
    checked: int
    unrelated: int
    excluded: int
    unread: int
    unchecked: tuple[Unchecked, ...]
    reasons: dict[str, int]
    """How many numerals were excluded for what reason, by its English name."""


class Audit(NamedTuple):
    """What came of confronting one document's facts with the rules."""

    facts: FactSet
    rulebook: Rulebook
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    shortfalls: tuple[Notice, ...] = ()
    """Why a document that could be read is not audited in full: nothing in it was checked, no core table was seen; and what else was not
    held against anything."""

    @property
    def gaps(self) -> list[Gap]:
        return self.facts.gaps

    @property
    def notices(self) -> tuple[Notice, ...]:
        return (*self.facts.document.notices, *self.shortfalls)

    @property
    def is_complete(self) -> bool:
        """Whether every part of the document could be read, every core table understood, every numeral read, and any checked.

        Of tables that are not understood only core tables count; the figures of others are told as unread.
        """
        return (
            not any(gap.core for gap in self.gaps)
            and not any(entry.reason == "unread" for entry in self.coverage.unchecked)
            and not any(notice.incomplete for notice in self.notices)
        )

    def count(self, severity: Severity) -> int:
        return sum(1 for finding in self.findings if finding.severity == severity)
