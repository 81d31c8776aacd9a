"""What one cell in the place of an amount says: `836.00万元`, `212.20（含结转20.00）`, `减0.60`, `无`, `812.4/0`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.facts.fact import State
from auditor.facts.labels import squeeze
from auditor.figures import (
    DASHES,
    NUMERAL,
    PERCENT,
    HouseStyle,
    Numeral,
    Unit,
    begins_with_number,
    house_style,
    is_unreadable_figure,
    read_cell,
)
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_MERE_MARK = regex(r"[*＊×xX¥￥£€$（）()\s.。…]+")
"""Signs of money and brackets in a cell of their own, and marks for figures that are withheld."""
_REMARK = regex(r"[（(\[【].*\D.*[）)\]】]", re.DOTALL)
_ONLY_FIGURES = regex(r"[（(\[【][\d.,，%％\s-]*[）)\]】]")


class CellText(NamedTuple):
    """A cell read: its state, and its number if it prints one."""

    state: State
    numeral: Numeral | None = None
    negative: bool = False
    unit: Unit | None = None
    """The unit printed beside the number, if one is; PERCENT for a percent sign."""
    torn: bool = False
    """Whether an unreadable cell was to be a figure; it is words with digits if not."""


def style_of(rows: Iterable[Iterable[str]]) -> HouseStyle:
    """How the numbers of a table are printed."""
    return house_style(text for row in rows for text in row)


def read_text(text: str, vocabulary: Vocabulary, style: HouseStyle = "") -> CellText:
    """What a cell says; digits glued or torn are unreadable, never their tail and never a word."""
    stripped = text.strip()
    if not stripped:
        return CellText("blank")
    number = read_cell(text, style)
    if number is not None:
        return CellText("printed", number[0], number[1], PERCENT if number[2] else None)
    if is_nil(stripped, vocabulary):
        return CellText("dash")
    found = _behind_sign_word(text, vocabulary, style) or _before_words(text, vocabulary)
    if found is not None:
        return found
    if is_unreadable_figure(text):
        return CellText("unreadable", torn=True)
    return CellText("unreadable" if NUMERAL.search(stripped) else "word")


def is_nil(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell says that there is nothing: a dash, or a word such as `无`."""
    words = squeeze(text)
    return words in DASHES or words.lower() in vocabulary.grammar.tables["dashes"]


def says_nothing_of_role(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell may stand in a column of amounts as well as in one of words: blank, nil, a mere mark."""
    stripped = text.strip()
    return not stripped or is_nil(stripped, vocabulary) or is_mere_mark(stripped)


def is_mere_mark(text: str) -> bool:
    """Whether a cell holds signs of money, brackets or asterisks and nothing else."""
    return _MERE_MARK.fullmatch(text) is not None and not is_unreadable_figure(text)


def _behind_sign_word(text: str, vocabulary: Vocabulary, style: HouseStyle) -> CellText | None:
    """A number behind a word for its sign: `负0.60`, `减2.53`, `增长5.2%`."""
    words = vocabulary.grammar.tables
    for word, is_minus in (
        *((one, True) for one in words.get("minus", ())),
        *((one, False) for one in words.get("plus", ())),
    ):
        if text.strip().startswith(word):
            start = text.index(word) + len(word)
            number = read_cell(text[start:], style)
            if number is not None and not number[1]:
                numeral = number[0]._replace(start=number[0].start + start, end=number[0].end + start)
                return CellText("printed", numeral, is_minus, PERCENT if number[2] else None)
    return None


def _before_words(text: str, vocabulary: Vocabulary) -> CellText | None:
    """A number with its unit or a remark in brackets behind it and nothing else: `836.00万元`, `212.20（含结转20.00）`."""
    begun = begins_with_number(text)
    if begun is None:
        return None
    numeral, negative, rest = begun
    unit = None
    named = vocabulary.unit_phrases.at(rest, 0)
    if named is not None:
        unit, rest = named[1], rest[len(named[0]) :].strip()
    is_remark = _REMARK.fullmatch(rest) is not None and not _ONLY_FIGURES.fullmatch(rest)
    if (rest and not is_remark) or (unit is None and not rest):
        return None
    return CellText("printed", numeral, negative, unit)
