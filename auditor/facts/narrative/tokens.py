"""A paragraph cut into what its grammar turns on: figures, years, terms, cues, list marks and pauses."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.figures import LONGEST_NUMERAL, Numeral, Unit, is_negative, numeral_of
from auditor.vocabulary import Meaning, Vocabulary

_LIST_MARK = re.compile(
    r"(?:(?P<arabic>\d{1,2})\s*[、．.](?![\d\s]*\d)|[（(]\s*(?P<pararabic>\d{1,2})\s*[）)]|[（(](?P<parhan>[一二三四五六七八九十]{1,3})[）)]|(?P<circled>[①-⑳]))\s*"
)
_RANK = {"arabic": 3, "parhan": 2, "pararabic": 4, "circled": 5}
_SPACED = re.compile(r"[0-9]\s?[.．]?\s$")
"""The end of a number whose digits are set apart: what follows is the rest of it and no number of its own."""
_PAUSES = frozenset("，,。；;：:、！？!?\n")
_MINUS = "-−－"
_OPENING = "（("
_CLOSING = "）)"
_BEFORE_MARK = frozenset("，,。；;：:、）) \n")


class Token(NamedTuple):
    """`kind` is number, year, list_mark, pause, open, close, base, term, filler, char, or a cue of the grammar."""

    kind: str
    start: int
    end: int
    numeral: Numeral | None = None
    unit: Unit | None = None
    negative: bool = False
    meaning: Meaning | None = None
    rank: int = 0
    year: int | None = None


def tokenize(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of a paragraph from left to right; characters nothing knows come one by one as `char`."""
    tokens: list[Token] = []
    position = 0
    length = len(text)
    comparisons = {match.start(): match for match in vocabulary.comparison_patterns.finditer(text)}
    while position < length:
        compared = comparisons.get(position)
        if compared is not None and compared.lastgroup:
            token = Token(compared.lastgroup, position, compared.end())
        else:
            token = _token_at(text, position, tokens[-1] if tokens else None, vocabulary)
        tokens.append(token)
        position = token.end
    return tokens


def _token_at(text: str, position: int, before: Token | None, vocabulary: Vocabulary) -> Token:
    char = text[position]
    if char.isdigit() or char in "（(①②③④⑤⑥⑦⑧⑨⑩":
        mark = _LIST_MARK.match(text, position)
        may_open = before is None or before.unit is not None or text[position - 1] in _BEFORE_MARK
        if mark and (char in "①②③④⑤⑥⑦⑧⑨⑩（(" or may_open):
            return Token("list_mark", position, mark.end(), rank=_RANK[mark.lastgroup or "arabic"])
    date = vocabulary.date_pattern.match(text, position) if vocabulary.date_pattern else None
    if date and date["year"]:
        return Token("year", position, date.end(), numeral=_year_of(date, text), year=int(date["year"]))
    if date:
        return Token("filler", position, date.end())
    sign = vocabulary.sign_pattern.match(text, position) if vocabulary.sign_pattern else None
    if sign:
        named = vocabulary.unit_phrases.at(text, position)
        if named and position + len(named[0]) > sign.end():
            return Token("filler", position, position + len(named[0]))
        return _number_at(text, sign.end(), vocabulary, sign)
    if "0" <= char <= "9":
        return _number_at(text, position, vocabulary)
    if char in _MINUS and text[position + 1 : position + 2].isdigit() and is_negative(text, position + 1):
        # The sign goes with the number; it is no part of its name.
        return Token("filler", position, position + 1)
    if char in _PAUSES or (
        char in vocabulary.grammar.language["stops"] and text[position + 1 : position + 2].strip() == ""
    ):
        return Token("pause", position, position + 1)
    if char.isspace():
        return Token("space", position, position + 1)
    base = vocabulary.base_patterns.match(text, position)
    if base is None and vocabulary.base_behind is not None:
        base = vocabulary.base_behind.match(text, position)
    if base:
        year = int(base["year"]) if base["year"] else None
        return Token("base", position, base.end(), year=year, numeral=_year_of(base, text))
    cue = vocabulary.cues.at(text, position)
    term = vocabulary.prose_terms.at(text, position)
    if cue and (term is None or len(cue[0]) >= len(term[0])):
        return Token(cue[1], position, position + len(cue[0]))
    if term:
        kind = "term" if term[1] else "filler"
        return Token(kind, position, position + len(term[0]), meaning=term[1])
    if char in _OPENING:
        return Token("open", position, position + 1)
    if char in _CLOSING:
        return Token("close", position, position + 1)
    return Token("char", position, position + 1)


def _year_of(base: re.Match[str], text: str) -> Numeral | None:
    return numeral_of(text[base.start("year") : base.end("year")], base.start("year")) if base["year"] else None


def _number_at(text: str, position: int, vocabulary: Vocabulary, sign: re.Match[str] | None = None) -> Token:
    """The number at a position with its unit, which may be a sign before it, or that and a word behind it."""
    year = None if sign else vocabulary.year_pattern.match(text, position)
    if year:
        return Token("year", position, year.end(), numeral=numeral_of(year["year"], position), year=int(year["year"]))
    match = vocabulary.numerals.match(text, position)
    assert match is not None
    numeral = numeral_of(match[0], position)
    end = match.end()
    after = end
    if len(match[0]) > LONGEST_NUMERAL or _SPACED.search(text, max(0, position - 4), position):
        return Token("number", position, end, numeral)
    while after < len(text) and text[after] == " ":
        after += 1
    if (after >= len(text) and not sign) or text.startswith(tuple(vocabulary.grammar.change["points"]), after):
        return Token("number", position, end, numeral)
    if sign:
        plain, words = vocabulary.signed_units[sign["sign"]]
        found = words.at(text, after) if after < len(text) else None
        end, unit = (after + len(found[0]), found[1]) if found else (end, plain)
        return Token("number", sign.start(), end, numeral, unit, is_negative(text, sign.start()))
    found = vocabulary.unit_phrases.at(text, after)
    if found:
        return Token("number", position, after + len(found[0]), numeral, found[1], is_negative(text, position))
    return Token("number", position, end, numeral)
