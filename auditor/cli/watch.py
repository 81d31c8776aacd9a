"""`auditor check --watch`: round after round, whenever a document or a rule has changed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from auditor.cli.check import audit_all, documents_in, plan_of
from auditor.errors import AuditorError, NoDocument

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, Lang, RunRecord
    from auditor.runs import Plan

PAUSE = 0.5
"""Seconds between two looks; a change counts when two looks in a row see the same, so that no half-written file is read."""

Stamps = dict[Path, tuple[int, int]]
"""When each file was changed, in nanoseconds, and its size."""


class Sight(NamedTuple):
    """What one look sees."""

    documents: Stamps
    rules: Stamps


def watch(
    paths: tuple[str, ...], folder: str | None, options: dict[str, Any], report: Callable[[RunRecord], None]
) -> NoReturn:
    """Audit and report, then again what has changed, for ever. What is wrong at the first round raises, later it is told."""
    rounds = _Rounds(folder, options, report)
    seen = pending = _look(paths, folder, options)
    rounds.audit(seen)
    while True:
        time.sleep(PAUSE)
        try:
            now = _look(paths, folder, options)
            if now == pending != seen:
                seen = now
                rounds.audit(now)
            pending = now
        except NoDocument:
            # Whoever saves a file may take it away for a moment.
            continue
        except AuditorError as error:
            click.echo(f"auditor: {error}", err=True)


def _look(paths: tuple[str, ...], folder: str | None, options: dict[str, Any]) -> Sight:
    from auditor.rulefiles import rules_folder

    rules = Path(folder) if folder else rules_folder()
    return Sight(_stamps(documents_in(paths, options)), _stamps(sorted(rules.rglob("*.toml"))))


def _stamps(files: Iterable[Path]) -> Stamps:
    stamps = {}
    for file in files:
        try:
            stat = file.stat()
        except FileNotFoundError:
            continue
        stamps[file] = (stat.st_mtime_ns, stat.st_size)
    return stamps


class _Rounds:
    """What is known of each document from the rounds before."""

    def __init__(self, folder: str | None, options: dict[str, Any], report: Callable[[RunRecord], None]) -> None:
        self._folder, self._options, self._report = folder, options, report
        self._seen = Sight({}, {})
        self._plan: Plan | None = None
        self._records: dict[Path, DocumentRecord] = {}
        self._audited: dict[Path, DocumentRecord] = {}
        """The last record of each document that could be read."""

    def audit(self, now: Sight) -> None:
        """One round: audit what changed since the last one, report on everything, say what is fixed and what is new."""
        from auditor.records.build import assemble

        plan = self._plan
        if plan is None or now.rules != self._seen.rules:
            plan, stale = plan_of(self._folder, self._options), list(now.documents)
        else:
            stale = [file for file, stamp in now.documents.items() if self._seen.documents.get(file) != stamp]
        fresh = audit_all(stale, plan, self._options)
        is_first, self._plan, self._seen = self._plan is None, plan, now
        self._records.update(zip(stale, fresh, strict=True))
        self._records = {file: self._records[file] for file in now.documents}
        if sys.stdout.isatty():
            click.clear()
        self._report(assemble(list(self._records.values()), plan.rulebook))
        self._tell_changes(is_first)

    def _tell_changes(self, is_first: bool) -> None:
        from auditor.records.messages import tell
        from auditor.reports.rounds import MESSAGES, change_lines, changes_of

        audited = {file: record for file, record in self._records.items() if record["status"] == "audited"}
        told: list[Lang] = [record["language"] for record in audited.values()]
        lang: Lang = self._options["lang"] or (told[0] if told else "zh")
        changes = [changes_of(self._audited.get(file), record) for file, record in audited.items()]
        self._audited |= audited
        lines = [] if is_first else change_lines(changes, lang)
        click.echo("\n".join([*lines, tell(MESSAGES, "waiting", lang)]), err=True)
