"""A number as a spreadsheet prints it: its format code and the exact stored decimal to the text in the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from auditor.documents.workbook.date_format import date_text
from auditor.documents.workbook.format_code import Section, Token, format_sections
from auditor.patterns import regex
from auditor.tuples import NamedTuple

_MOST_DIGITS = 15
"""A spreadsheet computes with and prints no more (ECMA-376 part 1, 18.17.2.1 numbers)."""
_CONTEXT = Context(prec=1200, rounding=ROUND_HALF_UP)
_STORED = regex(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
_PLAIN = regex(r"(?P<grouped>#,##)?0(?:\.(?P<decimals>0+))?")
_NOT_ZERO = regex(r"[1-9]")
_LONGEST_STORED = 400
_BLANKS = 2
"""How many blanks one step of an indent is read as."""
_DEEPEST = 15
"""Steps of an indent that a spreadsheet offers in its menus."""
_Printer = Callable[[Decimal], str]
"""From the size of a number to its text."""


class _Plain(NamedTuple):
    """What a section prints that has digits and nothing else."""

    exact: re.Pattern[str]
    """The stored numbers it prints with every digit, without a sign and not zero."""
    mark: str
    """How Python's `format` calls it; none where a number is printed as stored."""
    quantum: Decimal = Decimal(1)


def stored_decimal(stored: str) -> Decimal | None:
    """A stored number to the 15 digits a spreadsheet prints; None for what is no number."""
    if not _STORED.fullmatch(stored):
        return None
    if len(stored) <= _MOST_DIGITS and "e" not in stored.lower():
        return Decimal(stored)
    value = float(stored) if len(stored) <= _LONGEST_STORED else float("inf")
    return Decimal(f"{value:.{_MOST_DIGITS}g}") if abs(value) < float("inf") else None


def general_text(value: Decimal) -> str:
    """A number in the format General: 11 characters, never with an exponent.

    A spreadsheet prints an exponent from 12 whole digits on and for decimals that do not fit; figures of a disclosure
    are compared, so here a large number has all its digits, and one too small for 9 decimals is 0.
    """
    if not value:
        return "0"
    whole = max(value.adjusted() + 1, 1)
    if whole <= 11:
        value = value.quantize(Decimal(1).scaleb(-max(10 - whole, 0)), context=_CONTEXT)
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


class NumberFormat:
    """A format code made ready; `code` is as files store it, in the spelling of English, `indent` how deep a text is set in."""

    def __init__(self, code: str, *, epoch_1904: bool = False, indent: int = 0) -> None:
        sections = format_sections(code)
        self._numbers = [section for section in sections[:3] if not section.is_for_text]
        self._printers = [_printer(section) for section in self._numbers]
        self._has_conditions = any(section.condition for section in self._numbers)
        self._epoch_1904 = epoch_1904
        self._plain = None if self._has_conditions else _plain(self._numbers)
        texts = [section for section in sections if section.is_for_text]
        self._text = sections[3] if len(sections) > 3 else texts[0] if texts else None
        self._indent = " " * (_BLANKS * min(max(indent, 0), _DEEPEST))
        self._dresses = self._text is not None and "".join(token.text for token in self._text.tokens).strip() != "@"
        self.changes_text = self._dresses or bool(self._indent)
        """Whether a text is not printed as it is."""

    def text(self, text: str) -> str:
        """A text as it is printed: with what the code puts around it, or nothing."""
        if self._dresses and self._text is not None:
            text = "".join(text if token.text == "@" else token.text for token in self._text.tokens).strip()
        return self._indent + text if text else text

    def number(self, stored: str) -> str:
        """A number, as the file stores it, as it is printed; what is no number stays as it is."""
        plain = self._plain
        if plain is not None and plain.exact.fullmatch(stored):
            return format(Decimal(stored), plain.mark) if plain.mark else stored
        value = stored_decimal(stored)
        if value is None:
            return stored
        if plain is not None and plain.mark and value > 0:
            return format(value.quantize(plain.quantum, context=_CONTEXT), plain.mark)
        return self._printed(value).strip()

    def _printed(self, value: Decimal) -> str:
        index = self._index(value)
        if index is None:
            return general_text(value)
        section = self._numbers[index]
        if section.is_date:
            return date_text(section.tokens, value, epoch_1904=self._epoch_1904) or general_text(value)
        text = self._printers[index](abs(value))
        is_signed = value < 0 and not section.is_below_zero and not self._is_for_negatives(index)
        return f"-{text}" if is_signed and _NOT_ZERO.search(text) else text

    def _is_for_negatives(self, index: int) -> bool:
        """Whether a section without condition is there for negative numbers and prints their sign itself."""
        if index != 1 or self._numbers[1].condition:
            return False
        return not self._has_conditions or len(self._numbers) > 2

    def _index(self, value: Decimal) -> int | None:
        """Which section prints a number: the first whose condition holds, else the one left for the rest."""
        sections = self._numbers
        if not self._has_conditions:
            last = len(sections) - 1
            return None if last < 0 else min(last, 1 if value < 0 else 0 if value else 2 if last > 1 else 0)
        for index, section in enumerate(sections):
            rest = index > 0 and index + 1 == len(sections)
            implied = (index == 0 and value > 0) or (index == 1 and value < 0) or rest
            if section.admits(value) or (section.condition is None and implied):
                return index
        return None


