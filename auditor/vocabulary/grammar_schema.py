"""What may stand in the files of productions; anything else is an error with its file and line."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from auditor.tomlfiles import Problem
from auditor.validation import problems_of

_Place = Literal[
    "start", "end", "figure", "percent", "before", "before_percent", "ahead", "based", "viewed", "compared"
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _WordClass(_Strict):
    id: str = Field(pattern="^[A-Z][A-Z_]*$")
    words: list[str]
    place: _Place | list[_Place] = []


class _Production(_Strict):
    id: str
    frame: str
    form: str
    example: str
    slots: dict[str, str]
    counter: str
    ends: bool = False


class _Grammar(_Strict):
    words: list[_WordClass] = Field([], alias="class")
    production: list[_Production] = []


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of one parsed file of productions: where it is, what it is."""
    return problems_of(_Grammar, data)
