"""`auditor check --watch`: round after round, whenever a document or a rule has changed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from auditor.cli.auditing import Audited, gather, guard, plan_of, records_of
from auditor.cli.console import tell_user
from auditor.cli.exceptions import load_exceptions, marks_of
from auditor.cli.inputs import documents_of
from auditor.cli.language import in_words
from auditor.cli.options import rule_folders
from auditor.cli.running import audit_all, draw_all
from auditor.documents.zipped import on_disk
from auditor.errors import AuditorError, NoDocument
from auditor.records.spool import Spool, outline_of
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.documents.search import LeftOut
    from auditor.records import DocumentRecord
    from auditor.reports.sights import Pictures
    from auditor.runs import Done, Plan

PAUSE = 0.5
"""Seconds between two looks; a change counts when two looks in a row see the same, so that no half-written file is read."""

_COMPARED = ("numbers", "sentence", "message")

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
            tell_user(f"auditor: {in_words(error)}")


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
            kept = on_disk(file)
            stat = kept.stat() if kept.exists() else kept.lstat()
        except FileNotFoundError:
            continue
        stamps[file] = (stat.st_mtime_ns, stat.st_size)
    return stamps


def _in_short(record: DocumentRecord) -> DocumentRecord:
    """What of a record is compared with that of the next round."""
    short = outline_of(record)
    for outline, finding in zip(short["findings"], record["findings"], strict=True):
        outline.update({key: finding[key] for key in _COMPARED if key in finding})  # type: ignore[literal-required,typeddict-item]
    return short


class _Rounds:
    """What is known of each document from the rounds before."""

    def __init__(
        self, context: click.Context, options: dict[str, Any], report: Callable[[Audited], None], pictured: bool
    ) -> None:
        self._context, self._options, self._report, self._is_pictured = context, options, report, pictured
        self._seen = Sight({}, {})
        self._plan: Plan | None = None
        self._kept = Spool()
        """The records of the last round, without marks of exceptions, and their files."""
        self._files: list[Path] = []
        self._pictures: Pictures = {}
        self._audited: dict[Path, DocumentRecord] = {}
        """What is compared of the last record of each document that could be read."""

    def audit(self, now: Sight) -> None:
        """One round: audit what changed since the last one, report on everything, say what is fixed and what is new."""
        plan = self._plan
        if plan is None or now.rules != self._seen.rules:
            plan = plan_of(self._context, self._options)._replace(pictured=self._is_pictured)
            stale = list(now.documents)
        else:
            stale = [file for file, stamp in now.documents.items() if self._seen.documents.get(file) != stamp]
        is_first, self._plan, self._seen = self._plan is None, plan, now
        exceptions = load_exceptions(self._context, self._options)
        marks = marks_of(self._context, exceptions, plan, self._options)
        audited: dict[Path, DocumentRecord] = {}
        drawn: list[Done] = []
        run = gather(self._records(list(now.documents), stale, audited, drawn), plan, now.left_out, marks)
        kept = {path: drawn for path, drawn in self._pictures.items() if Path(path) not in stale}
        self._pictures = {**kept, **draw_all(drawn, plan, self._options)}
        if sys.stdout.isatty():
            click.clear()
        self._report(Audited(run, plan, self._pictures))
        self._tell_changes(audited, is_first)

    def _records(
        self, files: list[Path], stale: list[Path], audited: dict[Path, DocumentRecord], drawn: list[Done]
    ) -> Iterator[DocumentRecord]:
        """The records of a round, as they were where nothing has changed; those that could be read are put into `audited` in short."""
        assert self._plan is not None
        before, at = self._kept, {file: number for number, file in enumerate(self._files)}
        self._kept, self._files = Spool(), files
        new, fresh = set(stale), records_of(audit_all(stale, self._plan, self._options), drawn)
        for file in files:
            record = next(fresh) if file in new else before[at[file]]
            self._kept.append(record)
            if record["status"] == "audited":
                audited[file] = _in_short(record)
            # Waivers and the baseline leave their marks on it; the next round sets them anew.
            yield deepcopy(record)
        # What broke is told when all are done.
        next(fresh, None)

    def _tell_changes(self, audited: dict[Path, DocumentRecord], is_first: bool) -> None:
        from auditor.messages import spoken, tell
        from auditor.records.comparison import compare
        from auditor.reports.comparison_report import MESSAGES, round_lines

        before = [self._audited[file] for file in audited if file in self._audited]
        lines = [] if is_first else round_lines(compare(before, list(audited.values())), spoken())
        self._audited |= audited
        tell_user("\n".join([*lines, tell(MESSAGES, "waiting", spoken())]))
