"""What a diagnosis says: the figures of which one is wrong, the value that would mend all, the slip that explains it."""

from decimal import Decimal
from typing import Literal

from auditor.diagnosis.slips import Kind
from auditor.facts import Fact
from auditor.tuples import NamedTuple

Confidence = Literal["inferred", "possible"]


class Suspect(NamedTuple):
    """A figure whose one new value makes all verdicts of a finding hold, and breaks none that holds."""

    fact: Fact
    value: Decimal | None
    """What it may have to read, in its printed unit and decimals; None where several numbers would do."""
    low: Decimal | None
    high: Decimal | None
    """Between which values it would do, in its printed unit; None without an end."""
    slip: Kind | None
    """What made the printed number of that value; None where nothing is known."""
    weight: float
    """How likely it is the wrong one, of all that could be: between 0 and 1."""


class Cause(NamedTuple):
    """Violated verdicts that one figure explains."""

    verdicts: tuple[int, ...]
    """By their places in the list of verdicts."""
    suspects: tuple[Suspect, ...]
    """The figures that may be wrong, the likeliest first; the verdicts are explained by any of them alone."""
    confidence: Confidence | None = None
    """Whether the first suspect is inferred, or all are only possible; None where nothing tells which figure is wrong."""
    is_apart: bool = False
    """Whether a slip explains one verdict of which no figure can be what is wrong with the others.

    水土保持 56.640900 for the sum 56.640000 has nothing to do with rows that are missing from its column.
    """
    is_shared: bool = False
    """Whether other figures of its table follow the suspect: the verdicts are off by one amount, and no one figure mends all."""
