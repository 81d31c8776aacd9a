"""Which columns add up: amounts, and no rates, changes or, beside amounts, counts of things."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.documents import Table
from auditor.facts.labels import squeeze
from auditor.facts.model import Block, Line
from auditor.vocabulary import Vocabulary, pattern_of


def additive_columns(block: Block, table: Table, vocabulary: Vocabulary) -> list[int]:
    """The places of a pane's columns that are amounts; in a table of counts alone (编制人数, 车辆数) those are."""
    paths = [(place, line, table.columns[line.at].path) for place, line in enumerate(block.columns)]
    amounts = [place for place, line, path in paths if is_amount(line, path, vocabulary)]
    return amounts or [place for place, line, path in paths if not is_derived(line, path, vocabulary)]


def is_amount(line: Line, path: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a column is an amount by its header and by what the vocabulary makes of it."""
    leaf = squeeze(path[-1]) if path else ""
    return not is_derived(line, path, vocabulary) and not pattern_of(vocabulary.grammar.structure["count"]).search(leaf)


def is_derived(line: Line, path: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a column does not add up by what its template says, or because it is computed of others."""
    return line.role == "apart" or is_computed(line, path, vocabulary)


def is_computed(line: Line, path: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a column is a rate or a change: 完成率, 增减额."""
    if any(vocabulary.changes.get(entry, "base") != "base" for entry in line.dims.items()):
        return True
    words, joined = vocabulary.grammar.structure, squeeze("/".join(path))
    return bool(pattern_of(words["rate"]).search(joined) or pattern_of(words["change"]).search(joined))
