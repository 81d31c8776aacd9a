"""Numbers of prose with their units: 836.00万元, 8亿3600万元, 八百三十六万元, 2 9 4 6 . 2 5万元, 840余万元, and torn ones: 542,62万元."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.figures import HAN_DIGITS, LONGEST_NUMERAL, MONEY, Numeral, Unit, numeral_of
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.vocabulary import Vocabulary

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_DIGITS |= {digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_HUNDREDTHS = "百分之"
_HAN_BEFORE = regex(r"\d[十百千]$")
_RUN_OF_WORDS = f"[{HAN_DIGITS}]{{1,16}}"
_HAN = regex(
    f"(?:(?P<high>{_RUN_OF_WORDS})亿(?=[{HAN_DIGITS}]))?(?:(?P<middle>{_RUN_OF_WORDS})万(?=[{HAN_DIGITS}]))?(?P<low>{_RUN_OF_WORDS})"
)
_LETTER_SPACED = regex(r"\d(?: \d)+(?: ?[.．] ?\d(?: ?\d)*)?(?![\d.])")
_SPACED_BEFORE = regex(r"\d\s?[.．]?\s$")
"""The end of a number whose digits are set apart: what follows is the rest of it and no number of its own."""
_RUN = regex(r"[\d.．,，'’]*[\d.．]")
_CUT_BY_COMMA = regex(r"，\d{2}(?![\d.．])")
"""A full-width comma where a point should be: 836，00万元."""
_LONGEST_RUN = 4 * LONGEST_NUMERAL
"""Characters, digits set apart and stray signs among them; what is longer is no number, and is not looked through at each digit."""
_GOING_ON = frozenset(".．,，'’0123456789")
"""Behind a numeral these may be the rest of a longer one."""
_BLANKS = regex(r"\s*")
_BEHIND_COUNT = regex(r"$|[，,。；;、：:（(）)\n]|[^，,。；;、：:（(\d]{1,14}[：:]")
_MANY = frozenset("百千佰仟")
"""千家、百户 are no counts."""


class Printed(NamedTuple):
    """A number as printed: its digits, its unit, where it ends behind both."""

    numeral: Numeral
    unit: Unit | None
    end: int
    loose: bool = False
    is_torn: bool = False
    is_points: bool = False
    """Whether percentage points are counted, which are no percentage: 上升0.4个百分点."""


def starts_number(char: str) -> bool:
    """Whether a number without a sign may start with a character."""
    return "0" <= char <= "9" or char in _DIGITS or char in _TENS


def number_at(text: str, position: int, vocabulary: Vocabulary) -> Printed | None:
    """The number that starts at a position; None where none does."""
    char = text[position]
    if "0" <= char <= "9":
        if position and text[position - 1] in "十百千" and _HAN_BEFORE.search(text, max(0, position - 2), position):
            # 3千2百万元: nobody reads 2 without what stands before it.
            return _plain(text, position, vocabulary)._replace(is_torn=True)
        plain = vocabulary.plain_figures.match(text, position)
        if plain is not None and plain.end("number") - position <= LONGEST_NUMERAL and not _goes_on(text, position):
            return Printed(numeral_of(plain["number"], position), vocabulary.units[plain["unit"]], plain.end())
        return _compound(text, position, vocabulary) or _plain(text, position, vocabulary)
    if char in _DIGITS or char in _TENS:
        return _in_words(text, position, vocabulary)
    sign = vocabulary.sign_pattern.match(text, position) if vocabulary.sign_pattern else None
    return _behind_sign(text, sign, vocabulary) if sign else None


def _goes_on(text: str, position: int) -> bool:
    """Whether a number may be the rest of one whose digits are set apart."""
    return position > 0 and (text[position - 1] in ".．" or text[position - 1].isspace())


def _plain(text: str, position: int, vocabulary: Vocabulary) -> Printed:
    spaced = (
        _LETTER_SPACED.match(text, position, position + _LONGEST_RUN) if text.startswith(" ", position + 1) else None
    )
    if spaced and _unit_at(text, spaced.end(), vocabulary)[0] is not None:
        digits = spaced[0].replace(" ", "").replace("．", ".")
        numeral = numeral_of(digits, position)._replace(end=spaced.end(), text=spaced[0])
        return _with_unit(text, numeral, vocabulary)
    match = vocabulary.numerals.match(text, position)
    assert match is not None
    numeral, end = numeral_of(match[0], position), match.end()
    if end - position > LONGEST_NUMERAL or _SPACED_BEFORE.search(text, max(0, position - 4), position):
        return Printed(numeral, None, end)
    goes_on = text[end : end + 1] in _GOING_ON and _unit_at(text, end, vocabulary)[0] is None
    return (_torn(text, numeral, spaced is not None, vocabulary) if goes_on else None) or _with_unit(
        text, numeral, vocabulary
    )


def _torn(text: str, numeral: Numeral, is_spaced: bool, vocabulary: Vocabulary) -> Printed | None:
    """Digits that go on behind a numeral up to a unit and make no number: 542,62万元, 836，00万元."""
    position = numeral.start
    run = _RUN.match(text, position, position + _LONGEST_RUN)
    if run is not None and run.end() > numeral.end:
        unit, end, _ = _unit_at(text, run.end(), vocabulary)
        if unit is not None:
            return Printed(numeral._replace(text=run[0], end=run.end()), unit, end, is_torn=True)
    cut = _CUT_BY_COMMA.match(text, numeral.end)
    if cut is not None and not is_spaced:
        unit, end, _ = _unit_at(text, cut.end(), vocabulary)
        if unit is not None and unit.quantity == MONEY:
            whole = numeral._replace(text=text[position : cut.end()], end=cut.end())
            return Printed(whole, unit, end, is_torn=True)
    return None


def _with_unit(text: str, numeral: Numeral, vocabulary: Vocabulary) -> Printed:
    after = _behind_blanks(text, numeral.end)
    times = vocabulary.times_behind.match(text, after)
    if times is not None:
        return _rate(numeral.start, times.end(), numeral.value * 100, numeral.decimals - 2, vocabulary)
    for word in vocabulary.grammar.change["points"]:
        if text.startswith(word, after):
            return Printed(numeral, None, after + len(word), is_points=True)
    unit, end, loose = _unit_at(text, numeral.end, vocabulary)
    return Printed(numeral, unit, end, loose)


def _unit_at(text: str, position: int, vocabulary: Vocabulary) -> tuple[Unit | None, int, bool]:
    """The unit behind a number, where it ends, and whether a word between them makes it only about so much."""
    after = _behind_blanks(text, position)
    loose = False
    for word in vocabulary.grammar.change.get("odd", ()):
        if text.startswith(word, after):
            after, loose = _behind_blanks(text, after + len(word)), True
            break
    found = vocabulary.unit_phrases.at(text, after) if after < len(text) else None
    return (found[1], after + len(found[0]), loose) if found else (None, position, False)


def _behind_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _behind_sign(text: str, sign: re.Match[str], vocabulary: Vocabulary) -> Printed:
    """A number behind the sign of its unit: £3m."""
    match = vocabulary.numerals.match(text, sign.end())
    assert match is not None
    plain, words = vocabulary.signed_units[sign["sign"]]
    after = _behind_blanks(text, match.end())
    found = words.at(text, after) if after < len(text) else None
    numeral = numeral_of(match[0], sign.end())
    return Printed(numeral, found[1] if found else plain, after + len(found[0]) if found else match.end())


def _compound(text: str, position: int, vocabulary: Vocabulary) -> Printed | None:
    """One amount in two units: 8亿3600万元 is 83,600万元."""
    match = vocabulary.compounds.match(text, position)
    if match is None:
        return None
    unit, end, loose = _unit_at(text, match.end(), vocabulary)
    scale = vocabulary.multiples[match["multiple"]]
    if unit is None or unit.quantity != MONEY or scale <= unit.scale:
        return None
    low = numeral_of(match["low"], match.start("low"))
    value = Decimal(match["high"].replace(",", "")) * scale / unit.scale + low.value
    return Printed(Numeral(position, match.end(), match[0], value, low.decimals), unit, end, loose)


def _in_words(text: str, position: int, vocabulary: Vocabulary) -> Printed | None:
    """An amount of money in Han numerals: 八百三十六万元, 三万二千元; 百分之4.70 is 4.70%. Most counts are words."""
    if text.startswith(_HUNDREDTHS, position):
        return _in_hundredths(text, position + len(_HUNDREDTHS), vocabulary)
    rate = _rate_in_words(text, position, vocabulary)
    if rate is not None:
        return rate
    match = _HAN.match(text, position)
    if match is None or (text[position] in _MANY and match.end() - position == 1):
        # 上百亿元, 数千万元: no amount.
        return None
    unit, end, loose = _unit_at(text, match.end(), vocabulary)
    if unit is None or (unit.quantity != MONEY and not _is_count(text, position, end, vocabulary)):
        return None
    above = counted(match["high"] or "") * 10**8 + counted(match["middle"] or "") * 10**4
    if above and above < unit.scale:
        return None
    value = above / unit.scale + counted(match["low"])
    return Printed(Numeral(position, match.end(), match[0], value, 0), unit, end, loose) if value else None


def _is_count(text: str, position: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a number of things in words ends what is told of them: 教育类三项、医疗类四项; 三项合计 and 第三次 do not."""
    is_plain = not position or text[position - 1] not in vocabulary.grammar.language.get("ordinals", "")
    return is_plain and text[position] not in _MANY and _BEHIND_COUNT.match(text, end) is not None


