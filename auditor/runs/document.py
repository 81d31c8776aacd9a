"""One document audited into its record, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from auditor.audit import confront
from auditor.documents import Document, read_document
from auditor.documents.formats import NAMES
from auditor.errors import AuditorError
from auditor.facts import extract_facts
from auditor.records import Outcome, record_of
from auditor.records.messages import say
from auditor.runs.plan import Plan
from auditor.runs.pool import End
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.audit import Audit
    from auditor.records import DocumentRecord
    from auditor.reports.sights import Sights

Told = TypeVar("Told")
_PLAIN = frozenset(f".{extension}" for extension in NAMES["txt"])


class Done(NamedTuple):
    """One document audited; `trace` is the traceback where the auditor itself broke on it."""

    record: DocumentRecord
    trace: str | None = None
    sights: Sights | None = None
    """What of its pages shows the figures of its findings, where the plan asks for it and it has pages."""
    also: Any = None
    """What else whoever has it audited makes of its facts."""


class Auditing(NamedTuple):
    """The audit of documents as work for processes of their own."""

    plan: Plan
    also: Callable[[Audit, Path, Plan], Any] | None = None
    """What else is made of the facts of each, where it could be read; it is sent to the processes."""

    def do(self, file: Path) -> Done:
        return audit_file(file, self.plan, self.also)

    def given_up(self, file: Path, end: End) -> Done:
        outcome = outcome_of_end(file, end)
        return Done(record_of(outcome, self.plan.lang), outcome.error if outcome.failed else None)

    def name(self, file: Path) -> str:
        return str(file)


def audit_file(file: Path, plan: Plan, also: Callable[[Audit, Path, Plan], Any] | None = None) -> Done:
    """Audit one file; what is wrong with it, or with the auditor, is said in its record. Raises `MemoryError` alone."""

    def told(outcome: Outcome, trace: str | None) -> Done:
        sights = _sights(outcome.audit) if plan.pictured and outcome.audit else None
        more = also(outcome.audit, file, plan) if also and outcome.audit else None
        return Done(record_of(outcome, plan.lang), trace, sights, more)

    return audited(file, plan, told)


def audited(
    file: Path, plan: Plan, tell: Callable[[Outcome, str | None], Told], content: Callable[[], bytes] | None = None
) -> Told:
    """What is told of the audit of one file: of its outcome and, where the auditor itself broke on it, the traceback.

    What breaks while it is told is the auditor's defect as well. With `content`, which may raise `AuditorError`, the file itself
    is not opened. Raises `MemoryError` alone.
    """
    try:
        document = _read(file, plan) if content is None else read_document(file, plan.password, content())
        audit = confront(extract_facts(document, plan.vocabulary), *plan.rules_for(file))
        return tell(Outcome(str(file), audit), None)
    except AuditorError as error:
        return tell(Outcome(str(file), error=str(error), error_zh=getattr(error, "chinese", None)), None)
    except MemoryError:
        raise
    except Exception as error:
        # The one place that catches everything: a defect of the auditor must neither pass nor stop the other documents.
        import traceback

        outcome = Outcome(str(file), error=f"{type(error).__name__}: {error}", failed=True)
        return tell(outcome, traceback.format_exc())


def outcome_of_end(file: Path, end: End) -> Outcome:
    """The outcome of a file that took too long or too much memory, or of which its process died."""
    error, error_zh = say(end.key, "en", **end.blanks), say(end.key, "zh", **end.blanks)
    return Outcome(str(file), error=error, error_zh=error_zh, failed=end.key == "worker-died")


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
