"""Amounts that all of something comes to: `所有项目支出预算纳入部门预算绩效管理，涉及预算资金80万元` is all that projects cost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.arithmetic import is_telling_slip, judge_restatement
from auditor.facts.fact import Fact
from auditor.facts.labels import read_label
from auditor.facts.prose.names import Named
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.patterns import regex
from auditor.vocabulary import Vocabulary

_TELLING = 10_000
"""Units of the last digit: amounts of fewer are by chance one digit apart now and then."""
_FARTHEST = 60
"""Characters before an amount in which it is said of what all is meant."""


class Covered:
    """Knows amounts whose clause says no more than that money is involved, and the clause before of what all of it is."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        labels = vocabulary.grammar.labels
        self._patterns = [regex(pattern) for pattern in labels.get("covered", ())]
        self._as = [regex(pattern) for pattern in labels.get("covered_as", ())]

    def of(self, paragraph: Paragraph, record: Record, named: Named) -> Named | None:
        """The amount by what it covers; None where no words say that it covers all of something."""
        token = record.frame.figure("figure")
        if token is None or record.kind != "level":
            return None
        before = paragraph.text[max(0, token.start - _FARTHEST) : token.start].rstrip()
        known = next((match for pattern in self._as if (match := pattern.search(before))), None)
        if known is not None:
            return named._replace(concept=known.lastgroup, dims=(), rest="")
        found = next((match for pattern in self._patterns if (match := pattern.search(before))), None)
        if found is None:
            return None
        subject = read_label(found["subject"], self.vocabulary.prose_terms, self.vocabulary)
        dims = {**subject.dims, **named.members}
        return named._replace(concept=subject.concept, dims=tuple(dims.items()), rest="")


def covered_concepts(vocabulary: Vocabulary) -> set[str]:
    """The concepts that such words name by themselves."""
    return {
        name for pattern in vocabulary.grammar.labels.get("covered_as", ()) for name in re.compile(pattern).groupindex
    }


def told_before(fact: Fact, facts: Sequence[Fact]) -> Fact | None:
    """Where prose told such an amount before: as much, or else one that a slip made another; those of parts of the body are others."""
    known = [one for one in facts if one.key == fact.key and one.number != fact.number and one.statement is None]
    same = [one for one in known if judge_restatement(one.figure, fact.figure).outcome != "inconsistent"]
    slips = [one for one in known if is_telling_slip(one.figure, fact.figure, _TELLING)]
    return next(iter([*same, *slips]), None)
