"""Runs: documents audited one after the other; whatever is wrong with one, the others go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from auditor.audit import confront
from auditor.documents import read_document
from auditor.errors import AuditorError
from auditor.facts import extract_facts
from auditor.globs import relative
from auditor.records import DocumentRecord, Lang, Outcome, record_of
from auditor.rulebook import Rulebook
from auditor.verdicts import Severity
from auditor.vocabulary import Vocabulary

__all__ = ["Done", "Override", "Plan", "audit_files"]


class Override(NamedTuple):
    """What differs for some files: rules held, rules left out, how grave rules are."""

    files: re.Pattern[str]
    """What matches their paths from the folder of the plan, with forward slashes."""
    select: frozenset[str] | None = None
    """None for those that the plan holds."""
    ignore: frozenset[str] = frozenset()
    severities: dict[str, Severity] = {}  # noqa: RUF012 - never changed


class Plan(NamedTuple):
    """What documents are held against, and how they are told of."""

    vocabulary: Vocabulary
    rulebook: Rulebook
    codes: frozenset[str] | None = None
    """The rules to hold; None for all."""
    lang: Lang | None = None
    password: str | None = None
    overrides: tuple[Override, ...] = ()
    folder: Path = Path()
    """Where the paths of overrides start."""

    def rules_for(self, path: str | Path) -> tuple[Rulebook, frozenset[str] | None]:
        """The rules for one file and the codes of those to hold, None for all; of several overrides the last prevails."""
        name = relative(path, self.folder) if self.overrides else ""
        codes, severities = self.codes, dict[str, Severity]()
        for override in self.overrides:
            if override.files.fullmatch(name):
                codes = codes if override.select is None else override.select
                if override.ignore:
                    codes = (frozenset(self.rulebook.by_code) if codes is None else codes) - override.ignore
                severities |= override.severities
        return self.rulebook.with_severities(severities), codes

    def holds(self, path: str, rule: str) -> bool:
        """Whether a rule is held against a file."""
        rulebook, codes = self.rules_for(path)
        return rule in (rulebook.by_code if codes is None else codes)


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
        outcome = Outcome(str(file), confront(facts, *plan.rules_for(file)))
        return Done(record_of(outcome, plan.lang))
    except AuditorError as error:
        outcome = Outcome(str(file), error=str(error), error_zh=getattr(error, "chinese", None))
        return Done(record_of(outcome, plan.lang))
    except Exception as error:
        # The one place that catches everything: a defect of the auditor must neither pass nor stop the other documents.
        import traceback

        outcome = Outcome(str(file), error=f"{type(error).__name__}: {error}", failed=True)
        return Done(record_of(outcome, plan.lang), traceback.format_exc())
