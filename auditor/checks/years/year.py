"""Year: years that must be the document's own, or stand a fixed number of years from it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from auditor.checks.rule import Rule, Sentence
from auditor.facts import FactSet, Period
from auditor.verdicts import Outcome, Term, Verdict


class Year(Rule):
    """A year that a document prints in some place is its own, or stands a fixed number of years from it.

    A second year beside the right one, as some sentences compare with two years, is no mistake.
    """

    kind: ClassVar[str] = "year"
    family: ClassVar[str] = "period"
    sayings: ClassVar[Mapping[str, Sentence]] = {
        "comparison": ("比较的年度是文件年度{offset}", "the year compared with is that of the document{offset}"),
        "cutoff": ("截止日所在年度是文件年度{offset}", "the day of a stock is in the year of the document{offset}"),
        "heading": ("标题中的年份是文件的年份{offset}", "a heading has the document’s own year{offset}"),
    }
    messages: ClassVar[Mapping[str, Sentence]] = {
        "year-wrong": (
            "第{line}行印作 {printed} 年，按文件年度推算为 {expected} 年",
            "line {line} reads {printed}; by the year of the document it is {expected}",
        ),
    }

    of: Literal["comparison", "cutoff", "heading"]
    """Which years: the one that a change is compared with, that of the day of a stock, or the one in a heading."""
    offset: int = 0
    """How many years it stands from the year of the document: -1 is the year before."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        profile = facts.profile
        if profile.year is None or not profile.is_titled:
            # No title says of which year the document is: its most frequent year may be the one that it compares with.
            return
        due = profile.year + self.offset
        claims = [claim for claim in facts.claims if isinstance(claim, Period) and claim.about == self.of]
        right = {claim.year.location.line for claim in claims if claim.year.figure and claim.year.figure.value == due}
        for claim in claims:
            figure = claim.year.figure
            if figure is None or (figure.value != due and claim.year.location.line in right):
                continue
            terms = [Term("left", 1, claim.year)]
            if claim.own is not None:
                terms.append(Term("base", -1, claim.own))
            difference = figure.value - due
            outcome: Outcome = "exact" if difference == 0 else "inconsistent"
            yield Verdict(
                self.code, self.family, outcome, self.severity, tuple(terms), Decimal(due), difference, Decimal(0)
            )

    def says_of(self) -> Sentence:
        return self.sayings[self.of]

    def message_of(self, verdict: Verdict) -> str | None:
        return "year-wrong"
