"""The digits of one amount under two units: 收入3680000.00元，支出3680000.00万元, one of which was mistyped."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from auditor.facts import Fact, FactSet
from auditor.figures import MONEY
from auditor.patterns import any_of

_TELLING = 5
"""Two amounts that are not one have so many digits in common by chance hardly ever; zeros at their ends say nothing."""
_FULL = 7
"""Nor so many, zeros and all, in one paragraph: 每人365元，共365万元 is right."""
_FEWEST = 3
_UNITS = 2


def under_other_units(facts: FactSet) -> Iterator[tuple[Fact, Fact]]:
    """Amounts of prose whose digits stand elsewhere under the unit that more of its amounts have, each with the nearest of those."""
    each = any_of(facts.vocabulary.grammar.change.get("rate_of_each", ()))
    amounts = [fact for fact in facts.facts if _is_amount(fact)]
    units = Counter(map(_unit, amounts))
    printed: dict[str, list[Fact]] = defaultdict(list)
    for fact in amounts:
        # 每户补贴1562.50元，共1562.50万元, of ten thousand.
        if fact.figure is not None and each.search(fact.label) is None:
            printed[fact.figure.printed.replace(",", "")].append(fact)
    for number, prints in printed.items():
        used = Counter(_unit(fact) for fact in prints)
        digits = number.replace(".", "")
        if len(used) < _UNITS or len(digits.strip("0")) < _FEWEST:
            continue
        usual = max(used, key=lambda name: (used[name], units[name]))
        others = sorted((fact for fact in prints if _unit(fact) == usual), key=_line)
        for odd in (fact for fact in prints if _unit(fact) != usual):
            behind = bisect_left(others, _line(odd), key=_line)
            near = min(others[max(0, behind - 1) : behind + 1], key=lambda fact: abs(_line(fact) - _line(odd)))
            is_here = _line(near) == _line(odd) and len(digits.lstrip("0")) >= _FULL
            if is_here or len(digits.strip("0")) >= _TELLING:
                yield odd, near


def _is_amount(fact: Fact) -> bool:
    unit = fact.figure.unit if fact.figure is not None else None
    return fact.statement is None and unit is not None and unit.quantity == MONEY


def _line(fact: Fact) -> int:
    return fact.location.line


def _unit(fact: Fact) -> str:
    return fact.figure.unit.name if fact.figure is not None and fact.figure.unit is not None else ""
