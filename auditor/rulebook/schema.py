"""What may stand in the rule files, made of the kinds of rule; anything else is an error with its file and line.

Each kind is a model with its own keys and no others, and a rule is one of them by its `kind`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, Union

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from auditor.checks import KINDS
from auditor.checks.descriptions import about, described, own_keys
from auditor.checks.rule import Field as Key
from auditor.checks.rule import Rule, fields_of
from auditor.vocabulary.patterns import Pattern

_LIKE = 0.7
"""How much of a name must be right to be taken for a slip."""
Problem = tuple[tuple[str | int, ...], str]


def _count(text: str) -> str:
    if "count" not in re.compile(text).groupindex:
        raise ValueError("no group 'count'")
    return text


Expression = Annotated[Pattern, Field(json_schema_extra={"format": "regex"})]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Words(_Strict):
    """The same in both languages."""

    zh: str
    en: str


class Selection(BaseModel):
    """Which cells: a concept, where they stand, and members of dimensions by their names ("*" for any, a list for several)."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)
    __pydantic_extra__: dict[str, str | list[str]]

    concept: str | list[str]
    """What they are about."""
    layout: str | list[str] | None = None
    """The tables they stand in; `none` is a table of no template. Tables and prose where it is left out."""
    place: Literal["table", "narrative"] | None = None
    """Whether they stand in tables or in prose."""


class BalanceTerm(_Strict):
    """One side of a balance."""

    role: Literal["whole", "part", "left", "right"]
    """The first whole is what a finding says to be wrong."""
    sign: Literal[1, -1]
    select: Selection
    optional: bool = False
    """Whether it counts nothing where no table prints it."""


class TableLine(_Strict):
    """Rows or columns of one table, known by their names."""

    role: Literal["whole", "part", "left", "right", "slack"]
    """The whole is what a finding says to be wrong; up to the size of a slack the others may be off."""
    sign: Literal[1, -1, 0]
    """0 for what is added in some tables and taken away in others."""
    name: Expression
    """A pattern of the names of the headings above and its own, with slashes between."""
    unless: Expression | None = None
    """A pattern of names that are another's."""
    years: int = 0
    """By how many years its year lies behind that of the first line."""
    optional: bool = False
    """Whether it counts nothing where a table has no such line."""


class Sums(_Strict):
    """Two sums."""

    left: list[Selection]
    right: list[Selection]


class Pack(_Strict):
    """What all rules of a file have in common."""

    publishers: list[str]
    """Of whose documents they speak, by the names of the vocabulary.

    A document that does not tell whose it is, or tells of several, is held against them as well.
    """


_HELD: dict[str, Any] = {
    "name": Words,
    "texts": list[str],
    "patterns": list[Expression],
    "counts": list[Annotated[Expression, AfterValidator(_count)]],
    "concepts": list[str],
    "layouts": list[str],
    "dimensions": list[str],
    "dimension": str,
    "document": str,
    "selects": list[Selection],
    "terms": list[BalanceTerm],
    "lines": list[TableLine],
    "pairs": list[Sums],
}
"""How a file writes what a key holds."""


_MODELS: dict[type[Rule], type[BaseModel]] = {}


def model_of(kind: type[Rule]) -> type[BaseModel]:
    """The model of a kind as its rules stand in files."""
    if kind not in _MODELS:
        _MODELS[kind] = _model_of(kind)
    return _MODELS[kind]


def _model_of(kind: type[Rule]) -> type[BaseModel]:
    told = described(kind)
    keys: dict[str, Any] = {"kind": (Literal[kind.kind], ...)}
    for name, key in fields_of(kind).items():
        least = 1 if key.is_needed and key.holds not in ("name", "dimension", "proof", "") else None
        default = ... if key.is_needed else key.default if isinstance(key.default, bool | int | str) else None
        keys[name] = (_type_of(key), Field(default, description=told.get(name), min_length=least))
    config = ConfigDict(extra="forbid", title=kind.kind)
    return create_model(kind.__name__, __config__=config, __doc__=about(kind), **keys)


