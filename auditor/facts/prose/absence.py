"""Clauses that say there is nothing of a kind: 我部门没有安排政府采购预算, 无政府采购预算."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.claims import Nil
from auditor.facts.model import dims_of
from auditor.facts.prose.ledger import Ledger
from auditor.facts.prose.lexer import AT_PAUSE, Token
from auditor.facts.prose.names import Named, Names
from auditor.facts.prose.paragraph import Paragraph
from auditor.facts.prose.records import Record


class AbsenceReader:
    """Makes claims of what a paragraph says is not there."""

    def __init__(self, names: Names, ledger: Ledger) -> None:
        self.names = names
        self.ledger = ledger
        self.vocabulary = names.vocabulary

    def read(self, paragraph: Paragraph) -> None:
        for record in paragraph.records:
            if record.kind == "nil" and record.frame.is_last:
                self._read(paragraph, record)

    def _read(self, paragraph: Paragraph, record: Record) -> None:
        """A known subject must follow at once, and the clause must be about no other year or body."""
        frame = record.frame
        before = self.names.of(frame.slots.get("before", ()), paragraph.text)
        word = frame.phrase("word")
        assert word is not None
        if word.start > frame.slots["name"][0].start:
            # 上级补助收入为零: the whole name stands before the word.
            subject: Named | None = self.names.of_path(self.names.of(frame.slots["name"], paragraph.text))
        else:
            subject = self._subject(
                [token for phrase in frame.slots["name"] for token in phrase.tokens], paragraph.text
            )
        if subject is None or "year" in {**before.members, **subject.members} or before.rest:
            return
        if record.number and self._is_of_before(paragraph, paragraph.records[record.number - 1], word.start):
            return
        known = self.vocabulary.concepts.get(subject.concept or "")
        is_explained = subject.rest in ("", *self.vocabulary.grammar.nil.get("things", ()))
        if not is_explained or not subject.has_term or (known is not None and known.generic and not subject.dims):
            return
        start = min(word.start, frame.slots["name"][0].start)
        claimed = self.ledger.word(paragraph.source, paragraph.scene.section, start, frame.phrases[-1].end)
        key = (subject.concept or "", dims_of(subject.members, known.free if known else frozenset()))
        self.ledger.facts.claims.append(Nil(key, claimed, paragraph.scene.section))

    def _is_of_before(self, paragraph: Paragraph, reason: Record, start: int) -> bool:
        """Whether a clause that says why tells what was not there in the year before: 主要原因是上年未安排出国计划."""
        words = AT_PAUSE.split(paragraph.text[reason.frame.phrases[0].start : start])[-1]
        return reason.kind == "reasons" and self.vocabulary.earlier_names.search(words) is not None

    def _subject(self, tokens: Sequence[Token], text: str) -> Named | None:
        """The name of what is not there; None where unknown words stand before it."""
        between = self.vocabulary.grammar.nil["between"]
        start = 0
        while start < len(tokens):
            token = tokens[start]
            word = next((word for word in between if text.startswith(word, token.start)), None)
            if token.kind not in ("filler", "space") and word is None:
                break
            end = token.start + len(word) if word else token.end
            while start < len(tokens) and tokens[start].start < max(end, token.end):
                start += 1
        if start == len(tokens) or tokens[start].kind != "term":
            return None
        return self.names.of_tokens(tokens[start:], text)
