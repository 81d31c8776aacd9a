"""One run over several documents: what was audited, what could not be read, what failed."""

from __future__ import annotations

from typing import NamedTuple

from auditor.audit import Audit


class Outcome(NamedTuple):
    """One document of a run: its audit, or why there is none."""

    path: str
    audit: Audit | None = None
    error: str | None = None
    error_zh: str | None = None
    """The error in Chinese, where it is the document's."""
    failed: bool = False
    """Whether the auditor itself broke on it."""

    @property
    def status(self) -> str:
        return "audited" if self.audit else "failed" if self.failed else "unreadable"


class Run(NamedTuple):
    outcomes: tuple[Outcome, ...]

    @property
    def audits(self) -> list[Audit]:
        return [outcome.audit for outcome in self.outcomes if outcome.audit is not None]

    def count(self, severity: str) -> int:
        return sum(1 for audit in self.audits for finding in audit.findings if finding.severity == severity)

    @property
    def is_complete(self) -> bool:
        return len(self.audits) == len(self.outcomes) and all(audit.is_complete for audit in self.audits)
