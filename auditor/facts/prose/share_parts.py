"""Which amount has a share: the one that the clause names, the nearest before it, or the one that the share leads to.

`基本支出40万元，占支出合计的57.14%`; `占总支出62.5%的基本支出为1000万元`; `支出44亿元，由工资24亿元、运转20亿元构成，占58.1%`.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.companions import result_of
from auditor.facts.prose.listing import Level
from auditor.facts.prose.names import NOTHING, Named
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.patterns import any_of

_BOTH = 2
_SHORTEST = 2
"""Characters of what a name may be shortened to."""


class ShareParts:
    """Finds the amounts of which the records of a paragraph print shares."""

    def __init__(self, antecedents: Antecedents) -> None:
        self.antecedents = antecedents
        self.vocabulary = antecedents.names.vocabulary
        self._closes = any_of(self.vocabulary.grammar.breakdown.get("closes", ()))
        self._ranks = any_of(self.vocabulary.grammar.share.get("ranks", ()))
        self._joint = self.vocabulary.grammar.share.get("joint", ())

    def part(self, paragraph: Paragraph, record: Record) -> Level | None:
        """The part that is named in the clause, where its amount is printed before it; else the nearest amount.

        The share itself may lead to its amount: 占总支出62.5%的基本支出为1000万元, 占76%：行政运行，1024万元.
        """
        own = paragraph.levels.get(record.number) or self._behind(paragraph, record)
        if own is not None:
            return own
        named = self.antecedents.named_in(paragraph, record, "part")
        in_turn = self.antecedents.in_turn(paragraph, record, named)
        if in_turn is not None:
            return in_turn
        if named.text in self.vocabulary.grammar.share.get("its", ()):
            named = NOTHING
        ranked = self._ranked(paragraph, record) if named.is_empty else ""
        if ranked:
            told = (level for level in paragraph.levels.values() if level.named.text)
            return next((level for level in told if ranked.startswith(level.named.text)), None)
        before = [level for level in paragraph.levels_before(record) if level.record.depth <= record.depth]
        if self.vocabulary.earlier_names.match(named.text):
            # 非税收入9.53亿元，占比22.33%（上年非税占比为24.10%）: of what it was then.
            before = [level for level in before if self.vocabulary.earlier_names.match(level.named.text)]
        if named.has_term or named.rest:
            whole = self.antecedents.named_in(paragraph, record, "whole")
            told = (level for level in before if self.antecedents.speaks_of(level.fact, named))
            return (
                next(told, None)
                or self.told_behind(paragraph, record, named)
                or self._called(paragraph, named, whole)
                or self._shortened(before, record, named)
            )
        closed = self._closed(paragraph, before[0], record) if before else None
        if closed is not None:
            return closed
        if before or "whole" not in record.frame.slots:
            # 收入2977万元，年初预算2905万元，完成102%，占基金收入的3%: a plan goes with what came of it.
            return result_of(before, before[0], self.vocabulary) if before else None
        after = paragraph.levels.get(record.number + 1)
        is_next = after is not None and after.record.pauses in ((), (("comma", record.depth),))
        if after is None or not is_next or after.record.sentence != record.sentence:
            return None
        # 占全年收入2091.66万元的17.44%，事业收入实现364.82万元: nothing before it can be the part.
        return after if record.number in paragraph.priors else None

    def _ranked(self, paragraph: Paragraph, record: Record) -> str:
        """合计610万元，其中基层业务最多，占35%: the name in the clause before that says which of several is meant; empty for none."""
        words = "".join(paragraph.text[phrase.start : phrase.end] for phrase in record.names_before)
        return words if self._ranks.search(words) is not None else ""

    def _closed(self, paragraph: Paragraph, item: Level, record: Record) -> Level | None:
        """The whole of a list that words behind its last item end before a share: 支出44亿元，由工资24亿元、运转20亿元构成，占58.1%."""
        between = paragraph.text[item.record.frame.phrases[-1].end : record.frame.phrases[0].start]
        return item.listing.whole if item.listing is not None and self._closes.match(between) else None

    def told_behind(self, paragraph: Paragraph, record: Record, named: Named) -> Level | None:
        """运维费占支出的72%，支出总计500万元，运维费360万元: an amount of a name that its sentence prints further on."""
        for level in paragraph.levels.values():
            if level.record.sentence != record.sentence or level.record.number <= record.number:
                continue
            if not paragraph.tells_changes(record.sentence) and self.antecedents.speaks_of(level.fact, named):
                return level
        return None

    @staticmethod
    def _behind(paragraph: Paragraph, record: Record) -> Level | None:
        """财政拨款占本年收入3218万元的89.18%，为2870万元: the amount right behind, which took its name from the share."""
        return paragraph.levels.get(paragraph.behind_shares.get(record.number, -1))

    def _called(self, paragraph: Paragraph, part: Named, whole: Named) -> Level | None:
        """本年收入243万元，本年支出155万元。本年支出占本年收入的64%: what a sentence before calls so, where it has the whole as well."""
        words = self.words(whole)
        near = [level for level in paragraph.levels.values() if level.named.text in (part.text, words)]
        own = [level for level in near if level.named.text == part.text]
        is_both = len(near) == _BOTH and len(own) == 1 and near[0].record.sentence == near[1].record.sentence
        return own[0] if is_both else None

    @staticmethod
    def _shortened(before: Sequence[Level], record: Record, named: Named) -> Level | None:
        """市级留用96万元，转贷区县162万元，区县占62.8%: the one amount of its sentence whose name ends with the words."""
        if named.has_term or len(named.text) < _SHORTEST:
            return None
        told = [level for level in before if level.record.sentence == record.sentence]
        told = [level for level in told if level.named.text.endswith(named.text)]
        return told[0] if len(told) == 1 else None

    def words(self, named: Named) -> str:
        """The words of a whole without what belongs to the share: 本年收入 of 本年收入的."""
        return next((named.text.removesuffix(end) for end in self._joint if named.text.endswith(end)), named.text)
