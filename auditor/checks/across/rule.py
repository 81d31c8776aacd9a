"""What all kinds of rules over several disclosures have in common."""

# Annotations are no strings here: what a key holds is read from them.
from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from auditor.checks.across.related import Related, Relation, Said
from auditor.checks.rule import Rule
from auditor.facts import FactSet
from auditor.facts.profile import UNKNOWN
from auditor.verdicts import Verdict


class AcrossRule(Rule):
    """A rule over several disclosures; its examples are two or more of them, each behind a line of `=====`."""

    relations: ClassVar[tuple[Relation, ...]] = ()
    """How the disclosures are related that it is held against."""

    @classmethod
    def check(cls, rules: Sequence[Self], facts: FactSet) -> Iterator[Verdict]:
        """Nothing of one disclosure alone."""
        yield from ()

    def speaks_of(self, related: Related) -> bool:
        """Whether it is held against disclosures so related, of this kind, none of which explains it away."""
        if related.relation not in self.relations:
            return False
        if any(self.code in party.explained for party in related.parties):
            return False
        profile = related.home.facts.profile
        if self.publishers and profile.publisher not in (UNKNOWN, *self.publishers):
            return False
        return self.documents is None or self.documents == profile.kind

    def is_explained_by(self, facts: FactSet) -> bool:
        """Whether a disclosure's own prose explains away what the rule could find."""
        return not Rule.applies_to(_anywhere(self), facts)

    def said_in(self, facts: FactSet) -> Iterator[Said]:
        """The words of one disclosure that it holds against others, by themselves."""
        yield from ()

    @property
    def relation(self) -> Relation:
        """How the disclosures of its examples are related."""
        return self.relations[0]

    def over(self, related: Related) -> Iterator[Verdict]:
        """Hold it against related disclosures."""
        raise NotImplementedError


def _anywhere(rule: AcrossRule) -> AcrossRule:
    """The rule without the kind of document and the publishers that it speaks of."""
    other = type(rule)(**rule.__dict__)
    other.documents, other.publishers = None, frozenset()
    return other
