"""Amounts that only go with another: its plan, or what it was in another year; the text goes on about the other.

`“三公”经费预算9万元，2024年预算10万元，减少1万元，其中：…` is about the 9万元, whatever stands last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.facts.model import Fact
from auditor.facts.prose.listing import Level
from auditor.vocabulary import Vocabulary


def result_of(before: Sequence[Level], level: Level, vocabulary: Vocabulary) -> Level:
    """The amount that a level goes with, among those before it, the nearest first; the level itself where it goes with none."""
    before = _without_their_own(before, level, vocabulary)
    if is_told_beside(level, vocabulary):
        # 2024年非税收入4.16亿元，上年同期4.52亿元: words that name no more than another time.
        here = (other for other in before if other.record.sentence == level.record.sentence)
        found = next((one for one in here if not is_told_beside(one, vocabulary) and _is_alike(one, level)), None)
        if found is not None:
            return found
    if not is_companion(level.fact, vocabulary):
        return level
    aside = {"year", *vocabulary.measures}
    own = {entry for entry in level.fact.dims if entry[0] not in aside}
    now = _of_this_year(before, level)
    if now is not None:
        return now
    for other in before:
        if other is not level and not is_companion(other.fact, vocabulary):
            is_same = level.fact.concept in ("", other.fact.concept) and own <= set(other.fact.dims)
            return other if is_same and other.quantity == level.quantity else level
    return level


def _without_their_own(before: Sequence[Level], level: Level, vocabulary: Vocabulary) -> list[Level]:
    """甲2024年205万元，决算198万元；乙2024年83万元，增加1万元: what has an amount of last year itself is not what the next is of."""
    told = [
        (one, one.record.part)
        for one in before
        if one.record.part != level.record.part and is_told_beside(one, vocabulary)
    ]
    beside = {part: one for one, part in told}
    return [other for other in before if beside.get(other.record.part, other) is other]


def _of_this_year(before: Sequence[Level], level: Level) -> Level | None:
    """What an amount of another year is now, where words call both a plan: `2025年预算数8万元，2024年预算数10万元，下降20%`."""
    same = tuple(entry for entry in level.fact.dims if entry[0] != "year")
    if same == level.fact.dims:
        return None
    return next(
        (
            other
            for other in before
            if other is not level and (other.fact.concept, other.fact.dims) == (level.fact.concept, same)
        ),
        None,
    )


def is_told_beside(level: Level, vocabulary: Vocabulary) -> bool:
    """Whether the name of an amount says no more than that it is what something was before: 上年同期, 年初为, 2023年度该项支出."""
    return vocabulary.earlier_names.fullmatch(level.named.text) is not None


def _is_alike(one: Level, other: Level) -> bool:
    """Whether two amounts are in one unit's quantity and stand in the same brackets."""
    return one.quantity == other.quantity and one.record.depth == other.record.depth


def is_companion(fact: Fact, vocabulary: Vocabulary) -> bool:
    """Whether a figure is of a plan or of another year."""
    return any(name == "year" for name, _ in fact.dims) or plan_kind(dict(fact.dims), vocabulary) is not None


def plan_kind(dims: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    """Which kind of plan the members of a name say; None for what came of one."""
    if not dims:
        return None
    plans = vocabulary.grammar.completion["plans"]
    return next((dims[name] for name in vocabulary.measures if name in dims and dims[name] in plans), None)
