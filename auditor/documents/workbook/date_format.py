"""A date or time as a spreadsheet prints it: the marks of a format code and the serial number of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from auditor.documents.workbook.format_code import Token
from auditor.tuples import NamedTuple

_LAST_DAY = 2958465
"""31 December 9999 in the system that counts from 1900."""
_FROM_1904 = 1462
_DAY = 86400
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Saturday Sunday Monday Tuesday Wednesday Thursday Friday".split()
_HALVES = {"am/pm": ("AM", "PM"), "a/p": ("A", "P"), "上午/下午": ("上午", "下午")}


class _Moment(NamedTuple):
    """A serial number taken apart; `seconds` are those since midnight."""

    days: int
    seconds: Decimal
    year: int
    month: int
    day: int


def date_text(tokens: Sequence[Token], serial: Decimal, *, epoch_1904: bool) -> str | None:
    """A serial number of days as the tokens of a date section print it; None where a cell would show ####.

    Day 60 of the system from 1900 is the 29 February that year did not have (ECMA-376 part 1, 18.17.4.1).
    """
    places = _places(tokens)
    moment = _moment(serial + (_FROM_1904 if epoch_1904 else 0), places)
    if moment is None:
        return None
    marks = [token.text.lower() if token.kind == "date" else "" for token in tokens]
    in_halves = any(mark in _HALVES for mark in marks)
    texts: list[str] = []
    fraction = f"{moment.seconds % 1:.{places}f}"[2:] if places else ""
    for index, (token, mark) in enumerate(zip(tokens, marks, strict=True)):
        if mark:
            minute = mark in ("m", "mm") and _stands_for_minutes(marks, index)
            texts.append(_minutes(moment, mark) if minute else _part(moment, mark, in_halves))
        elif token.kind == "digit":
            texts.append(fraction[:1])
            fraction = fraction[1:]
        else:
            texts.append(token.text)
    return "".join(texts)


def _places(tokens: Sequence[Token]) -> int:
    """How many decimals of a second are printed."""
    return min(sum(token.kind == "digit" for token in tokens), 6)


def _moment(serial: Decimal, places: int) -> _Moment | None:
    if not 0 <= serial <= _LAST_DAY + 1:
        return None
    total = (serial * _DAY).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    days, seconds = int(total // _DAY), total % _DAY
    if days > _LAST_DAY:
        return None
    if days in (0, 60):
        return _Moment(days, seconds, 1900, 2 if days else 1, 29 if days else 0)
    day = date(1899, 12, 31 if days < 60 else 30) + timedelta(days)
    return _Moment(days, seconds, day.year, day.month, day.day)


def _stands_for_minutes(marks: Sequence[str], index: int) -> bool:
    """An m is of minutes right after hours and right before seconds, else of a month."""
    before = next((mark for mark in reversed(marks[:index]) if mark), "")
    after = next((mark for mark in marks[index + 1 :] if mark), "")
    return before.lstrip("[").startswith("h") or after.lstrip("[").startswith("s")


def _minutes(moment: _Moment, mark: str) -> str:
    return f"{int(moment.seconds) // 60 % 60:0{len(mark)}d}"


def _part(moment: _Moment, mark: str, in_halves: bool) -> str:
    hours = int(moment.seconds) // 3600
    if mark in _HALVES:
        return _HALVES[mark][hours >= 12]
    if mark[0] == "[":
        return _elapsed(moment, mark)
    if mark[0] in "ye":
        return f"{moment.year % 100:02d}" if mark in ("y", "yy") else str(moment.year)
    if mark[0] == "m":
        return _named(_MONTHS[moment.month - 1], moment.month, mark)
    if mark[0] == "d":
        return _named(_WEEKDAYS[moment.days % 7], moment.day, mark)
    if mark[0] == "a":
        return ("星期" if len(mark) == 4 else "") + "六日一二三四五"[moment.days % 7]
    if mark[0] == "h":
        return f"{(hours - 1) % 12 + 1 if in_halves else hours:0{min(len(mark), 2)}d}"
    return f"{int(moment.seconds) % 60:0{min(len(mark), 2)}d}" if mark[0] == "s" else ""


def _named(name: str, number: int, mark: str) -> str:
    """A month or day by its number, its short name, its name, or the first letter of it."""
    if len(mark) < 3:
        return f"{number:0{len(mark)}d}"
    return {3: name[:3], 5: name[:1]}.get(len(mark), name)


def _elapsed(moment: _Moment, mark: str) -> str:
    size = {"h": 3600, "m": 60, "s": 1}[mark[1]]
    return f"{(moment.days * _DAY + int(moment.seconds)) // size:0{len(mark) - 2}d}"
