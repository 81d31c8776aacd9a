"""Paragraph to sentences, clauses and phrases: what stands between two pauses, brackets nested.

`支出预算70万元（其中：基本支出30万元），比上年增加5万元。` is one sentence of two clauses; the first has a name, an amount and a
bracket with two clauses of its own. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate

from auditor.facts.prose.lexer import FIGURES, PAUSES, Token
from auditor.tuples import NamedTuple

_WORDS = frozenset(("term", "filler", "char", "space", "year"))
_BREAKS = frozenset((*PAUSES.values(), "stop"))
_SILENT = frozenset((*_WORDS, *_BREAKS, "open", "close"))
QUIET = _SILENT | {"mark"}
"""Tokens that state nothing by themselves: names without a figure, pauses, list marks."""
_BEFORE_VERB = frozenset(("base", "than", "amount", "comma", "enum"))
"""What stands before a verb of one character: 比上年多3万元, 比预算10万元少2万元, ，增5.6%."""
_DEEPEST = 16
"""A bracket in more brackets than these is a piece of a name."""


class Phrase(NamedTuple):
    """Tokens that go together: a name, a figure, a cue, a bracket with clauses of its own. `kind` is the class that forms name."""

    kind: str
    tokens: tuple[Token, ...]
    inner: tuple[Clause, ...] = ()

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


class Clause(NamedTuple):
    """What stands before a pause; `pause` is comma, enum, semi, colon, stop, or empty at the end of a bracket or paragraph."""

    phrases: tuple[Phrase, ...]
    pause: str
    depth: int = 0
    """How many brackets it stands in."""
    brackets: tuple[Phrase, ...] = ()
    """Its phrases that are brackets."""


def clauses_of(tokens: Sequence[Token], places: Mapping[str, Collection[str]]) -> tuple[Clause, ...]:
    """The clauses of a paragraph in reading order. `places` tells of kinds of cues where alone they are cues."""
    tokens = _placed(tokens, places)
    return tuple(_Outline(tokens).clauses(0, len(tokens), 0))


class _Outline:
    """The tokens of a paragraph with the places of their brackets."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.kinds = [token.kind for token in tokens]
        self.partner = _partners(self.kinds) if "open" in self.kinds else {}
        self.telling = list(accumulate([kind not in _SILENT for kind in self.kinds], initial=0)) if self.partner else []
        """How many tokens before each place say something: a figure, or a cue."""

    def clauses(self, start: int, end: int, depth: int) -> Iterator[Clause]:
        """The clauses of a part of the tokens that stands in so many brackets."""
        tokens, kinds = self.tokens, self.kinds
        phrases: list[Phrase] = []
        brackets: list[Phrase] = []
        word: list[Token] = []
        place = start
        while place < end:
            kind = kinds[place]
            if kind in _WORDS:
                word.append(tokens[place])
            elif kind == "open" or kind == "close":
                after = self.partner.get(place, place) + 1
                if after > place + 1 and depth < _DEEPEST and self.telling[after - 1] > self.telling[place + 1]:
                    _end_name(word, phrases)
                    inner = tuple(self.clauses(place + 1, after - 1, depth + 1))
                    brackets.append(Phrase("BRACKET", tuple(tokens[place:after]), inner))
                    phrases.append(brackets[-1])
                elif not (after > place + 1 and _ends_with_figure(phrases, word) and self._is_end(after)):
                    # 3619万元（捐赠收入）、调入资金7716万元: an aside behind a figure is no piece of the name that follows.
                    word += tokens[place:after]
                place = after
                continue
            elif kind == "enum" and word and not _ends_with_figure(phrases, word):
                word.append(tokens[place])
            elif kind in _BREAKS:
                if word:
                    _end_name(word, phrases)
                yield Clause(tuple(phrases), kind, depth, tuple(brackets))
                phrases, brackets = [], []
            else:
                if word:
                    _end_name(word, phrases)
                phrases.append(_phrase(kind.upper(), (tokens[place],)))
            place += 1
        _end_name(word, phrases)
        if phrases:
            yield Clause(tuple(phrases), "", depth, tuple(brackets))

    def _is_end(self, place: int) -> bool:
        """Whether nothing but blanks stands between a place and the next pause, bracket or end."""
        while place < len(self.kinds) and self.kinds[place] == "space":
            place += 1
        return place >= len(self.kinds) or self.kinds[place] in (*_BREAKS, "close")


def _phrase(kind: str, tokens: tuple[Token, ...]) -> Phrase:
    """A phrase that is no bracket."""
    return tuple.__new__(Phrase, (kind, tokens, ()))


