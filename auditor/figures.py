"""Printed numbers: how they are spelled, the unit they carry, and every value that would have been printed so."""

import re
from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Literal

from auditor.patterns import regex
from auditor.tuples import NamedTuple

# One numeral: grouped thousands (ASCII or full-width comma), a plain run of digits, decimals behind either.
# A full-width comma also separates clauses, so it groups only where decimals or a known word stand behind three digits.
_NUMERAL = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:['’]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:，\d{3})+(?:\.\d+%s)|\d+(?:\.\d+)?"
NUMERAL = regex(_NUMERAL % "")
HAN_DIGITS = "〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟"
LONGEST_NUMERAL = 30
"""A run of more characters is no amount of anything."""
EXACT = Context(prec=100)
"""Arithmetic with room for every sum of figures of the greatest length that is read."""
_LONGEST_CELL = 200
_SIGNS = "-−－△▲"
_SIGN = regex(rf"[{_SIGNS}]\s?$")
_NO_GROUPS = str.maketrans("", "", ",，'’ ")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("−－‐‑‒–—―﹣⁻➖△▲▽▼", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("’‘`´＇", "'"),
        **dict(zip("０１２３４５６７８９（）．，％＋￥", "0123456789().,%+¥", strict=True)),
    }
)
"""The characters of a cell in their plain form, each for one, so that places stay what they are."""
_MARKS = r"(?:\s*+(?:[¹²³⁰-⁹①-⑳*＊※†‡]|[\[〔［]\s*+\d{1,2}\s*+[\]〕］]))*"
"""Marks of notes, raised or in square brackets; in a cell they stand before or behind the number and are no part of it."""
_CELL_NUMERAL = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,3}(?:'\d{3})+(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
    r"|\.\d+"
)
_SPACED_GROUPS = regex(r"\d{1,3}(?: \d{3})+\.\d+")
"""`20 410.00`: a number whose thousands are parted by blanks, or two numbers in one cell; only the other cells can tell."""
_LETTER_SPACED = regex(r"\d(?: \d){2,} ?\. ?\d(?: ?\d)*")
"""`8 3 6.00`: a number set with blanks between its digits."""
_LAST_GROUP_ONLY = regex(r"\d{4,}(?:,\d{3})(?:\.\d+)?")
"""`19349,057`: digits torn, or the way of a table that marks thousands and no more; only the other cells can tell."""
_CELL = (
    rf"{_MARKS}\s*+(?P<open>\()?\s*+(?P<currency>[¥£€$](?!000\b))?\s*+(?P<sign>[-+])?\s*+(?:[¥£€$](?!000\b))?\s*+(?P<numeral>%s)"
    rf"\s*+(?P<percent>%%)?\s*+(?P<behind>-)?\s*+(?P<close>\))?\s*+(?P<outside>%%)?{_MARKS}\s*+"
)
_WHOLE_CELL = regex(_CELL % _CELL_NUMERAL)
_HOUSE_STYLES = {
    style: re.compile(_CELL % f"{_CELL_NUMERAL}|{pattern.pattern}")
    for style, pattern in (("blanks", _SPACED_GROUPS), ("last", _LAST_GROUP_ONLY))
}
_LETTERS_APART = regex(_CELL % _LETTER_SPACED.pattern)
_FIRST_NUMBER = regex(rf"{_MARKS}\s*+[¥£€$]?\s*+(?P<sign>[-+])?\s*+(?P<numeral>{_CELL_NUMERAL})\s*+")
_SHORT_REST = regex(r"\w{1,3}|[^\d\s]{0,3}[(（].*[)）]", re.DOTALL)
_GLUED = regex(r"[\d.,'/%~-]")
_LOST = "?？\ufffd\ue000-\uf8ff"
"""What stands for characters that were lost on the way: by a conversion of encodings, by a font that does not say what its signs are."""
_BROKEN = regex(rf"#+|#[A-Z][A-Z0-9/]*[!?]?|[{_LOST}][{_LOST}.,]*", re.ASCII)
"""What a spreadsheet shows for a figure that it cannot show, or nothing but characters that were lost."""
_MOSTLY_DIGITS = regex(rf"[\d\s.,'()%+\-*/:;¥£€$。，、·|OolI□■{_LOST}]+")
DASHES = frozenset(("-", "--", "—", "——", "–", "－", "/", "／", "…", "———", "――", "─", "─ ─", "— —"))


