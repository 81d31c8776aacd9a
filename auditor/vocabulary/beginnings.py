"""Patterns that are searched for in much text: one look at a character tells whether a match can begin there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_WITHOUT_WIDTH = (ops.ASSERT, ops.ASSERT_NOT, ops.AT)
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_CLASSES = {ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_SPACE: r"\s", ops.CATEGORY_WORD: r"\w"}


@lru_cache(maxsize=64)
def looking_first(pattern: str) -> str:
    """The same pattern, tried only where a character stands with which a match can begin; each in either case."""
    found = _beginnings(_parser.parse(pattern))
    if found is None or not found:
        return pattern
    return f"(?=[{''.join(sorted(found))}])(?:{pattern})"


def _beginnings(sequence: Iterable[tuple[Any, Any]]) -> set[str] | None:
    """With what a match of a sequence can begin, as members of a set of characters; None where it can be anything, or empty."""
    found: set[str] = set()
    for operation, argument in sequence:
        if operation in _WITHOUT_WIDTH:
            continue
        own = _of_item(operation, argument)
        if own is None:
            return None
        found |= own
        if not (operation in _REPEATS and argument[0] == 0):
            return found
    return None


def _of_item(operation: Any, argument: Any) -> set[str] | None:
    """The same for one item, which is not empty where it matches."""
    if operation is ops.LITERAL:
        return {re.escape(case) for case in {chr(argument), chr(argument).lower(), chr(argument).upper()}}
    if operation is ops.IN:
        return _of_set(argument)
    if operation is ops.BRANCH:
        return _of_all(argument[1])
    if operation is ops.SUBPATTERN:
        return _beginnings(argument[3]) if not argument[1] else None
    return _beginnings(argument[2]) if operation in _REPEATS else None


def _of_all(branches: Iterable[Iterable[tuple[Any, Any]]]) -> set[str] | None:
    found: set[str] = set()
    for branch in branches:
        own = _beginnings(branch)
        if own is None:
            return None
        found |= own
    return found


def _of_set(members: Iterable[tuple[Any, Any]]) -> set[str] | None:
    found: set[str] = set()
    for operation, argument in members:
        if operation is ops.LITERAL:
            found |= _of_item(operation, argument) or set()
        elif operation is ops.CATEGORY and argument in _CLASSES:
            found.add(_CLASSES[argument])
        elif operation is ops.RANGE:
            found.add(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        else:
            return None
    return found
