"""Where reports go: a run rendered in several formats, each to a file or to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from auditor.cli.completion import complete_formats
from auditor.cli.console import put
from auditor.cli.files import unwritable, write_file
from auditor.errors import UsageError
from auditor.reports import FORMATS, PLAIN, format_of, render_folder, render_pieces, render_summary

if TYPE_CHECKING:
    from auditor.records import Lang, RunRecord
    from auditor.reports import Page
    from auditor.reports.sights import Pictures

format_option = click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    metavar="FORMAT[=PATH]",
    shell_complete=complete_formats,
    help="How to report, and to which file; may be given several times. What is for no file goes to standard output; "
    f"when nothing does, the text report. One of {', '.join(FORMATS)}.",
)
output_option = click.option(
    "--output",
    type=click.Path(dir_okay=False),
    help="Write the report of the format that names no file to this one instead of standard output.",
)
letter_option = click.option(
    "--letter",
    is_flag=True,
    help="Make the file of docx a letter that asks each publisher to check the figures found, instead of the report.",
)


detail_option = click.option(
    "--json-detail",
    "detail",
    type=click.Choice(["all", "findings"]),
    default="all",
    show_default=True,
    help="What the file of json has of each document: all, or what its findings rest on, about a tenth of it.",
)


class Output(NamedTuple):
    format: str
    path: str | None
    """None for standard output."""


def outputs_of(formats: tuple[str, ...], output: str | None, letter: bool = False, detail: str = "all") -> list[Output]:
    """What to write where; raises `UsageError`.

    `letter` makes letters of what would be reports for filing, `detail` shortens what would be whole records.

    The text report goes to standard output when nothing else does, unless it goes to a file already.
    """
    given = [Output(name, path or None) for name, _, path in (entry.partition("=") for entry in formats)]
    if letter:
        if not any(name == "docx" for name, _ in given):
            raise UsageError("--letter makes a letter of the docx: give that a file, as in --format docx=FILE")
        given = [Output("docx:letter" if name == "docx" else name, path) for name, path in given]
    if detail != "all":
        given = [Output(f"json:{detail}" if name == "json" else name, path) for name, path in given]
    for name, _ in given:
        format_of(name)
    bare = [entry for entry in given if entry.path is None]
    if len(bare) > 1:
        raise UsageError("only one format can go to standard output: give the others a file, as in --format json=FILE")
    if output is not None:
        given = [Output(entry.format, entry.path or output) for entry in given or [Output("text", None)]]
    elif not any(entry.path is None or entry.format == "text" for entry in given):
        given.append(Output("text", None))
    return given


def write_reports(
    run: RunRecord,
    outputs: list[Output],
    lang: Lang | None,
    page: Page = PLAIN,
    pictures: Pictures | None = None,
) -> None:
    """Render a run in every format asked for, with pictures of pages where a format shows them; raises `UsageError` for a
    file that cannot be written. Files come first: whatever is wrong with standard output, they are there.

    What is for people goes to standard output in its own encoding, on `page`; what is for programs as UTF-8 bytes, as
    it would be in a file, unless somebody reads it on a terminal.
    """
    for entry in sorted(outputs, key=lambda output: output.path is None):
        found = FORMATS[entry.format]
        if entry.path is not None and _is_folder(entry.path) and found.folder is not None:
            for name, pieces in render_folder(run, entry.format, lang, pictures=pictures):
                write_file(str(Path(entry.path) / name), pieces)
        elif entry.path is not None:
            write_file(entry.path, render_pieces(run, entry.format, lang, pictures=pictures))
        elif found.is_binary:
            raise UsageError(f"{entry.format} is no text: give it a file, as in --format {entry.format}=FILE")
        elif found.is_paged or sys.stdout.isatty():
            for piece in render_pieces(run, entry.format, lang, page=page, pictures=pictures):
                # As it would be written but for the encoding, which is that of the stream.
                put(piece.decode(), page.colour)
        else:
            for piece in render_pieces(run, entry.format, lang, pictures=pictures):
                put(piece)
        variable = FORMATS[entry.format].summary_in
        if variable is not None and os.environ.get(variable):
            _append(render_summary(run, entry.format, lang), os.environ[variable])


def _is_folder(path: str) -> bool:
    return path.endswith(("/", os.sep)) or Path(path).is_dir()


def _append(summary: str, path: str) -> None:
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(summary)
    except OSError as error:
        raise unwritable(path, error) from error
