"""A paragraph cut into tokens: figures, years, bases of changes, cues, known and unknown words, marks and pauses.

`比上年增加约8亿3600万元，增长3.2%。` is base, up, amount (about 836000000), comma, up, percent, stop. Pure.
"""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.facts.prose.numerals import Printed, number_at, starts_number
from auditor.figures import LONGEST_NUMERAL, MONEY, PERCENT_QUANTITY, Numeral, Unit, is_negative, numeral_of
from auditor.patterns import regex
from auditor.tuples import NamedTuple
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
_MARK = regex(
    r"(?:(?P<arabic>\d{1,2})\s*[、．.](?![\d\s]*\d)|[（(]\s*(?P<pararabic>\d{1,2})\s*[）)]|[（(](?P<parhan>[一二三四五六七八九十]{1,3})[）)]|(?P<circled>[①-⑳])|(?P<han>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十])|(?P<dash>(?:[—―–]+|[-－]{2,}|[●■◆▪•·])(?![\s\d]*\d)))\s*"
)
_HAN_MARKS = frozenset("一二三四五六七八九十")
_NEAREST = 8
"""Characters before a mark, blanks among them, in which the end of a sentence is looked for."""
_BEFORE_HAN = frozenset("。；;：:\n")
AT_PAUSE = regex(r"[，,。；;、：:（(]")
"""Where the words right before a figure begin: 全年支出15.68万元，车均2.24万元."""
DASH = 6
"""The rank of marks without a number, the innermost."""
_RANK = {"han": 1, "arabic": 3, "parhan": 2, "pararabic": 4, "circled": 5, "dash": DASH}
_DASHES = frozenset("—―–-－●■◆▪•·")
"""What marks an item without numbering it: ——税收收入138亿元。"""
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_BLANKS = regex(r"[^\S\n]+")
_OPENING, _CLOSING = "（(", "）)"
_BEFORE_MARK = frozenset("，,。；;：:、）) \n")
_NAMING = frozenset(("char", "term", "filler"))
_MINUS = "-−－"
_UNSURE_BEHIND = "十百千.．"
"""Behind these a number may be the rest of a longer one."""


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
    beneath: str = "char"
    """What a cue is where it does not stand in its place."""


_WORD, _ALONE, _BLANK, _PAUSE, _SIGN, _NUMBER, _DIGIT, _MARKS, _BRACKET = (1 << place for place in range(9))
"""What may start with a character, by the bits of a number; a known word of one character is `_ALONE`."""
_WORDS = _WORD | _ALONE


def _bare(kind: str, start: int, end: int, meaning: Meaning | None = None, beneath: str = "char") -> Token:
    """A token that is no figure; most are, and to fill in a tuple is much faster than to name its parts."""
    return tuple.__new__(Token, (kind, start, end, None, None, False, False, meaning, 0, None, beneath))


