"""Earlier figure: what a disclosure tells of last year, or of its plan, is what the disclosure of that said.

`2023年预算数` in a budget of 2024 against the budget of 2023; `年初预算` in an account against the budget of its year.
"""

from collections.abc import Iterator
from typing import ClassVar, Literal

from auditor.checks.across.cells import Cell, cells, held, is_alike, pair, tables_first
from auditor.checks.across.related import Party, Related, Relation
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Concepts, Sentence, Texts
from auditor.checks.verdict_of import restatement_verdict
from auditor.facts import Fact
from auditor.verdicts import Verdict


class EarlierFigure(AcrossRule):
    """What a disclosure tells of last year, or of the plan of its year, is what the disclosure of that printed.

    A figure that either prints more than once is held by all of its prints; where one contradicts itself nothing is said.
    """

    kind: ClassVar[str] = "earlier-figure"
    family: ClassVar[str] = "agreement"
    relations: ClassVar[tuple[Relation, ...]] = ("last-year", "plan")
    says: ClassVar[Sentence] = (
        "所列上年数（或原定数）与当时公开的数相同",
        "what it tells of last year, or of its plan, is what was published then",
    )

    of: Literal["last-year", "plan"]
    """Whether it is held against the disclosure of the year before, or against the plan of the same year."""
    told: Texts
    """What the figure is called where it is told again: members of the setting or the dimension of measures."""
    printed: Texts
    """What it was called."""
    earlier: Texts
    """The kinds of document that it was published in."""
    aside: Concepts = frozenset()
    """Concepts of which last year's are other figures."""

    @property
    def relation(self) -> Relation:
        return self.of

    def over(self, related: Related) -> Iterator[Verdict]:
        if related.relation == self.of:
            for other in related.others:
                if other.facts.profile.kind in self.earlier:
                    yield from self._against(related.home, other)

    def _against(self, home: Party, other: Party) -> Iterator[Verdict]:
        then = cells(other)
        for meaning, told in cells(home).items():
            if meaning[0] in self.aside or meaning not in then:
                continue
            own = [cell for cell in told if cell.year == other.year and cell.measure in self.told]
            known = [cell for cell in then[meaning] if cell.year == other.year and cell.measure in self.printed]
            lefts = [cell.fact for cell in own]
            rights = _alike(own, known, home)
            verdict = held(self, tables_first(lefts), tables_first(rights), self._hold) if lefts and rights else None
            if verdict is not None and not all(term.fact.is_nil for term in verdict.terms):
                yield verdict

    def _hold(self, left: Fact, right: Fact) -> Verdict:
        return restatement_verdict(self, pair(left, right))


def _alike(own: list[Cell], known: list[Cell], home: Party) -> list[Fact]:
    return [other.fact for other in known if all(is_alike(home, cell, other) for cell in own)]
