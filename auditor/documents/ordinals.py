"""Rows that number the columns: 1 2 3, A B C, (1)=(2)+(3). They are no figures, but a formula says what a column is the sum of.

项目    | 合计        | 本级 | 下级
公式    | A=B+C       | B    | C
※       | (1)=(2)+(3) | (2)  | (3)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.documents.cells import Row, is_blank
from auditor.documents.model import Residue
from auditor.patterns import regex

_ORDINAL = r"[(]?(?:\d{1,3}|[A-Za-z]|[①-⑳])[)]?"
_FORMULA = regex(rf"{_ORDINAL}=[-+]?[(]*{_ORDINAL}(?:[-+*/×÷xX][(]*(?:{_ORDINAL}|100%?)[)]*)*%?")
_EXPRESSION = regex(rf"{_ORDINAL}(?:[-+*/×÷]{_ORDINAL})+(?:[*×]100%?)?")
_AMOUNT = regex(r"\d[.,]\d")
_PLAIN = regex(_ORDINAL)
_WIDE = str.maketrans("（）＝＋－—–＊／％", "()=+---*/%")
_MOST_WORDS = 2
_FEWEST = 2


def split_numbering(rows: list[Row], residue: list[Residue]) -> tuple[list[Row], list[tuple[int, Row]]]:
    """Rows without those that number the columns, and these with the index of the row before which each stood.

    Header cells of one character that share such a row (the levels of a code printed in columns of its own) stay.
    """
    kept: list[Row] = []
    numbers: list[tuple[int, Row]] = []
    for row in rows:
        is_ordinal = numbering_of([cell.text for cell in row])
        if is_ordinal is None:
            kept.append(row)
            continue
        numbers.append((len(kept), row))
        pairs = list(zip(row, is_ordinal, strict=True))
        residue.extend(Residue(cell, "column number") for cell, found in pairs if found)
        if any(_is_level(cell.text) and not found for cell, found in pairs):
            kept.append(
                [cell if _is_level(cell.text) and not found else cell._replace(text="") for cell, found in pairs]
            )
    return kept, numbers


def numbering_row(rows: list[Row], width: int) -> tuple[str, ...]:
    """What numbers each column: of several rows the formula, else the last; rows of another width say nothing of the columns."""
    found = [""] * width
    for row in rows:
        if len(row) != width:
            continue
        for index, (cell, is_ordinal) in enumerate(
            zip(row, numbering_of([cell.text for cell in row]) or (), strict=False)
        ):
            if is_ordinal and not is_blank(cell) and "=" not in found[index]:
                found[index] = normal(cell.text)
    return tuple(found) if any(found) else ()


def _is_level(text: str) -> bool:
    return len(text.strip()) == 1


def numbering_of(texts: Sequence[str]) -> list[bool] | None:
    """Which of the texts of a row (blank ones included) number the columns; None where the row is one of the table.

    The ordinals count on from 1, A or ①, or the row prints a formula; beside them stand no more than two words. Single
    characters do not count: the levels of a code (类, 款, 项) share the row with the numbers of the columns.
    """
    if any(map(_AMOUNT.search, texts)):
        return None
    printed = [normal(text) for text in texts]
    filled = [text for text in printed if text]
    is_ordinal = [_names_column(text) for text in printed]
    ordinals = [text for text, found in zip(printed, is_ordinal, strict=True) if found]
    words = [text for text, found in zip(printed, is_ordinal, strict=True) if text and not found]
    long_words = [text for text in words if len(text) > 1]
    has_formula = any(_FORMULA.fullmatch(text) for text in ordinals)
    if len(ordinals) < _FEWEST or len(long_words) > _MOST_WORDS or not _counts(ordinals):
        return None
    if not has_formula and ((len(ordinals) == _FEWEST and not words) or (ordinals[0].isalpha() and len(filled) < 4)):
        return None
    return is_ordinal


def normal(text: str) -> str:
    """A text without white space, its marks in half width: `（1）＝（2）＋（3）` is `(1)=(2)+(3)`."""
    return "".join(text.split()).translate(_WIDE)


def _names_column(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_PLAIN, _FORMULA, _EXPRESSION))


def _counts(ordinals: list[str]) -> bool:
    """Whether the ordinals count from the first one on; a formula without a name (2+3) stands for one."""
    ranks = [_rank(text) for text in ordinals]
    known = [(place, rank) for place, rank in enumerate(ranks) if rank is not None]
    if not known or known[0][1] - known[0][0] != 1:
        return False
    return all(after[1] - before[1] == after[0] - before[0] for before, after in pairwise(known))


def _rank(text: str) -> int | None:
    """Which column a cell numbers, from 1: 3 of `3`, `(3)`, `C`, `③` and `3=1+2`; None of a formula without a name."""
    if not _PLAIN.fullmatch(text) and not _FORMULA.fullmatch(text):
        return None
    name = text.partition("=")[0].strip("()")
    if name.isdecimal():
        return int(name)
    return ord(name) - (ord("①") if name >= "①" else ord("A") if name < "a" else ord("a")) + 1
