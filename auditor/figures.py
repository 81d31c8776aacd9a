"""Printed numbers: how they are spelled, the unit they carry, and every value that would have been printed so."""

# Annotations are no strings here: each field of a named tuple that has one is compiled at every start of the program.
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

# One numeral: grouped thousands (ASCII or full-width comma), a plain run of digits, decimals behind either.
# A full-width comma also separates clauses, so it groups only where decimals or a known word stand behind three digits.
_NUMERAL = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:，\d{3})+(?:\.\d+%s)|\d+(?:\.\d+)?"
NUMERAL = re.compile(_NUMERAL % "")
LONGEST_NUMERAL = 30
"""A run of more characters is no amount of anything."""
_LONGEST_CELL = 200
_SIGN = re.compile(r"[-−－△▲]\s?$")
_WHOLE_CELL = re.compile(
    rf"\s*(?P<open>[(（])?\s*(?P<sign>[-−－+△▲])?\s*(?:[¥￥£€$](?!000\b))?\s*(?P<numeral>{NUMERAL.pattern})\s*(?P<close>[)）])?\s*(?P<percent>[%％])?\s*"
)
DASHES = frozenset(("-", "--", "—", "——", "–", "－", "/", "…", "———", "――", "─", "─ ─", "— —"))


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
    digits = text.replace(",", "").replace("，", "")
    point = digits.find(".")
    return Numeral(start, start + len(text), text, Decimal(digits), 0 if point < 0 else len(digits) - point - 1)


def find_numerals(text: str, numerals: re.Pattern[str] = NUMERAL) -> list[Numeral]:
    """Every numeral of a text, in order; signs are not part of a numeral."""
    return [numeral_of(match[0], match.start()) for match in numerals.finditer(text)]


def is_negative(text: str, start: int) -> bool:
    """Whether a minus sign that is no range or hyphen stands right before `start`."""
    sign = _SIGN.search(text, max(0, start - 2), start)
    if not sign:
        return False
    before = text[sign.start() - 1] if sign.start() else ""
    return not ((before.isascii() and before.isalnum()) or before in ")）]】")


def read_cell(text: str) -> tuple[Numeral, bool, bool] | None:
    """The number that fills a whole cell, whether it is negative, whether it is a percentage; None if other text stands there."""
    match = _WHOLE_CELL.fullmatch(text) if len(text) <= _LONGEST_CELL else None
    if not match or len(match["numeral"]) > LONGEST_NUMERAL or bool(match["open"]) != bool(match["close"]):
        return None
    numeral = numeral_of(match["numeral"], match.start("numeral"))
    negative = bool(match["open"]) or (match["sign"] not in (None, "+"))
    return numeral, negative, bool(match["percent"])
