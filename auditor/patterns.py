"""Regular expressions that are compiled when they first search: a run needs few of those that the program has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, AnyStr, cast

_METHODS = (
    "finditer",
    "findall",
    "flags",
    "fullmatch",
    "groupindex",
    "match",
    "search",
    "split",
    "sub",
    "subn",
)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression as `re.compile` gives it, which is compiled at its first use.

    To be given to the functions of `re`, it is `.pattern` that is meant. Raises `re.error` at the first use where it is none.
    """
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """What finds any of some patterns, `["合计", "共计"]` either word; of none, nothing."""
    return regex("|".join(patterns) or "(?!)")


class _Regex:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._given_flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given_flags)
        # From now on these are attributes of its own, no slower than those of what they stand for.
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]

    def __reduce__(self) -> tuple[Any, ...]:
        return regex, (self.pattern, self._given_flags)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"
