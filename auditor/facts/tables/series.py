"""Rows that print one thing several times over: `某局 | 2025年`, ` | 2026年`, ` | 增减变化金额`. Those of one word belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.documents import SourceText
from auditor.facts.labels import read_label, squeeze
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary, pattern_of

if TYPE_CHECKING:
    from auditor.facts.model import Line

_LEAST, _MOST = 2, 4
"""How many words may take turns: years, and the change between them."""
_MEASURE = "measure"
"""The setting whose members are planned, done and the like."""


class Series(NamedTuple):
    """The words that take turns down a column, row by row: row n has the word n modulo their number."""

    words: tuple[str, ...]

    def places(self, count: int) -> list[list[int]]:
        """Of `count` rows those of each word, in order."""
        return [list(range(start, count, len(self.words))) for start in range(len(self.words))]


def series_of(rows: Sequence[Sequence[SourceText]], columns: Sequence[int], vocabulary: Vocabulary) -> Series | None:
    """The words that take turns in one of some columns all the way down; None where none do.

    What stands there twice needs no meaning; of one body's rows, years and the change between them are a series.
    """
    for column in columns:
        texts = [squeeze(row[column].text) if column < len(row) else "" for row in rows]
        for count in range(_LEAST, _MOST + 1):
            words = texts[:count]
            if len(texts) % count or (len(texts) < 2 * count and not _are_years(words, vocabulary)):
                continue
            if all(words) and len(set(words)) == count and texts == words * (len(texts) // count):
                return Series(tuple(words))
    return None


def _are_years(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether words are two years and changes between them, as `2025年`, `2026年`, `增减变化金额`, or measures of years, as
    `2023年预算`, `2023年执行`, `2024年预算`."""
    if all(_is_measure_of_year(word, vocabulary) for word in words):
        return True
    dated = [bool(re.fullmatch(vocabulary.grammar.captions["dated"], word)) for word in words]
    if sum(dated) != _LEAST or all(dated):
        return False
    meanings = (
        read_label(word, vocabulary.table_terms, vocabulary)
        for word, year in zip(words, dated, strict=True)
        if not year
    )
    return all(any(entry in vocabulary.changes for entry in meaning.dims.items()) for meaning in meanings)


def _is_measure_of_year(word: str, vocabulary: Vocabulary) -> bool:
    dated = vocabulary.year_pattern.match(word)
    words = [member.words for setting in vocabulary.settings if setting.id == _MEASURE for member in setting.members]
    return dated is not None and any(pattern_of(one).match(word, dated.end()) for one in words)


def in_series(rows: Sequence[Line], series: Series, year: int | None, vocabulary: Vocabulary) -> list[Line]:
    """The rows of a series, each what the first of its group is, and of the year or measure that its word names.

    Where there is one group, its name is that of the body, and its rows are totals of what the table is of.
    """
    members = [_members(word, year, vocabulary) for word in series.words]
    members = [
        {"column": word} if members.count(own) > 1 else own for word, own in zip(series.words, members, strict=True)
    ]
    is_one = len(rows) == len(series.words)
    found = []
    for place, row in enumerate(rows):
        turn = place % len(series.words)
        first = rows[place - turn]
        label = f"{first.label} {series.words[turn]}".strip()
        is_body = is_one and all(member.startswith("~") for member in first.dims.values())
        dims, role = ({}, "total") if is_body else (first.dims, first.role)
        found.append(row._replace(label=label, dims={**dims, **members[turn]}, concept=first.concept, role=role))
    return found


def _members(word: str, year: int | None, vocabulary: Vocabulary) -> dict[str, str]:
    """The year or the measure that a word names; nothing for the document's own year. What no list knows is told apart by the word."""
    dated = vocabulary.year_pattern.search(word)
    if dated:
        return {} if int(dated["year"]) == year else {"year": dated["year"]}
    meaning = read_label(word, vocabulary.table_terms, vocabulary)
    return meaning.dims or {"column": word}
