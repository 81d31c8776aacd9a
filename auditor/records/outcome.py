"""What came of one document: its audit, or why there is none."""

from __future__ import annotations

from auditor.audit import Audit
from auditor.records.choices import Status
from auditor.tuples import NamedTuple


class Outcome(NamedTuple):
    path: str
    audit: Audit | None = None
    error: str | None = None
    error_zh: str | None = None
    """The error in Chinese, where it is the document's."""
    failed: bool = False
    """Whether the auditor itself broke on it."""

    @property
    def status(self) -> Status:
        return "audited" if self.audit else "failed" if self.failed else "unreadable"
