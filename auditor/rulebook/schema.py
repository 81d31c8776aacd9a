"""What may stand in the rule files, made of the kinds of rule; anything else is an error with its file and line.

Each kind is a model with its own keys and no others, and a rule is one of them by its `kind`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Union

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, create_model

from auditor.checks import KINDS
from auditor.checks.descriptions import about, described, in_language, own_keys
from auditor.checks.rule import Field as Key
from auditor.checks.rule import Rule, fields_of
from auditor.messages import Lang, spoken, told
from auditor.nearness import nearest_name
from auditor.tomlfiles import Problem
from auditor.validation import problems_of, says_of
from auditor.vocabulary.patterns import Pattern


def _count(text: str) -> str:
    if "count" not in re.compile(text).groupindex:
        raise ValueError(told("no-group-count"))
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
    said = described(kind)
    keys: dict[str, Any] = {"kind": (Literal[kind.kind], ...)}
    for name, key in fields_of(kind).items():
        least = 1 if key.is_needed and key.holds not in ("name", "dimension", "proof", "") else None
        default = ... if key.is_needed else key.default if isinstance(key.default, bool | int | str) else None
        keys[name] = (_type_of(key), Field(default, description=said.get(name), min_length=least))
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
    said, defaults = described(proof), proof._field_defaults
    keys: dict[str, Any] = {
        name: (int, Field(defaults.get(name, ...), description=said.get(name))) for name in proof._fields
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


def json_schema(lang: Lang = "en") -> dict[str, Any]:
    """The JSON Schema of files of rules, by which editors complete and check them; it describes the keys in a language."""
    schema = TypeAdapter(file_model()).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_shown(schema, lang)}


def _shown(schema: Any, lang: Lang) -> Any:
    """A schema that offers no key for TOML to set to nothing, with its descriptions in a language."""
    if isinstance(schema, dict):
        kept = {name: value for name, value in schema.items() if (name, value) != ("default", None)}
        return {
            name: in_language(value, lang) if name == "description" and isinstance(value, str) else _shown(value, lang)
            for name, value in kept.items()
        }
    return [_shown(entry, lang) for entry in schema] if isinstance(schema, list) else schema


def validate(data: dict[str, Any]) -> list[Problem]:
    """Every problem of one parsed rule file: where it is, what it is."""
    problems: list[Problem] = [
        ((name,), told("file-has-no-key", name=name)) for name in data if name not in ("pack", "rule")
    ]
    if "pack" in data:
        problems += [(("pack", *path), says) for path, says in problems_of(Pack, data["pack"])]
    rules = data.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(entry, dict) for entry in rules):
        return [*problems, (("rule",), told("rule-is-a-list"))]
    for index, entry in enumerate(rules):
        place: tuple[str | int, ...] = ("rule", index)
        problems += [((*place, *path), says) for path, says in _problems_of(entry)]
    return problems


def _problems_of(entry: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with one rule, said of the keys of its kind."""
    name = entry.get("kind")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        yield (("kind",), _no_kind(name)) if "kind" in entry else ((), told("rule-without-kind"))
        return
    problems = problems_of(model_of(kind), entry, lambda problem: _said(problem, kind))
    yield from problems
    for says in () if problems else kind.read(entry).faults():
        yield (), says


def _no_kind(name: object) -> str:
    near = nearest_name(str(name), KINDS)
    return told("no-kind-near", name=name, near=near) if near else told("no-kind-known", name=name)


def _said(problem: Any, kind: type[Rule]) -> str:
    """A problem that a validator found, told of the key of the kind."""
    path = [step for step in problem["loc"] if isinstance(step, str)]
    key = path[0] if path else ""
    if problem["type"] == "extra_forbidden" and len(path) == 1:
        near = nearest_name(key, fields_of(kind))
        if near:
            return told("kind-has-no-key-near", kind=kind.kind, key=key, near=near)
        return told("kind-has-no-key", kind=kind.kind, key=key, known=", ".join(own_keys(kind)) or told("no-own-keys"))
    if problem["type"] == "missing" and len(path) == 1:
        says = in_language(described(kind).get(key, ""), spoken())
        return told("kind-needs-key", kind=kind.kind, key=key, says=f"{says[:1].lower()}{says[1:]}".rstrip(".。"))
    if problem["type"] == "too_short" and len(path) == 1:
        return told("kind-key-empty", kind=kind.kind, key=key)
    return says_of(model_of(kind), problem)
