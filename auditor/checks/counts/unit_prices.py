"""Unit prices: quantity times price is the amount of a row of a table.

`打印机 | 数量（台） 3 | 单价（元） 1800 | 金额（万元） 0.54`. That the columns mean this the other rows must show: unless most
of them hold, a price is of something else.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from auditor.checks.rule import Patterns, Proven, Rule, Sentence
from auditor.facts import Fact, FactSet, Statement
from auditor.figures import MONEY, NUMERAL, Figure, Unit, find_numerals
from auditor.patterns import regex
from auditor.tuples import NamedTuple
from auditor.verdicts import Outcome, Remark, Term, Verdict
from auditor.vocabulary import Vocabulary, pattern_of

_IN_BRACKETS = regex(r"[（(]\s*([^（）()]+?)\s*[）)]")


class UnitPrices(Rule):
    """A quantity times its unit price is the amount, row by row, in tables with one column of each in which most rows hold.

    The vocabulary tells the headers of quantities and prices; a unit in brackets is that of the prices.
    """

    kind: ClassVar[str] = "unit-prices"
    family: ClassVar[str] = "count"
    multiplies: ClassVar[bool] = True
    says: ClassVar[Sentence] = (
        "数量乘以单价等于金额",
        "a quantity times its unit price is the amount",
    )

    amount: Patterns
    """The header of the column of amounts."""
    proof: Proven
    """How many rows of a table must hold before the others are held."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for statement in facts.statements:
            columns = _columns(self, statement, facts.vocabulary)
            if columns is None:
                continue
            verdicts = list(_rows(self, statement, columns, facts))
            holding = sum(verdict.holds for verdict in verdicts)
            is_proven = holding >= self.proof.cells and holding * 100 >= self.proof.percent * len(verdicts)
            for verdict in verdicts:
                if is_proven or verdict.holds:
                    yield verdict
                else:
                    yield verdict._replace(outcome="not_applicable", reason=Remark("pair-unproven"))


class Columns(NamedTuple):
    """The places of the three columns, and the unit that the header of the price names."""

    quantity: int
    price: int
    amount: int
    unit: Unit | None


def _columns(rule: UnitPrices, statement: Statement, vocabulary: Vocabulary) -> Columns | None:
    headers = ["".join(column.path) for column in statement.table.columns]
    found = [_only(patterns, headers) for patterns in ((vocabulary.quantity,), (vocabulary.price,), rule.amount)]
    if None in found or len(set(found)) < len(found):
        return None
    quantity, price, amount = (place for place in found if place is not None)
    bracket = _IN_BRACKETS.search(headers[price])
    return Columns(quantity, price, amount, vocabulary.units.get(bracket[1]) if bracket else None)


def _only(patterns: Sequence[str], headers: Sequence[str]) -> int | None:
    """The one header that a pattern finds."""
    places = [
        place for place, header in enumerate(headers) if any(pattern_of(pattern).search(header) for pattern in patterns)
    ]
    return places[0] if len(places) == 1 else None


def _rows(rule: UnitPrices, statement: Statement, columns: Columns, facts: FactSet) -> Iterator[Verdict]:
    for number in range(len(statement.table.rows)):
        amount = facts.cells.get((statement.number, number, columns.amount))
        if amount is None or amount.figure is None or amount.figure.unit is None:
            continue
        unit = columns.unit or amount.figure.unit
        quantity = _cell(statement, number, columns.quantity, None)
        price = _cell(statement, number, columns.price, unit)
        if quantity is None or price is None or unit.quantity != MONEY or not amount.figure.value:
            continue
        yield price_verdict(rule, amount, quantity, price)


def price_verdict(rule: Rule, amount: Fact, quantity: Fact, price: Fact, *, is_quotient: bool = False) -> Verdict:
    """A quantity times what each of it has, held against an amount: 12台 at 5500元 each are 6.60万元.

    A quotient is rounded though it is printed to the cent: 6200元 over 83人次 are 74.70元 each.
    """
    assert amount.figure and quantity.figure and price.figure and amount.figure.unit
    due = quantity.figure.base * price.figure.base / amount.figure.unit.scale
    each = price.figure.quantum() / 2 if is_quotient else price.figure.slack(fine=False)
    slack = quantity.figure.base * each + amount.figure.slack(fine=False)
    difference = amount.figure.value - due
    outcome: Outcome = "exact" if not difference else "inconsistent"
    if difference and abs(difference) * amount.figure.unit.scale <= slack:
        outcome = "rounding"
    terms = (Term("whole", 1, amount), Term("part", 1, quantity), Term("part", 1, price))
    return Verdict(rule.code, rule.family, outcome, rule.severity, terms, due, difference, Decimal(0))


def _cell(statement: Statement, row: int, column: int, unit: Unit | None) -> Fact | None:
    """The one figure of a cell; None where it has none, or several."""
    cells = statement.table.rows[row]
    source = cells[column] if column < len(cells) else None
    found = find_numerals(source.text, NUMERAL) if source is not None else []
    if source is None or len(found) != 1 or found[0].text != source.text.strip():
        return None
    numeral = found[0]
    figure = Figure(numeral.text, numeral.value, numeral.decimals, unit, "header", numeral.decimals)
    place = source.locate(numeral.start, numeral.end)
    return Fact(-1, "", (), figure, "printed", place, "".join(statement.table.columns[column].path), statement.number)
