"""Plans and what came of them: `年初预算100万元，支出决算95万元，完成年初预算的95%`, and words that compare the two."""

from __future__ import annotations

from auditor.facts.claims import Comparison, Completion
from auditor.facts.labels import read_label
from auditor.facts.model import Fact
from auditor.facts.prose.antecedents import Antecedents
from auditor.facts.prose.companions import plan_kind
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lists import Level
from auditor.facts.prose.outcomes import OutcomeReader
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.standing import Measures

_FARTHEST = 4
"""Clauses between a percentage and the amounts that it is of."""
_SLOTS = {"completion": "plan", "share": "whole", "percent": "name"}
"""The slot with the name of the plan."""
_DIRECTIONS = {"EXCEEDS": 1, "FALLS_SHORT": -1, "EQUALS": 0, "ROUGHLY_EQUALS": 0}


class PlanReader:
    """Makes claims of the completions and comparisons of a paragraph."""

    def __init__(self, antecedents: Antecedents, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self.measures = Measures(self.vocabulary)
        self.outcomes = OutcomeReader(ledger)

    def read(self, paragraph: Paragraph) -> None:
        self.unplanned: list[tuple[Fact, Fact]] = []
        """The results and their rates of plans that the paragraph does not print."""
        for record in paragraph.records:
            if record.number in paragraph.taken:
                continue
            if record.kind == "completion" or self.is_of_plan(paragraph, record):
                self._completion(paragraph, record)
            elif record.kind == "comparison":
                self._comparison(paragraph, record)
        self.ledger.facts.claims += self.outcomes.read(paragraph)

    def _completion(self, paragraph: Paragraph, record: Record) -> None:
        token = record.frame.figure("percent") or record.frame.figure("figure")
        assert token is not None
        named = self.antecedents.named_in(paragraph, record, _SLOTS[record.kind])
        levels = self._told(paragraph, record)
        result = next((level for level in levels if self._kind(level.fact) is None), None)
        label = result.fact.label if result else named.text
        percent = self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, label)
        if token.loose:
            return
        plans = [level.fact for level in levels if self._kind(level.fact) is not None]
        wanted = plan_kind(named.members, self.vocabulary)
        plan = self._planned(paragraph, record) or next((fact for fact in plans if self._kind(fact) == wanted), None)
        if plan is None and (wanted is None or len(plans) == 1):
            plan = plans[0] if plans else None
        if plan is None or result is None:
            told = self.outcomes.completion(paragraph, record, percent)
            if told is not None:
                self.ledger.facts.claims.append(told)
            elif result is not None:
                self.unplanned.append((result.fact, percent))
            return
        others = tuple(fact for fact in plans if fact is not plan)
        self.ledger.facts.claims.append(Completion(result.fact, plan, percent, others, None, 0))

    def _told(self, paragraph: Paragraph, record: Record) -> list[Level]:
        """The amounts of the item that a percentage goes with: those before it back to the last completion, plans and results.

        Behind `完成14万元，为预算15万元的93%，其中：甲5万元，完成95%` the plan of 14万元 is none of 甲.
        """
        found: list[Level] = []
        results = 0
        is_printed = record.number in paragraph.priors or self._is_behind_plan(paragraph, record)
        for level in paragraph.levels_before(record, sentences=0 if is_printed else 1):
            between = paragraph.records[level.record.number : record.number]
            results += self._kind(level.fact) is None
            is_told = any(entry.kind == "completion" or self.is_of_plan(paragraph, entry) for entry in between)
            is_far = record.clause - level.record.clause > _FARTHEST
            if is_told or is_far or level.record.kind == "count" or results > 1:
                break
            found.append(level)
        return found

    def _planned(self, paragraph: Paragraph, record: Record) -> Fact | None:
        """The plan that the clause prints itself: 完成预算100万元的95%."""
        return paragraph.priors.get(record.number)

    def _comparison(self, paragraph: Paragraph, record: Record) -> None:
        """`决算数大于年初预算数`: the result and the plan that were told before."""
        phrase = record.frame.phrase("word")
        assert phrase is not None
        levels = self._told_anywhere(paragraph, record)
        result = next((level.fact for level in levels if self._kind(level.fact) is None), None)
        text = paragraph.text[phrase.start : phrase.end]
        wanted = plan_kind(read_label(text, self.vocabulary.prose_terms, self.vocabulary).dims, self.vocabulary)
        plans = [level.fact for level in levels if self._kind(level.fact) is not None]
        plan = next(
            (fact for fact in plans if self._kind(fact) == wanted),
            plans[0] if wanted is None and plans else None,
        )
        if result is None:
            return
        token = record.frame.figure("amount")
        amount = (
            self.ledger.add(paragraph.source, paragraph.scene.section, token, "", {}, result.label) if token else None
        )
        if plan is None:
            # Without the plan the percentage is held against the difference from it.
            percent = next((percent for told, percent in self.unplanned if told is result), None)
            if percent is not None and amount is not None:
                claim = Completion(result, None, percent, (), amount, _DIRECTIONS[phrase.kind])
                self.ledger.facts.claims.append(claim)
            return
        word = self.ledger.word(paragraph.source, paragraph.scene.section, phrase.start, phrase.end)
        direction = _DIRECTIONS[phrase.kind]
        loose = phrase.kind == "ROUGHLY_EQUALS"
        self.ledger.facts.claims.append(Comparison(result, plan, direction, word, amount, loose))

    def _told_anywhere(self, paragraph: Paragraph, record: Record) -> list[Level]:
        return [level for level in paragraph.levels_before(record, sentences=1) if level.record.kind != "count"]

    def is_of_plan(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether a share, or a percentage behind a name, is of a plan: 占年初预算的82.5%, 为年初预算的82.5%."""
        if record.kind not in ("share", "percent"):
            return False
        named = self.antecedents.named_in(paragraph, record, _SLOTS[record.kind])
        if self.outcomes.is_of_plan(named.text, is_share=record.kind == "share"):
            return True
        if named.is_empty and self._says_plan(paragraph, record):
            return True
        if record.kind == "percent" and named.is_empty:
            return self._is_behind_plan(paragraph, record)
        return named.concept is None and not named.rest and plan_kind(named.members, self.vocabulary) is not None

    def _says_plan(self, paragraph: Paragraph, record: Record) -> bool:
        """为预算的95%, 占调整及变动预算的95%: the word for any plan, which says of no amount what it is."""
        words = "".join(paragraph.text[p.start : p.end] for p in record.frame.slots.get(_SLOTS[record.kind], ()))
        return self.measures.said_in(words) in self.measures.plans

    def _is_behind_plan(self, paragraph: Paragraph, record: Record) -> bool:
        """Whether a percentage without a name of its own stands behind the amount of a plan: 为年初预算20万元的95%."""
        before = paragraph.levels.get(record.number - 1)
        is_next = before is not None and before.record.clause == record.clause
        if before is None or not is_next:
            return False
        return self._kind(before.fact) is not None or self.outcomes.is_of_plan(before.named.text)

    def _kind(self, fact: Fact) -> str | None:
        """Which kind of plan a figure is; None for what came of one."""
        return plan_kind(dict(fact.dims), self.vocabulary)
