"""Texts that a pattern matches: each of its choices spelled out, what repeats as seldom as it may and once more."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from itertools import product
from typing import Any

_MOST = 400
"""So many texts are enough to tell whether all have something in common."""
_ANY = "一"
_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}
_CANDIDATES = "一a1 、"
"""Characters to try where all but some are allowed."""


def spellings(pattern: str) -> list[str]:
    """Some texts that a pattern may match; assertions are left out, so that each is still to be tried."""
    # The standard library's own parser of patterns, which has no public name.
    return _sequence(import_module("re._parser").parse(pattern))


def _sequence(items: Iterable[Any]) -> list[str]:
    texts = [""]
    for operator, argument in items:
        choices = _choices(str(operator), argument)
        texts = [before + behind for before, behind in product(texts, choices)][:_MOST]
    return texts


def _choices(operator: str, argument: Any) -> list[str]:
    if operator == "LITERAL":
        return [chr(argument)]
    if operator == "BRANCH":
        return [text for branch in argument[1] for text in _sequence(branch)][:_MOST]
    if operator == "SUBPATTERN":
        return _sequence(argument[3])
    if operator in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, item = argument
        once = _sequence(item)
        counts = sorted({least, max(least, min(most, 1))})
        return [text * count for count in counts for text in (once if count else [""])][:_MOST]
    if operator == "IN":
        return _of_class(argument)
    if operator == "NOT_LITERAL":
        return [_other_than({chr(argument)})]
    if operator == "ANY":
        return [_ANY]
    return [""]


def _of_class(items: list[tuple[Any, Any]]) -> list[str]:
    """Characters of a class: of a range the first, of what is not excluded one."""
    names = [(str(operator), argument) for operator, argument in items]
    if names[0][0] == "NEGATE":
        excluded = {chr(argument) for operator, argument in names if operator == "LITERAL"}
        return [_other_than(excluded)]
    return [_first(operator, argument) for operator, argument in names]


def _other_than(excluded: set[str]) -> str:
    return next((char for char in _CANDIDATES if char not in excluded), _ANY)


def _first(operator: str, argument: Any) -> str:
    if operator == "LITERAL":
        return chr(argument)
    if operator == "RANGE":
        return chr(argument[0])
    return _CATEGORIES.get(str(argument), _ANY)
