"""What may stand in a file of waivers; anything else is an error with its file and line."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict

from auditor.messages import told
from auditor.tomlfiles import Problem
from auditor.validation import problems_of, says_of

_PLACEHOLDERS = {"", "todo", "tbd", "fixme", "xxx", "none", "n/a", "reason", "name", "?", "-", "—", "…", "..."}


def _day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(told("waiver-day")) from error
    return value


_Day = Annotated[str, AfterValidator(_day)]
"""A date of TOML, which comes as an ISO string."""


class _Waiver(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    rule: str
    document: str
    file: str | None = None
    place: str
    numbers: list[str]
    reason: str
    approved_by: str
    approved_on: _Day | None = None
    expires: _Day


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    waiver: list[_Waiver] = []


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of one parsed file: where it is, what it is."""
    problems = problems_of(_File, data, _says)
    if problems:
        return problems
    file = _File.model_validate(data)
    seen: set[tuple[str, str | None]] = set()
    for index, waiver in enumerate(file.waiver):
        for key in ("reason", "approved_by"):
            if getattr(waiver, key).strip().lower() in _PLACEHOLDERS:
                problems.append((("waiver", index, key), told("waiver-needs")))
        if (waiver.id, waiver.file) in seen:
            problems.append((("waiver", index, "id"), told("waived-twice", id=waiver.id)))
        if waiver.approved_on and date.fromisoformat(waiver.approved_on) > date.fromisoformat(waiver.expires):
            problems.append((("waiver", index, "expires"), told("expires-before")))
        seen.add((waiver.id, waiver.file))
    return problems


def _says(problem: Any) -> str:
    return told("waiver-key") if problem["type"] == "missing" else says_of(_File, problem)
