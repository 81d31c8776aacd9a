"""What may stand in the rule files; anything else is an error with its file and line."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from auditor.vocabulary.patterns import Pattern


def _count(text: str) -> str:
    if "count" not in re.compile(text).groupindex:
        raise ValueError("no group 'count'")
    return text


Count = Annotated[Pattern, AfterValidator(_count)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Text(_Strict):
    zh: str
    en: str


class _Select(BaseModel):
    """Which facts: a concept, where they stand, and members of dimensions ("*" for any, a list for several)."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str | list[str]]

    concept: str | list[str]
    layout: str | list[str] | None = None
    place: Literal["table", "narrative"] | None = None
    top: bool = False


class _Term(_Strict):
    role: Literal["whole", "part", "left", "right"]
    sign: Literal[1, -1]
    select: _Select
    optional: bool = False


class _Pair(_Strict):
    left: list[_Select]
    right: list[_Select]


class _Proof(_Strict):
    cells: int
    percent: int
    few: int = 0
    stated_percent: int = 100
    lost_unit: int = 0


class _Rule(_Strict):
    code: str
    kind: Literal[
        "rollup",
        "balance",
        "agreement",
        "change",
        "share",
        "completion",
        "bound",
        "wording",
        "count",
        "period",
        "code",
        "presence",
        "roster",
        "form",
    ]
    title: _Text
    source: _Text
    severity: Literal["error", "warning", "note"]
    catalogue: list[str] = []
    documents: str | None = None
    axis: Literal["rows", "columns", "table", "form", "narrative", "listing"] | None = None
    dimension: str | None = None
    layouts: list[str] = []
    concepts: list[str] = []
    about: str | None = None
    except_titles: Pattern | None = None
    offset: int = 0
    between: Literal["tables", "panes", "table-narrative", "narrative"] | None = None
    left: list[_Select] = []
    right: list[_Select] = []
    open: str | None = None
    terms: list[_Term] = []
    join: list[str] = []
    nil: list[_Select] = []
    equal: list[list[_Select]] = []
    proof: _Proof | None = None
    pairs: list[_Pair] = []
    where: list[Pattern] = []
    aside: list[Pattern] = []
    unless: list[Pattern] = []
    unless_defined: list[Pattern] = []
    wrong: list[Pattern] = []
    named: list[Pattern] = []
    amount: list[Pattern] = []
    counts: list[Count] = []
    again: list[Count] = []
    whole_only: bool = False
    notes: _Text | None = None
    holds: list[str]
    fails: list[str]


class _File(_Strict):
    rule: list[_Rule] = []


def validate(data: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Every problem of one parsed rule file: where it is, what it is."""
    problems: list[tuple[tuple[str | int, ...], str]] = []
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        return [(tuple(problem["loc"]), problem["msg"]) for problem in error.errors()]
    for index, rule in enumerate(file.rule):
        if not rule.holds or not rule.fails:
            problems.append((("rule", index), "a rule needs at least one example that holds and one that fails"))
        problems += [(("rule", index), says) for says in _missing(rule)]
    return problems


def _missing(rule: _Rule) -> list[str]:
    """What a rule of its kind needs and does not have."""
    if rule.kind == "rollup" and rule.axis is None:
        return ["a rollup needs an axis"]
    if rule.axis == "listing" and not (rule.dimension and rule.concepts):
        return ["a rollup along a listing needs its dimension and concepts"]
    if rule.kind == "balance" and len(rule.terms) < 2:
        return ["a balance needs at least two terms"]
    if rule.kind == "agreement" and rule.about == "application":
        return (
            [] if rule.where and rule.named and rule.amount else ["an application needs 'where', 'named' and 'amount'"]
        )
    if rule.kind == "agreement" and rule.about == "forms":
        is_whole = rule.left and rule.named and rule.amount and rule.proof
        return [] if is_whole else ["an agreement about forms needs 'left', 'named', 'amount' and 'proof'"]
    if rule.kind == "agreement" and rule.about == "whole":
        return (
            []
            if rule.where and rule.amount and rule.right
            else ["an agreement about a whole needs 'where', 'amount' and 'right'"]
        )
    if rule.kind == "agreement" and rule.between is None and not rule.pairs and not (rule.left and rule.right):
        return ["an agreement needs 'between', 'pairs', or 'left' and 'right'"]
    if rule.proof is None and (rule.between == "tables" or rule.about in ("columns", "rates")):
        return ["a rule about tables or columns compared needs 'proof'"]
    if rule.kind == "count":
        return _missing_of_count(rule)
    if rule.kind == "period" and rule.about == "amount" and not rule.where:
        return ["a period rule about an amount needs 'where'"]
    if rule.kind == "form" and not (rule.where and rule.wrong):
        return ["a form rule needs 'where' and 'wrong'"]
    if rule.kind == "roster" and not (rule.dimension and rule.concepts and rule.layouts):
        return ["a roster needs its dimension, concepts and layouts"]
    if rule.kind == "code" and rule.about not in ("name", "alike", "parent", "domain", "path", "once"):
        return ["a code rule is about name, alike, parent, domain, path or once"]
    if rule.kind == "presence" and not rule.layouts:
        return ["a presence rule needs its layouts"]
    if rule.kind in ("bound", "wording", "period", "change", "share", "completion") and not (
        rule.about or rule.pairs or (rule.left and rule.right)
    ):
        return [f"a {rule.kind} rule needs 'about', or 'left' and 'right'"]
    return []


def _missing_of_count(rule: _Rule) -> list[str]:
    if rule.about == "list" and not (rule.where and rule.counts):
        return ["a count of a list needs 'where' and 'counts'"]
    if rule.about == "price" and not (rule.where and rule.named and rule.amount and rule.proof):
        return ["a count of prices needs 'where', 'named', 'amount' and 'proof'"]
    if rule.about == "told" and (not rule.counts or len(rule.counts) != len(rule.again)):
        return ["a count told twice needs as many patterns in 'again' as in 'counts'"]
    if rule.about is None and not (rule.left and rule.right):
        return ["a count needs 'about', or 'left' and 'right'"]
    return []