MONEY, PERCENT_QUANTITY = "money", "percent"
"""The quantities that prose treats apart from counts."""


def numerals_before(words: Iterable[str]) -> re.Pattern[str]:
    """The pattern of a numeral that full-width commas may group where one of some words stands behind it."""
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(_NUMERAL % rf"|(?=\s*(?:{'|'.join(longest_first)}))" if longest_first else _NUMERAL % "")


class Unit(NamedTuple):
    """What a figure counts: `quantity` names what is measured, `scale` how many base units (pounds, pieces, …) one is."""

    name: str
    quantity: str
    scale: Decimal
    exact_decimals: int | None = None
    """From this many decimals on the printed value is the value itself (the cents of a sum of money; 0 for counts)."""
    concept: str | None = None
    """What a figure of prose in this unit is a count of, whatever the words before it name."""


PERCENT = Unit("%", PERCENT_QUANTITY, Decimal(1))


class Figure(NamedTuple):
    """One printed number with the unit it is read in."""

    printed: str
    """The number's own characters, without unit or percent sign."""
    value: Decimal
    """In the printed unit."""
    decimals: int
    unit: Unit | None
    known_by: str
    """How the unit is known: token (beside the number), row, column, caption (above the table), concept, or none."""
    fine_decimals: int
    """The most decimals printed around it; a figure with fewer may have had its zeros stripped."""

    @property
    def base(self) -> Decimal:
        """The value in base units: whole money, pieces for counts, percent for percentages."""
        return self.value * self.unit.scale if self.unit else self.value

    @property
    def is_percent(self) -> bool:
        return self.unit is not None and self.unit.quantity == PERCENT_QUANTITY

    @property
    def is_exact(self) -> bool:
        """Whether no other value would have been printed so: counts, cents, and a bare zero."""
        if self.decimals == 0 and self.value == 0:
            return True
        return (
            self.unit is not None and self.unit.exact_decimals is not None and self.decimals >= self.unit.exact_decimals
        )

    def quantum(self) -> Decimal:
        """One unit in the last printed place, in base units."""
        scale = self.unit.scale if self.unit else Decimal(1)
        return scale.scaleb(-self.decimals)

    def slack(self, *, fine: bool) -> Decimal:
        """Half a unit in the last place; with `fine`, of the place its surroundings are printed to."""
        if self.is_exact:
            return Decimal(0)
        decimals = max(self.decimals, self.fine_decimals) if fine else self.decimals
        scale = self.unit.scale if self.unit else Decimal(1)
        return scale.scaleb(-decimals) / 2


