"""The documents of a run as a sequence of which only an index is held: the rest waits in a file of nobody else's.

The records of a few documents are held as they are. Of more of them each is written into a temporary file, which has no name and
goes with the process, whatever ends it, and is read again where something of it is told.
"""

from __future__ import annotations

import json
import weakref
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, overload

from auditor.errors import UsageError
from auditor.messages import system_says, told
from auditor.records.messages import say

if TYPE_CHECKING:
    from auditor.records.model import CoverageRecord, DocumentRecord, FindingRecord, RunRecord

MOST_HELD = 8
"""So many documents are held."""
_ONLY_TOLD = frozenset({"verdicts", "readings", "clauses", "structures", "content"})
_OF_A_FINDING = ("id", "rule", "severity", "state")


class Spool(Sequence["DocumentRecord"]):
    """Documents in the order in which they were put in; each is a record of its own whenever it is asked for.

    Raises `UsageError` where the temporary file cannot be written.
    """

    def __init__(self, documents: Iterable[DocumentRecord] = ()) -> None:
        self.outlines: list[DocumentRecord] = []
        """Of each document what `outline_of` keeps."""
        self.rules: set[str] = set()
        """The codes of the rules of all verdicts."""
        self._held: list[DocumentRecord] | None = []
        self._file: IO[bytes] | None = None
        self._places: list[tuple[int, int]] = []
        self._end = 0
        for document in documents:
            self.append(document)

    def append(self, document: DocumentRecord) -> None:
        self.outlines.append(outline_of(document))
        self.rules |= {verdict["rule"] for verdict in document.get("verdicts", [])}
        if self._held is not None and len(self._held) < MOST_HELD:
            self._held.append(document)
            return
        waiting, self._held = [*(self._held or ()), document], None
        for entry in waiting:
            self._write(entry)

    def texts(self) -> Iterator[str]:
        """Each document as JSON."""
        if self._held is not None:
            yield from map(_json, self._held)
        else:
            yield from map(self._read, range(len(self)))

    def __len__(self) -> int:
        return len(self.outlines)

    def __iter__(self) -> Iterator[DocumentRecord]:
        return (self[number] for number in range(len(self)))

    @overload
    def __getitem__(self, number: int) -> DocumentRecord: ...
    @overload
    def __getitem__(self, number: slice) -> list[DocumentRecord]: ...
    def __getitem__(self, number: int | slice) -> DocumentRecord | list[DocumentRecord]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if self._held is not None:
            return self._held[number]
        document: DocumentRecord = json.loads(self._read(number))
        return document

    def _write(self, document: DocumentRecord) -> None:
        # The paths of files may have halves of characters.
        packed = zlib.compress(_json(document).encode("utf-8", "surrogatepass"), 1)
        try:
            if self._file is None:
                from tempfile import TemporaryFile

                self._file = TemporaryFile(prefix="auditor-")  # noqa: SIM115 - closed with the spool
                weakref.finalize(self, self._file.close)
            self._file.seek(self._end)
            self._file.write(packed)
        except OSError as error:
            raise UsageError(told("temporary-files", why=system_says(error, "unwritable"))) from error
        self._places.append((self._end, len(packed)))
        self._end += len(packed)

    def _read(self, number: int) -> str:
        assert self._file is not None
        start, length = self._places[number]
        try:
            self._file.seek(start)
            return zlib.decompress(self._file.read(length)).decode("utf-8", "surrogatepass")
        except OSError as error:
            raise UsageError(told("temporary-files", why=system_says(error, "unreadable-file"))) from error


def outlines_of(run: RunRecord) -> Sequence[DocumentRecord]:
    """The documents of a run for whoever needs no more of them than `outline_of` keeps: nothing is read again for it."""
    return outlines_in(run["documents"])


def outlines_in(documents: Sequence[DocumentRecord]) -> Sequence[DocumentRecord]:
    """The same of documents."""
    return documents.outlines if isinstance(documents, Spool) else documents


def texts_of(documents: Iterable[DocumentRecord]) -> Iterator[str]:
    """Documents as JSON, one after the other."""
    return documents.texts() if isinstance(documents, Spool) else map(_json, documents)


def rules_of(documents: Sequence[DocumentRecord]) -> set[str]:
    """The codes of the rules that documents were held against."""
    if isinstance(documents, Spool):
        return documents.rules
    return {verdict["rule"] for document in documents for verdict in document.get("verdicts", [])}


def outline_of(document: DocumentRecord) -> DocumentRecord:
    """A document without what only the report of itself tells.

    It has no verdicts and no content; of findings there are identity, rule, severity and state, of unchecked figures
    those unread.
    """
    # Its other keys are those of the record.
    outline: DocumentRecord = {key: value for key, value in document.items() if key not in _ONLY_TOLD}  # type: ignore[assignment]
    if "findings" in document:
        outline["findings"] = [_outline(finding) for finding in document["findings"]]
    if "coverage" in document:
        unread = say("unread", document["language"])
        unchecked = [entry for entry in document["coverage"]["unchecked"] if entry["reason"] == unread]
        coverage: CoverageRecord = {**document["coverage"], "unchecked": unchecked}
        outline["coverage"] = coverage
    return outline


def _outline(finding: FindingRecord) -> FindingRecord:
    outline: FindingRecord = {key: finding[key] for key in _OF_A_FINDING if key in finding}  # type: ignore[literal-required,assignment]
    return outline


def _json(document: DocumentRecord) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
