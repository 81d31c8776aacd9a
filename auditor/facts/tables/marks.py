"""What words leave open of the marks of rows: which are totals, and how far a list "of which" goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.facts.labels import read_label
from auditor.facts.tables.rows import RowView
from auditor.vocabulary import Vocabulary, pattern_of

_SUB_ITEM = 7
"""Digits of the code of a sub-item."""
OWN_SUMS = "~own sums as totals"


def readings_of_marks(rows: Sequence[RowView], vocabulary: Vocabulary) -> Iterator[tuple[str, Sequence[RowView]]]:
    """The rows as they are marked, and with other marks, each with what names the reading."""
    yield from _readings_of_totals(rows, pattern_of(vocabulary.grammar.structure["own_sum"]))
    further = _going_on(rows, vocabulary)
    if further:
        yield (
            "~of which goes on",
            [row._replace(is_of_which=row.is_of_which or n in further) for n, row in enumerate(rows)],
        )


def _going_on(rows: Sequence[RowView], vocabulary: Vocabulary) -> set[int]:
    """Rows behind one "of which" that may be more of it: no code, number, classification or dimension says where they stand.

    A name that one of these knows is more of it, too, where it is set in just as far as such a row above it, and
    farther than the words "of which".

    `国有土地使用权出让收入 / 其中：土地出让价款收入 / 补缴的土地价款 / 城市基础设施配套费收入`: the third.
    """
    found: set[int] = set()
    is_open = False
    opens = 0
    for place, row in enumerate(rows):
        opens = place if row.is_of_which else opens
        is_beside = place - 1 in found and row.lead == rows[place - 1].lead > rows[opens].lead
        is_known = not is_beside and _is_known(row.name, vocabulary)
        is_plain = not (row.is_total or row.is_sum or row.code or row.rank or is_known)
        is_open = row.is_of_which or (is_open and is_plain and bool(row.label))
        if is_open and not row.is_of_which:
            found.add(place)
    return found


def _is_known(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a classification has a name, or the vocabulary knows all of its words; the kinds of sub-items are often listed in part."""
    codes = vocabulary.codes_named(name)
    if codes and min(map(len, codes)) > _SUB_ITEM:
        return False
    if codes or vocabulary.group_named(name):
        return True
    meaning = read_label(name, vocabulary.table_terms, vocabulary)
    return not meaning.rest and bool(meaning.concept or meaning.dims)


def _readings_of_totals(rows: Sequence[RowView], own_sum: re.Pattern[str]) -> Iterator[tuple[str, Sequence[RowView]]]:
    """Totals as they are, and other readings of them.

    Those with a number or a name of their own may be the heads of what they count: `一、“三公”经费小计 / 1. 公务接待费`. What a government
    of its own takes in may be the first of the totals: `利润收入 / 产权转让收入 / 全市国有资本经营收入 / 转移性收入 / 各项收入合计`.
    """
    yield "", rows
    totals = [place for place, row in enumerate(rows) if row.is_total]
    numbered = [row.rank for row in rows if row.is_total and row.rank is not None]
    deepest = max((row.rank for row in rows if row.rank is not None and not row.is_total), default=0)
    if numbered and (len(numbered) < len(totals) or min(numbered) < deepest):
        yield "~numbered totals as heads", [row._replace(is_total=row.is_total and row.rank is None) for row in rows]
    heads = [row.lead for row in rows if row.is_total and row.is_head]
    if heads and any(row.lead > min(heads) for row in rows):
        yield "~subtotals as heads", [row._replace(is_total=row.is_total and not row.is_head) for row in rows]
    elif len(totals) > 1 and totals[0] == 0 and rows[1].rank is not None and rows[1].ordinal == 1:
        # “三公”经费小计 / 1.公务接待费 / 2.公务用车费 / 会议费 / 总计: the first counts what is numbered below it.
        yield "~subtotals as heads", [rows[0]._replace(is_total=False), *rows[1:]]
    own = [
        place
        for place, row in enumerate(rows)
        if not (row.is_total or row.code or row.rank) and own_sum.match(row.name) and totals and place < totals[-1]
    ]
    if own:
        yield (
            OWN_SUMS,
            [row._replace(is_total=row.is_total or place in own) for place, row in enumerate(rows)],
        )
