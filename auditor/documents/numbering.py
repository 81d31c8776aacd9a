"""The numbers of automatic labels, written out in the formats of Word (ST_NumberFormat of ECMA-376 Part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from auditor.tuples import NamedTuple

_LARGEST = 99_999_999
_HAN = "〇一二三四五六七八九"
_HAN_ROUND = "○一二三四五六七八九"
_FULL_WIDTH = "０１２３４５６７８９"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED_HAN = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"


class _Numerals(NamedTuple):
    """The characters of a system that names its powers of ten."""

    digits: str
    powers: tuple[str, str, str, str]
    """Of one, ten, hundred, thousand."""
    myriad: str
    bare_ten: bool
    """Whether 10 to 19 begin without a one."""
    bare_powers: bool = False
    """Whether no ten, hundred or thousand is ever preceded by a one, and no zero stands for an empty place."""


_CHINESE = _Numerals("零一二三四五六七八九", ("", "十", "百", "千"), "万", bare_ten=True)
_TAIWANESE = _Numerals("零一二三四五六七八九", ("", "十", "百", "千"), "萬", bare_ten=True)
_JAPANESE = _Numerals(_HAN, ("", "十", "百", "千"), "万", bare_ten=True, bare_powers=True)
_LEGAL_SIMPLIFIED = _Numerals("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "万", bare_ten=False)
_LEGAL_TRADITIONAL = _Numerals("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), "萬", bare_ten=False)


def number_text(number_format: str, number: int) -> str:
    """A number as a label prints it. `number_format` is a name of ST_NumberFormat; `bullet` and `none` print nothing.

    A name that is not known, and a number its format has no character for, is printed in Arabic digits, as Word does.
    """
    if number_format in _WITHOUT_NUMBER:
        return ""
    write = _FORMATS.get(number_format)
    written = write(number) if write is not None and 0 <= number <= _LARGEST else None
    return str(number) if written is None else written


def _digits(digits: str, number: int) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _counting(digits: str, number: int) -> str:
    """Tens are named up to 99; from 100 on digit stands beside digit."""
    if number < 10 or number > 99:
        return _digits(digits, number)
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")


def _named(numerals: _Numerals, number: int) -> str:
    if number == 0:
        return numerals.digits[0]
    myriads, rest = divmod(number, 10_000)
    text = _below_myriad(numerals, myriads) + numerals.myriad if myriads else ""
    if myriads and 0 < rest < 1000 and not numerals.bare_powers:
        text += numerals.digits[0]
    text += _below_myriad(numerals, rest)
    one_ten = numerals.digits[1] + numerals.powers[1]
    return text[1:] if numerals.bare_ten and text.startswith(one_ten) else text


def _below_myriad(numerals: _Numerals, number: int) -> str:
    text = ""
    empty = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            empty = bool(text)
            continue
        if empty and not numerals.bare_powers:
            text += numerals.digits[0]
        bare = numerals.bare_powers and digit == 1 and place > 0
        text += ("" if bare else numerals.digits[digit]) + numerals.powers[place]
        empty = False
    return text


def _letters(number: int) -> str | None:
    """A to Z, then AA, BB and so on."""
    rounds, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (rounds + 1) if 0 < number <= 780 else None


def _roman(number: int) -> str | None:
    if not 0 < number < 32_768:
        return None
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _run(first: str, count: int, number: int) -> str | None:
    """Characters that follow one another in Unicode."""
    return chr(ord(first) + number - 1) if 0 < number <= count else None


def _character(characters: str, number: int) -> str | None:
    return characters[number - 1] if 0 < number <= len(characters) else None


def _stem_and_branch(number: int) -> str | None:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else None


def _lower(write: Callable[[int], str | None], number: int) -> str | None:
    text = write(number)
    return text if text is None else text.lower()


def _ordinal(number: int) -> str:
    teens = 10 < number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_WITHOUT_NUMBER = frozenset({"bullet", "none"})
_FORMATS: dict[str, Callable[[int], str | None]] = {
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": partial(_digits, _FULL_WIDTH),
    "decimalFullWidth2": partial(_digits, _FULL_WIDTH),
    "decimalEnclosedCircle": partial(_run, "①", 20),
    "decimalEnclosedCircleChinese": partial(_run, "①", 20),
    "decimalEnclosedFullstop": partial(_run, "⒈", 20),
    "decimalEnclosedParen": partial(_run, "⑴", 20),
    "numberInDash": "- {} -".format,
    "ordinal": _ordinal,
    "hex": "{:X}".format,
    "upperLetter": _letters,
    "lowerLetter": partial(_lower, _letters),
    "upperRoman": _roman,
    "lowerRoman": partial(_lower, _roman),
    "chineseCounting": partial(_counting, _HAN),
    "taiwaneseCounting": partial(_counting, _HAN_ROUND),
    "chineseCountingThousand": partial(_named, _CHINESE),
    "taiwaneseCountingThousand": partial(_named, _TAIWANESE),
    "japaneseCounting": partial(_named, _JAPANESE),
    "chineseLegalSimplified": partial(_named, _LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": partial(_named, _LEGAL_TRADITIONAL),
    "ideographDigital": partial(_digits, _HAN),
    "japaneseDigitalTenThousand": partial(_digits, _HAN),
    "taiwaneseDigital": partial(_digits, _HAN_ROUND),
    "ideographEnclosedCircle": partial(_character, _CIRCLED_HAN),
    "ideographTraditional": partial(_character, _STEMS),
    "ideographZodiac": partial(_character, _BRANCHES),
    "ideographZodiacTraditional": _stem_and_branch,
}
