"""A clause and the productions: every frame that reads a part of it, from left to right, the longest first.

`公务接待费比上年增加3万元` is one frame of the production `change`: subject 公务接待费, base 比上年, direction 增加, amount 3万元.
A figure that no production reads is kept as unread: what stands around it is not judged. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from auditor.documents import SourceText
from auditor.facts.clauses import ReadClause
from auditor.facts.prose.lexer import Token
from auditor.facts.prose.outline import Clause, Phrase
from auditor.tuples import NamedTuple
from auditor.vocabulary.productions import Production, ProseGrammar


class Frame(NamedTuple):
    """What a production read: its slots with the phrases that fill them. Without a production it is a figure that nothing reads."""

    kind: str
    """The frame of its production, or `unread`."""
    production: Production | None
    phrases: tuple[Phrase, ...]
    slots: dict[str, tuple[Phrase, ...]]
    is_last: bool = False
    """Whether it ends its clause."""

    def figure(self, slot: str) -> Token | None:
        """The figure that fills a slot."""
        for phrase in self.slots.get(slot, ()):
            for token in phrase.tokens:
                if token.numeral is not None:
                    return token
        return None

    @property
    def ends_named(self) -> bool:
        """Whether its last words are a name."""
        return self.phrases[-1].kind == "NAME"

    def phrase(self, slot: str) -> Phrase | None:
        phrases = self.slots.get(slot)
        return phrases[0] if phrases else None


def frames_of(clause: Clause, grammar: ProseGrammar) -> Iterator[Frame]:
    """The frames of a clause in reading order; brackets are no part of them and are read by themselves."""
    phrases = [phrase for phrase in clause.phrases if phrase.kind != "BRACKET"] if clause.brackets else clause.phrases
    letters = grammar.letters
    kinds = "".join([letters.get(phrase.kind, "\0") for phrase in phrases])
    for start, end, production, spans_of in grammar.pieces(kinds):
        slots = {}
        for name, spans in spans_of:
            first, last = spans[0]
            # A slot that stands in two pieces has the phrases of both.
            slots[name] = tuple(phrases[first:last])
            for first, last in spans[1:]:
                slots[name] += tuple(phrases[first:last])
        kind = production.frame if production is not None else "unread"
        yield Frame(kind, production, tuple(phrases[start:end]), slots, production is not None and end == len(phrases))


_by_place = itemgetter(1, 2, 0)


def read_clause(frame: Frame, source: SourceText) -> ReadClause:
    """A frame as it is told: its production, its words, the words in its slots."""
    slots = [
        (name, phrase.tokens[0].start, phrase.tokens[-1].end)
        for name, phrases in frame.slots.items()
        for phrase in phrases
    ]
    if len(slots) > 1:
        slots.sort(key=_by_place)
    figures = [token.numeral.start for phrase in frame.phrases for token in phrase.tokens if token.numeral is not None]
    production = frame.production
    return ReadClause(
        production.id if production is not None else "",
        production is not None and production.is_bare,
        source,
        frame.phrases[0].tokens[0].start,
        frame.phrases[-1].tokens[-1].end,
        tuple(slots),
        tuple(figures),
    )
