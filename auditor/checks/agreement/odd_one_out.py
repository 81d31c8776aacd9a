"""Odd one out: of the prints of one cell one is a slip of the hand away from the others, which agree.

`新增专项债券528.30亿元` in two paragraphs, `全年发行新增专项债券582.30亿元` in a third: names of prose may change their scope, but not
to an amount of so many digits that only one of them tells apart.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from auditor.arithmetic import has_same_digits, is_one_slip, is_slip_of_hand
from auditor.checks.agreement.compare import compare
from auditor.checks.rule import Rule, Sentence
from auditor.facts import Fact, FactSet
from auditor.figures import MONEY
from auditor.verdicts import Verdict

_TELLING = 10_000
"""Amounts of so many units of their last digit are seldom by chance a slip away from each other."""
_ODD_AND_COMMON = 2
"""Where more amounts are printed the name is told of several things."""
_AGREEING = 2
"""So many prints of another amount tell that the odd one is wrong."""


class OddOneOut(Rule):
    """An amount of prose whose cell is printed elsewhere twice and more with one other amount is not a slip of the hand away from it.

    The cells are those of amounts with a name that says what they are of; where several other amounts are printed, nothing is held.
    """

    kind: ClassVar[str] = "odd-one-out"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = (
        "同一名称的金额各处一致，无一处仅差笔误",
        "an amount is the same wherever its name is printed, but for no slip of the hand",
    )

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        for key, alike in facts.by_key.items():
            if (key[0] or key[1]) and len(alike) > _AGREEING:
                yield from _odd(self, [fact for fact in alike if _is_amount(fact)])


def _is_amount(fact: Fact) -> bool:
    figure = fact.figure
    return figure is not None and figure.unit is not None and figure.unit.quantity == MONEY and figure.value > 0


def _odd(rule: OddOneOut, prints: Sequence[Fact]) -> Iterator[Verdict]:
    """The verdict on the one print that differs from all others; where none does, on the last one of prose."""
    counts = Counter(fact.figure.base for fact in prints if fact.figure is not None)
    if len(counts) == 1 and len(prints) > _AGREEING:
        told = next((fact for fact in reversed(prints) if fact.statement is None), None)
        if told is not None:
            yield compare(rule, told, prints[0])
    if len(counts) != _ODD_AND_COMMON:
        return
    (common, times), (odd, once) = counts.most_common()
    if times < _AGREEING or once > 1:
        return
    fact = next(fact for fact in prints if fact.figure is not None and fact.figure.base == odd)
    other = next(fact for fact in prints if fact.figure is not None and fact.figure.base == common)
    if fact.statement is None and _is_slip(fact, common):
        yield compare(rule, fact, other)


def _is_slip(fact: Fact, common: Decimal) -> bool:
    figure = fact.figure
    assert figure is not None and figure.unit is not None
    due = common / figure.unit.scale
    if due != round(due, figure.decimals) or min(due, figure.value).scaleb(figure.decimals) < _TELLING:
        return False
    # What was 200亿元 last year may be 206亿元 now: one digit written otherwise tells nothing.
    is_other_digit = is_one_slip(figure.value, due, figure.decimals)
    is_of_hand = is_slip_of_hand(figure.value, due, figure.decimals, _TELLING)
    return has_same_digits(figure.value, due) or (is_of_hand and not is_other_digit)
