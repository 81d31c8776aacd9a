"""Panes one below the other: a row `收入` without figures, its lines, a row `支出` without figures, its lines."""

from __future__ import annotations

from auditor.documents import Table
from auditor.facts.labels import squeeze, without_numbering
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary


class Section(NamedTuple):
    """The rows below a word that stands alone in its row, up to the next such word."""

    word: str
    concept: str
    rows: range


def sections_of(table: Table, vocabulary: Vocabulary) -> list[Section]:
    """The sections of a table that begins with one, where they are of two concepts or more; else none."""
    heads: list[tuple[int, str, str]] = []
    for index, row in enumerate(table.rows):
        words = [squeeze(cell.text) for cell in row if cell.text.strip()]
        word = squeeze(without_numbering(words[0])).strip("：:") if len(words) == 1 else ""
        concept = vocabulary.concept_aliases.get(word.lower()) if word else None
        if concept and vocabulary.concepts[concept].generic:
            heads.append((index, word, concept))
    concepts = [concept for _, _, concept in heads]
    if len(heads) < 2 or heads[0][0] or len(set(concepts)) < len(concepts):
        return []
    ends = [index for index, _, _ in heads[1:]] + [len(table.rows)]
    return [
        Section(word, concept, range(index + 1, end)) for (index, word, concept), end in zip(heads, ends, strict=True)
    ]
