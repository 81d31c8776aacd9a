"""What may stand in the files of classification codes; anything else is an error with its file and line."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from auditor.messages import told
from auditor.tomlfiles import Problem
from auditor.validation import problems_of


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Former(_Strict):
    name: str
    since: int | None = None
    until: int | None = None


class _Code(_Strict):
    name: str
    since: int | None = None
    until: int | None = None
    formerly: list[_Former] = []
    also: list[str] = []
    sure: bool = True
    of: str | None = None


class _Group(_Strict):
    names: list[str]
    codes: list[str]


class _File(_Strict):
    dimension: str
    since: int
    until: int
    domain: str | None = None
    of: str | None = None
    code: dict[str, str | _Code]
    group: list[_Group] = []


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of one parsed file of codes: where it is, what it is."""
    found = problems_of(_File, data)
    if found:
        return found
    file = _File.model_validate(data)
    return [
        (("group", number), told("no-such-code", code=code))
        for number, group in enumerate(file.group)
        for code in group.codes
        if code not in file.code
    ]
