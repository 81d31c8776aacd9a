"""Runs kept as JSON: read back and checked, document by document, and the schema they follow."""

from __future__ import annotations

from json import JSONDecodeError
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter, ValidationError

from auditor.errors import UsageError
from auditor.messages import schema_says, system_says, told
from auditor.records.build import SCHEMA
from auditor.records.model import DocumentRecord, RunRecord
from auditor.records.pieces import Pieces
from auditor.records.spool import Spool


def load_run(file: str | Path) -> RunRecord:
    """The record of a run from its JSON report; raises `UsageError` for a file that is none or is of another schema.

    Its documents are a `Spool`: no more of the file is held than what is being read.
    """
    try:
        with Path(file).open(encoding="utf-8") as opened:
            run = _run(opened)
    except OSError as error:
        raise UsageError(told("of-file", file=file, says=system_says(error, "unreadable-file"))) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or told("the-whole")
        raise UsageError(told("no-report", file=file, why=f"{place}: {schema_says(first)}")) from error
    except JSONDecodeError as error:
        raise UsageError(told("no-report", file=file, why=error.msg)) from error
    except (UnicodeDecodeError, RecursionError) as error:
        says = told("not-utf-8" if isinstance(error, UnicodeDecodeError) else "nested-too-deeply")
        raise UsageError(told("no-report", file=file, why=says)) from error
    if run["schema"] != SCHEMA:
        raise UsageError(told("other-schema", file=file, found=run["schema"], known=SCHEMA))
    return run


def _run(file: IO[str]) -> RunRecord:
    """The keys stay in the order of the file, so that rendering it as JSON again gives the same bytes."""
    pieces, found = Pieces(file), dict[str, Any]()
    for key in pieces.keys():  # noqa: SIM118 - no dictionary
        found[key] = _documents(pieces) if key == "documents" else pieces.value()
    pieces.end()
    # The documents were looked at one by one.
    TypeAdapter(RunRecord).validate_python({**found, "documents": []} if "documents" in found else found)
    run: RunRecord = found  # type: ignore[assignment]
    return run


def _documents(pieces: Pieces) -> Spool:
    documents, adapter = Spool(), TypeAdapter(DocumentRecord)
    for entry in pieces.entries():
        try:
            adapter.validate_python(entry)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, ("documents", len(documents), *first["loc"])))
            raise JSONDecodeError(f"{place}: {schema_says(first)}", "", 0) from error
        documents.append(entry)
    return documents


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the JSON report."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**dialect, **TypeAdapter(RunRecord).json_schema(), "title": "auditor report"}
