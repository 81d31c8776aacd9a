"""Runs: documents audited one after the other; whatever is wrong with one, the others go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from auditor.audit import confront
from auditor.documents import read_document
from auditor.errors import AuditorError
from auditor.facts import extract_facts
from auditor.records import DocumentRecord, Lang, Outcome, record_of
from auditor.rulebook import Rulebook
from auditor.vocabulary import Vocabulary

__all__ = ["Done", "Plan", "audit_files"]


class Plan(NamedTuple):
    """What documents are held against, and how they are told of."""

    vocabulary: Vocabulary
    rulebook: Rulebook
    codes: frozenset[str] | None = None
    """The rules to hold; None for all."""
    lang: Lang | None = None
    password: str | None = None


class Done(NamedTuple):
    """One document audited; `trace` is the traceback where the auditor itself broke on it."""

    record: DocumentRecord
    trace: str | None = None


def audit_files(files: Sequence[Path], plan: Plan) -> Iterator[Done]:
    """Audit files in their order."""
    for file in files:
        yield audit_file(file, plan)


def audit_file(file: Path, plan: Plan) -> Done:
    try:
        facts = extract_facts(read_document(file, plan.password), plan.vocabulary)
        outcome = Outcome(str(file), confront(facts, plan.rulebook, plan.codes))
        return Done(record_of(outcome, plan.lang))
    except AuditorError as error:
        outcome = Outcome(str(file), error=str(error), error_zh=getattr(error, "chinese", None))
        return Done(record_of(outcome, plan.lang))
    except Exception as error:
        # The one place that catches everything: a defect of the auditor must neither pass nor stop the other documents.
        import traceback

        outcome = Outcome(str(file), error=f"{type(error).__name__}: {error}", failed=True)
        return Done(record_of(outcome, plan.lang), traceback.format_exc())