def _in_hundredths(text: str, position: int, vocabulary: Vocabulary) -> Printed | None:
    """A percentage that is written 百分之4.70."""
    match = vocabulary.numerals.match(text, position)
    percent = vocabulary.unit_phrases.at("%", 0)
    return Printed(numeral_of(match[0], position), percent[1], match.end()) if match and percent else None


def _rate_in_words(text: str, position: int, vocabulary: Vocabulary) -> Printed | None:
    """A rate in words as a percentage, whose last place is tens or hundreds: three tenths, twice as much again, a quarter."""
    found = vocabulary.rates_in_words.match(text, position)
    if found is None:
        return None
    doubled = found["doubled"]
    if found["tenths"]:
        value, decimals = (
            Decimal(_DIGITS[found["tenths"]] * 10 + (_DIGITS[found["more"]] if found["more"] else 0)),
            -1 + bool(found["more"]),
        )
    elif doubled:
        value, decimals = Decimal((2 ** _DIGITS[doubled] - 1) * 100), -1
    elif found["times"]:
        value, decimals = Decimal(counted(found["times"]) * 100), -2
    else:
        value = (Decimal(_DIGITS[found["pieces"]] * 100) / counted(found["of"])).quantize(Decimal(1))
        decimals = -1
    return _rate(position, found.end(), value, decimals, vocabulary)


def _rate(start: int, end: int, value: Decimal, decimals: int, vocabulary: Vocabulary) -> Printed:
    """A rate as a percentage, said so; `decimals` below nothing are places before the point."""
    percent = vocabulary.unit_phrases.at("%", 0)
    numeral = Numeral(start, end, f"{value:f}", value, decimals)
    return Printed(numeral, percent[1] if percent else None, end)


def counted(text: str) -> int:
    """The value of Han numerals up to thousands: 八百三十六, 一千零五."""
    total, digit = 0, 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
