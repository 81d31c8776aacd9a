"""A paragraph cut into tokens: figures, years, bases of changes, cues, known and unknown words, marks and pauses.

`比上年增加约8亿3600万元，增长3.2%。` is base, up, amount (about 836000000), comma, up, percent, stop. Pure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from auditor.facts.prose.numerals import Printed, number_at, starts_number
from auditor.figures import MONEY, PERCENT_QUANTITY, Numeral, Unit, is_negative, numeral_of
from auditor.vocabulary import Meaning, Vocabulary
from auditor.vocabulary.phrases import Ahead

FIGURES = frozenset(("amount", "percent", "points", "count", "number", "torn"))
PAUSES = {
    "，": "comma",
    ",": "comma",
    "、": "enum",
    "；": "semi",
    ";": "semi",
    "：": "colon",
    ":": "colon",
    "\n": "stop",
}
_MARK = re.compile(
    r"(?:(?P<arabic>\d{1,2})\s*[、．.](?![\d\s]*\d)|[（(]\s*(?P<pararabic>\d{1,2})\s*[）)]|[（(](?P<parhan>[一二三四五六七八九十]{1,3})[）)]|(?P<circled>[①-⑳]))\s*"
)
_RANK = {"arabic": 3, "parhan": 2, "pararabic": 4, "circled": 5}
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_BLANKS = re.compile(r"[^\S\n]+")
_OPENING, _CLOSING = "（(", "）)"
_BEFORE_MARK = frozenset("，,。；;：:、）) \n")
_TWO = 2
_MINUS = "-−－"


class Token(NamedTuple):
    """`kind` is one of FIGURES, bound (a threshold: 100万元以上), year, base, mark, open, close, a pause, term, filler, char, or a cue."""

    kind: str
    start: int
    end: int
    numeral: Numeral | None = None
    unit: Unit | None = None
    negative: bool = False
    loose: bool = False
    """Whether a figure is said to be about so much."""
    meaning: Meaning | None = None
    rank: int = 0
    year: int | None = None


class _Patterns:
    """What is looked for along a text: bases of changes, days, comparisons with a plan."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.bases = tuple(Ahead(pattern, text) for pattern in (vocabulary.base_patterns, vocabulary.base_behind))
        self.date = Ahead(vocabulary.date_pattern, text)
        self.compared = {match.start(): match for match in vocabulary.comparison_patterns.finditer(text)}

    def base_at(self, position: int) -> re.Match[str] | None:
        return self.bases[0].at(position) or self.bases[1].at(position)


