"""The baseline: the findings that documents are known to have, one to a line, without lines, pages or dates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import ConfigurationError
from auditor.messages import system_says, told
from auditor.records.choices import SeverityName
from auditor.tomlfiles import Fault
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, FindingRecord, RunRecord

_KEYS = ("id", "rule", "document", "place", "numbers")


class Entry(NamedTuple):
    """A finding as the baseline knows it: it is the same as long as its identity and its numbers are."""

    id: str
    rule: str
    document: str
    """The key of the document: body, year and kind."""
    place: str
    """Table and label, for whoever reads the file."""
    numbers: tuple[str, ...]
    line: int = 0
    """Where it stands in the file; 0 of one that is not in a file yet."""

    @property
    def order(self) -> tuple[str, ...]:
        return (self.document, self.id, *self.numbers)


def entry_of(finding: FindingRecord, document: DocumentRecord) -> Entry:
    """The entry of a finding of a document."""
    head = document["verdicts"][finding["verdicts"][0]]["terms"][0]
    place = " / ".join(part for part in (head.get("table") or "", head["label"]) if part)
    key = document.get("key", document["path"])
    return Entry(finding["id"], finding["rule"], key, place, tuple(finding.get("numbers", [])))


def entries_of(run: RunRecord, severities: Iterable[SeverityName]) -> list[Entry]:
    """The entries of the findings of a run that are of these severities and not waived, each once, sorted."""
    wanted = set(severities)
    found = {
        entry.order: entry
        for document in run["documents"]
        for finding in document.get("findings", [])
        if finding["severity"] in wanted and finding.get("state", "open") != "waived"
        for entry in (entry_of(finding, document),)
    }
    return [found[order] for order in sorted(found)]


def baseline_text(entries: Iterable[Entry]) -> str:
    """The file of entries: sorted, one JSON object to a line."""
    kept = {entry.order: entry for entry in entries}
    return "".join(_line(kept[order]) + "\n" for order in sorted(kept))


def _line(entry: Entry) -> str:
    # Lone surrogates, which hostile documents may have, cannot be written as UTF-8.
    values = {key: getattr(entry, key) for key in _KEYS}
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def load_baseline(file: Path) -> list[Entry]:
    """The entries of a baseline in their order; raises `ConfigurationError` with every line that is none."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise ConfigurationError([told("of-file", file=file, says=system_says(error, "unreadable-file"))]) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError([told("of-file", file=file, says=told("not-utf-8"))]) from error
    entries: list[Entry] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            found = _entry(line, number)
            if isinstance(found, str):
                faults.append(Fault(file, number, found, line[:120]))
            else:
                entries.append(found)
    if faults:
        raise ConfigurationError([fault.with_excerpt() for fault in faults])
    return entries


def _entry(line: str, number: int) -> Entry | str:
    """The entry of a line, or what is wrong with it."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return told("no-entry")
    if not isinstance(data, dict) or set(data) != set(_KEYS):
        return told("entry-keys", keys=", ".join(_KEYS))
    numbers = data["numbers"]
    if not isinstance(numbers, list) or not all(
        isinstance(value, str) for value in [*numbers, *(data[key] for key in _KEYS[:-1])]
    ):
        return told("entry-values")
    return Entry(data["id"], data["rule"], data["document"], data["place"], tuple(numbers), number)