class Interval(NamedTuple):
    """Every value that would have been printed as a figure is, ends included."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, figure: Figure) -> "Interval":
        slack = figure.slack(fine=False)
        return cls(figure.base - slack, figure.base + slack)


class Numeral(NamedTuple):
    """A numeral found in text: its place, characters and value."""

    start: int
    end: int
    text: str
    value: Decimal
    decimals: int


def numeral_of(text: str, start: int) -> Numeral:
    """Read the characters of one numeral that starts at `start` of its source."""
    digits = text.translate(_NO_GROUPS)
    point = digits.find(".")
    return Numeral(start, start + len(text), text, Decimal(digits), 0 if point < 0 else len(digits) - point - 1)


def find_numerals(text: str, numerals: re.Pattern[str] = NUMERAL) -> list[Numeral]:
    """Every numeral of a text, in order; signs are not part of a numeral."""
    return [numeral_of(match[0], match.start()) for match in numerals.finditer(text)]


def is_negative(text: str, start: int) -> bool:
    """Whether a minus sign that is no range or hyphen stands right before `start`."""
    if not start or not (text[start - 1] in _SIGNS or text[start - 1].isspace()):
        return False
    sign = _SIGN.search(text, max(0, start - 2), start)
    if not sign:
        return False
    before = text[sign.start() - 1] if sign.start() else ""
    return not ((before.isascii() and before.isalnum()) or before in ")）]】")


HouseStyle = Literal["", "blanks", "last"]
"""How a table parts the digits of its numbers, where that is more than usual: by blanks; by one comma before the last three."""


def house_style(cells: Iterable[str]) -> HouseStyle:
    """How the numbers of one table are printed, if all of them agree: `20 410.00` in all cells is a style, in some two numbers in one."""
    found: dict[HouseStyle, int] = {"blanks": 0, "last": 0}
    usual = {"blanks": 0, "last": 0}
    for text in cells:
        bare = text.translate(_PLAIN).strip(" ()+-%¥£€$")
        digits = sum(map(str.isdigit, bare))
        if _SPACED_GROUPS.fullmatch(bare):
            found["blanks"] += 1
        elif _LAST_GROUP_ONLY.fullmatch(bare):
            found["last"] += 1
        elif digits > 3 and _MOSTLY_DIGITS.fullmatch(bare):
            whole = bare.partition(".")[0]
            usual["blanks"] += sum(map(str.isdigit, whole)) > 3
            usual["last"] += whole.count(",") > 1
    for style, count in found.items():
        if count > 1 and not usual[style]:
            return style
    return ""


def read_cell(text: str, style: HouseStyle = "") -> tuple[Numeral, bool, bool] | None:
    """The number that fills a whole cell, whether it is negative, whether it is a percentage; None if other text stands there.

    Negative are `-0.60`, `0.60-`, `(0.60)`, `（6.12%）`, `△0.60`. Marks of notes (`623.80¹`) are no part of it.
    """
    if len(text) > _LONGEST_CELL:
        return None
    plain = text.translate(_PLAIN)
    match = (_HOUSE_STYLES[style] if style else _WHOLE_CELL).fullmatch(plain) or _LETTERS_APART.fullmatch(plain)
    if not match or len(match["numeral"]) > LONGEST_NUMERAL or bool(match["open"]) != bool(match["close"]):
        return None
    start, end = match.span("numeral")
    numeral = numeral_of(match["numeral"], start)._replace(text=text[start:end])
    negative = bool(match["open"]) or match["sign"] == "-" or bool(match["behind"])
    return numeral, negative, bool(match["percent"] or match["outside"])


def begins_with_number(text: str) -> tuple[Numeral, bool, str] | None:
    """The number that a cell begins with, whether it is negative, and the words behind it: `836.00万元`, `212.20（含结转20.00）`."""
    plain = text.translate(_PLAIN)
    match = _FIRST_NUMBER.match(plain) if len(text) <= _LONGEST_CELL else None
    rest = text[match.end() :].strip() if match else ""
    if match is None or not rest or len(match["numeral"]) > LONGEST_NUMERAL or _GLUED.match(rest):
        return None
    start, end = match.span("numeral")
    numeral = numeral_of(match["numeral"], start)._replace(text=text[start:end])
    return numeral, match["sign"] == "-", rest


def is_figure(text: str) -> bool:
    """Whether a number fills a cell, or one with decimals and its unit or a remark: `836.00`, `836.00万元`; headers print no decimals."""
    if not text or read_cell(text) is not None:
        return bool(text)
    begun = begins_with_number(text)
    return begun is not None and begun[0].decimals > 0 and _SHORT_REST.fullmatch(begun[2]) is not None


def is_unreadable_figure(text: str) -> bool:
    """Whether a cell that no number fills was to be one: digits glued or torn (`812.4/0`, `212..20`, `212.2O`), `####`, a date."""
    plain = text.translate(_PLAIN).strip()
    if _BROKEN.fullmatch(plain):
        return True
    return any(map(str.isdigit, plain)) and _MOSTLY_DIGITS.fullmatch(plain) is not None and read_cell(text) is None
