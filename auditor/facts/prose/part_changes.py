"""Changes of parts that are told in sentences of their own, held against that of their whole.

`“三公”经费预算18万元，比上年减少15万元。其中：` and below it `（一）因公出国（境）费10万元，与上年持平。`, `（二）公务用车运行费6万元，
比上年减少14万元。`, `（三）公务接待费2万元，比上年减少1万元。`: where amounts are parts of one, their changes are parts of its change.
What a list leaves out may have changed as well, and what it names may be measured against another base: only what ties, or
would but for one digit, is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.arithmetic import is_one_slip
from auditor.facts.claims import Breakdown, Change, Claim
from auditor.facts.fact import Fact, Key
from auditor.figures import MONEY

_TELLING, _TELLING_OF_TWO = 1_000, 100
"""A change of so many units of its last digit is not by chance one digit off what its parts make; of one or two fewer will do."""
_TWO = 2


def tell_parts(claims: list[Claim]) -> None:
    """Give each change the changes of the parts that a list of its amount has; further lists of it are claims of their own."""
    told = _Told(claims)
    for claim in told.lists.values():
        for place in told.of_whole(claim.whole):
            whole = claims[place]
            assert isinstance(whole, Change)
            parts, is_told = told.parts_of(whole, claim)
            if whole.amount is None or not any(part.amount is not None for part in parts) or not is_near(whole, parts):
                continue
            is_sure = claim.extent == "all" and is_told
            if not whole.exhaustive and whole.current is not None and whole.current.number == claim.whole.number:
                claims[place] = whole._replace(parts=tuple(parts), exhaustive=True, sure=is_sure)
            elif not whole.exhaustive or whole.parts != tuple(parts):
                claims.append(_again(whole, parts, is_sure=is_sure))


def _again(whole: Change, parts: Sequence[Change], *, is_sure: bool) -> Change:
    """A change once more with other parts, and nothing else that could be held against anything."""
    parts = tuple(parts)
    return Change(
        ("", ()), whole.label, whole.direction, whole.amount, None, None, None, None, parts, True, is_sure, False
    )


class _Told:
    """The changes and the lists of a document, by the amounts that they are of."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.changes: dict[int, list[int]] = {}
        """The places of changes by the number of the amount that has changed."""
        self.subjects: dict[tuple[Key, Decimal], list[int]] = {}
        """The same by what has changed, and what it is now."""
        self.lists: dict[int, Breakdown] = {}
        """By the number of the whole."""
        for place, claim in enumerate(claims):
            if isinstance(claim, Change) and claim.current is not None and _is_plain(claim):
                self.changes.setdefault(claim.current.number, []).append(place)
                if claim.current.figure is not None and claim.subject[0]:
                    key = (claim.subject, claim.current.figure.base)
                    self.subjects.setdefault(key, []).append(place)
            elif isinstance(claim, Breakdown) and not claim.taken_off and _is_whole(claim):
                self.lists.setdefault(claim.whole.number, claim)

    def of_whole(self, fact: Fact) -> list[int]:
        """The changes of an amount: those of this print of it, else those of others."""
        if fact.number in self.changes or fact.figure is None:
            return self.changes.get(fact.number, [])
        return self.subjects.get((fact.key, fact.figure.base), [])

    def parts_of(self, whole: Change, claim: Breakdown) -> tuple[list[Change], bool]:
        """The changes of the parts of a list, and whether each is told; none where that of a part that has an amount is not.

        What is nothing now (`政府性基金预算支出为0`) may have been something before. A part may be told by its own parts.
        """
        found: list[Change] = []
        is_told = len(claim.parts) > 1
        for part in claim.parts:
            told = [self.claims[place] for place in self.changes.get(part.number, ())]
            like = next((one for one in told if isinstance(one, Change) and one.against == whole.against), None)
            within = self.lists.get(part.number)
            if like is not None and like is not whole:
                found.append(like)
            elif within is not None and all(one.number > part.number for one in within.parts):
                below, is_all = self.parts_of(whole, within)
                if not below:
                    return [], False
                found += below
                is_told &= is_all
            elif part.figure is None or part.figure.value:
                return [], False
            else:
                is_told = False
        return found, is_told


def _is_whole(claim: Breakdown) -> bool:
    """Whether a list has all parts of its whole: its words promise it, or they are as much."""
    figures = [part.figure for part in claim.parts if part.figure is not None]
    whole = claim.whole.figure
    if claim.extent != "some" or whole is None:
        return claim.extent != "some"
    allowance = sum((figure.slack(fine=False) for figure in (whole, *figures)), Decimal(0))
    return bool(whole.value) and abs(sum((figure.base for figure in figures), -whole.base)) <= allowance


def _is_plain(change: Change) -> bool:
    """Whether a change has an amount of money, or words that say there is none."""
    figure = change.amount.figure if change.amount is not None else None
    if figure is None:
        return change.direction == 0 and change.word is not None and not change.loose
    return figure.unit is not None and figure.unit.quantity == MONEY and not (change.loose or change.turned)


def makes(whole: Change, parts: Sequence[Change]) -> bool:
    """Whether the changes of parts make that of the whole to the last digit."""
    return whole.signed == sum((part.signed for part in parts), Decimal(0))


def is_near(whole: Change, parts: Sequence[Change]) -> bool:
    """Whether the changes of parts make that of the whole, or would but for one digit of one of them, or one verb.

    支出预算减少18.23万元，主要是基本支出增加91.32万元，项目支出减少73.09万元: it is as much, and the other way.
    """
    rest = whole.signed - sum((part.signed for part in parts), Decimal(0))
    told = [change.amount.figure for change in (whole, *parts) if change.amount is not None]
    step = max(figure.quantum() for figure in told if figure is not None)
    if abs(rest) <= step:
        return True
    least = _TELLING_OF_TWO if len(parts) <= _TWO else _TELLING
    if any(_is_turned(change, rest if change is whole else -rest, step, least) for change in (whole, *parts)):
        return True
    rests = [rest + times * step for times in (0, 1, -1)]
    return any(
        _would_hold(change, -rest if change is whole else rest, least) for change in (whole, *parts) for rest in rests
    )


def _would_hold(change: Change, rest: Decimal, least: int) -> bool:
    """Whether a change would be so much more, or less, but for one digit."""
    figure = change.amount.figure if change.amount is not None else None
    if figure is None or figure.unit is None or abs(figure.value).scaleb(figure.decimals) < least:
        return False
    due = figure.value + change.direction * rest / figure.unit.scale
    is_printable = due == round(due, figure.decimals)
    return is_printable and is_one_slip(figure.value, due, figure.decimals)


def _is_turned(change: Change, rest: Decimal, step: Decimal, least: int) -> bool:
    """Whether a change would hold but for its direction."""
    figure = change.amount.figure if change.amount is not None else None
    if figure is None or abs(figure.value).scaleb(figure.decimals) < least:
        return False
    return abs(2 * change.signed - rest) <= step
