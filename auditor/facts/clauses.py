"""How the clauses of prose were read: by which production, with which words in its slots.

`比上年增加3万元` is read by `change`: base 比上年, direction 增加, amount 3万元; its subject is open, the sentence before fills it.
"""

from auditor.documents import SourceText
from auditor.tuples import NamedTuple


class ReadClause(NamedTuple):
    """A clause, or the part of one that one production reads. Places are offsets in the text of its paragraph."""

    production: str
    """The id of the production; empty where none reads the figure that stands there."""
    is_bare: bool
    """Whether its shape is a figure with at most a name: no words say what the figure has to do with others."""
    source: SourceText
    start: int
    end: int
    slots: tuple[tuple[str, int, int], ...]
    """What fills its slots, in the order of the text."""
    figures: tuple[int, ...]
    """Where its numerals begin."""

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end].strip()

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column of its first character."""
        return self.source.place(self.start)

    def fillers(self) -> list[tuple[str, str]]:
        """The slots and the words that fill them, the pieces of one put together."""
        found: dict[str, str] = {}
        for slot, start, end in self.slots:
            found[slot] = (found.get(slot, "") + self.source.text[start:end]).strip()
        return list(found.items())
