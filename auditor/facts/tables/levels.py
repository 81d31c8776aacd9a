"""How deep every row of a pane stands, and what the sources of levels look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.facts.model import Block
from auditor.facts.tables.rows import RowView
from auditor.facts.tables.totals import Depth
from auditor.resolution import Grid
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

DEEP = 9
"""Deeper than any numbering."""
FIRST = 0.5
"""Above all rows but the totals."""


class Levels(NamedTuple):
    """How deep every row of a pane stands, and what says so."""

    name: str
    rank: int
    depths: Sequence[Depth]
    accounted: bool
    """Whether words or codes say it of every row."""
    keyed: bool = False
    guessed: bool = False
    """Whether only the order of rows or their layout says it."""
    steps: int = 0


class Pane(NamedTuple):
    """What the sources of levels look at."""

    rows: Sequence[RowView]
    block: Block
    vocabulary: Vocabulary
    grid: Grid
    """Their amounts, by the places of rows in the block."""

    @property
    def coded(self) -> int:
        return sum(bool(row.code) for row in self.rows)

    @property
    def plain(self) -> int:
        return sum(not row.is_total for row in self.rows)

    @property
    def fullest(self) -> int:
        """The column with most figures."""
        filled = Counter(cross for (_, cross), amount in self.grid.cells.items() if amount is not None)
        return max(filled, key=lambda cross: filled[cross], default=0)
