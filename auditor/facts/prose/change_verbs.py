"""What a verb alone says of figures: which way something has gone, whatever is said of by how much.

`由18万元减少到15万元` and `比2024年预算215万元有所增加` are held against both figures; `公务接待费减少的主要原因是` against the change
that it explains.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.claims import Reason
from auditor.facts.prose.antecedents import Antecedents, Subject
from auditor.facts.prose.halves import Halves
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.stated import Stated, claim_of, direction_of, key_of

_OPENING = ("（", "(")


class ChangeVerbs:
    """Makes claims of the verbs of a paragraph."""

    def __init__(self, antecedents: Antecedents, halves: Halves, ledger: Ledger) -> None:
        self.antecedents = antecedents
        self.halves = halves
        self.ledger = ledger
        self.vocabulary = ledger.vocabulary
        self._totals = tuple(self.vocabulary.grammar.breakdown.get("totals", ()))
        self._increments = tuple(self.vocabulary.grammar.change.get("increments", ()))

    def reason(self, paragraph: Paragraph, record: Record, found: Sequence[Stated]) -> None:
        """公务接待费减少的主要原因是: which way its subject, or that of the change before it, is said to have gone."""
        direction, word = record.frame.phrase("direction"), record.frame.phrase("word")
        assert direction is not None and word is not None
        between = paragraph.text[direction.end : word.start]
        named = self.antecedents.named_in(paragraph, record, "subject")
        if named.is_empty and found:
            subject = found[-1].subject
        elif named.has_term and not named.rest:
            dims = {**dict(paragraph.scene.scope), **dict(paragraph.scene.topic), **named.members}
            subject = Subject(named.concept or "", dims, named.text, None)
        else:
            return
        if subject.concept and not between.startswith(_OPENING):
            # 增加（减少）的主要原因 says nothing.
            said = self.ledger.word(paragraph.source, paragraph.scene.section, direction.start, word.end)
            self.ledger.facts.claims.append(Reason(key_of(subject, self.vocabulary), direction_of(record), said))

    def becomes(self, paragraph: Paragraph, record: Record) -> None:
        """由18万元减少到15万元: the verb is held against both figures, whatever is said of the difference."""
        level = paragraph.levels.get(record.number)
        prior = paragraph.priors.get(record.number)
        if prior is None and level is not None and self._is_said_flat(paragraph, record):
            prior = level.fact
        verb = next((phrase for phrase in record.frame.phrases if phrase.kind == "BECOMES"), None)
        if level is None or prior is None or verb is None or level.loose:
            return
        around = paragraph.records[record.number : record.number + 2]
        if any(("enum", one.depth) in one.pauses for one in around):
            # 分别由600元、1000元提高到1000元、1500元: nobody knows which goes with which.
            return
        text = paragraph.text[verb.start : verb.end]
        words = self.vocabulary.grammar.change
        direction = text.startswith(tuple(words.get("rises", ()))) - text.startswith(tuple(words.get("falls", ())))
        if not direction:
            return
        subject = Subject(level.fact.concept, dict(level.fact.dims), level.fact.label, level)
        stated = Stated(record, subject, direction, prior=prior, word=self.halves.word(paragraph, verb))
        self.ledger.facts.claims.append(claim_of(stated, {}, self.vocabulary))

    def _is_said_flat(self, paragraph: Paragraph, record: Record) -> bool:
        """减少为0.00万元，与2024年持平: whether the words right behind a verb say that the year before had that figure as well."""
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        if after is None or after.kind != "flat" or after.pauses != (("comma", record.depth),):
            return False
        word, base = after.frame.phrase("word"), after.frame.phrase("base")
        if word is None or base is None or word.kind == "ROUGHLY_FLAT" or "subject" in after.frame.slots:
            return False
        own = record.frame.phrase("base")
        bases = [paragraph.text[phrase.start : phrase.end] for phrase in (base, own) if phrase is not None]
        return all(self.halves.bases.pairs.sort_of(words) == "time" for words in bases)

    def goes(self, paragraph: Paragraph, record: Record) -> None:
        """比2024年预算215.00万元有所增加: the verb alone is held against both figures."""
        subject, prior = self.antecedents.subject(paragraph, record), paragraph.priors.get(record.number)
        verb = record.frame.phrase("direction")
        if subject is None or subject.level is None or subject.is_loose or prior is None or verb is None:
            return
        if record.number in paragraph.reasons or subject.level.record.sentence != record.sentence:
            return
        base = paragraph.text[record.frame.phrases[0].start : verb.start]
        is_of_other = "prior_name" in record.frame.slots
        if is_of_other and any(word in subject.level.named.text and word not in base for word in self._increments):
            # 新增限额925亿元，比上年末限额14085亿元相应增加: what comes to it is no more or less than what there was.
            return
        if paragraph.text[: verb.start].rstrip().endswith(self._totals):
            # 甲215万元、乙33万元，较年初预算200万元合计增加48万元: what they are together.
            return
        stated = Stated(record, subject, direction_of(record), prior=prior, word=self.halves.word(paragraph, verb))
        self.ledger.facts.claims.append(claim_of(stated, {}, self.vocabulary))
