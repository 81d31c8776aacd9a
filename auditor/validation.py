"""What pydantic finds wrong with data from a file, in the words of its reader: under which key, and what is expected there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from auditor.messages import schema_says, told
from auditor.nearness import nearest_name
from auditor.tomlfiles import Problem, Step, inside


def problems_of(model: type[BaseModel], data: Any, says: Callable[[Any], str] | None = None) -> list[Problem]:
    """Every problem of parsed data: the path of the key, and what is wrong there.

    What may be one of several things is one problem. `says` tells a problem in words of its own.
    """
    found: dict[tuple[Step, ...], dict[str, None]] = {}
    try:
        model.model_validate(data)
    except ValidationError as error:
        for problem in error.errors():
            said = says(problem) if says is not None else says_of(model, problem)
            found.setdefault(_in_data(problem["loc"], data), {})[said] = None
    return [(path, told("alternatives").join(said)) for path, said in found.items()]


def says_of(model: type[BaseModel], problem: Any) -> str:
    """One problem in words; of an unknown key the nearest that is known, of a table the keys that it must have."""
    kind, path = problem["type"], problem["loc"]
    if kind == "extra_forbidden":
        return unknown_key(str(path[-1]), _keys(_model_at(model, path[:-1])))
    if kind in ("model_type", "model_attributes_type"):
        needed = [name for name, field in _model_at(model, path).model_fields.items() if field.is_required()]
        if needed:
            return told("should-be-table", keys=", ".join(f"{name} = …" for name in needed))
    return schema_says(problem)


def unknown_key(name: str, known: Iterable[str]) -> str:
    """What to say of a key that is not known: the nearest that is, else all of them."""
    near = nearest_name(name, known)
    return told("unknown-key-near", near=near) if near else told("unknown-key", known=", ".join(known))


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _in_data(path: Iterable[Step], data: Any) -> tuple[Step, ...]:
    """A path without the steps that name one of several models and no key; the last one may be of a key that is missing."""
    kept: list[Step] = []
    steps = list(path)
    for number, step in enumerate(steps):
        inner = inside(data, step)
        is_missing = number == len(steps) - 1 and isinstance(data, dict)
        if inner is not None or is_missing:
            kept.append(step)
            data = inner
    return tuple(kept)


def _model_at(model: type[BaseModel], path: Iterable[Step]) -> type[BaseModel]:
    found = model
    for step in path:
        field = next((field for name, field in found.model_fields.items() if step in (name, field.alias)), None)
        if field is not None:
            found = next(iter(_models_in(field.annotation)), found)
    return found


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
