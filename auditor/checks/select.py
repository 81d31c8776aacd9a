"""Selections: which facts a rule speaks of."""

# Annotations are no strings here: each field of a named tuple that has one is compiled at every start of the program.
from typing import Annotated, NamedTuple, Self

from auditor.facts import Fact
from auditor.tomlfiles import Data

_PLACES = ("concept", "layout", "place")


class Select(NamedTuple):
    """Which facts a rule speaks of; a dimension that is not named must be whole."""

    concepts: frozenset[str]
    layouts: tuple[str, ...]
    """The tables, those that go first at first."""
    place: str | None
    dims: dict[str, frozenset[str]]
    """Members allowed per dimension; an empty set allows any."""

    @classmethod
    def read(cls, entry: Data) -> Self:
        """`{ concept = "expenditure", layout = ["GENERAL", "GENERAL-BASIC"], fund = "*" }` of a rule file."""
        dims = {
            name: frozenset() if value == "*" else _several(value)
            for name, value in entry.items()
            if name not in _PLACES
        }
        return cls(_several(entry["concept"]), _listed(entry.get("layout")), entry.get("place"), dims)

    def matches(self, fact: Fact, join: frozenset[str] = frozenset()) -> bool:
        """Whether a fact of the right concept and layout stands in the right place and has the right dimensions."""
        if self.place is not None and (fact.statement is None) != (self.place == "narrative"):
            return False
        seen = 0
        for name, member in fact.dims:
            allowed = self.dims.get(name)
            if allowed is not None:
                if allowed and member not in allowed:
                    return False
                seen += 1
            elif name not in join:
                return False
        return seen == len(self.dims)


Selects = Annotated[tuple[Select, ...], "selects"]


def _listed(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (str(value),)


def _several(value: object) -> frozenset[str]:
    return frozenset(_listed(value))