def _end_name(word: list[Token], phrases: list[Phrase]) -> None:
    """Make a name of the tokens since the last phrase, unless they are blanks."""
    for token in word:
        if token.kind != "space":
            phrases.append(_phrase("NAME", tuple(word)))
            break
    word.clear()


def _placed(tokens: Sequence[Token], places: Mapping[str, Collection[str]]) -> Sequence[Token]:
    """The tokens with cues that stand where they are none made pieces of names: 等 is a cue behind a figure only."""
    placed = [number for number, token in enumerate(tokens) if token.kind in places]
    astray = [n for n in placed if not any(_stands(tokens, n, place) for place in places[tokens[n].kind])]
    if not astray:
        return tokens
    found = list(tokens)
    for number in astray:
        found[number] = found[number]._replace(kind=found[number].beneath)
    return found


def _stands(tokens: Sequence[Token], number: int, place: str) -> bool:
    """Whether a token stands at the start or end of its clause, right behind a figure, or between a base, amount or pause and a figure."""
    if place == "before":
        return _is_beside(tokens, number, 1, FIGURES)
    if place == "before_percent":
        return _is_beside(tokens, number, 1, ("percent",))
    if place == "ahead":
        return _is_beside(tokens, number, 1, FIGURES) and _is_beside(
            tokens, _before_filler(tokens, number), -1, _BEFORE_VERB
        )
    if place == "based":
        return _is_beside(tokens, number, 1, FIGURES) and _has_base(tokens, number)
    if place == "viewed":
        return _is_viewed(tokens, number)
    if place == "compared":
        return _is_compared(tokens, number)
    if place in ("figure", "percent"):
        return _is_beside(tokens, _before_bracket(tokens, number), -1, FIGURES if place == "figure" else ("percent",))
    step = 1 if place == "end" else -1
    number += step
    while 0 <= number < len(tokens) and tokens[number].kind == "space":
        number += step
    return not 0 <= number < len(tokens) or tokens[number].kind in (*_BREAKS, "open", "close", "mark")


def _is_viewed(tokens: Sequence[Token], number: int) -> bool:
    """Whether a clause without a figure ends in a word that looks at a matter from a side: 运转支出按层级分，…"""
    last = ""
    for token in tokens[number + 1 :]:
        if token.kind in (*_BREAKS, "open", "close", *FIGURES):
            return last == "view" and token.kind in _BREAKS
        last = token.kind if token.kind != "space" else last
    return last == "view"


def _is_compared(tokens: Sequence[Token], number: int) -> bool:
    """Whether a token begins a clause whose one figure stands right before 相比: 与报告的执行数69亿元相比."""
    if not _stands(tokens, number, "start"):
        return False
    figures = 0
    for place, token in enumerate(tokens[number + 1 :], number + 1):
        if token.kind == "than":
            return figures == 1 and tokens[place - 1].kind in FIGURES
        if token.kind in _BREAKS:
            return False
        figures += token.kind in FIGURES
    return False


def _has_base(tokens: Sequence[Token], number: int) -> bool:
    """Whether a base stands before a token in its clause."""
    for before in range(number - 1, -1, -1):
        if tokens[before].kind == "base":
            return True
        if tokens[before].kind in _BREAKS:
            return False
    return False


def _before_bracket(tokens: Sequence[Token], number: int) -> int:
    """The place of a token, or of the bracket right before it: 35%（700万元）用于维修."""
    before, depth = number - 1, 0
    while before >= 0:
        depth += (tokens[before].kind == "close") - (tokens[before].kind == "open")
        if depth <= 0:
            break
        before -= 1
    return before if 0 <= before < number - 1 else number


def _before_filler(tokens: Sequence[Token], number: int) -> int:
    """The place of a token, or of the one word such as 各 right before it: 比上年各减36万元."""
    return number - 1 if number and tokens[number - 1].kind in ("filler", "alike") else number


def _is_beside(tokens: Sequence[Token], number: int, step: int, kinds: Collection[str]) -> bool:
    """Whether the next token that is no blank, before or behind one, is of some kinds."""
    number += step
    while 0 <= number < len(tokens) and tokens[number].kind == "space":
        number += step
    return 0 <= number < len(tokens) and tokens[number].kind in kinds


def _ends_with_figure(phrases: Sequence[Phrase], word: Sequence[Token]) -> bool:
    """Whether nothing but blanks stands between the last figure and here."""
    return bool(phrases) and all(token.kind == "space" for token in word)


def _partners(kinds: Sequence[str]) -> dict[int, int]:
    """For each opening bracket the place of the one that closes it; a bracket without a partner is a character."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for place, kind in enumerate(kinds):
        if kind == "open":
            waiting.append(place)
        elif kind == "close" and waiting:
            found[waiting.pop()] = place
    return found
