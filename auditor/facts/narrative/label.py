"""The words since the last pause: what they mean, and what of them nothing explains."""

from __future__ import annotations

from auditor.facts.labels import put_member
from auditor.vocabulary import Meaning, Vocabulary


class Label:
    """The words since the last pause: what they mean, what of them is unexplained, whether a verb of change stands among them."""

    __slots__ = ("becomes", "behind", "concept", "dims", "end", "rest", "start", "verb")

    def __init__(self, start: int) -> None:
        self.concept: str | None = None
        self.dims: dict[str, str] = {}
        self.rest = ""
        self.start = start
        self.end: int | None = None
        """Where the words end, if other names stand between them and the figure."""
        self.verb = 0
        self.becomes = False
        self.behind = ""
        """Words behind the figure that name it too."""

    @property
    def is_empty(self) -> bool:
        return self.concept is None and not self.dims and not self.rest

    @property
    def has_term(self) -> bool:
        return self.concept is not None or bool(self.dims)

    def take(self, meaning: Meaning, vocabulary: Vocabulary) -> None:
        """Add what a word means; a specific concept beats a generic one."""
        self._take_concept(meaning.concept, vocabulary)
        if meaning.dimension and meaning.member:
            put_member(self.dims, vocabulary.dimensions[meaning.dimension], meaning.member)

    def join(self, other: Label, vocabulary: Vocabulary) -> None:
        """Add what other words about the same figure say."""
        self._take_concept(other.concept, vocabulary)
        for name, member in other.dims.items():
            put_member(self.dims, vocabulary.dimensions[name], member)
        self.rest += other.rest

    def _take_concept(self, new: str | None, vocabulary: Vocabulary) -> None:
        if new is None:
            return
        known, concepts = self.concept, vocabulary.concepts
        # What is counted beside an amount tells what a figure is, whatever the words before say of whose it is.
        counted = known is not None and concepts[new].aside
        if known is None or counted or (concepts[known].generic and not concepts[new].generic):
            self.concept = new
