"""`auditor check --watch`: round after round, whenever a document or a rule has changed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from auditor.cli.auditing import Audited, documents_of, guard, is_whole, plan_of
from auditor.cli.options import rule_folders
from auditor.cli.running import audit_all, draw_all
from auditor.errors import AuditorError, NoDocument

if TYPE_CHECKING:
    from auditor.documents.search import LeftOut
    from auditor.records import DocumentRecord, Lang
    from auditor.reports.sights import Pictures
    from auditor.runs import Plan

PAUSE = 0.5
"""Seconds between two looks; a change counts when two looks in a row see the same, so that no half-written file is read."""

Stamps = dict[Path, tuple[int, int]]
"""When each file was changed, in nanoseconds, and its size."""


class Sight(NamedTuple):
    """What one look sees."""

    documents: Stamps
    rules: Stamps
    left_out: tuple[LeftOut, ...] = ()


def watch(
    context: click.Context,
    options: dict[str, Any],
    reports: Sequence[str],
    report: Callable[[Audited], None],
    pictured: bool = False,
) -> NoReturn:
    """Audit and report, then again what has changed, for ever. What is wrong at the first round raises, later it is told."""
    guard(documents_of(context, options).files, reports)
    rounds = _Rounds(context, options, report, pictured)
    seen = pending = _look(context, options, reports)
    rounds.audit(seen)
    while True:
        time.sleep(PAUSE)
        try:
            now = _look(context, options, reports)
            if now == pending != seen:
                seen = now
                rounds.audit(now)
            pending = now
        except NoDocument:
            # Whoever saves a file may take it away for a moment.
            continue
        except AuditorError as error:
            click.echo(f"auditor: {error}", err=True)


def _look(context: click.Context, options: dict[str, Any], reports: Sequence[str]) -> Sight:
    """The documents, without the reports that a round has written beside them, what is left out, and the rules."""
    written = {Path(path).absolute() for path in reports}
    found, left_out = documents_of(context, options)
    files = [file for file in found if file.absolute() not in written]
    rules = [file for folder in rule_folders(context, options) for file in sorted(folder.rglob("*.toml"))]
    return Sight(_stamps(files), _stamps(rules), tuple(left_out))


def _stamps(files: Iterable[Path]) -> Stamps:
    stamps = {}
    for file in files:
        try:
            # Of a link to nothing there is but the link.
            stat = file.stat() if file.exists() else file.lstat()
        except FileNotFoundError:
            continue
        stamps[file] = (stat.st_mtime_ns, stat.st_size)
    return stamps


class _Rounds:
    """What is known of each document from the rounds before."""

    def __init__(
        self, context: click.Context, options: dict[str, Any], report: Callable[[Audited], None], pictured: bool
    ) -> None:
        self._context, self._options, self._report, self._is_pictured = context, options, report, pictured
        self._seen = Sight({}, {})
        self._plan: Plan | None = None
        self._records: dict[Path, DocumentRecord] = {}
        self._pictures: Pictures = {}
        self._audited: dict[Path, DocumentRecord] = {}
        """The last record of each document that could be read."""

    def audit(self, now: Sight) -> None:
        """One round: audit what changed since the last one, report on everything, say what is fixed and what is new."""
        from auditor.records.build import assemble

        plan = self._plan
        if plan is None or now.rules != self._seen.rules:
            plan = plan_of(self._context, self._options)._replace(pictured=self._is_pictured)
            stale = list(now.documents)
        else:
            stale = [file for file, stamp in now.documents.items() if self._seen.documents.get(file) != stamp]
        fresh = audit_all(stale, plan, self._options)
        is_first, self._plan, self._seen = self._plan is None, plan, now
        self._records.update(zip(stale, (done.record for done in fresh), strict=True))
        kept = {path: drawn for path, drawn in self._pictures.items() if Path(path) not in stale}
        self._pictures = {**kept, **draw_all(fresh, plan, self._options)}
        self._records = {file: self._records[file] for file in now.documents}
        if sys.stdout.isatty():
            click.clear()
        # Waivers and the baseline leave their marks on records; the next round sets them anew.
        records = deepcopy(list(self._records.values()))
        run = assemble(records, plan.rulebook, now.left_out)
        self._report(Audited(run, plan, is_whole(self._context), self._pictures))
        self._tell_changes(is_first)

    def _tell_changes(self, is_first: bool) -> None:
        from auditor.records.comparison import compare
        from auditor.records.messages import tell
        from auditor.reports.comparison_report import MESSAGES, round_lines

        audited = {file: record for file, record in self._records.items() if record["status"] == "audited"}
        told: list[Lang] = [record["language"] for record in audited.values()]
        lang: Lang = self._options["lang"] or (told[0] if told else "zh")
        before = [self._audited[file] for file in audited if file in self._audited]
        lines = [] if is_first else round_lines(compare(before, list(audited.values())), lang)
        self._audited |= audited
        click.echo("\n".join([*lines, tell(MESSAGES, "waiting", lang)]), err=True)
