"""Where reports go: a run rendered in several formats, each to a file or to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.completion import complete_formats
from auditor.cli.console import put
from auditor.cli.files import check_place, unwritable, write_file
from auditor.cli.progress import at_work
from auditor.cli.texts import option
from auditor.cli.written import Written, tell_written
from auditor.errors import UsageError
from auditor.messages import told
from auditor.reports import FORMATS, PLAIN, WHOLE, Extent, format_of, render_folder, render_pieces, render_summary
from auditor.reports.places import count_open
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from auditor.records import Lang, RunRecord
    from auditor.reports import Page
    from auditor.reports.sights import Pictures

format_option = option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    metavar="FORMAT[=PATH]",
    shell_complete=complete_formats,
    help="--format",
    blanks={"formats": ", ".join(FORMATS)},
)
output_option = option(
    "--output",
    type=click.Path(dir_okay=False),
    help="--output",
)
letter_option = option(
    "--letter",
    is_flag=True,
    help="--letter",
)


detail_option = option(
    "--json-detail",
    "detail",
    type=click.Choice(["all", "findings"]),
    default="all",
    show_default=True,
    help="--json-detail",
)


def extent_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How much of the findings reports for people tell; `extent_of` gives it."""
    most = option("--max-findings", type=click.IntRange(0), metavar="N", help="--max-findings")
    return most(option("--statistics", is_flag=True, help="--statistics")(command))


def extent_of(options: dict[str, Any]) -> Extent:
    """How much of the findings is to be told."""
    return Extent(options["max_findings"], options["statistics"])


class Output(NamedTuple):
    format: str
    path: str | None
    """None for standard output."""


def outputs_of(formats: tuple[str, ...], output: str | None, letter: bool = False, detail: str = "all") -> list[Output]:
    """What to write where; raises `UsageError`, also where the folder of a file is not there: that is better known before the audit.

    `letter` makes letters of what would be reports for filing, `detail` shortens what would be whole records.

    The text report goes to standard output when nothing else does, unless it goes to a file already.
    """
    given = [Output(name, path or None) for name, _, path in (entry.partition("=") for entry in formats)]
    if letter:
        if not any(name == "docx" for name, _ in given):
            raise UsageError(told("letter-without-docx"))
        given = [Output("docx:letter" if name == "docx" else name, path) for name, path in given]
    if detail != "all":
        given = [Output(f"json:{detail}" if name == "json" else name, path) for name, path in given]
    for name, path in given:
        format_of(name)
        if path is not None:
            check_place(path)
    bare = [entry for entry in given if entry.path is None]
    if len(bare) > 1:
        raise UsageError(told("one-to-output"))
    if output is not None:
        check_place(output)
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
    *,
    extent: Extent = WHOLE,
    progress: bool = True,
) -> list[Written]:
    """Render a run in every format asked for, with pictures of pages where a format shows them; raises `UsageError` for a
    file that cannot be written. Files come first: whatever is wrong with standard output, they are there. Each is told of
    on standard error, unless the page is to be brief.

    What is for people goes to standard output in its own encoding, on `page`; what is for programs as UTF-8 bytes, as
    it would be in a file, unless somebody reads it on a terminal.
    """
    written, given = [], {"pictures": pictures, "extent": extent}
    for entry in sorted(outputs, key=lambda output: output.path is None):
        if entry.path is not None:
            with at_work(told("writing", path=entry.path), progress and not page.brief, "auto"):
                report = Written(entry.format, entry.path, tuple(_write(run, entry.format, entry.path, lang, **given)))
            written.append(report)
            if not page.brief:
                tell_written(report, run["summary"]["documents"], count_open(run))
        else:
            _print(run, entry.format, lang, page, **given)
        variable = FORMATS[entry.format].summary_in
        if variable is not None and os.environ.get(variable):
            _append(render_summary(run, entry.format, lang, extent=extent), os.environ[variable])
    return written


def _write(run: RunRecord, file_format: str, path: str, lang: Lang | None, **given: Any) -> Iterator[Path]:
    """The files of a format, each when it is written; `given` is what the format may need beside the run."""
    if _is_folder(path) and FORMATS[file_format].folder is not None:
        _make_folder(Path(path))
        for name, pieces in render_folder(run, file_format, lang, pictures=given["pictures"]):
            write_file(Path(path) / name, pieces)
            yield Path(path) / name
    else:
        write_file(path, render_pieces(run, file_format, lang, **given))
        yield Path(path)


def _make_folder(folder: Path) -> None:
    """Make the folder that a report is to be; that it stands in is there."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritable(str(folder), error) from error


def _print(run: RunRecord, file_format: str, lang: Lang | None, page: Page, **given: Any) -> None:
    found = FORMATS[file_format]
    if found.is_binary:
        raise UsageError(told("binary-to-output", format=file_format))
    if found.is_paged or sys.stdout.isatty():
        for piece in render_pieces(run, file_format, lang, page=page, **given):
            # As it would be written but for the encoding, which is that of the stream.
            put(piece.decode(), page.colour)
    else:
        for piece in render_pieces(run, file_format, lang, **given):
            put(piece)


def _is_folder(path: str) -> bool:
    return path.endswith(("/", os.sep)) or Path(path).is_dir()


def _append(summary: str, path: str) -> None:
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(summary)
    except OSError as error:
        raise unwritable(path, error) from error
