"""Copies of documents with their findings noted, made and read again in processes of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import UnreadableDocument, UsageError
from auditor.messages import spoken, told
from auditor.runs.apart import apart

if TYPE_CHECKING:
    from auditor.annotations import Annotated, Note
    from auditor.records import DocumentRecord

Lines = tuple[str, ...]


def noted_copy(
    record: DocumentRecord, notes: Sequence[Note], output: Path, password: str | None, timeout: float
) -> Annotated:
    """The copy of an audited document that is to be written to `output`, which reads as the document does.

    Raises `UsageError` where no copy can be made of it, where the copy would read otherwise, and where the file has changed since.
    """
    made, lines = apart(_copy, record["path"], record["sha256"], notes, password, timeout=timeout)
    if not notes:
        return made
    try:
        copy = apart(_lines_of, output, password, made.content, timeout=timeout)
    except UnreadableDocument as error:
        why = error.chinese if spoken() == "zh" else str(error)
        raise UsageError(told("annotate-unreadable", output=output, why=why)) from error
    if not made.reads_as(copy, lines):
        raise UsageError(told("annotate-otherwise", output=output))
    return made


def _copy(path: str, sha256: str | None, notes: Sequence[Note], password: str | None) -> tuple[Annotated, Lines]:
    """The copy, and the lines of the document, whose content must be what was audited."""
    from auditor.annotations import annotate
    from auditor.documents import kind_of_file, read_document

    kind, content = kind_of_file(path, password)
    document = read_document(path, password)
    if document.sha256 != sha256:
        raise UsageError(told("annotate-changed", path=path))
    return annotate(content, kind, document, notes, password), document.lines


def _lines_of(path: Path, password: str | None, content: bytes) -> Lines:
    from auditor.documents import read_document

    return read_document(path, password, content).lines
