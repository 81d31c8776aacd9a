"""Count of names: 预算单位共4个，包括：局机关、县环境监测站…, a count and the names behind it.

甲和乙 may be two names or one; where the two numbers are further apart, other things were counted than are named.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from auditor.checks.counts.told import hold_list
from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.facts import FactSet, Roster
from auditor.verdicts import Verdict
from auditor.vocabulary import pattern_of

_NEAR = 3


class CountOfNames(Rule):
    """As many names are listed in a sentence as it says there are; of a list that is complete by its words."""

    kind: ClassVar[str] = "count-of-names"
    family: ClassVar[str] = "count"
    says: ClassVar[Sentence] = (
        "所说个数等于其后列出的名称个数",
        "as many names are listed as are said to be",
    )

    where: Patterns
    """The words before the count: what is counted."""
    aside: Patterns = ()
    """What no name may say: such a list names otherwise."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        separators = facts.vocabulary.grammar.breakdown.get("separators", ())
        aside = [pattern_of(pattern) for pattern in self.aside]
        for claim in facts.claims:
            figure = claim.whole.figure if isinstance(claim, Roster) and claim.exhaustive else None
            if not isinstance(claim, Roster) or figure is None:
                continue
            is_meant = any(pattern_of(pattern).search(f"{claim.whole.label}{claim.thing}") for pattern in self.where)
            is_open = any(pattern.search(name.label) for pattern in aside for name in claim.names)
            if not is_meant or (is_open and not claim.is_numbered):
                continue
            # 1.甲；2.乙和丙: what has a number of its own is one.
            open_names = () if claim.is_numbered else claim.names
            more = sum(name.label.count(word) for name in open_names for word in separators)
            listed = min(max(int(figure.value), len(claim.names)), len(claim.names) + more)
            if abs(figure.value - listed) <= _NEAR:
                words = [name._replace(figure=None, state="word") for name in claim.names]
                yield hold_list(self, [claim.whole], words, Decimal(listed))

    def message_of(self, verdict: Verdict) -> str | None:
        return "list-miscounted"
