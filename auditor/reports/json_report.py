"""A run as JSON, schema 1: the record itself, the same bytes for the same input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from auditor.records.choices import Lang

if TYPE_CHECKING:
    from auditor.records import RunRecord


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> str:
    """The whole run as one JSON object."""
    return json.dumps(run, ensure_ascii=False, separators=(",", ":")) + "\n"
