"""Formulas that make a verdict's figures again from its terms; one is written only if it gives exactly what the verdict says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize

from auditor.figures import EXACT
from auditor.patterns import regex
from auditor.records import DocumentRecord, TermRecord, VerdictRecord
from auditor.reports.terms import printed_of
from auditor.reports.working_paper.workbook import address, keeps
from auditor.tuples import NamedTuple

SIGN, AMOUNT, FACTOR = 5, 6, 8
"""The columns of a term: whether it is added or taken off, its amount as printed, what one of its unit is in the base."""
EXPECTED, DIFFERENCE = 10, 11
"""The columns of a verdict's own row, which stands above those of its terms."""
_MOST_WRITTEN = 8
"""Sums of so many terms are written out one by one."""
_MOST_DIGITS = 15
_DIGITS = regex(r"\d+(?:\.\d+)?")


class Operand(NamedTuple):
    """A term as a number in its printed unit; `factor` turns it into the base of its quantity and is 0 for a word."""

    sign: int
    amount: Decimal | None
    factor: Decimal


class Formula(NamedTuple):
    """A formula without its sign of equality, and what it gives."""

    text: str
    value: Decimal


class Recalculation(NamedTuple):
    """How a verdict's row calculates; None where it prints a value instead."""

    expected: Formula | None = None
    difference: Formula | None = None


def scales_of(document: DocumentRecord) -> dict[str, Decimal]:
    """What one of each unit is in the base of its quantity, as the document's own figures have it."""
    scales: dict[str, Decimal] = {}
    for verdict in document["verdicts"]:
        for term in verdict["terms"]:
            amount = _as_printed(term)
            if term["unit"] and term["unit"] not in scales and amount and term["value"]:
                scales[term["unit"]] = _whole(Decimal(term["value"]) / amount)
    return scales


def _whole(scale: Decimal) -> Decimal:
    """A scale without the decimals of the figures that it comes of."""
    return scale.quantize(Decimal(1), context=EXACT) if scale == scale.to_integral_value() else scale.normalize()


def operands_of(verdict: VerdictRecord, scales: dict[str, Decimal]) -> list[Operand]:
    """The terms of a verdict as numbers."""
    return [_operand(term, scales.get(term["unit"] or "", Decimal(1))) for term in verdict["terms"]]


def _operand(term: TermRecord, scale: Decimal) -> Operand:
    if term["value"] is None:
        return Operand(term["sign"], None, Decimal(0 if term["role"] == "word" else 1))
    amount = _as_printed(term)
    if amount is None or amount * scale != Decimal(term["value"]):
        amount = Decimal(term["value"]) / scale
    return Operand(term["sign"], amount, scale)


def _as_printed(term: TermRecord) -> Decimal | None:
    """A figure with the decimals it was printed with; None where its characters are no plain number."""
    digits = re.sub(r"[,\s]", "", normalize("NFKC", printed_of(term)))
    return Decimal(digits) if _DIGITS.fullmatch(digits.removeprefix("-")) else None


def recalculate(verdict: VerdictRecord, operands: list[Operand], row: int) -> Recalculation:
    """The formulas of a verdict whose own row is `row`, counted from 0."""
    if not all(operand.amount is None or keeps(operand.amount) for operand in operands):
        return Recalculation()
    expected, difference = verdict["expected"], verdict["difference"]
    if difference is None or not any(operand.amount is not None for operand in operands):
        return Recalculation()
    stated = None if expected is None else Decimal(expected)
    if stated is not None and not keeps(stated):
        return Recalculation()
    made = _matching(_made_of_the_others(operands, row), stated)
    against = _matching(_against_expected(operands, row, stated), Decimal(difference)) if stated is not None else None
    if made is not None and against is not None:
        return Recalculation(made, against)
    first = operands[0].amount or Decimal(0)
    found = _matching(_made_of_terms(operands, row), Decimal(difference))
    if found is not None:
        rest = Formula(_rounded(f"{address(row + 1, AMOUNT)}-{address(row, DIFFERENCE)}", stated), first - found.value)
        return Recalculation(_matching([rest], stated), found)
    if stated is None:
        return Recalculation()
    expectation = _matching(_ratios(verdict, operands, row, stated), stated)
    return Recalculation(expectation, _matching(_against_expected(operands, row, stated), Decimal(difference)))


def _matching(candidates: Iterable[Formula], value: Decimal | None) -> Formula | None:
    return next((made for made in candidates if value is not None and made.value == value), None)


def _rounded(text: str, value: Decimal | None) -> str:
    exponent = value.as_tuple().exponent if value is not None else 0
    return f"ROUND({text},{-exponent if isinstance(exponent, int) and exponent < 0 else 0})"


def _made_of_terms(operands: list[Operand], row: int) -> Iterator[Formula]:
    """The signed sum, in the unit of the first term, or of the first that has a figure; then a figure by itself."""
    numeric = [number for number, operand in enumerate(operands) if operand.amount is not None]
    for unit in dict.fromkeys((0, numeric[0])):
        made = _sum(operands, unit, row)
        if made is not None:
            yield made
    if len(numeric) == 1:
        amount = operands[numeric[0]].amount
        assert amount is not None
        yield Formula(address(row + 1 + numeric[0], AMOUNT), amount)


