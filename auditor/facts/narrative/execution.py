"""A plan and its result while a sentence or an item tells of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.facts.model import Fact


@dataclass(slots=True)
class Execution:
    """What one sentence or item tells of a plan and its result."""

    plans: dict[str, Fact] = field(default_factory=dict)
    """The planned amounts by what kind of plan they are, in the order read."""
    result: Fact | None = None
    percent: Fact | None = None
    of: str | None = None
    """The kind of plan that the percentage names."""
    word: Fact | None = None
    direction: int = 0
    against: str | None = None
    """The kind of plan that the word names."""
    amount: Fact | None = None
    """By how much the result is said to differ."""
    loose: bool = False

    def plan(self, named: str | None) -> Fact | None:
        """The plan that a kind names; one alone whatever it is called, of several the one read last if none is named."""
        if named in self.plans:
            return self.plans[named]
        if named is None or len(self.plans) == 1:
            return next(reversed(self.plans.values()), None)
        return None
