"""Selections: which facts a rule speaks of."""

from typing import Annotated, Self

from auditor.facts import Fact
from auditor.tomlfiles import Data
from auditor.tuples import NamedTuple

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


class NamedLine(NamedTuple):
    """Rows or columns of one table, known by their names: those of the headings above them and their own, with slashes between."""

    role: str
    sign: int
    """1 or -1; 0 for what is added in some tables and taken away in others."""
    name: str
    """A pattern that finds its name."""
    unless: str | None
    """A pattern of names that are another's."""
    years: int
    """By how many years its year lies behind that of the first."""
    optional: bool
    """Whether it counts nothing where a table has no such line."""

    @classmethod
    def read(cls, entry: Data) -> Self:
        """`{ role = "part", sign = -1, name = '年末.*余额', years = -1 }` of a rule file."""
        return cls(
            entry["role"],
            entry["sign"],
            entry["name"],
            entry.get("unless"),
            entry.get("years", 0),
            entry.get("optional", False),
        )


NamedLines = Annotated[tuple[NamedLine, ...], "lines"]


def _listed(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (str(value),)


def _several(value: object) -> frozenset[str]:
    return frozenset(_listed(value))
