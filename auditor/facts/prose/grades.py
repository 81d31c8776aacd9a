"""Counts by grade: `对26个项目进行自评，评价等级为“优”的17个、“良”的8个、“中”的1个`, which are all that were graded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts.claims import Breakdown
from auditor.facts.prose.listing import Level
from auditor.facts.prose.paragraph import Paragraph
from auditor.patterns import any_of
from auditor.vocabulary import Vocabulary

_FEWEST = 3
"""Grades that are told in one sentence where all are."""


class GradeReader:
    """Makes claims of the counts of a paragraph that are told by grade."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._grade = any_of(vocabulary.grammar.breakdown.get("grades", ()))

    def read(self, paragraph: Paragraph) -> Iterator[Breakdown]:
        """The sum of the grades of each sentence, where one count of their unit stands before them."""
        by_sentence: dict[int, list[Level]] = {}
        for _, level in sorted(paragraph.levels.items()):
            if level.record.kind == "count" and level.listing is None and self._grade.search(level.named.text):
                by_sentence.setdefault(level.record.sentence, []).append(level)
        for graded in by_sentence.values():
            whole = self._whole(paragraph, graded)
            if whole is not None:
                yield Breakdown(whole.fact, tuple(level.fact for level in graded), "told")

    def _whole(self, paragraph: Paragraph, graded: Sequence[Level]) -> Level | None:
        """The one count of things that were graded; None where there are several, or a grade is told twice."""
        grades = [found[0] for level in graded if (found := self._grade.search(level.named.text))]
        if len(grades) < _FEWEST or len(set(grades)) < len(grades) or len({level.unit for level in graded}) > 1:
            return None
        before = paragraph.levels_before(graded[0].record, sentences=1)
        counted = [level for level in before if level.unit == graded[0].unit and not level.loose]
        return counted[0] if len(counted) == 1 else None
