"""One document audited into its record, whatever is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from auditor.audit import confront
from auditor.documents import Document, read_document
from auditor.documents.formats import NAMES
from auditor.errors import AuditorError
from auditor.facts import extract_facts
from auditor.records import Outcome, record_of
from auditor.records.messages import say
from auditor.runs.plan import Plan
from auditor.runs.pool import End

if TYPE_CHECKING:
    from auditor.audit import Audit
    from auditor.records import DocumentRecord
    from auditor.reports.sights import Sights

_PLAIN = frozenset(f".{extension}" for extension in NAMES["txt"])


class Done(NamedTuple):
    """One document audited; `trace` is the traceback where the auditor itself broke on it."""

    record: DocumentRecord
    trace: str | None = None
    sights: Sights | None = None
    """What of its pages shows the figures of its findings, where the plan asks for it and it has pages."""


class Auditing(NamedTuple):
    """The audit of documents as work for processes of their own."""

    plan: Plan

    def do(self, file: Path) -> Done:
        return audit_file(file, self.plan)

    def given_up(self, file: Path, end: End) -> Done:
        error, error_zh = say(end.key, "en", **end.blanks), say(end.key, "zh", **end.blanks)
        outcome = Outcome(str(file), error=error, error_zh=error_zh, failed=end.key == "worker-died")
        return Done(record_of(outcome, self.plan.lang), error if outcome.failed else None)

    def name(self, file: Path) -> str:
        return str(file)


def audit_file(file: Path, plan: Plan) -> Done:
    """Audit one file; what is wrong with it, or with the auditor, is said in its record. Raises `MemoryError` alone."""
    try:
        facts = extract_facts(_read(file, plan), plan.vocabulary)
        audit = confront(facts, *plan.rules_for(file))
        return Done(record_of(Outcome(str(file), audit), plan.lang), sights=_sights(audit) if plan.pictured else None)
    except AuditorError as error:
        outcome = Outcome(str(file), error=str(error), error_zh=getattr(error, "chinese", None))
        return Done(record_of(outcome, plan.lang))
    except MemoryError:
        raise
    except Exception as error:
        # The one place that catches everything: a defect of the auditor must neither pass nor stop the other documents.
        import traceback

        outcome = Outcome(str(file), error=f"{type(error).__name__}: {error}", failed=True)
        return Done(record_of(outcome, plan.lang), traceback.format_exc())


def _sights(audit: Audit) -> Sights | None:
    """What of the pages is to be shown; None of a document without pages."""
    if audit.facts.document.format != "pdf":
        return None
    from auditor.reports.sights import sights_of

    return sights_of(audit)


def _read(file: Path, plan: Plan) -> Document:
    """Read a file, or take what was read of the same content before.

    What a password opens is never kept; nor is plain text, which takes no longer to read than to recall.
    """
    if not plan.cached or plan.password is not None or file.suffix.lower() in _PLAIN:
        return read_document(file, plan.password)
    from auditor.runs.cache import read_through

    return read_through(file, read_document)
