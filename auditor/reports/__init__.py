"""Reports: a run rendered for people or machines, one module per format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.records import Lang, RunRecord

__all__ = ["FORMATS", "render"]

FORMATS = {"text": "text_report", "json": "json_report"}
"""A format's name and the module whose `render` makes it."""


def render(run: RunRecord, file_format: str = "text", lang: Lang | None = None, *, colour: bool = False) -> str:
    """Render a run; documents are told in the language of their records, totals in `lang`. Raises `UsageError` for an unknown format."""
    if file_format not in FORMATS:
        raise UsageError(f"there is no format {file_format!r}; there are {', '.join(FORMATS)}")
    renderer: Callable[..., str] = import_module(f"auditor.reports.{FORMATS[file_format]}").render
    return renderer(run, lang, colour=colour)
