"""A fact: one cell of the cube as printed once, known by its concept and its dimensions."""

from collections.abc import Mapping
from typing import Literal

from auditor.documents import Location
from auditor.figures import Figure
from auditor.tuples import NamedTuple

State = Literal["printed", "blank", "dash", "word", "unreadable"]
Dims = tuple[tuple[str, str], ...]
Key = tuple[str, Dims]


class Fact(NamedTuple):
    """One cell of the cube as printed once: concept, dimensions (the whole of a dimension is left out), figure, place."""

    number: int
    """Its place in the fact set."""
    concept: str
    """Empty for a figure that is only part of a claim (a percentage, a year)."""
    dims: Dims
    figure: Figure | None
    state: State
    location: Location
    label: str
    statement: int | None
    """The statement it is a cell of; None in the narrative."""
    row: int = -1
    column: int = -1
    section: int = -1
    """The section of the narrative it stands in."""

    @property
    def key(self) -> Key:
        return self.concept, self.dims

    @property
    def is_nil(self) -> bool:
        """Whether it says that there is nothing: blank, dash or zero."""
        return self.state in ("blank", "dash") or (self.figure is not None and self.figure.value == 0)


def dims_of(members: Mapping[str, str], free: frozenset[tuple[str, str]] = frozenset()) -> Dims:
    """Dimensions in their one order, without the members that do not tell cells of the concept apart."""
    return tuple(sorted([entry for entry in members.items() if entry not in free] if free else members.items()))
