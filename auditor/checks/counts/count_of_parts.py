"""Count of parts: 3个项目共30万元，分别是甲12万元、乙10万元、丙8万元, a count and the amounts that make the sum told for it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from auditor.checks.counts.told import counts_in, hold_list
from auditor.checks.rule import Counts, Patterns, Rule, Sentence
from auditor.facts import Breakdown, Fact, FactSet, Passage
from auditor.figures import MONEY, PERCENT_QUANTITY
from auditor.verdicts import Verdict
from auditor.vocabulary import pattern_of

_FEWEST = 3
"""Fewer amounts make another one by chance."""


class CountOfParts(Rule):
    """As many amounts make a sum as the sentence counts right before them; a list whose sum holds is complete."""

    kind: ClassVar[str] = "count-of-parts"
    family: ClassVar[str] = "count"
    says: ClassVar[Sentence] = (
        "所说个数等于其后列出数额的项数",
        "as many items have their amounts listed as are said to be",
    )

    counts: Counts
    """What is counted; the group `count` of a pattern is the number."""
    aside: Patterns = ()
    """What no name may say: such a list parts the money otherwise, by where it comes from."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        sums = {
            fact.number: claim
            for claim in facts.claims
            if isinstance(claim, Breakdown) and _is_sum(claim)
            for fact in (claim.whole, claim.parts[0])
        }
        numbers = _numbers_by_line(facts) if sums else {}
        amounts = sorted(filter(_is_of_prose, facts.facts), key=_place) if sums else []
        for passage in facts.passages if sums else ():
            for count in counts_in(self.counts, passage, facts):
                after = _next(amounts, passage, _place(count))
                claim = sums.get(after.number) if after is not None else None
                if (
                    claim is not None
                    and self._are_items(claim, facts)
                    and not _are_counted(count, numbers.get(count.location.line, []))
                ):
                    yield self._hold(count, claim, facts)

    def _are_items(self, claim: Breakdown, facts: FactSet) -> bool:
        """Whether the parts of a sum are undertakings, and no members of what money is known to be parted by."""
        known = facts.vocabulary.dimensions
        parting = facts.vocabulary.scopes | {name for name in known if known[name].narrows}
        told = {name for part in claim.parts for name, _ in part.dims} - {name for name, _ in claim.whole.dims}
        said = [pattern_of(pattern) for pattern in self.aside]
        return parting.isdisjoint(told) and not any(
            pattern.search(part.label) for pattern in said for part in claim.parts
        )

    def _hold(self, count: Fact, claim: Breakdown, facts: FactSet) -> Verdict:
        enumeration = facts.vocabulary.grammar.breakdown.get("enumerates", ())
        more = sum(part.label.count(mark) for part in claim.parts for mark in enumeration)
        told = int(count.figure.value) if count.figure is not None else 0
        # 道路、桥梁建设12万元: one amount may be that of several.
        listed = min(max(told, len(claim.parts)), len(claim.parts) + more)
        words = [part._replace(figure=None, state="word") for part in claim.parts]
        return hold_list(self, [count], words, Decimal(listed))

    def message_of(self, verdict: Verdict) -> str | None:
        return "list-miscounted"


def _are_counted(count: Fact, numbers: Sequence[Fact]) -> bool:
    """优9个，涉及金额733万元；良4个，涉及金额159万元；共13个项目、892万元: whether the numbers before a count, on its line, make it."""
    before = [fact.figure.value for fact in numbers if fact.figure is not None and _place(fact) < _place(count)]
    told = count.figure.value if count.figure is not None else 0
    return len(before) > 1 and sum(before, Decimal(0)) == told


def _numbers_by_line(facts: FactSet) -> dict[int, list[Fact]]:
    """What prose counts, by the line on which it stands."""
    found: dict[int, list[Fact]] = {}
    for fact in filter(_is_of_prose, facts.facts):
        unit = fact.figure.unit if fact.figure is not None else None
        if unit is not None and unit.quantity not in (MONEY, PERCENT_QUANTITY):
            found.setdefault(fact.location.line, []).append(fact)
    return found


def _is_sum(claim: Breakdown) -> bool:
    """Whether several amounts of prose make another one to the last digit."""
    if len(claim.parts) < _FEWEST or claim.taken_off:
        return False
    facts = (claim.whole, *claim.parts)
    if any(fact.statement is not None or not _amount(fact) for fact in facts):
        return False
    return sum((_amount(part) for part in claim.parts), Decimal(0)) == _amount(claim.whole)


def _amount(fact: Fact) -> Decimal:
    """An amount of money in base units; 0 of anything else."""
    figure = fact.figure
    return (
        figure.base if figure is not None and figure.unit is not None and figure.unit.quantity == MONEY else Decimal(0)
    )


def _is_of_prose(fact: Fact) -> bool:
    return fact.statement is None and fact.figure is not None


def _place(fact: Fact) -> tuple[int, int]:
    return fact.location.line, fact.location.column


def _next(amounts: Sequence[Fact], passage: Passage, place: tuple[int, int]) -> Fact | None:
    """The first figure behind a count in its paragraph, of those of the prose in their order; the count itself is none."""
    end = passage.source.locate(len(passage.source.text) - 1, len(passage.source.text)).line
    behind = bisect_right(amounts, place, key=_place)
    return amounts[behind] if behind < len(amounts) and amounts[behind].location.line <= end else None
