"""Change told again: `培训支出（2050803）192.08万元，较上年增加0.11万元` and `培训费192.08万元，较上年增加0.12万元`.

Where two sentences print one amount under one name, apart from words like 费 and 支出 at its end, and measure it against the
same, they say one change.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from auditor.checks.rule import Patterns, Rule, Sentence
from auditor.checks.verdict_of import restatement_verdict, sum_verdict
from auditor.facts import Change, Fact, FactSet
from auditor.figures import MONEY
from auditor.verdicts import Term, Verdict
from auditor.vocabulary import pattern_of

_FEWEST_DIGITS = 4
"""The digits of an amount that two sentences print alike by no chance."""
_Told = tuple[tuple[tuple[str, str], ...], str, Decimal]


class ChangeToldAgain(Rule):
    """One amount that two sentences print under one name, with its change, has changed by the same in both."""

    kind: ClassVar[str] = "change-told-again"
    family: ClassVar[str] = "change"
    says: ClassVar[Sentence] = (
        "同名、同一金额、同一基期的增减额前后一致",
        "one amount of one name has changed by the same wherever it is told",
    )

    aside: Patterns
    """What in names says nothing of what is meant, such as a word at their end."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        """Each change against the first of its name, base and amount."""
        kept: dict[_Told, list[Change]] = {}
        for claim in facts.claims:
            told = _told(self, claim, facts) if isinstance(claim, Change) else None
            if told is None or not isinstance(claim, Change):
                continue
            alike = kept.setdefault(told, [])
            before = next((one for one in alike if _are_of_one(one, claim, facts)), None)
            alike.append(claim)
            if before is not None and before.amount is not None and claim.amount is not None:
                yield self._compare(claim, claim.amount, before, before.amount)

    def _compare(self, claim: Change, amount: Fact, before: Change, printed: Fact) -> Verdict:
        if before.direction == claim.direction:
            terms = (Term("left", 1, amount), Term("right", -1, printed))
            return restatement_verdict(self, terms, severity="error", exact_due=True)._replace(severity=self.severity)
        return sum_verdict(self, [Term("change", claim.direction, amount), Term("change", -before.direction, printed)])


def _are_of_one(one: Change, other: Change, facts: FactSet) -> bool:
    """Whether two changes of one name are of one side, as far as both say it, and of two printed amounts."""
    known = facts.vocabulary.concepts
    concepts = {name for name, _ in (one.subject, other.subject) if name in known and known[name].generic}
    return len(concepts) <= 1 and one.current is not other.current


def _told(rule: ChangeToldAgain, claim: Change, facts: FactSet) -> _Told | None:
    """Under what name a change is told, against what, and how much that is now; None where that is open."""
    if claim.amount is None or claim.current is None or not claim.direction or not _is_money(claim.amount):
        return None
    if claim.loose or claim.comparable or claim.is_across or claim.parts or not _is_money(claim.current):
        return None
    figure = claim.current.figure
    assert figure is not None
    if len(figure.printed.replace(",", "").replace(".", "").strip("0")) < _FEWEST_DIGITS:
        return None
    concept, dims = claim.subject
    known = facts.vocabulary.concepts.get(concept)
    item = dict(dims).get("item", "")
    if not item and known is not None and not known.generic:
        item = f"~{known.name['zh']}"
    for pattern in rule.aside:
        item = pattern_of(pattern).sub("", item)
    if not item and not concept:
        return None
    return (*(entry for entry in dims if entry[0] != "item"), ("item", item)), claim.against, figure.base


def _is_money(fact: Fact) -> bool:
    return fact.figure is not None and fact.figure.unit is not None and fact.figure.unit.quantity == MONEY
