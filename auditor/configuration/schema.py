"""What may stand in a configuration; anything else is an error with its file and line."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.messages import schema_says, told

_Severity = Literal["error", "warning", "note"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Rules(_Strict):
    folder: str | None = None
    packs: list[str] | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    severity: dict[str, _Severity] | None = None


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


def validate(data: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Every problem of one parsed configuration: where it is, what it is."""
    try:
        _File.model_validate(data)
    except ValidationError as error:
        return [(tuple(problem["loc"]), says(_File, problem)) for problem in error.errors()]
    return []


def says(root: type[BaseModel], problem: Any) -> str:
    """A problem that pydantic found, in words; of an unknown key the nearest that is known."""
    if problem["type"] != "extra_forbidden":
        return schema_says(problem)
    known = list(_model_at(root, problem["loc"][:-1]).model_fields)
    near = get_close_matches(str(problem["loc"][-1]), known, 1)
    return told("unknown-key-near", near=near[0]) if near else told("unknown-key", known=", ".join(known))


def _model_at(root: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    found = root
    for step in path:
        if isinstance(step, str):
            found = next(iter(_models_in(found.model_fields[step].annotation)), found)
    return found


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
