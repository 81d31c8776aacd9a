"""What became of a baseline, for the person who keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.exceptions import Entry
from auditor.messages import Catalogue, tell
from auditor.records import Lang, RunRecord
from auditor.reports.standing import language_of_run
from auditor.reports.terms import one_line
from auditor.tuples import NamedTuple

MESSAGES = Catalogue("baseline")


class Changes(NamedTuple):
    """The entries of a baseline and the findings that are no entries of it."""

    kept: list[Entry]
    """Those whose finding is there, and those of documents that the run did not read."""
    gone: list[Entry]
    changed: list[Entry]
    """Those whose finding has other numbers now."""
    new: list[Entry]
    lang: Lang


def changes_of(known: Sequence[Entry], found: Sequence[Entry], run: RunRecord) -> Changes:
    """What differs between a baseline and the findings of a run that it has been held against."""
    problems = {
        (problem["line"], problem["problem"]) for problem in run.get("exceptions", []) if problem["by"] == "baseline"
    }
    gone = [entry for entry in known if (entry.line, "stale") in problems]
    changed = [entry for entry in known if (entry.line, "changed") in problems]
    left = {entry.order for entry in (*gone, *changed)}
    kept = [entry for entry in known if entry.order not in left]
    orders = {entry.order for entry in kept}
    new = [entry for entry in found if entry.order not in orders]
    return Changes(kept, gone, changed, new, language_of_run(run, None))


def change_lines(changes: Changes, file: str, what: str, lang: Lang | None, show: Sequence[str]) -> list[str]:
    """A line of counts, then a line for each entry of the kinds to show (`gone`, `changed`, `new`)."""
    language = lang or changes.lang
    is_added = what == "created" or "new" in show
    counts = {
        "kept": len(changes.kept) + (len(changes.new) if is_added else 0),
        "removed": len(changes.gone) + len(changes.changed),
        "added": len(changes.new) if is_added else 0,
        "gone": len(changes.gone),
        "changed": len(changes.changed),
        "new": len(changes.new),
    }
    lines = [tell(MESSAGES, what, language, file=file, **counts)]
    for kind in show:
        entries: list[Entry] = getattr(changes, kind)
        lines += [
            one_line(tell(MESSAGES, kind, language, **entry._asdict() | {"numbers": " ".join(entry.numbers)}))
            for entry in entries
        ]
    if changes.new and not is_added:
        lines.append(tell(MESSAGES, "left", language, count=len(changes.new)))
    return lines
