"""Reports: a run rendered for people or machines, one module per format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from auditor.errors import UsageError
from auditor.reports.page import PLAIN, Page

if TYPE_CHECKING:
    from auditor.records import Lang, RunRecord

__all__ = ["FORMATS", "PLAIN", "Format", "Page", "render", "render_bytes", "render_summary"]


class Format(NamedTuple):
    """Where a format is made: the module of this package whose `render` makes it."""

    module: str
    is_binary: bool = False
    """Whether `render` gives bytes; text is written as UTF-8."""
    is_paged: bool = False
    """Whether it is for people at a terminal, so that `render` takes a `page` instead of `colour`."""
    summary_in: str | None = None
    """The environment variable that may name a file to which `summary` of the module is to be appended."""


FORMATS = {
    "text": Format("text_report", is_paged=True),
    "compact": Format("compact_report", is_paged=True),
    "json": Format("json_report"),
    "html": Format("html_report"),
    "ndjson": Format("ndjson_report"),
    "sarif": Format("sarif_report"),
    "junit": Format("junit_report"),
    "gitlab": Format("gitlab_report"),
    "github": Format("github_report", summary_in="GITHUB_STEP_SUMMARY"),
    "csv": Format("csv_report"),
    "markdown": Format("markdown_report"),
    "xlsx": Format("working_paper", is_binary=True),
}


def render(run: RunRecord, file_format: str = "text", lang: Lang | None = None, *, page: Page = PLAIN) -> str:
    """Render a run as text; documents are told in the language of their records, totals in `lang`.

    Raises `UsageError` for a format that does not exist or is no text.
    """
    found = _format(file_format)
    if found.is_binary:
        raise UsageError(f"the format {file_format!r} is no text")
    return str(_made(found, run, lang, page))


def render_bytes(run: RunRecord, file_format: str, lang: Lang | None = None, *, page: Page = PLAIN) -> bytes:
    """The file of a run in any format; raises `UsageError` for one that does not exist."""
    found = _format(file_format)
    made = _made(found, run, lang, page)
    # Halves of a character, which the name of a file may have, cannot be written.
    return bytes(made) if found.is_binary else str(made).encode("utf-8", "replace")


def render_summary(run: RunRecord, file_format: str, lang: Lang | None = None) -> str:
    """What a format with `summary_in` appends to the file that the environment names."""
    found = _format(file_format)
    return str(import_module(f"auditor.reports.{found.module}").summary(run, lang))


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def _made(found: Format, run: RunRecord, lang: Lang | None, page: Page) -> Any:
    make = import_module(f"auditor.reports.{found.module}").render
    return make(run, lang, page=page) if found.is_paged else make(run, lang, colour=page.colour)