class _Patterns:
    """What is looked for along a text: bases of changes, days, comparisons with a plan."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.base = Ahead(vocabulary.base_patterns, text)
        self.base_behind = Ahead(vocabulary.base_behind, text)
        self.date = Ahead(vocabulary.date_pattern, text)
        self.compared = {match.start(): match for match in vocabulary.comparison_patterns.finditer(text)}
        self._starts = [len(text), *reversed(self.compared)]

    def base_at(self, position: int) -> re.Match[str] | None:
        return self.base.at(position) or self.base_behind.at(position)

    def next(self, position: int) -> int:
        """Where the next of them starts, at a position or behind it; the end of the text where none does."""
        while self._starts[-1] < position:
            self._starts.pop()
        return min(
            self._starts[-1], self.base.next(position), self.base_behind.next(position), self.date.next(position)
        )


def tokens_of(text: str, vocabulary: Vocabulary) -> list[Token]:
    """The tokens of a paragraph from left to right; what nothing knows comes in runs as `char`."""
    found: list[Token] = []
    position, length = 0, len(text)
    patterns = _Patterns(text, vocabulary)
    following = patterns.next(0)
    starts, words = vocabulary.starts_in_prose, vocabulary.prose_words
    openings, stops = words.openings, vocabulary.grammar.language["stops"]
    for char in frozenset(text).difference(starts):
        starts[char] = _starting_with(char, vocabulary)
    is_vague = False
    while position < length:
        if position > following:
            following = patterns.next(position)
        end = position
        while end < following and (
            not (here := starts[text[end]]) or (here == _WORD and text[end : end + 2] not in openings)
        ):
            end += 1
        if end > position:
            found.append(_bare("char", position, end))
            position = end
            if end == length:
                break
        here = starts[text[position]]
        if position == following:
            token = _of_pattern(text, position, found, vocabulary, patterns)
        elif 0 < here <= _WORDS and (word := words.at(text, position)) is not None and word[1].is_plain:
            phrase, known = word
            end = position + len(phrase)
            found.append(_bare(known.kind, position, end, known.meaning, known.beneath))
            is_vague |= known.kind == "vague"
            position = end
            continue
        elif here == _PAUSE and text[position] not in stops:
            token = _bare(PAUSES[text[position]], position, position + 1)
        else:
            plain = _plain_figure(text, position, vocabulary) if here & _DIGIT else None
            token = plain if plain is not None else _token_at(text, position, found, vocabulary, here)
        if token.kind == "vague":
            is_vague = True
        position = token.end
        found.append(token)
    return _about(found, text, frozenset(vocabulary.grammar.change["thresholds"])) if is_vague else found


def _starting_with(char: str, vocabulary: Vocabulary) -> int:
    """What may start with a character; 0 for one that only a base, a day or a comparison may start with."""
    return (
        _BRACKET * (char in _OPENING)
        | _MARKS * (char.isdigit() or char in _OPENING or char in _CIRCLED or char in _HAN_MARKS or char in _DASHES)
        | _DIGIT * ("0" <= char <= "9")
        | _NUMBER * (char in _MINUS or char.isdigit() or starts_number(char))
        | _SIGN * any(sign.startswith(char) for sign in vocabulary.signed_units)
        | _PAUSE * (char in PAUSES or char in vocabulary.grammar.language["stops"])
        | _BLANK * char.isspace()
        | _ALONE * (char in _CLOSING or char in vocabulary.prose_words.openings)
        | _WORD * vocabulary.prose_words.starts_with(char)
    )


def _about(tokens: list[Token], text: str, behind: frozenset[str]) -> list[Token]:
    """Words for `about` beside a figure become part of it: 约840万元, 840万元左右; those that only stand `behind` one are no others' words.

    `3万元，以上合计8万元` says no more than what the 8 are of.
    """
    found: list[Token] = []
    is_loose = False
    for token in tokens:
        if token.kind == "vague":
            if found and found[-1].kind in FIGURES:
                found[-1] = found[-1]._replace(loose=True, end=token.end)
                continue
            if text[token.start : token.end] not in behind:
                is_loose = True
                continue
            token = token._replace(kind="char")
        if is_loose and token.kind in FIGURES:
            token = token._replace(loose=True)
        is_loose = is_loose and token.kind in ("space", "filler")
        found.append(token)
    return found


def _of_pattern(text: str, position: int, found: list[Token], vocabulary: Vocabulary, patterns: _Patterns) -> Token:
    """The token where a comparison, a day or a base starts, unless a mark or a number goes before it."""
    match = patterns.compared.get(position)
    if match is not None and match.lastgroup:
        return Token(match.lastgroup, position, match.end())
    here = vocabulary.starts_in_prose[text[position]]
    mark = _marked_at(text, position, found, vocabulary, here)
    if mark is not None:
        return mark
    date = patterns.date.at(position)
    if date:
        return _date(date, text)
    token = _token_at(text, position, found, vocabulary, here & ~_ALONE & ~_WORD)
    base = patterns.base_at(position) if token.kind == "char" else None
    if base:
        year = int(base["year"]) if base["year"] else None
        span = base.span("year")
        return Token("base", position, base.end(), numeral_of(text[slice(*span)], span[0]) if year else None, year=year)
    return _token_at(text, position, found, vocabulary, here)


def _token_at(text: str, position: int, found: list[Token], vocabulary: Vocabulary, here: int) -> Token:
    """The mark, figure, pause, blank, known word or bracket at a position, of those that may start there; else one character."""
    if here > _WORDS:
        if here == _PAUSE:
            return _pause_at(text, position, vocabulary)
        token = _other_at(text, position, found, vocabulary, here)
        if token is not None:
            return token
    word = _word_at(text, position, vocabulary) if here & _WORDS else None
    if word is not None:
        return word
    char = text[position]
    kind = "open" if char in _OPENING else "close" if char in _CLOSING else "char"
    return _bare(kind, position, position + 1)


def _other_at(text: str, position: int, found: list[Token], vocabulary: Vocabulary, here: int) -> Token | None:
    """The mark, figure, pause or blank at a position."""
    if here & (_BRACKET | _MARKS):
        mark = _marked_at(text, position, found, vocabulary, here)
        if mark is not None:
            return mark
    if here & (_NUMBER | _SIGN):
        figure = _figure_at(text, position, vocabulary)
        if figure is not None:
            return figure
    if here & _PAUSE:
        return _pause_at(text, position, vocabulary)
    if here & _BLANK:
        blanks = _BLANKS.match(text, position)
        return _bare("space", position, blanks.end() if blanks else position + 1)
    return None


def _marked_at(text: str, position: int, found: list[Token], vocabulary: Vocabulary, here: int) -> Token | None:
    """A mark of a list, or the mark of a level of a classification: （05项）, which may look like a count."""
    if here & _BRACKET:
        level = vocabulary.level_marks.match(text, position)
        if level is not None and level.end() > position:
            return Token("filler", position, level.end())
    mark = _mark_at(text, position, found[-1] if found else None) if here & _MARKS else None
    if mark is not None:
        return mark
    level = vocabulary.topic_mark.match(text, position) if here & _BRACKET else None
    if level is None and here & _BRACKET and found and found[-1].kind in _NAMING:
        level = vocabulary.code_mark.match(text, position)
    return Token("filler", position, level.end()) if level else None


def _mark_at(text: str, position: int, before: Token | None) -> Token | None:
    """A mark of a list: 1、 （1） （一） ①, where an item can begin."""
    char = text[position]
    match = _MARK.match(text, position)
    may_open = before is None or before.kind in FIGURES or text[position - 1] in _BEFORE_MARK
    if match is None or not (may_open or not char.isdigit()):
        return None
    behind = text[max(0, position - _NEAREST) : position].rstrip(" \t\u3000")
    if (match["han"] or match["dash"]) is not None and behind and behind[-1] not in _BEFORE_HAN:
        # 具体如下：一、通行附加费收入10万元。二、…: only behind the end of a sentence; 第一、第二 and 2023——2025 are no marks.
        return None
    follows = text[match.end() : match.end() + 1]
    if not may_open and before is not None and before.kind in _NAMING and (follows in _OPENING or follows.isdigit()):
        # 机关资本性支出（一）（503）87万元: the end of a name, for no item begins with its figure.
        return None
    return Token("mark", position, match.end(), rank=_RANK[match.lastgroup or "arabic"])


def _date(match: re.Match[str], text: str) -> Token:
    if not match.groupdict().get("year"):
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
        return _bare(kind, position, position + 1)
    return _bare(PAUSES[char], position, position + 1)


def _plain_figure(text: str, position: int, vocabulary: Vocabulary) -> Token | None:
    """A number with its unit right behind it, 836.00万元, that is no year and nothing before it can change."""
    if position and (text[position - 1] in _UNSURE_BEHIND or text[position - 1].isspace()):
        return None
    found = vocabulary.plain_figures.match(text, position)
    if found is None or found.end("number") - position > LONGEST_NUMERAL:
        return None
    if vocabulary.year_pattern.match(text, position):
        return None
    unit, end = vocabulary.units[found["unit"]], found.end()
    kind = "bound" if vocabulary.bounds.match(text, end) else _kind_of_unit(unit)
    numeral = numeral_of(found["number"], position)
    return Token(kind, position, end, numeral, unit, position > 0 and is_negative(text, position))


def _figure_at(text: str, position: int, vocabulary: Vocabulary) -> Token | None:
    """The number at a position with its sign and unit, or a year."""
    char = text[position]
    if char.isdigit():
        year = vocabulary.year_pattern.match(text, position)
        if year:
            start, end = year.span("year")
            numeral = numeral_of(text[start:end], start)
            return Token("year", position, year.end(), numeral, year=int(year["year"]))
    elif char in _MINUS and text[position + 1 : position + 2].isdigit() and is_negative(text, position + 1):
        # The sign goes with the number; it is no part of a name, and parts no verb from its number: 增长-14.29%.
        return _bare("space", position, position + 1)
    sign = vocabulary.sign_pattern.match(text, position) if vocabulary.sign_pattern else None
    unit = vocabulary.unit_phrases.at(text, position) if sign else None
    if sign and unit and position + len(unit[0]) > sign.end():
        # The name of a unit, as in a heading: £000.
        return _bare("filler", position, position + len(unit[0]))
    printed = number_at(text, position, vocabulary)
    if printed is None:
        return None
    numeral, of_unit, end, loose, _, _ = printed
    kind = "bound" if vocabulary.bounds.match(text, end) else _kind_of(printed)
    return Token(kind, position, end, numeral, of_unit, is_negative(text, position), loose)


def _kind_of(printed: Printed) -> str:
    if printed.is_torn:
        return "torn"
    if printed.is_points:
        return "points"
    return _kind_of_unit(printed.unit) if printed.unit is not None else "number"


def _kind_of_unit(unit: Unit) -> str:
    if unit.quantity == MONEY:
        return "amount"
    return "percent" if unit.quantity == PERCENT_QUANTITY else "count"


def _word_at(text: str, position: int, vocabulary: Vocabulary) -> Token | None:
    """The longest cue or term at a position; a word that is both is a cue."""
    found = vocabulary.prose_words.at(text, position)
    uncut = vocabulary.uncut.at(text, position) if found is not None and not found[1].is_plain else None
    if uncut is not None:
        # 无形资产: no cue, whatever its first character says elsewhere.
        term = vocabulary.prose_terms.at(text, position)
        if term is not None and term[1] is None and len(term[0]) < len(uncut[0]):
            # 监测中心: 中 says nothing in other places; here it is a piece of a name.
            return Token("char", position, position + len(uncut[0]))
        found_end = position + len(term[0]) if term is not None else position + 1
        kind = "char" if term is None else "term" if term[1] else "filler"
        return Token(kind, position, found_end, meaning=term[1] if term is not None else None)
    if found is None:
        return None
    known, end = found[1], position + len(found[0])
    if known.shorter and _is_behind(text, position + known.shorter, end, vocabulary):
        # 加上级补助收入 is 加 and 上级补助收入.
        end = position + known.shorter
        term = vocabulary.prose_terms.at(text, position)
        if term is not None and position + len(term[0]) > end:
            return Token("term" if term[1] else "filler", position, position + len(term[0]), meaning=term[1])
    return _bare(known.kind, position, end, known.meaning, known.beneath)


def _is_behind(text: str, position: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a term, or the beginning of a name that nothing cuts, starts at a position and goes on over an end."""
    uncut = vocabulary.uncut.at(text, position)
    if uncut is not None and position + len(uncut[0]) > end:
        return True
    term = vocabulary.prose_terms.at(text, position)
    return term is not None and term[1] is not None and position + len(term[0]) > end


def value_of(token: Token) -> Decimal:
    """The value of a figure with its sign, in its printed unit."""
    assert token.numeral is not None
    return -token.numeral.value if token.negative else token.numeral.value
