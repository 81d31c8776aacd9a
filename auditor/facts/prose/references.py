"""Figures that a clause prints beside its own: what a subject was before, its plan, the whole of a share.

`比2023年预算20.30万元减少0.46万元`, `完成年初预算100万元的95%`, `占政府采购支出总额65万元的80%`.
"""

from __future__ import annotations

from auditor.facts.labels import read_label
from auditor.facts.prose.companions import plan_kind
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import Token, value_of
from auditor.facts.prose.lists import Lists
from auditor.facts.prose.meaning import Meanings
from auditor.facts.prose.names import NOTHING, Named, Names
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record
from auditor.facts.prose.standing import Measures
from auditor.figures import MONEY

_TWO = 2


class ReferenceFigures:
    """Makes facts of the figures that changes, completions and shares are measured against."""

    def __init__(self, names: Names, meanings: Meanings, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = names.vocabulary
        self.meanings = meanings
        self.measures = Measures(self.vocabulary)

    def prior(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The amount behind a base is what the subject was before: 比2023年预算20.30万元减少0.46万元."""
        token = record.frame.figure("prior")
        if token is None:
            return
        own = self.names.of(record.frame.slots.get("prior_name", ()), paragraph.text)
        base = record.frame.phrase("base")
        self.put_prior(paragraph, record, token, own, paragraph.text[base.start : base.end] if base is not None else "")

    def prior_in_bracket(self, paragraph: Paragraph, record: Record, token: Token) -> None:
        """较年初预算（150.00万元）超支21.64万元: the bracket behind a base gives its amount."""
        following = paragraph.records[record.number + 1]
        base = following.frame.phrase("base")
        words = paragraph.text[base.start : base.end] if base is not None else ""
        self.put_prior(paragraph, following, token, NOTHING, words)

    def put_prior(self, paragraph: Paragraph, record: Record, token: Token, own: Named, words: str) -> None:
        """Keep what the subject of a record was before; the words of its base may say that it is a plan."""
        told = read_label(words, self.vocabulary.prose_terms, self.vocabulary).dims
        measures = {name: member for name, member in told.items() if name in self.vocabulary.measures}
        subject = paragraph.levels.get(record.number) or next(iter(paragraph.levels_before(record, sentences=1)), None)
        concept = own.concept or (subject.fact.concept if subject else "")
        dims = dict(subject.fact.dims) if subject and not own.concept else {}
        paragraph.priors[record.number] = self.ledger.add(
            paragraph.source,
            paragraph.scene.section,
            token,
            concept,
            {**dims, "year": "prior", **own.members, **measures},
            own.text or words,
        )

    def put_in_ratio(self, paragraph: Paragraph, record: Record, token: Token) -> bool:
        """占经费总额（24.60万元）的8.74%: what a bracket behind the whole of a share, or behind a plan, prints is that."""
        after = paragraph.records[record.number + 1] if record.number + 1 < len(paragraph.records) else None
        slot = {"share": "whole", "completion": "plan"}.get(after.kind if after is not None else "")
        if after is None or slot is None:
            return False
        named = self.names.of(after.frame.slots.get(slot, ())[:1], paragraph.text)
        concept, dims = named.concept or "", named.members
        paragraph.priors[after.number] = self.ledger.add(
            paragraph.source, paragraph.scene.section, token, concept, dims, named.text
        )
        return True

    def put_behind_share(self, paragraph: Paragraph, record: Record, token: Token) -> bool:
        """占一般公共预算支出的79.2%（全县一般公共预算支出为52.09亿元）: a bracket behind a share that prints its whole."""
        share = paragraph.records[record.number - 1] if record.number else None
        if share is None or share.kind != "share" or record.depth != share.depth + 1 or "of" in share.frame.slots:
            return False
        whole = self.names.of(share.frame.slots.get("whole", ())[:1], paragraph.text)
        named = self.names.of(record.frame.slots.get("name", ()), paragraph.text)
        if not whole.concept or whole.concept != named.concept or whole.rest or not named.text:
            return False
        if not whole.members.items() <= named.members.items():
            return False
        dims = {**named.members, "item": f"~{named.rest}"} if named.rest else named.members
        paragraph.priors[share.number] = self.ledger.add(
            paragraph.source, paragraph.scene.section, token, named.concept, dims, named.text
        )
        return True

    def planned(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The plan that a completion prints itself: 完成年初预算100万元的95%."""
        token = record.frame.figure("planned")
        if token is None:
            token = self._in_bracket(paragraph, record)
        if token is None:
            return
        named = self.names.of(record.frame.slots.get("plan", ()), paragraph.text)
        before = next(iter(paragraph.levels_before(record)), None)
        concept = named.concept or (before.fact.concept if before else "")
        told = dict(before.fact.dims) if before else {}
        dims = {**told, **self.meanings.measure_of_kind(named.text), **named.members}
        if before is not None and plan_kind(dims, self.names.vocabulary) is None:
            # 支出56万元，完成预算58万元的97%: what is planned is never what came of it, whatever the document tells of.
            dims |= dict(self.names.vocabulary.plain_plan)
        paragraph.priors[record.number] = self.ledger.add(
            paragraph.source, paragraph.scene.section, token, concept, dims, named.text
        )

    def compared(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The plan that a comparison prints itself: 超年初预算15.20亿元0.42亿元, 超出年初预算（52.60万元）21.55万元."""
        token = record.frame.figure("planned")
        following = paragraph.records[record.number + 1 : record.number + 2]
        if token is None and following and following[0].sentence == record.sentence:
            # 大于年初预算数20万元，相差3万元: the difference has a clause of its own.
            is_apart = following[0].kind == "apart" or (
                following[0].kind == "change" and not {"base", "subject"} & following[0].frame.slots.keys()
            )
            is_apart = is_apart and not self._is_difference(paragraph, record)
            token = record.frame.figure("amount") if is_apart else self._in_bracket(paragraph, record)
            token = token or self._plan_behind(paragraph, record, following[0])
        if token is not None:
            word = record.frame.phrase("word")
            label = paragraph.text[word.start : word.end] if word is not None else ""
            section = paragraph.scene.section
            paragraph.priors[record.number] = self.ledger.add(paragraph.source, section, token, "", {}, label)

    @staticmethod
    def _is_difference(paragraph: Paragraph, record: Record) -> bool:
        """预算5600万元，支出4187万元，低于预算1413万元，少支25.23%: by so much the two amounts told last are apart."""
        token = record.frame.figure("amount")
        before = [level.fact.figure for level in paragraph.levels_before(record) if level.quantity == MONEY][:2]
        if token is None or token.unit is None or len(before) < _TWO or None in before:
            return False
        one, other = (figure.base for figure in before if figure is not None)
        return abs(one - other) == value_of(token) * token.unit.scale

    def _plan_behind(self, paragraph: Paragraph, record: Record, following: Record) -> Token | None:
        """低于预算数2.65万元（预算5.00万元）: the plan in a bracket behind the difference."""
        if "amount" not in record.frame.slots or following.kind != "level" or following.depth != record.depth + 1:
            return None
        named = self.names.of(following.frame.slots.get("name", ()), paragraph.text)
        if named.rest or self.measures.said_in(named.text) not in self.measures.plans:
            return None
        paragraph.taken.add(following.number)
        return following.frame.figure("figure")

    @staticmethod
    def _in_bracket(paragraph: Paragraph, record: Record) -> Token | None:
        """The plan that a bracket behind the word for it gives: 完成预算（92万元）的104.77%."""
        following = next(iter(paragraph.records[record.number + 1 : record.number + 2]), None)
        last = record.frame.phrase("percent") or record.frame.phrase("amount")
        figure = following.frame.phrase("figure") if following is not None and following.kind == "level" else None
        if following is None or figure is None or last is None or figure.start > last.start:
            return None
        if following.depth != record.depth + 1 or "name" in following.frame.slots:
            return None
        paragraph.taken.add(following.number)
        return following.frame.figure("figure")

    def whole_of_share(self, paragraph: Paragraph, lists: Lists, record: Record) -> None:
        """The whole that a share prints itself: 占政府采购支出总额65万元的80%."""
        token = record.frame.figure("of")
        if token is None:
            return
        named = self.names.of(record.frame.slots.get("whole", ()), paragraph.text)
        dims = named.members
        before = next(iter(paragraph.levels_before(record)), None)
        if before is not None and (before.fact.concept, dict(before.fact.dims)) == (named.concept, dims):
            # 固定资产49亿元，占资产总额63亿元的78%: a part is not its whole, though one word of the vocabulary means both.
            dims = {**dims, "item": f"~{named.text}"}
        paragraph.priors[record.number] = self.ledger.add(
            paragraph.source, paragraph.scene.section, token, named.concept or "", dims, named.text
        )
