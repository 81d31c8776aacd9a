"""A run as JSON of schema 1 with no more of each document than its findings rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.records.choices import Lang
from auditor.records.details import findings_of
from auditor.records.spool import texts_of
from auditor.reports.json_report import pieces

if TYPE_CHECKING:
    from auditor.records import RunRecord


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> Iterator[str]:
    """One JSON object, whose `detail` says that there is more; about a tenth of the whole report."""
    short: RunRecord = {**run, "detail": "findings"}
    return pieces(short, texts_of(findings_of(document) for document in run["documents"]))