def tokens_of(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of a paragraph from left to right; characters that nothing knows come one by one as `char`."""
    found: list[Token] = []
    position = 0
    patterns = _Patterns(text, vocabulary)
    is_plain = vocabulary.plain_characters
    while position < len(text):
        match = patterns.compared.get(position)
        if match is not None and match.lastgroup:
            token = Token(match.lastgroup, position, match.end())
        elif _is_plain(text[position], is_plain, vocabulary) and not (
            patterns.base_at(position) or patterns.date.at(position)
        ):
            token = Token("char", position, position + 1)
        else:
            token = _token_at(text, position, found[-1] if found else None, vocabulary, patterns)
        found.append(token)
        position = token.end
    return _about(found)


def _is_plain(char: str, known: dict[str, bool], vocabulary: Vocabulary) -> bool:
    """Whether nothing but a base or a day may start with a character; kept for each."""
    plain = known.get(char)
    if plain is None:
        marks = _OPENING + _CLOSING + _MINUS
        plain = known[char] = not (
            char.isdigit()
            or char.isspace()
            or char in marks
            or char in _CIRCLED
            or char in PAUSES
            or char in vocabulary.grammar.language["stops"]
            or starts_number(char)
            or any(sign.startswith(char) for sign in vocabulary.signed_units)
            or vocabulary.prose_cues.starts_with(char)
            or vocabulary.prose_terms.starts_with(char)
        )
    return plain


def _about(tokens: list[Token]) -> list[Token]:
    """Words for `about` beside a figure become part of it: 约840万元, 840万元左右."""
    found: list[Token] = []
    is_loose = False
    for token in tokens:
        if token.kind == "vague":
            if found and found[-1].kind in FIGURES:
                found[-1] = found[-1]._replace(loose=True, end=token.end)
            else:
                is_loose = True
            continue
        if is_loose and token.kind in FIGURES:
            token = token._replace(loose=True)
        is_loose = is_loose and token.kind in ("space", "filler")
        found.append(token)
    return found


def _token_at(text: str, position: int, before: Token | None, vocabulary: Vocabulary, patterns: _Patterns) -> Token:
    char = text[position]
    level = vocabulary.level_marks.match(text, position) if char in _OPENING else None
    if level is not None and level.end() > position:
        return Token("filler", position, level.end())
    mark = _mark_at(text, position, before)
    if mark is not None:
        return mark
    level = vocabulary.topic_mark.match(text, position) if char in _OPENING else None
    if level:
        # A part of a name, though it may look like a count: （05项）.
        return Token("filler", position, level.end())
    date = patterns.date.at(position)
    if date:
        return _date(date, text)
    printed = _figure_at(text, position, vocabulary)
    if printed is not None:
        return printed
    if char in PAUSES or char in vocabulary.grammar.language["stops"]:
        return _pause_at(text, position, vocabulary)
    if char.isspace():
        blanks = _BLANKS.match(text, position)
        return Token("space", position, blanks.end() if blanks else position + 1)
    return _words_at(text, position, vocabulary, patterns)


def _mark_at(text: str, position: int, before: Token | None) -> Token | None:
    """A mark of a list: 1、 （1） （一） ①, where an item can begin."""
    char = text[position]
    if not (char.isdigit() or char in _OPENING or char in _CIRCLED):
        return None
    match = _MARK.match(text, position)
    may_open = before is None or before.kind in FIGURES or text[position - 1] in _BEFORE_MARK
    if match is None or not (may_open or not char.isdigit()):
        return None
    return Token("mark", position, match.end(), rank=_RANK[match.lastgroup or "arabic"])


def _date(match: re.Match[str], text: str) -> Token:
    if not match["year"]:
        return Token("filler", match.start(), match.end())
    start, end = match.span("year")
    return Token(
        "year", match.start(), match.end(), numeral=numeral_of(text[start:end], start), year=int(match["year"])
    )


def _pause_at(text: str, position: int, vocabulary: Vocabulary) -> Token:
    """A pause; a point or comma inside a word is none."""
    char = text[position]
    if char in vocabulary.grammar.language["stops"]:
        follows = text[position + 1 : position + 2]
        kind = "stop" if char not in ".," or not follows.strip() else "char"
        return Token(kind, position, position + 1)
    return Token(PAUSES[char], position, position + 1)


def _figure_at(text: str, position: int, vocabulary: Vocabulary) -> Token | None:
    """The number at a position with its sign and unit, or a year."""
    char = text[position]
    if char in _MINUS and text[position + 1 : position + 2].isdigit() and is_negative(text, position + 1):
        # The sign goes with the number; it is no part of a name, and parts no verb from its number: 增长-14.29%.
        return Token("space", position, position + 1)
    year = vocabulary.year_pattern.match(text, position) if char.isdigit() else None
    if year:
        start, end = year.span("year")
        return Token("year", position, year.end(), numeral=numeral_of(text[start:end], start), year=int(year["year"]))
    sign = vocabulary.sign_pattern.match(text, position) if vocabulary.sign_pattern else None
    unit = vocabulary.unit_phrases.at(text, position) if sign else None
    if sign and unit and position + len(unit[0]) > sign.end():
        # The name of a unit, as in a heading: £000.
        return Token("filler", position, position + len(unit[0]))
    printed = number_at(text, position, vocabulary)
    if printed is None:
        return None
    return Token(
        "bound" if vocabulary.bounds.match(text, printed.end) else _kind_of(printed),
        position,
        printed.end,
        printed.numeral,
        printed.unit,
        is_negative(text, position),
        printed.loose,
    )


def _kind_of(printed: Printed) -> str:
    if printed.is_torn:
        return "torn"
    if printed.is_points:
        return "points"
    if printed.unit is None:
        return "number"
    if printed.unit.quantity == MONEY:
        return "amount"
    return "percent" if printed.unit.quantity == PERCENT_QUANTITY else "count"


def _words_at(text: str, position: int, vocabulary: Vocabulary, patterns: _Patterns) -> Token:
    """The longest cue or term at a position; of two as long as each other the cue."""
    base = patterns.base_at(position)
    if base:
        year = int(base["year"]) if base["year"] else None
        span = base.span("year")
        return Token("base", position, base.end(), numeral_of(text[slice(*span)], span[0]) if year else None, year=year)
    cue = _cue_at(text, position, vocabulary)
    term = vocabulary.prose_terms.at(text, position)
    if cue and (term is None or len(cue[0]) >= len(term[0])):
        return Token(cue[1], position, position + len(cue[0]))
    if term:
        return Token("term" if term[1] else "filler", position, position + len(term[0]), meaning=term[1])
    char = text[position]
    kind = "open" if char in _OPENING else "close" if char in _CLOSING else "char"
    return Token(kind, position, position + 1)


def _cue_at(text: str, position: int, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The longest cue at a position that takes no piece of a term behind it: 加上级补助收入 is 加 and 上级补助收入."""
    cue = vocabulary.prose_cues.at(text, position)
    if cue is None or len(cue[0]) < _TWO:
        return cue
    end = position + len(cue[0])
    shorter = vocabulary.prose_cues.at(text[position : end - 1], 0)
    if shorter is None or shorter[1] != cue[1]:
        return cue
    term = vocabulary.prose_terms.at(text, position + len(shorter[0]))
    reaches = term is not None and term[1] is not None and position + len(shorter[0]) + len(term[0]) > end
    return shorter if reaches else cue


def value_of(token: Token) -> Decimal:
    """The value of a figure with its sign, in its printed unit."""
    assert token.numeral is not None
    return -token.numeral.value if token.negative else token.numeral.value
