"""Where the allowance of a verdict comes from: the digits of its figures, and the verdict that follows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from auditor.figures import EXACT
from auditor.records import Lang, TermRecord, VerdictRecord
from auditor.records.messages import say
from auditor.records.model import ReadingRecord
from auditor.reports.explain.words import word
from auditor.reports.terms import printed_of, signed
from auditor.tuples import NamedTuple

_UNROUNDED = ("wording", "period", "code", "form", "roster", "count")
"""Kinds of rule that hold words, years, codes and counts against each other: nothing in them is rounded."""
_HUNDRED = Decimal(100)


class Span(NamedTuple):
    """What a figure stands for, in base units."""

    low: Decimal
    high: Decimal


def derivation(verdict: VerdictRecord, readings: Sequence[ReadingRecord], lang: Lang) -> list[str]:
    """The allowance step by step and the verdict that follows from it."""
    found = [(term, readings[term["reading"]]) for term in verdict["terms"] if "reading" in term and term["printed"]]
    if verdict["expected"] is None and verdict["difference"] is None:
        return [_judged(verdict, lang)]
    if verdict["kind"] in _UNROUNDED or not found:
        return [_judged(verdict, lang)]
    if verdict["terms"][0]["role"] == "percent" and any(term["role"] != "percent" for term, _ in found):
        return [*_quotient(verdict, found, lang), word("decided", lang, outcome=say(verdict["outcome"], lang))]
    return [*_allowance(verdict, found, lang), _judged(verdict, lang)]


def _judged(verdict: VerdictRecord, lang: Lang) -> str:
    outcome = say(verdict["outcome"], lang)
    if verdict["reason"]:
        return word("because", lang, outcome=outcome, reason=verdict["reason"])
    if verdict["difference"] is None or verdict["kind"] in _UNROUNDED:
        return word("decided", lang, outcome=outcome)
    difference, allowance = Decimal(verdict["difference"]), Decimal(verdict["allowance"] or 0)
    if difference == 0:
        return word("equal", lang, outcome=outcome)
    reach = difference if verdict["kind"] == "bound" else abs(difference)
    return word(
        "within" if reach <= allowance else "beyond",
        lang,
        outcome=outcome,
        difference=signed(verdict["difference"]),
        allowance=verdict["allowance"],
        unit=_unit(verdict),
    )


def _unit(verdict: VerdictRecord) -> str:
    return next((term["unit"] for term in verdict["terms"] if term["unit"]), "")


def _allowance(verdict: VerdictRecord, found: Sequence[tuple[TermRecord, ReadingRecord]], lang: Lang) -> list[str]:
    """Which halves of last digits make the allowance: all of a sum, or those of the coarser of two prints."""
    if verdict["allowance"] is None:
        return []
    allowance, unit = Decimal(verdict["allowance"]), _unit(verdict)
    scale = Decimal(found[0][1]["scale"])
    coarse = [Decimal(reading["half"]) * Decimal(reading["scale"]) / scale for _, reading in found]
    fine = [Decimal(reading["fine_half"]) * Decimal(reading["scale"]) / scale for _, reading in found]
    if allowance == 0:
        if verdict["difference"] == "0":
            return []
        return [word("allowance-copy" if any(coarse) else "allowance-none", lang)]
    is_copy = len(found) == 2 and verdict["kind"] != "bound" and verdict["terms"][0]["role"] not in ("word", "percent")
    if is_copy and allowance == 2 * max(coarse):
        return [word("allowance-digit", lang, sum=_plain(allowance), unit=unit)]
    if is_copy and allowance == max(coarse):
        return [word("allowance-rounded", lang, sum=_plain(allowance), unit=unit)]
    for key, halves in (("allowance-sum", coarse), ("allowance-sum-fine", fine)):
        if sum(halves) == allowance:
            return [word(key, lang, halves=_added(halves), sum=_plain(allowance), unit=unit)]
    return []


def _added(halves: Sequence[Decimal]) -> str:
    """Equal halves counted: 3 × 0.005 + 0.5."""
    counts: dict[Decimal, int] = {}
    for half in halves:
        if half:
            counts[half] = counts.get(half, 0) + 1
    return " + ".join(f"{times} × {_plain(half)}" if times > 1 else _plain(half) for half, times in counts.items())


def _quotient(verdict: VerdictRecord, found: Sequence[tuple[TermRecord, ReadingRecord]], lang: Lang) -> list[str]:
    """The least and the greatest quotient of what the figures stand for, beside what the percentage stands for."""
    by_role = {term["role"]: (term, span_of(term, reading)) for term, reading in found}
    printed, over, under = by_role["percent"], by_role.get("numerator", by_role.get("change")), None
    lines = []
    if "denominator" in by_role:
        under = by_role["denominator"][1]
        if over is None and "current" in by_role:
            over = (by_role["current"][0], _apart(by_role["current"][1], under))
    elif over is not None and "change" in by_role and ("current" in by_role or "numerator" in by_role):
        under = _derived(by_role)
        reading = next(reading for term, reading in found if term is over[0])
        scale = Decimal(reading["scale"])
        key = "base-derived" if "current" in by_role else "plan-derived"
        low, high = _derived_alone(by_role)
        lines.append(word(key, lang, low=_plain(low / scale), high=_plain(high / scale), unit=over[0]["unit"] or ""))
    if over is None or under is None or under.low <= 0:
        return lines
    # Tables print falls with a sign or without one.
    top, rate = _size(over[1]), _size(printed[1])
    low, high = top.low * _HUNDRED / under.high, top.high * _HUNDRED / under.low
    meets = low <= rate.high and high >= rate.low
    # Rounded outwards, so that what is said is never narrower than what is so.
    places = Decimal(1).scaleb(-_decimals(printed[0]) - 3)
    sentence = word(
        "quotient",
        lang,
        low=low.quantize(places, ROUND_FLOOR, EXACT),
        high=high.quantize(places, ROUND_CEILING, EXACT),
        printed=printed_of(printed[0]).lstrip("-"),
        least=_plain(rate.low),
        most=_plain(rate.high),
        relation=word("meet" if meets else "miss", lang),
    )
    return [*lines, sentence]


def _size(span: Span) -> Span:
    """How large what a figure stands for is, its sign aside."""
    return Span(-span.high, -span.low) if span.high + span.low < 0 else span


def _apart(now: Span, before: Span) -> Span:
    """How far two figures are apart."""
    return _size(Span(now.low - before.high, now.high - before.low))


def _derived(by_role: dict[str, tuple[TermRecord, Span]]) -> Span:
    """The base of a change as its quotient takes it: the greatest fall and the least one each have a base of their own."""
    change, span = by_role["change"]
    if change["sign"] >= 0 or "current" not in by_role:
        return _derived_alone(by_role)
    level = by_role["current"][1]
    return Span(level.low + span.high, level.high + span.low)


def _derived_alone(by_role: dict[str, tuple[TermRecord, Span]]) -> Span:
    """What there was before, which is what there is now without the change; or the plan, the result without the difference."""
    change, span = by_role["change"]
    level = by_role["current" if "current" in by_role else "numerator"][1]
    if change["sign"] < 0:
        return Span(level.low + span.low, level.high + span.high)
    return Span(level.low - span.high, level.high - span.low)


def span_of(term: TermRecord, reading: ReadingRecord, key: str = "half") -> Span:
    """Every value that would have been printed so; with `key` fine_half if its zeros were stripped."""
    half = Decimal(reading["fine_half"] if key == "fine_half" else reading["half"]) * Decimal(reading["scale"])
    value = Decimal(term["value"] or 0)
    return Span(value - half, value + half)


def _decimals(term: TermRecord) -> int:
    return len((term["printed"] or "").partition(".")[2])


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"
