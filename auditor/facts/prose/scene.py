"""Where a paragraph stands: its section, what headings say of the figures below them, the item its first words are about.

`三、一般公共预算支出情况说明` gives its fund to `2024年支出预算70万元` below it. A scene never changes; the next paragraph gets another.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.facts.labels import numbering_rank, read_label, without_numbering
from auditor.figures import MONEY
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


class Headings:
    """Knows headings of a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._stops = (*vocabulary.grammar.language["stops"], *_PAUSES)
        self._part = re.compile(vocabulary.grammar.language["part"])
        money = [alias for alias, unit in vocabulary.units.items() if unit.quantity == MONEY]
        self._amount = re.compile(rf"\d\s*(?:{'|'.join(map(re.escape, money))})")

    def entered(self, text: str, scene: Scene) -> Scene | None:
        """The scene below a heading; None where the text is none."""
        stripped = text.strip()
        if len(stripped) > _LONGEST_HEADING or stripped.endswith(self._stops):
            return None
        rank = numbering_rank(stripped)
        words = without_numbering(stripped)
        is_part = rank is None and self._part.match(stripped) is not None
        if (not is_part and (rank is None or rank > _SECOND)) or self._amount.search(words):
            return None
        in_glossary = scene.in_glossary
        if not (in_glossary and rank == _SECOND):
            in_glossary = any(word in words.lower() for word in self.vocabulary.grammar.labels["glossary"])
        meaning = read_label(words, self.vocabulary.prose_terms, self.vocabulary)
        scope = tuple((name, member) for name, member in meaning.dims.items() if name in self.vocabulary.scopes)
        if rank == _SECOND:
            return Scene(scene.section, scope or scene.outer, scene.outer, (), in_glossary)
        return Scene(scene.section + 1, scope, scope, (), in_glossary)