def _made_of_the_others(operands: list[Operand], row: int) -> Iterator[Formula]:
    """What the terms behind the first one make of it, in its unit: a sum of their column where all are simply added."""
    first, others = operands[0], operands[1:]
    if not first.factor or not others:
        return
    turned = [operand._replace(sign=-first.sign * operand.sign) for operand in others]
    values = [operand.sign * (operand.amount or 0) * operand.factor / first.factor for operand in turned]
    total, finest = sum(values, Decimal(0)), max(map(_decimals, values))
    if any(value and value.adjusted() + 1 + finest > _MOST_DIGITS for value in [*values, total]):
        return
    column = f"{address(row + 2, AMOUNT)}:{address(row + len(operands), AMOUNT)}"
    figures = [operand for operand in turned if operand.amount is not None]
    if len(others) > 1 and all(operand.sign > 0 and operand.factor == first.factor for operand in figures):
        yield Formula(f"ROUND(SUM({column}),{finest})", total)
    elif len(others) <= _MOST_WRITTEN:
        yield Formula(f"ROUND({_written_out([first, *turned], row)},{finest})", total)
    else:
        areas = (f"{address(row + 2, at)}:{address(row + len(operands), at)}" for at in (SIGN, AMOUNT, FACTOR))
        own = f"{address(row + 1, FACTOR)}*{address(row + 1, SIGN)}"
        yield Formula(f"ROUND(-SUMPRODUCT({','.join(areas)})/{own},{finest})", total)


def _written_out(operands: list[Operand], row: int) -> str:
    """The terms behind the first one with their signs, in its unit."""
    text = ""
    for number, operand in enumerate(operands[1:], row + 2):
        if operand.factor:
            text += "-" if operand.sign < 0 else "+" if text else ""
            text += address(number, AMOUNT)
            if operand.factor != operands[0].factor:
                text += f"*{address(number, FACTOR)}/{address(row + 1, FACTOR)}"
    return text or "0"


def _sum(operands: list[Operand], unit: int, row: int) -> Formula | None:
    """The signed sum in the unit of one term; None where that is a word, or where it has more digits than Excel keeps."""
    base = operands[unit]
    if not base.factor:
        return None
    values = [operand.sign * (operand.amount or 0) * operand.factor / base.factor for operand in operands]
    total = base.sign * sum(values, Decimal(0))
    finest = max((_decimals(value) for value in values), default=0)
    if any(value and value.adjusted() + 1 + finest > _MOST_DIGITS for value in [*values, total]):
        return None
    return Formula(f"ROUND({_written(operands, unit, row)},{finest})", total)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _written(operands: list[Operand], unit: int, row: int) -> str:
    base, top = operands[unit], row + 1
    if len(operands) > _MOST_WRITTEN:
        columns = (
            f"{address(top, column)}:{address(row + len(operands), column)}" for column in (SIGN, AMOUNT, FACTOR)
        )
        sign, factor = address(top + unit, SIGN), address(top + unit, FACTOR)
        return f"SUMPRODUCT({','.join(columns)})/{factor}*{sign}"
    text = ""
    for number, operand in enumerate(operands):
        if not operand.factor:
            continue
        sign = "-" if operand.sign * base.sign < 0 else "+" if text else ""
        text += sign + address(top + number, AMOUNT)
        if operand.factor != base.factor:
            text += f"*{address(top + number, FACTOR)}/{address(top + unit, FACTOR)}"
    return text


def _ratios(verdict: VerdictRecord, operands: list[Operand], row: int, stated: Decimal) -> Iterator[Formula]:
    """A percentage of a figure, of what it was before a change, or a year a number of years from another."""
    roles = {term["role"]: number for number, term in enumerate(verdict["terms"])}
    for above, below, change in (
        ("numerator", "denominator", None),
        ("change", "current", "change"),
        ("numerator", "numerator", "change"),
    ):
        if above in roles and below in roles and (change is None or change in roles):
            made = _ratio(operands, row, (roles[above], roles[below], roles[change] if change else None), stated)
            if made is not None:
                yield made
    base = roles.get("base")
    if base is not None and (year := operands[base].amount) is not None:
        yield Formula(f"{address(row + 1 + base, AMOUNT)}{int(stated - year):+d}", stated)


def _ratio(operands: list[Operand], row: int, parts: tuple[int, int, int | None], stated: Decimal) -> Formula | None:
    above, below, change = parts
    top, bottom = _in_base(operands[above]), _in_base(operands[below])
    divisor = _cells(row, below)
    if change is not None:
        sign = operands[change].sign
        bottom -= sign * _in_base(operands[change])
        divisor = f"({divisor}{'-' if sign > 0 else '+'}{_cells(row, change)})"
    if not bottom:
        return None
    places = Decimal(1).scaleb(-_places(stated))
    value = (top * 100 / bottom).quantize(places, ROUND_HALF_UP, EXACT)
    return Formula(_rounded(f"{_cells(row, above)}/({divisor})*100", stated), value)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _in_base(operand: Operand) -> Decimal:
    return (operand.amount or Decimal(0)) * operand.factor


def _cells(row: int, number: int) -> str:
    return f"{address(row + 1 + number, AMOUNT)}*{address(row + 1 + number, FACTOR)}"


def _against_expected(operands: list[Operand], row: int, stated: Decimal) -> Iterator[Formula]:
    """What is printed, or the sum of it, less what it should be."""
    first = operands[0].amount
    if first is not None:
        places = max(_decimals(first), _decimals(stated))
        yield Formula(f"ROUND({address(row + 1, AMOUNT)}-{address(row, EXPECTED)},{places})", first - stated)
    total = _sum(operands, 0, row)
    if total is not None:
        places = max(_decimals(total.value), _decimals(stated))
        yield Formula(f"ROUND({total.text}-{address(row, EXPECTED)},{places})", total.value - stated)
