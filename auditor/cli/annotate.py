"""`auditor annotate`: a copy of a document with its findings noted where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.auditing import audit, held_options
from auditor.cli.configured import Configured
from auditor.cli.console import print_lines, tell_user
from auditor.cli.exceptions import exception_options, load_exceptions
from auditor.cli.files import write_file
from auditor.cli.options import password_in
from auditor.cli.running import RUN_OPTIONS
from auditor.cli.status import INCOMPLETE, INTERNAL
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.annotations import Annotated, Note
    from auditor.records import DocumentRecord, RunRecord

Lines = tuple[str, ...]


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed((held_options, exception_options, *RUN_OPTIONS[1:])):
        command = option(command)
    return command


@click.command("annotate", cls=Configured)
@click.argument("file", type=click.Path())
@click.option("-o", "--output", type=click.Path(dir_okay=False), required=True, help="The copy to write.")
@click.option("--notes", is_flag=True, help="Note what rounding explains, too.")
@_shared
@click.pass_context
def annotate_command(context: click.Context, /, file: str, **options: Any) -> None:
    """Write a copy of a document with notes where it is wrong.

    In a PDF the figures are highlighted and bear notes, in Excel and Word files they have comments, in a web page they are marked
    and listed. The file itself is not touched. The copy reads as the file does, or it is not written.
    """
    output = Path(options["output"])
    _check(file, output, password_in(options["password_file"]))
    options |= {"paths": (file,), "exclude": (), "jobs": 1}
    exceptions = load_exceptions(context, options)
    audited = audit(context, options, exceptions=exceptions)
    (record,) = audited.run["documents"]
    if record["status"] != "audited":
        tell_user(f"auditor: {file}: {record.get('error') or ''}")
        context.exit(INTERNAL if record["status"] == "failed" else INCOMPLETE)
    print_lines(_annotated(record, audited.run, output, options))


def _check(path: str, output: Path, password: str | None) -> None:
    """Raises `UsageError` for what cannot be annotated, before it is audited."""
    from auditor.documents.zipped import on_disk
    from auditor.errors import NoDocument, UnreadableDocument
    from auditor.runs.apart import apart

    file = Path(path)
    if file.is_dir():
        raise UsageError(f"{file}: is a folder; documents are annotated one at a time")
    if not on_disk(file).exists():
        raise NoDocument(f"{file}: there is no such file")
    if output.resolve() == file.resolve() or (output.exists() and file.exists() and output.samefile(file)):
        raise UsageError(f"{output}: is the document itself, which stays as it is: give the copy another name")
    if output.suffix.lower() != file.suffix.lower():
        raise UsageError(f"{output}: the copy has the format of the document, so its name ends with {file.suffix}")
    # What cannot be read is told by the audit.
    with suppress(UnreadableDocument):
        apart(_check_kind, path, password)


def _check_kind(path: str, password: str | None) -> None:
    from auditor.annotations import maker_of
    from auditor.documents import kind_of_file

    maker_of(kind_of_file(path, password)[0], path)


def _annotated(record: DocumentRecord, run: RunRecord, output: Path, options: dict[str, Any]) -> list[str]:
    """Write the copy; gives what to say of it."""
    from auditor.annotations import notes_of
    from auditor.annotations.words import MESSAGES
    from auditor.records.messages import tell
    from auditor.runs.apart import apart

    lang, timeout, password = record["language"], options["timeout"], password_in(options["password_file"])
    notes = notes_of(record, run, with_notes=options["notes"])
    left = len(notes_of(record, run, with_notes=True)) - len(notes)
    said = [tell(MESSAGES, "left-out", lang, count=left)] if left else []
    made, lines = apart(_copy, record["path"], record["sha256"], notes, password, timeout=timeout)
    if not notes:
        return [tell(MESSAGES, "nothing", lang), *said]
    _write(made, output, lines, password, timeout)
    unplaced = [note.id for note in notes if note.id not in made.noted]
    if unplaced:
        said.append(tell(MESSAGES, "unplaced", lang, names=" ".join(unplaced)))
    said += [tell(MESSAGES, remark, lang) for remark in made.remarks]
    return [tell(MESSAGES, "written", lang, file=output, count=len(made.noted)), *said]


def _copy(path: str, sha256: str | None, notes: Sequence[Note], password: str | None) -> tuple[Annotated, Lines]:
    """The copy, and the lines of the document, whose content must be what was audited."""
    from auditor.annotations import annotate
    from auditor.documents import kind_of_file, read_document

    kind, content = kind_of_file(path, password)
    document = read_document(path, password)
    if document.sha256 != sha256:
        raise UsageError(f"{path}: it has changed while it was audited; try again")
    return annotate(content, kind, document, notes, password), document.lines


def _lines_of(path: Path, password: str | None, content: bytes) -> Lines:
    from auditor.documents import read_document

    return read_document(path, password, content).lines


def _write(made: Annotated, output: Path, lines: Lines, password: str | None, timeout: float) -> None:
    """Write the copy, once it was read and says what the document says."""
    from auditor.errors import UnreadableDocument
    from auditor.runs.apart import apart

    try:
        copy = apart(_lines_of, output, password, made.content, timeout=timeout)
    except UnreadableDocument as error:
        raise UsageError(f"{output}: not written, for the copy cannot be read: {error}") from error
    if not made.reads_as(copy, lines):
        raise UsageError(f"{output}: not written, for the copy would not read as the document does")
    write_file(output, made.content)
