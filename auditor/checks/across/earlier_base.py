"""Earlier base: a figure less its stated change is what was published the year before.

`2024年支出预算120万元，比上年预算增加20万元`, or `增长20%` alone: the budget of 2023 is one of 100.
"""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from auditor.checks.across.cells import Cell, held, measure_named, printed_as, tables_first
from auditor.checks.across.related import Party, Related, Relation
from auditor.checks.across.rule import AcrossRule
from auditor.checks.changes.growth import growth_verdict
from auditor.checks.rule import Sentence, Texts
from auditor.checks.verdict_of import restatement_verdict, sum_verdict
from auditor.facts import Change, Fact
from auditor.verdicts import Term, Verdict


class EarlierBase(AcrossRule):
    """A figure less its stated change is what the disclosure of the year before printed; 持平 says that there is none.

    A change whose figure before is printed is left to the rule of such figures, as is one on a comparable basis. One of which
    only the percentage is printed is that of the figure over what was printed then; a round one, 三成, is of no use.
    """

    kind: ClassVar[str] = "earlier-base"
    family: ClassVar[str] = "change"
    relations: ClassVar[tuple[Relation, ...]] = ("last-year",)
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "amount": (
            "本年数减去所述增减额，等于上年公开的数",
            "a figure less its stated change is what was published the year before",
        ),
        "percent": (
            "所述增减幅度，等于本年数比上年公开的数增减的百分比",
            "the stated percentage is that of a figure over what was published the year before",
        ),
    }

    against: Texts
    """What the base of the change may be called: members of the measures; an empty text where no word says."""
    printed: Texts
    """What the figure was called in the disclosure of the year before."""
    earlier: Texts
    """The kinds of document that it was published in."""
    told: Literal["amount", "percent"] = "amount"
    """How the change is told: by an amount or a word that there is none, or by a percentage alone."""

    def says_of(self) -> Sentence:
        return self.sayings[self.told]

    def over(self, related: Related) -> Iterator[Verdict]:
        for other in related.others:
            if other.facts.profile.kind in self.earlier:
                yield from self._against(related.home, other)

    def _against(self, home: Party, other: Party) -> Iterator[Verdict]:
        for change in _changes(home):
            against = measure_named(change.against, home.facts.vocabulary)
            if change.current is None or against not in self.against:
                continue
            known = [cell.fact for cell in printed_as(change.current, other) if self._is_meant(cell, other)]
            verdict = self._held(change, change.current, tables_first(known)) if known else None
            if verdict is not None:
                yield verdict

    def _is_meant(self, cell: Cell, other: Party) -> bool:
        return cell.year == other.year and cell.measure in self.printed

    def _held(self, change: Change, current: Fact, known: list[Fact]) -> Verdict | None:
        if self.told == "percent":
            return self._held_rate(change, current, known)
        if change.direction == 0:
            if change.word is None and change.amount is None:
                return None
            return held(self, [current], known, lambda left, right: restatement_verdict(self, _flat(left, right)))
        amount = change.amount
        if amount is None or amount.figure is None:
            return None
        sign = -change.direction

        def hold(left: Fact, right: Fact) -> Verdict:
            return sum_verdict(self, [Term("current", 1, left), Term("change", sign, amount), Term("base", -1, right)])

        return held(self, [current], known, hold)

    def _held_rate(self, change: Change, current: Fact, known: list[Fact]) -> Verdict | None:
        percent = change.percent
        if percent is None or percent.figure is None or percent.figure.decimals < 0 or change.amount is not None:
            return None
        if change.direction == 0:
            return None

        def hold(left: Fact, right: Fact) -> Verdict:
            verdict = growth_verdict(self, change, percent, left, right)
            assert verdict is not None
            return verdict

        return held(self, [current], known, hold)


def _flat(left: Fact, right: Fact) -> list[Term]:
    return [Term("current", 1, left), Term("base", -1, right)]


def _changes(party: Party) -> Iterator[Change]:
    """The changes of prose that say of what figure they are, plainly, and not what that was before."""
    for claim in party.facts.claims:
        if isinstance(claim, Change) and claim.current is not None and claim.prior is None:
            plain = not (claim.loose or claim.roughly or claim.turned or claim.doubled or claim.comparable)
            if plain and claim.current.figure is not None and claim.current.concept:
                yield claim
