"""Where a paragraph stands: its section, what headings say of the figures below them, the item its first words are about.

`三、一般公共预算支出情况说明` gives its fund to `2024年支出预算70万元` below it. A scene never changes; the next paragraph gets another.
"""

from __future__ import annotations

import re

from auditor.facts.labels import Label, numbering_rank, read_label, without_numbering
from auditor.figures import MONEY
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_LONGEST_HEADING = 40
_PAUSES = ("；", "，", ";", ",")
_SECOND = 2
"""How deep the numbers of headings stand that part a section and keep what the section says."""

Members = tuple[tuple[str, str], ...]


class Scene(NamedTuple):
    """What a paragraph inherits."""

    section: int = 0
    scope: Members = ()
    """What the nearest headings say of all figures below them."""
    outer: Members = ()
    """What the heading of the section says."""
    topic: Members = ()
    """The item that a numbered paragraph is about."""
    in_glossary: bool = False
    about: tuple[str, Members] = ("", ())
    """The concept, with its members, that the nearest heading names and that is part and total of no other: 六、“三公”经费."""
    top: int = 1
    """How deep the numbers of the headings stand that open sections: 1 for 一、, 3 for 1.; 0 at the head of a part, before the first."""


class Headings:
    """Knows headings of a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._stops = (*vocabulary.grammar.language["stops"], *_PAUSES)
        self._part = regex(vocabulary.grammar.language["part"])
        money = [alias for alias, unit in vocabulary.units.items() if unit.quantity == MONEY]
        self._amount = regex(rf"\d\s*(?:{'|'.join(map(re.escape, money))})")

    def entered(self, text: str, scene: Scene) -> Scene | None:
        """The scene below a heading; None where the text is none."""
        stripped = text.strip()
        if len(stripped) > _LONGEST_HEADING or stripped.endswith(self._stops):
            return None
        rank = numbering_rank(stripped)
        words = without_numbering(stripped)
        is_part = rank is None and self._part.match(stripped) is not None
        if (rank is None and not is_part) or self._amount.search(words):
            return None
        meaning = read_label(words, self.vocabulary.prose_terms, self.vocabulary)
        top = self._top(rank, scene.top, is_told=bool(meaning.concept or meaning.dims))
        if rank is not None:
            rank -= top - 1
        if rank is not None and (not top or rank > _SECOND):
            return None
        in_glossary = scene.in_glossary
        if not (in_glossary and rank == _SECOND):
            in_glossary = any(word in words.lower() for word in self.vocabulary.grammar.labels["glossary"])
        scope = tuple((name, member) for name, member in meaning.dims.items() if name in self.vocabulary.scopes)
        about = self._about(meaning)
        if rank == _SECOND:
            about = about if about[0] or meaning.concept or scope else scene.about
            return Scene(scene.section, scope or scene.outer, scene.outer, (), in_glossary, about, top)
        return Scene(scene.section + 1, scope, scope, (), in_glossary, about, top)

    def _about(self, meaning: Label) -> tuple[str, Members]:
        """What money a heading names: 六、“三公”经费, but not 六、支出情况, nor 六、车辆情况."""
        concept = self.vocabulary.concepts.get(meaning.concept or "")
        if concept is None or not concept.stands_alone or concept.unit:
            return "", ()
        return concept.id, tuple(meaning.dims.items())

    @staticmethod
    def _top(rank: int | None, top: int, *, is_told: bool) -> int:
        """How deep the numbers of a part's headings stand: 第二部分 / 1.收支总体情况, where the first says of what it is."""
        if rank is None:
            return 0
        if rank <= _SECOND:
            return 1
        return top if top or not is_told else rank
