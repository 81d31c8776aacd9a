"""Copied reason: a sentence that gives the reason for something in two years, word for word.

`减少的主要原因是退休5人，人员经费相应减少` in 2023 and again in 2024.
"""

import re
from collections.abc import Iterator
from typing import ClassVar

from auditor.checks.across.related import Party, Related, Relation, Said
from auditor.checks.across.rule import AcrossRule
from auditor.checks.rule import Patterns, Sentence
from auditor.facts import Fact, FactSet
from auditor.facts.labels import squeeze
from auditor.verdicts import Remark, Term, Verdict
from auditor.vocabulary import pattern_of


class CopiedReason(AcrossRule):
    """The reason for a change is not that of last year's, word for word; short ones, such as all give, are no finding."""

    kind: ClassVar[str] = "copied-reason"
    family: ClassVar[str] = "wording"
    relations: ClassVar[tuple[Relation, ...]] = ("last-year",)
    says: ClassVar[Sentence] = (
        "说明原因的文字与上年不逐字相同",
        "a reason is not last year's, word for word",
    )
    messages: ClassVar[dict[str, Sentence]] = {
        "reason-copied": (
            "“{label}”的原因与上年逐字相同：{words}",
            "the reason for “{label}” is last year's, word for word: {words}",
        ),
    }
    is_told_by_reason: ClassVar[bool] = True

    reasons: Patterns
    """What finds a reason: the group `reason`, and `about` for what it is given."""
    least: int
    """How many characters it must have."""

    def said_in(self, facts: FactSet) -> Iterator[Said]:
        """The reasons that the prose of a disclosure gives."""
        for passage in facts.passages:
            source = passage.source
            for pattern in map(pattern_of, self.reasons):
                for match in pattern.finditer(source.text):
                    words = squeeze(match["reason"])
                    if len(words) >= self.least:
                        place = source.locate(*match.span("reason"))
                        about = re.sub(r"[\d.,，%]", "", squeeze(match["about"]))
                        yield Said(self.code, about, Fact(-1, "", (), None, "word", place, words, None))

    def over(self, related: Related) -> Iterator[Verdict]:
        for other in related.others:
            known: dict[str, list[Fact]] = {}
            for said in _of(self, other):
                known.setdefault(said.about, []).append(said.words)
            for said in _of(self, related.home):
                words = known.get(said.about)
                if words:
                    yield self._held(said, words)

    def _held(self, said: Said, then: list[Fact]) -> Verdict:
        same = next((words for words in then if words.label == said.words.label), None)
        terms = (Term("word", 1, said.words), Term("word", -1, same or then[0]))
        if same is None:
            return Verdict(self.code, self.family, "exact", self.severity, terms)
        reason = Remark("reason-copied", {"label": said.about, "words": said.words.label})
        return Verdict(self.code, self.family, "inconsistent", self.severity, terms, reason=reason)


def _of(rule: CopiedReason, party: Party) -> Iterator[Said]:
    return (said for said in party.said if said.rule == rule.code)
