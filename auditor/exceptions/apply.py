"""Waivers and baseline held against a run: what they set aside, what they no longer do, and what of them is left over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from auditor.checks.across.related import is_of_several
from auditor.exceptions.baseline import Entry
from auditor.exceptions.waivers import Waiver
from auditor.messages import LANGUAGES
from auditor.records.build import summarise
from auditor.records.choices import SeverityName
from auditor.records.messages import say
from auditor.records.spool import outlines_of
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, FindingRecord, RunRecord
    from auditor.records.model import ExceptionRecord, LapsedRecord, NameRecord

_SOON = timedelta(days=30)
"""So long before a waiver expires it is told."""

Problem = Literal["expired", "expiring", "changed", "unmatched", "stale"]


class Scope(NamedTuple):
    """What a run looked at: an exception that it could not have met is not called unmatched."""

    as_of: date
    is_whole: bool
    """Whether all documents of the project were audited."""
    is_together: bool = False
    """Whether documents were held against each other."""
    holds: Callable[[str, str], bool] = lambda path, rule: True
    """Whether a rule was held against the document of a path."""
    is_of: Callable[[str, str], bool] = lambda path, glob: path == glob
    """Whether a path is one that the `file` of a waiver speaks of."""
    arguments: str = ""
    """What the commands that mend exceptions need to look at the same documents again, from a space on."""
    also: Mapping[str, str] = {}
    """What was looked at and has no record, as related documents without findings: their key, and the path of the first."""


class _Met(NamedTuple):
    """What of the exceptions a run has met: `used` set something aside, `changed` was of a finding with other numbers."""

    used: set[int]
    changed: set[int]


Kind = TypeVar("Kind", Waiver, Entry)
_Known = dict[tuple[str, str], list[tuple[int, Kind]]]
"""Exceptions with their places in the file, by the identity of the finding and the key of its document."""


def _by_finding(exceptions: Sequence[Kind]) -> _Known[Kind]:
    found: _Known[Kind] = {}
    for index, exception in enumerate(exceptions):
        found.setdefault((exception.id, exception.document), []).append((index, exception))
    return found


class Marks:
    """Exceptions on their way through the documents of a run, one at a time; `conclude` is for the end.

    `files` are those of the waivers and of the baseline, for the records.
    """

    def __init__(
        self, waivers: Sequence[Waiver], entries: Sequence[Entry], scope: Scope, files: tuple[Path, Path]
    ) -> None:
        self._waivers, self._entries, self._scope, self._files = waivers, entries, scope, files
        self._waived, self._known = _Met(set(), set()), _Met(set(), set())
        self._waivers_of, self._entries_of = _by_finding(waivers), _by_finding(entries)

    def set(self, document: DocumentRecord) -> None:
        """Set the state of every finding of a document."""
        for finding in document.get("findings", []):
            _waive(finding, document, self._waivers_of, self._scope, self._waived)
            _set_aside(finding, document, self._entries_of, self._known)

    def conclude(self, run: RunRecord) -> None:
        """Count a run anew whose documents were all marked, and record what is wrong with the exceptions themselves."""
        judge = _Judge(run, self._scope)
        problems = [
            judge.record(problem, "waiver", waiver, self._files[0])
            for index, waiver in enumerate(self._waivers)
            for problem in _of_waiver(index, waiver, self._waived, judge)
        ]
        problems += [
            judge.record(problem, "baseline", entry, self._files[1])
            for index, entry in enumerate(self._entries)
            for problem in _of_entry(index, entry, self._known, judge)
        ]
        if problems:
            run["exceptions"] = problems
        summarise(run)


def _waive(finding: FindingRecord, document: DocumentRecord, waivers: _Known[Waiver], scope: Scope, met: _Met) -> None:
    numbers = tuple(finding.get("numbers", []))
    for index, waiver in waivers.get((finding["id"], document["key"]), ()):
        if waiver.file is not None and not scope.is_of(document["path"], waiver.file):
            continue
        if waiver.numbers != numbers:
            met.changed.add(index)
            finding["lapsed"] = _lapsed("waiver", "changed", waiver.numbers, None)
            continue
        met.used.add(index)
        if waiver.expires < scope.as_of:
            finding["lapsed"] = _lapsed("waiver", "expired", waiver.numbers, waiver.expires)
            continue
        finding["state"] = "waived"
        finding["waiver"] = {
            "reason": waiver.reason,
            "approved_by": waiver.approved_by,
            "expires": waiver.expires.isoformat(),
        }
        finding.pop("lapsed", None)
        return


def _set_aside(finding: FindingRecord, document: DocumentRecord, entries: _Known[Entry], met: _Met) -> None:
    numbers = tuple(finding.get("numbers", []))
    same = entries.get((finding["id"], document["key"]), [])
    exact = [index for index, entry in same if entry.numbers == numbers]
    met.used.update(exact)
    met.changed.update(index for index, _ in same if not exact)
    if finding["state"] == "waived":
        return
    if exact:
        finding["state"] = "baseline"
        finding.pop("lapsed", None)
    elif same and "lapsed" not in finding:
        finding["lapsed"] = _lapsed("baseline", "changed", same[0][1].numbers, None)


def _lapsed(
    by: Literal["waiver", "baseline"], why: Literal["changed", "expired"], numbers: tuple[str, ...], day: date | None
) -> LapsedRecord:
    return {"by": by, "why": why, "numbers": list(numbers), "expires": day.isoformat() if day else None}


class _Judge:
    """Which exceptions a run must have met, had they still something to except."""

    def __init__(self, run: RunRecord, scope: Scope) -> None:
        self.scope = scope
        self.paths: dict[str, list[str]] = {}
        self.incomplete: set[str] = set()
        for key, path in scope.also.items():
            self.paths.setdefault(key, []).append(path)
        outlines = outlines_of(run)
        for document in outlines:
            if document["status"] == "audited":
                self.paths.setdefault(document["key"], []).append(document["path"])
                if not document["complete"]:
                    self.incomplete.add(document["key"])
        self.is_all_read = all(document["status"] == "audited" for document in outlines)

    def is_missed(self, exception: Waiver | Entry) -> bool:
        """Whether an exception that met nothing is left over: its rule was held against its document."""
        file = getattr(exception, "file", None)
        paths = [
            path for path in self.paths.get(exception.document, ()) if file is None or self.scope.is_of(path, file)
        ]
        if not paths:
            could_meet = self.scope.is_together or not is_of_several(exception.document)
            return self.scope.is_whole and self.is_all_read and could_meet
        return any(self.scope.holds(path, exception.rule) for path in paths)

    def severity(self, problem: Problem, exception: Waiver | Entry) -> SeverityName:
        """A stale baseline fails; of a document that was not read in full it is not certain to be stale."""
        if problem == "expiring":
            return "note"
        if isinstance(exception, Waiver) or exception.document in self.incomplete:
            return "warning"
        return "error"

    def record(
        self, problem: Problem, by: Literal["waiver", "baseline"], exception: Waiver | Entry, file: Path
    ) -> ExceptionRecord:
        """What is wrong with an exception, and what to do, in both languages."""
        blanks = {"id": exception.id, "place": exception.place, "numbers": " ".join(exception.numbers)}
        blanks["arguments"] = self.scope.arguments
        if isinstance(exception, Waiver):
            blanks |= {"expires": exception.expires.isoformat(), "by": exception.approved_by}
        texts = {lang: say(f"{by}-{problem}", lang, **blanks) for lang in LANGUAGES}
        text: NameRecord = {"zh": texts["zh"], "en": texts["en"]}
        return {
            "by": by,
            "problem": problem,
            "severity": self.severity(problem, exception),
            "id": exception.id,
            "rule": exception.rule,
            "document": exception.document,
            "file": file.as_posix(),
            "line": exception.line,
            "text": text,
        }


def _of_waiver(index: int, waiver: Waiver, met: _Met, judge: _Judge) -> list[Problem]:
    if index in met.used:
        if waiver.expires < judge.scope.as_of:
            return ["expired"]
        return ["expiring"] if waiver.expires - judge.scope.as_of <= _SOON else []
    if index in met.changed:
        return ["changed"]
    return ["unmatched"] if judge.is_missed(waiver) else []


def _of_entry(index: int, entry: Entry, met: _Met, judge: _Judge) -> list[Problem]:
    if index in met.used:
        return []
    if index in met.changed:
        return ["changed"]
    return ["stale"] if judge.is_missed(entry) else []
