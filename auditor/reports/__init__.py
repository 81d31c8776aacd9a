"""Reports: a run rendered for people or machines, one module per format."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from auditor.errors import UsageError
from auditor.messages import told
from auditor.reports.extent import WHOLE, Extent
from auditor.reports.page import PLAIN, Page
from auditor.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.records import Lang, RunRecord
    from auditor.reports.sights import Pictures

__all__ = [
    "FORMATS",
    "PLAIN",
    "WHOLE",
    "Extent",
    "Format",
    "Page",
    "format_of",
    "render",
    "render_bytes",
    "render_folder",
    "render_pieces",
    "render_summary",
]


class Format(NamedTuple):
    """Where a format is made: the module of this package whose `render` makes it, of text piece by piece."""

    module: str
    is_binary: bool = False
    """Whether `render` gives bytes; pieces of text are written as UTF-8."""
    is_pictured: bool = False
    """Whether it shows pictures of pages, so that `render` takes `pictures`."""
    is_paged: bool = False
    """Whether it is for people at a terminal, so that `render` takes a `page` instead of `colour`."""
    is_explained: bool = False
    """Whether it tells what rules say, which `add_explanations` puts into a run."""
    is_bounded: bool = False
    """Whether it may tell a part of the findings only, so that `render` takes an `extent`."""
    folder: str | None = None
    """The module of this package whose `pages` make several files of it."""
    needs: str | None = None
    """The module without which it cannot be made, of the extra that is named like the module."""
    summary_in: str | None = None
    """The environment variable that may name a file to which `summary` of the module is to be appended."""


_PIECE = 2**16
"""So many characters are written at a time."""
FORMATS = {
    "text": Format("text_report", is_paged=True, is_bounded=True),
    "compact": Format("compact_report", is_paged=True),
    "json": Format("json_report", is_explained=True),
    "json:findings": Format("json_findings", is_explained=True),
    "html": Format("html_report", is_pictured=True, folder="html_report.folder"),
    "ndjson": Format("ndjson_report"),
    "sarif": Format("sarif_report", is_explained=True),
    "junit": Format("junit_report"),
    "gitlab": Format("gitlab_report"),
    "github": Format("github_report", is_bounded=True, summary_in="GITHUB_STEP_SUMMARY"),
    "csv": Format("csv_report"),
    "markdown": Format("markdown_report", is_bounded=True),
    "xlsx": Format("working_paper", is_binary=True),
    "docx": Format("docx_report", is_binary=True, needs="docx"),
    "docx:letter": Format("docx_report.letter", is_binary=True, needs="docx"),
}


def render(
    run: RunRecord,
    file_format: str = "text",
    lang: Lang | None = None,
    *,
    page: Page = PLAIN,
    pictures: Pictures | None = None,
    extent: Extent = WHOLE,
) -> str:
    """Render a run as text; documents are told in the language of their records, totals in `lang`.

    `pictures` are of pages that findings stand on, for formats that show them; `extent` is for formats that may tell a
    part only. Raises `UsageError` for a
    format that does not exist or is no text.
    """
    found = format_of(file_format)
    if found.is_binary:
        raise UsageError(told("format-no-text", format=file_format))
    return "".join(_made(found, run, lang, page, pictures, extent))


def render_bytes(
    run: RunRecord,
    file_format: str,
    lang: Lang | None = None,
    *,
    page: Page = PLAIN,
    pictures: Pictures | None = None,
    extent: Extent = WHOLE,
) -> bytes:
    """The file of a run in any format; raises `UsageError` for one that does not exist."""
    return b"".join(render_pieces(run, file_format, lang, page=page, pictures=pictures, extent=extent))


def render_pieces(
    run: RunRecord,
    file_format: str,
    lang: Lang | None = None,
    *,
    page: Page = PLAIN,
    pictures: Pictures | None = None,
    extent: Extent = WHOLE,
) -> Iterator[bytes]:
    """The file of a run in any format, bit by bit as it is made; raises `UsageError` for one that does not exist.

    Where the documents of a run are a `Spool`, no more than one of them is held, but by the working paper.
    """
    found = format_of(file_format)
    made = _made(found, run, lang, page, pictures, extent)
    return iter([bytes(made)]) if found.is_binary else _written(made)


def render_folder(
    run: RunRecord, file_format: str, lang: Lang | None = None, *, pictures: Pictures | None = None
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The name and the pieces of each file of a format that can be several; raises `UsageError` for one that cannot."""
    found = format_of(file_format)
    if found.folder is None:
        raise UsageError(told("format-no-folder", format=file_format))
    for name, made in import_module(f"auditor.reports.{found.folder}").pages(run, lang, **_shown(found, pictures)):
        yield name, _written(made)


def render_summary(run: RunRecord, file_format: str, lang: Lang | None = None, *, extent: Extent = WHOLE) -> str:
    """What a format with `summary_in` appends to the file that the environment names."""
    found = format_of(file_format)
    return str(import_module(f"auditor.reports.{found.module}").summary(run, lang, extent=extent))


def format_of(name: str) -> Format:
    """The format of a name; raises `UsageError` for one that does not exist or cannot be made in this installation."""
    if name not in FORMATS:
        raise UsageError(told("no-format", name=name, known=", ".join(FORMATS)))
    found = FORMATS[name]
    if found.needs is not None and find_spec(found.needs) is None:
        extra = f"budget-disclosure-auditor[{found.needs}]"
        raise UsageError(told("format-needs", name=name, extra=extra))
    return found


def _written(pieces: Iterable[str]) -> Iterator[bytes]:
    """Text as bytes, in pieces that are worth writing."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield _bytes(waiting)
            waiting, size = [], 0
    yield _bytes(waiting)


def _bytes(pieces: list[str]) -> bytes:
    # Halves of a character, which the name of a file may have, cannot be written.
    return "".join(pieces).encode("utf-8", "replace")


def _made(
    found: Format, run: RunRecord, lang: Lang | None, page: Page, pictures: Pictures | None, extent: Extent
) -> Any:
    make = import_module(f"auditor.reports.{found.module}").render
    bounds = {"extent": extent} if found.is_bounded else {}
    if found.is_paged:
        return make(run, lang, page=page, **bounds)
    return make(run, lang, colour=page.colour, **_shown(found, pictures), **bounds)


def _shown(found: Format, pictures: Pictures | None) -> dict[str, Any]:
    """What a format that shows pictures is given."""
    return {"pictures": pictures or {}} if found.is_pictured else {}
