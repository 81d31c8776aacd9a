"""`auditor annotate`: a copy of a document with its findings noted where they stand."""

from __future__ import annotations

from collections.abc import Callable
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
from auditor.cli.texts import argument, option
from auditor.errors import UsageError
from auditor.messages import Catalogue, tell, told

if TYPE_CHECKING:
    from auditor.records import DocumentRecord, RunRecord

_SAID = Catalogue("annotate")


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    for add in reversed((held_options, exception_options, *RUN_OPTIONS[1:])):
        command = add(command)
    return command


@click.command("annotate", cls=Configured, help="annotate")
@argument("file", type=click.Path())
@option("-o", "--output", type=click.Path(dir_okay=False), required=True, help="annotate --output")
@option("--notes", is_flag=True, help="--notes")
@_shared
@click.pass_context
def annotate_command(context: click.Context, /, file: str, **options: Any) -> None:
    """Write a copy of a document with notes where it is wrong."""
    output = Path(options["output"])
    _check(file, output, password_in(options["password_file"]))
    options |= {"paths": (file,), "exclude": (), "jobs": 1}
    exceptions = load_exceptions(context, options)
    audited = audit(context, options, exceptions=exceptions)
    (record,) = audited.run["documents"]
    if record["status"] != "audited":
        says = told("of-file", file=file, says=record.get("error") or "")
        tell_user(f"auditor: {says}")
        context.exit(INTERNAL if record["status"] == "failed" else INCOMPLETE)
    print_lines(_annotated(record, audited.run, output, options))


def _check(path: str, output: Path, password: str | None) -> None:
    """Raises `UsageError` for what cannot be annotated, before it is audited."""
    from auditor.documents.zipped import on_disk
    from auditor.errors import NoDocument, UnreadableDocument
    from auditor.runs.apart import apart

    file = Path(path)
    if file.is_dir():
        raise UsageError(told("annotate-folder", file=file))
    if not on_disk(file).exists():
        raise NoDocument(told("no-such-file", file=file))
    if output.resolve() == file.resolve() or (output.exists() and file.exists() and output.samefile(file)):
        raise UsageError(told("annotate-itself", output=output))
    if output.suffix.lower() != file.suffix.lower():
        raise UsageError(told("annotate-ending", output=output, suffix=file.suffix))
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
    from auditor.runs.copies import noted_copy

    lang, timeout, password = record["language"], options["timeout"], password_in(options["password_file"])
    notes = notes_of(record, run, with_notes=options["notes"])
    left = len(notes_of(record, run, with_notes=True)) - len(notes)
    said = [tell(_SAID, "left-out", lang, count=left)] if left else []
    made = noted_copy(record, notes, output, password, timeout)
    if not notes:
        return [tell(_SAID, "nothing", lang), *said]
    write_file(output, made.content)
    unplaced = [note.id for note in notes if note.id not in made.noted]
    if unplaced:
        said.append(tell(_SAID, "unplaced", lang, names=" ".join(unplaced)))
    said += [tell(_SAID, remark, lang) for remark in made.remarks]
    return [tell(_SAID, "written", lang, file=output, count=len(made.noted)), *said]
