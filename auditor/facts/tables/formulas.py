"""Sums that a table prints itself: above its columns, beside its rows, or in the labels of rows that have numbers.

项目         | 公式   | 本地区     项目              | 行次 | 金额
一、债务限额 | A=B+C  | 30.00      一、拨款收入      | 1    | 20.00
其中：一般   | B      | 20.00      二、其他收入      | 2    | 10.00
专项         | C      | 10.00      收入合计（1+2）   | 3    | 30.00

`5=3-2` says that 3 is the sum of 2 and 5; `4=3/2` says that 4 is no amount. A formula with a name that nothing bears says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from auditor.documents import Table
from auditor.documents.ordinals import normal
from auditor.facts.model import Block
from auditor.patterns import regex
from auditor.resolution import Sum
from auditor.tuples import NamedTuple

PRINTED = "printed formulas"
"""The name of the reading by them, and how the names of those begin that take the other sums from elsewhere."""

_NAME = r"[(]?(?:\d{1,3}|[A-Za-z]|[①-⑳])[)]?"
_RUN = r"(?:\.{2,6}|…{1,2})"
_TERMS = rf"{_NAME}(?:[-+](?:{_NAME}|{_RUN}))*"
_NAMED = regex(rf"(?:(?P<name>{_NAME})=)?(?P<terms>{_TERMS})")
_OPERATED = regex(r"[*/×÷%]")
_IN_LABEL = regex(
    rf"[(](?P<bracketed>(?:{_NAME}=)?{_NAME}[-+]{_TERMS})[)]|(?<![\dA-Za-z.])(?P<bare>{_NAME}={_NAME}[-+]{_TERMS})$"
)
_TERM = regex(rf"(?P<sign>[-+]?)(?P<term>{_NAME}|{_RUN})")
_FEWEST_NAMES = 2
_LONGEST_RUN = 300


class Formula(NamedTuple):
    """What is printed of a line by its name: `3=1+2` has the terms +1 and +2."""

    name: str
    """Empty where the formula has no name of its own: `1+2`."""
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    is_rate: bool = False
    """Whether it multiplies or divides: then the line is no amount, and the terms are left open."""


class Formulas(NamedTuple):
    """What the formulas of a pane say of its lines, by their places."""

    sums: tuple[Sum, ...] = ()
    named: frozenset[int] = frozenset()
    """The lines that bear a name: what is not in a formula is left out of the sums by the table itself."""
    rates: frozenset[int] = frozenset()
    differences: frozenset[int] = frozenset()


NO_FORMULAS = Formulas()


def formula_of(text: str) -> Formula | None:
    """A name alone (`3`, `(3)`, `C`), a formula with a name or without one; None for any other text."""
    name, equals, rest = normal(text).rpartition("=")
    if equals and _OPERATED.search(rest):
        return Formula(_plain(name), (), (), is_rate=True)
    found = _NAMED.fullmatch(normal(text))
    if found is None:
        return None
    signed = _terms(found["terms"])
    if not found["name"] and len(signed) == 1:
        return Formula(signed[0][1], (), ())
    plus = tuple(term for sign, term in signed if sign != "-")
    return Formula(_plain(found["name"] or ""), plus, tuple(term for sign, term in signed if sign == "-"))


def formulas_of_columns(table: Table, block: Block) -> Formulas:
    """What the row that numbers the columns says of a pane's amount columns."""
    if not table.numbering:
        return NO_FORMULAS
    return _read([table.numbering[line.at] if line.at < len(table.numbering) else "" for line in block.columns])


def formulas_of_rows(table: Table, block: Block) -> Formulas:
    """What the column that names the rows of a pane says of them, and the labels beside it."""
    names = _names_of_rows(table, block)
    if names is None:
        return NO_FORMULAS
    labels = [
        "".join(table.rows[line.at][column].text for column in block.labels if column < len(table.rows[line.at]))
        for line in block.rows
    ]
    return _read(names, labels)


def _names_of_rows(table: Table, block: Block) -> list[str] | None:
    """The texts of the column beside the labels of a pane that names every row with a name or a formula."""
    amounts = {line.at for line in block.columns}
    if not block.labels or not amounts:
        return None
    last, first = max(block.labels), min(block.labels)
    between = [column for column in range(last + 1, min(amounts)) if column not in block.codes]
    for column in (*between, *([first - 1] if first and first - 1 not in amounts else [])):
        rows = [table.rows[line.at] for line in block.rows]
        texts = [row[column].text if column < len(row) else "" for row in rows]
        read = [formula_of(text) for text in texts if text.strip()]
        if len(read) >= _FEWEST_NAMES and all(read):
            return texts
    return None


def _read(texts: Sequence[str], labels: Sequence[str] = ()) -> Formulas:
    """The formulas of lines by the texts that name them; a name that two lines bear is none."""
    own = [formula_of(text) for text in texts]
    counts = Counter(entry.name for entry in own if entry and entry.name)
    places = {entry.name: place for place, entry in enumerate(own) if entry and counts[entry.name] == 1}
    in_labels = [_in_label(label) for label in labels] or [None] * len(own)
    sums: set[Sum] = set()
    differences: set[int] = set()
    for place, entries in enumerate(zip(own, in_labels, strict=True)):
        sum_ = next((found for entry in entries if entry and (found := _sum(place, entry, own[place], places))), None)
        if sum_ is not None:
            sums.add(sum_)
            differences |= {place} - {sum_.whole}
    rates = frozenset(place for place, entry in enumerate(own) if entry and entry.is_rate)
    named = frozenset(place for place, entry in enumerate(own) if entry)
    return Formulas(tuple(sorted(sums)), named, rates, frozenset(differences))


def _in_label(label: str) -> Formula | None:
    found = _IN_LABEL.search(normal(label))
    return formula_of(found["bracketed"] or found["bare"]) if found else None


def _sum(place: int, formula: Formula, own: Formula | None, places: Mapping[str, int]) -> Sum | None:
    """The sum that a formula states; None where a term has no line or is the line itself, or another name is printed."""
    if formula.name and own and own.name and own.name != formula.name:
        return None
    plus, minus = _lines(formula.plus, places), _lines(formula.minus, places)
    if plus is None or minus is None or place in (*plus, *minus) or len({*plus, *minus}) < len(plus) + len(minus):
        return None
    if not minus:
        return Sum(place, plus) if len(plus) > 1 else None
    return Sum(plus[0], (place, *minus)) if len(plus) == 1 else None


def _lines(names: Iterable[str], places: Mapping[str, int]) -> tuple[int, ...] | None:
    found = [places.get(name) for name in names]
    return tuple(place for place in found if place is not None) if None not in found else None


def _terms(text: str) -> list[tuple[str, str]]:
    """The signed names of a formula; `1+2+…+5` names those between, too."""
    found: list[tuple[str, str]] = []
    is_run = False
    for match in _TERM.finditer(text):
        if re.fullmatch(_RUN, match["term"]):
            is_run = True
            continue
        name = _plain(match["term"])
        if is_run and found and name.isdigit() and found[-1][1].isdigit():
            first, last = int(found[-1][1]) + 1, int(name)
            found += [("+", str(number)) for number in range(first, min(last, first + _LONGEST_RUN))]
        is_run = False
        found.append((match["sign"], name))
    return found


def _plain(name: str) -> str:
    """A name without brackets: `(3)` and `③` are `3`, `a` is `A`."""
    name = name.strip("()")
    if name.isdecimal():
        return str(int(name))
    is_circled = len(name) == 1 and "①" <= name <= "⑳"
    return str(ord(name) - ord("①") + 1) if is_circled else name.upper()
