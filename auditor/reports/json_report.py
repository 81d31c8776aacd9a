"""A run as JSON, schema 1: the record itself, the same bytes for the same input."""

from __future__ import annotations

import json

from auditor.records import Lang, RunRecord


def render(run: RunRecord, lang: Lang | None, *, colour: bool = False) -> str:
    """The whole run as one JSON object."""
    return json.dumps(run, ensure_ascii=False, separators=(",", ":")) + "\n"
