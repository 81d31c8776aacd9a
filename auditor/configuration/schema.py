"""What may stand in a configuration; anything else is an error with its file and line."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from auditor.messages import told
from auditor.tomlfiles import Problem
from auditor.validation import problems_of

_Severity = Literal["error", "warning", "note"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://")) or "{kind}" not in value:
        raise ValueError(told("no-help-address"))
    return value


class _Rules(_Strict):
    folder: str | None = None
    packs: list[str] | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    severity: dict[str, _Severity] | None = None
    help: Annotated[str, AfterValidator(_address)] | None = None


class _Gate(_Strict):
    fail_on: Literal["error", "warning", "note", "never"] | None = None
    max_warnings: Annotated[int, Field(ge=0)] | None = None
    min_coverage: Annotated[float, Field(ge=0, le=100)] | None = None
    allow_incomplete: bool | None = None


class _Waivers(_Strict):
    file: str | None = None
    max_days: Annotated[int, Field(ge=1)] | None = None


class _Baseline(_Strict):
    file: str | None = None


class _Override(_Strict):
    files: Annotated[list[str], Field(min_length=1)]
    select: list[str] | None = None
    ignore: list[str] | None = None
    severity: dict[str, _Severity] | None = None


class _File(_Strict):
    inputs: list[str] | None = None
    exclude: list[str] | None = None
    lang: Literal["zh", "en"] | None = None
    password_file: str | None = None
    outputs: list[str] | None = None
    rules: _Rules | None = None
    gate: _Gate | None = None
    waivers: _Waivers | None = None
    baseline: _Baseline | None = None
    overrides: list[_Override] | None = None


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of one parsed configuration: where it is, what it is."""
    return problems_of(_File, data)