def _plain(sections: Sequence[Section]) -> _Plain | None:
    """The short way for almost every cell: its first section prints digits and nothing else."""
    tokens = sections[0].tokens if sections else ()
    code = "".join(token.text for token in tokens if token.text.strip())
    if [token.kind for token in tokens] == ["general"]:
        return _Plain(re.compile(r"[1-9][0-9]{0,6}(?:\.[0-9]{0,2}[1-9])?"), "")
    match = _PLAIN.fullmatch(code)
    if not match or any(token.kind not in ("digit", "mark") for token in tokens if token.text.strip()):
        return None
    places = len(match["decimals"] or "")
    decimals = rf"(?:\.[0-9]{{1,{min(places, 5)}}})?" if places else ""
    exact = re.compile(rf"[1-9][0-9]{{0,9}}{decimals}")
    return _Plain(exact, f"{',' if match['grouped'] else ''}.{places}f", Decimal(1).scaleb(-places))


def _printer(section: Section) -> _Printer:
    tokens = section.tokens
    if section.has("general"):
        return lambda size: "".join(general_text(size) if kind == "general" else text for kind, text in tokens)
    if section.has("digit") and section.has("exponent"):
        return lambda size: _scientific(tokens, size)
    if section.has("digit") and section.has("mark", "/"):
        return lambda size: _fraction(tokens, size)
    layout = _layout(tokens)
    return lambda size: _digits(layout, size)


class _Layout(NamedTuple):
    """Where the digits of a number go; tokens that are no digits are printed as they are."""

    whole: list[Token]
    decimals: list[Token]
    shift: int
    """How many places the point moves to the right."""
    grouped: bool


def _layout(tokens: Sequence[Token]) -> _Layout:
    """A comma between digits groups, one behind the last digit before the point or the end divides by a thousand."""
    point = next((index for index, token in enumerate(tokens) if token == ("mark", ".")), len(tokens))
    digits = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    whole: list[Token] = []
    decimals: list[Token] = []
    shift, grouped = 0, False
    for index, token in enumerate(tokens):
        if token == ("mark", ","):
            behind = [place for place in digits if index < place and (place < point or index > point)]
            grouped = grouped or bool(behind and digits[0] < index < point)
            shift -= 0 if behind or not digits or index < digits[0] else 3
        elif index != point:
            shift += 2 if token == ("mark", "%") else 0
            (whole if index < point else decimals).append(token)
    return _Layout(whole, decimals, shift, grouped)


def _digits(layout: _Layout, size: Decimal) -> str:
    places = sum(token.kind == "digit" for token in layout.decimals)
    size = size.scaleb(layout.shift, _CONTEXT).quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    whole, _, decimals = format(size, "f").partition(".")
    significant = len(decimals.rstrip("0"))
    texts: list[str] = []
    place = 0
    for kind, text in layout.decimals:
        if kind == "digit":
            text = decimals[place] if place < significant or text == "0" else ""
            text = f".{text}" if text and not place else text
            place += 1
        texts.append(text)
    return _filled(layout, whole.lstrip("0")) + "".join(texts)


def _filled(layout: _Layout, digits: str) -> str:
    """The whole digits in their places from the right; the leftmost place takes all that are left."""
    texts: list[str] = []
    printed = 0
    places = sum(token.kind == "digit" for token in layout.whole)
    for kind, text in reversed(layout.whole):
        if kind != "digit":
            texts.append(text)
            continue
        places -= 1
        taken = digits[-1:] if places else digits
        digits = digits[: len(digits) - len(taken)]
        for digit in reversed(taken or text.strip("#?")):
            texts.append("," if layout.grouped and printed and printed % 3 == 0 else "")
            texts.append(digit)
            printed += 1
    return "".join(reversed(texts))


def _split(tokens: Sequence[Token], index: int) -> tuple[list[Token], str]:
    """The digits from a place on, and what is printed behind them."""
    end = index
    while end < len(tokens) and (tokens[end].kind == "digit" or tokens[end].text.isdecimal()):
        end += 1
    return list(tokens[index:end]), "".join(token.text for token in tokens[end:])


def _scientific(tokens: Sequence[Token], size: Decimal) -> str:
    """With several digits before the point the exponent is a multiple of their number."""
    middle = next(index for index, token in enumerate(tokens) if token.kind == "exponent")
    layout = _layout(tokens[:middle])
    powers, behind = _split(tokens, middle + 1)
    step = max(sum(token.kind == "digit" for token in layout.whole), 1)
    places = sum(token.kind == "digit" for token in layout.decimals)
    exponent = size.adjusted() // step * step if size else 0
    mantissa = size.scaleb(-exponent, _CONTEXT).quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    if mantissa >= Decimal(1).scaleb(step):
        mantissa, exponent = mantissa.scaleb(-step), exponent + step
    sign = "-" if exponent < 0 else tokens[middle].text[1].replace("-", "")
    return f"{_digits(layout, mantissa)}E{sign}{abs(exponent):0{max(len(powers), 1)}d}{behind}"


def _fraction(tokens: Sequence[Token], size: Decimal) -> str:
    slash = next(index for index, token in enumerate(tokens) if token == ("mark", "/"))
    start = slash
    while start and tokens[start - 1].kind == "digit":
        start -= 1
    below, behind = _split(tokens, slash + 1)
    fixed = "".join(token.text for token in below)
    has_whole = any(token.kind == "digit" for token in tokens[:start])
    whole = int(size) if has_whole else 0
    rest = Fraction(size) - whole
    if fixed.isdecimal() and int(fixed):
        upper, lower = int(rest * int(fixed) + Fraction(1, 2)), int(fixed)
    else:
        near = rest.limit_denominator(10 ** min(max(len(below), 1), 5) - 1)
        upper, lower = near.numerator, near.denominator
    if has_whole and upper == lower:
        whole, upper = whole + 1, 0
    before = _filled(_layout(tokens[:start]), str(whole).lstrip("0") if upper else str(whole))
    return (f"{before}{upper}/{lower}" if upper or not has_whole else before.rstrip()) + behind
