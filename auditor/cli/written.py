"""What is said of the files that reports were written to, and the page of them that is shown in the browser."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.browser import has_screen, show
from auditor.cli.console import tell_user
from auditor.cli.texts import option
from auditor.errors import UsageError
from auditor.messages import told
from auditor.tuples import NamedTuple

open_option = option("--open", "opened", is_flag=True, help="--open")

_STEP = 1024
_UNITS = ("KB", "MB", "GB")


class Written(NamedTuple):
    """A report that was written."""

    format: str
    path: str
    """The file or folder that was asked for."""
    files: tuple[Path, ...]
    """What was written, of a folder the list of documents first."""


def tell_written(report: Written, documents: int, findings: int, what: str | None = None) -> None:
    """A line of a report on standard error: its path, what it is, of how much, its size; none of pipes and devices.

    `what` is the key of a word for what it is, where that is not the one of its format.
    """
    files = [file for file in report.files if file.is_file()]
    if files:
        what = told(what or f"format-{report.format}")
        if len(files) > 1:
            what = told("in-files", what=what, count=len(files))
        size = size_in_words(sum(file.stat().st_size for file in files))
        counts = {"documents": documents, "findings": findings}
        tell_user(told("report-written", path=report.path, what=what, size=size, **counts))


def size_in_words(size: int) -> str:
    """A number of bytes as people say it: 812 B, 38 KB, 1.2 MB."""
    if size < _STEP:
        return f"{size} B"
    power = min(len(_UNITS), (size.bit_length() - 1) // 10)
    return f"{size / _STEP**power:.{0 if power == 1 else 1}f} {_UNITS[power - 1]}"


def check_opened(opened: bool, outputs: Iterable[tuple[str, str | None]]) -> None:
    """That there will be a page to show, where one is to be shown; raises `UsageError`."""
    if opened and not any(name == "html" and path for name, path in outputs):
        raise UsageError(told("open-without-html"))


def show_page(reports: Sequence[Written]) -> None:
    """Show the first page that was written in the browser; in a pipeline nothing is shown."""
    page = next((report.files[0] for report in reports if report.format == "html" and report.files), None)
    if page is None or os.environ.get("CI"):
        return
    address = Path(os.path.abspath(page)).as_uri()  # noqa: PTH100 - as it was given, links and all
    if not (has_screen() and show(address)):
        tell_user(told("not-opened", address=address))
