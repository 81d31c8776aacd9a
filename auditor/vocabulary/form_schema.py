"""What may stand in the files of forms; anything else is an error with its file and line."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from auditor.messages import told
from auditor.tomlfiles import Problem
from auditor.validation import problems_of
from auditor.vocabulary.patterns import Pattern


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Name(_Strict):
    zh: str
    en: str


class _Entry(_Strict):
    id: str
    label: Pattern
    concept: str | None = None
    division: str = ""
    inside: list[str] = []
    closes: bool = False


class _Column(_Strict):
    header: Pattern
    role: Literal["first_plan", "plan", "result", "rate", "weight", "score", "name", "aside"]
    concept: str | None = None


class _Points(_Strict):
    total: Pattern
    full: int


class _Form(_Strict):
    id: str
    name: _Name
    words: Pattern
    named: Pattern
    entry: list[_Entry]
    column: list[_Column] = []
    points: _Points | None = None


class _File(_Strict):
    form: list[_Form] = []


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of one parsed file of forms: where it is, what it is."""
    found = problems_of(_File, data)
    if found:
        return found
    file = _File.model_validate(data)
    problems: list[Problem] = []
    for number, form in enumerate(file.form):
        known = {entry.id for entry in form.entry}
        for index, entry in enumerate(form.entry):
            place = ("form", number, "entry", index)
            if (entry.concept is None) != bool(entry.division):
                problems.append((place, told("form-entry")))
            problems += [(place, told("no-form-entry", name=name)) for name in entry.inside if name not in known]
    return problems
