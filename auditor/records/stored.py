"""Runs kept as JSON: read back and checked, and the schema they follow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from auditor.errors import UsageError
from auditor.records.build import SCHEMA
from auditor.records.model import RunRecord


def load_run(file: str | Path) -> RunRecord:
    """The record of a run from its JSON report; raises `UsageError` for a file that is none or is of another schema."""
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or 'it cannot be read'}") from error
    try:
        TypeAdapter(RunRecord).validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise UsageError(f"{file}: it is no JSON report of an audit: {place}: {first['msg']}") from error
    # The file's own order of keys is kept, so that rendering it as JSON again gives the same bytes.
    run: RunRecord = json.loads(content)
    if run["schema"] != SCHEMA:
        raise UsageError(f"{file}: it is of schema {run['schema']}; this version reads schema {SCHEMA}")
    return run


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the JSON report."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**dialect, **TypeAdapter(RunRecord).json_schema(), "title": "auditor report"}
