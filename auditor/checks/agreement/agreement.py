"""Agreement: two named cells are equal, for every combination of the joined dimensions; or sums are, pair by pair."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from auditor.checks.agreement.compare import compare, is_of_empty_table
from auditor.checks.rule import Dimensions, Pair, Pairs, Proof, Proven, Rule, Sentence
from auditor.checks.select import Select, Selects
from auditor.checks.selection import first_figure, joined
from auditor.checks.verdict_of import restatement_verdict, sum_verdict
from auditor.facts import Fact, FactSet
from auditor.facts.settings import are_settled
from auditor.messages import told
from auditor.verdicts import Remark, Term, Verdict


class Agreement(Rule):
    """Two cells that different tables, or a table and prose, print are the same figure, units and precision converted.

    Of pairs, such as the same money under two classifications, a document may book some otherwise: with `proof` they say nothing
    unless enough of those that it prints hold.
    """

    kind: ClassVar[str] = "agreement"
    family: ClassVar[str] = "agreement"
    says: ClassVar[Sentence] = ("{left} = {right}", "{left} = {right}")
    messages: ClassVar[Mapping[str, Sentence]] = {
        "booked-otherwise": ("该单位未按此对应列支", "the body does not book it this way"),
    }

    left: Selects = ()
    """One cell; of several selections the first that is printed."""
    right: Selects = ()
    """The other cell."""
    join: Dimensions = frozenset()
    """The dimensions for each of whose members the cells are held against each other."""
    pairs: Pairs = ()
    """Instead of left and right: sums that are equal, `left` and `right`."""
    proof: Proven = Proof(0, 0)
    """How many of the pairs must be printed and hold before the others are held; none where it is left out."""

    def verdicts(self, facts: FactSet) -> Iterator[Verdict]:
        yield from self._of_pairs(facts)
        lefts, rights = joined(self.left, facts, self.join), joined(self.right, facts, self.join)
        for key, left in lefts.items():
            right = rights.get(key)
            if right is None or right is left or (left.is_nil and right.is_nil):
                continue
            if len(facts.bodies) > 1 and left.statement is None and right.statement is None:
                # Of which of the bodies that the prose tells apart each of them is its cell does not say.
                continue
            if are_settled(facts, (left, right)):
                yield compare(self, left, right, is_empty=is_of_empty_table(facts, left, right))

    def _of_pairs(self, facts: FactSet) -> Iterator[Verdict]:
        verdicts = [verdict for pair in self.pairs if (verdict := _pair(self, pair, facts)) is not None]
        holding = sum(1 for verdict in verdicts if verdict.holds)
        is_proven = len(verdicts) >= self.proof.cells and holding * 100 >= self.proof.percent * len(verdicts)
        for verdict in verdicts:
            if verdict.outcome == "inconsistent" and not is_proven:
                verdict = verdict._replace(outcome="not_applicable", reason=Remark("booked-otherwise"))
            yield verdict

    def faults(self) -> Iterator[str]:
        if not self.pairs and not (self.left and self.right):
            yield told("needs-both-or-pairs")
        if self.proof.cells > len(self.pairs):
            yield told("too-few-pairs", wanted=self.proof.cells, given=len(self.pairs))


def _pair(rule: Agreement, pair: Pair, facts: FactSet) -> Verdict | None:
    """The verdict on one pair; None where one of its sides is not printed."""
    left, right = (_figures(side, facts) for side in pair)
    if not left or not right or not are_settled(facts, (*left, *right)):
        return None
    terms = [*(Term("left", 1, fact) for fact in left), *(Term("right", -1, fact) for fact in right)]
    if len(terms) == 2:
        return restatement_verdict(rule, terms)
    return sum_verdict(rule, [Term("whole", 1, left[0]), *(Term("part", term.sign, term.fact) for term in terms[1:])])


def _figures(side: Sequence[Select], facts: FactSet) -> list[Fact]:
    """For each selection the first figure that is no zero."""
    found = (first_figure([select], facts) for select in side)
    return [fact for fact in found if fact is not None]