def _type_of(key: Key) -> Any:
    held = _HELD.get(key.holds)
    if key.holds == "proof":
        held = _proof_of(key.type.__origin__)
    return key.type if held is None else held


@cache
def _proof_of(proof: Any) -> type[BaseModel]:
    """The model of a named tuple of numbers."""
    told, defaults = described(proof), proof._field_defaults
    keys: dict[str, Any] = {
        name: (int, Field(defaults.get(name, ...), description=told.get(name))) for name in proof._fields
    }
    return create_model(proof.__name__, __config__=ConfigDict(extra="forbid"), __doc__=about(proof), **keys)


@cache
def file_model() -> type[BaseModel]:
    """The model of a file of rules."""
    kinds: Any = Union[tuple(map(model_of, KINDS.values()))]  # noqa: UP007
    entries: Any = list[Annotated[kinds, Field(discriminator="kind")]]
    config = ConfigDict(extra="forbid", title="Rules of the auditor")
    return create_model(
        "File", __config__=config, __doc__="A file of rules.", pack=(Pack | None, None), rule=(entries, [])
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema of files of rules, by which editors complete and check them."""
    schema = TypeAdapter(file_model()).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_without_nothing(schema)}


def _without_nothing(schema: Any) -> Any:
    """A schema that offers no key for TOML to set to nothing."""
    if isinstance(schema, dict):
        return {name: _without_nothing(value) for name, value in schema.items() if (name, value) != ("default", None)}
    return [_without_nothing(entry) for entry in schema] if isinstance(schema, list) else schema


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of one parsed rule file: where it is, what it is."""
    problems: list[Problem] = [
        ((name,), f"a file of rules has no key {name!r}; its rules are [[rule]]")
        for name in data
        if name not in ("pack", "rule")
    ]
    problems += _problems_of_pack(data.get("pack"))
    rules = data.get("rule", [])
    if not isinstance(rules, list):
        return [*problems, (("rule",), "a rule is written [[rule]]")]
    for index, entry in enumerate(rules):
        place: tuple[str | int, ...] = ("rule", index)
        problems += [((*place, *path), says) for path, says in _problems_of(entry)]
    return problems


def _problems_of_pack(entry: Any) -> Iterator[Problem]:
    """What is wrong with the head of a file, if it has one."""
    if entry is None:
        return
    try:
        Pack.model_validate(entry)
    except ValidationError as error:
        for problem in error.errors():
            yield ("pack", *problem["loc"]), problem["msg"]


def _problems_of(entry: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with one rule, said of the keys of its kind."""
    name = entry.get("kind")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        yield (("kind",), _no_kind(name)) if "kind" in entry else ((), "it has no 'kind'")
        return
    try:
        model_of(kind).model_validate(entry)
    except ValidationError as error:
        for problem in error.errors():
            yield tuple(problem["loc"]), _said(problem, kind)
        return
    for says in kind.read(entry).faults():
        yield (), says


def _no_kind(name: object) -> str:
    near = _nearest(str(name), KINDS)
    return f"there is no kind {name!r}; " + (f"did you mean {near!r}?" if near else f"kinds are {', '.join(KINDS)}")


def _said(problem: Any, kind: type[Rule]) -> str:
    """A problem that a validator found, told of the key of the kind."""
    path = [step for step in problem["loc"] if isinstance(step, str)]
    key = path[0] if path else ""
    if problem["type"] == "extra_forbidden" and len(path) == 1:
        near = _nearest(key, fields_of(kind))
        guess = f"did you mean {near!r}?" if near else f"its own keys are {', '.join(own_keys(kind)) or 'none'}"
        return f"a rule of kind {kind.kind!r} has no key {key!r}; {guess}"
    if problem["type"] == "missing" and len(path) == 1:
        told = described(kind).get(key, "")
        return f"a rule of kind {kind.kind!r} needs {key!r}: {told[:1].lower()}{told[1:]}"
    if problem["type"] == "too_short" and len(path) == 1:
        return f"{key!r} of a rule of kind {kind.kind!r} is empty; it needs at least one"
    return str(problem["msg"])


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, list(known), 1, _LIKE)), None)
