"""The frames of a paragraph in reading order, each with the clause, part and sentence it stands in and the brackets around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from auditor.facts.prose.lexer import FIGURES
from auditor.facts.prose.outline import Clause, Phrase
from auditor.facts.prose.parser import Frame, frames_of
from auditor.vocabulary.productions import ProseGrammar

_FIGURES = frozenset(kind.upper() for kind in FIGURES)


class Record(NamedTuple):
    """A frame in its place. Clauses, parts (between semicolons) and sentences are counted through the paragraph."""

    number: int
    frame: Frame
    clause: int
    part: int
    sentence: int
    depth: int
    pauses: tuple[tuple[str, int], ...]
    """The pauses between the record before and this one, each with how many brackets it stands in."""
    names_before: tuple[Phrase, ...] = ()
    """The names of the clause before, or of a sentence that is only a name, if it has no figure: `公务接待费，安排3万元`."""
    in_base: bool = False
    """Whether it stands in a bracket behind the base of the next record: 比2023年（1300.50万元）减少30万元."""

    @property
    def kind(self) -> str:
        return self.frame.kind

    @property
    def rank(self) -> int | None:
        """How deep the list mark stands that the frame begins with."""
        first = self.frame.phrases[0]
        return first.tokens[0].rank if first.kind == "MARK" else None


def records_of(clauses: Sequence[Clause], grammar: ProseGrammar) -> list[Record]:
    """The records of a paragraph."""
    return _Numbering(grammar).read(clauses)


class _Numbering:
    def __init__(self, grammar: ProseGrammar) -> None:
        self.grammar = grammar
        self.found: list[Record] = []
        self.clause = self.part = self.sentence = 0
        self.pauses: list[tuple[str, int]] = []
        self.names_before: tuple[Phrase, ...] = ()
        self.in_base = False
        self._opens_sentence = True

    def read(self, clauses: Sequence[Clause]) -> list[Record]:
        for clause in clauses:
            self._read(clause)
        return self.found

    def _read(self, clause: Clause) -> None:
        brackets = [phrase for phrase in clause.phrases if phrase.inner]
        for frame in frames_of(clause, self.grammar):
            start = frame.phrases[0].start
            while brackets and brackets[0].start < start:
                self.read(brackets.pop(0).inner)
            base = frame.phrase("base")
            if base is not None and brackets and brackets[0].start == base.end:
                self.in_base = True
                self.read(brackets.pop(0).inner)
                self.in_base = False
            self.found.append(
                Record(
                    len(self.found),
                    frame,
                    self.clause,
                    self.part,
                    self.sentence,
                    clause.depth,
                    tuple(self.pauses),
                    self.names_before,
                    self.in_base,
                )
            )
            self.pauses = []
            self.names_before = ()
        for bracket in brackets:
            self.read(bracket.inner)
        self.clause += 1
        has_figure = any(phrase.kind in _FIGURES for phrase in clause.phrases)
        names = () if has_figure else tuple(phrase for phrase in clause.phrases if phrase.kind == "NAME")
        words = [phrase for phrase in clause.phrases if phrase.kind != "MARK"]
        is_alone = clause.pause == "stop" and self._opens_sentence and len(names) == len(words)
        self.names_before = names if clause.pause in ("comma", "colon") or is_alone else ()
        self._opens_sentence = clause.pause == "stop"
        if clause.pause:
            self.pauses.append((clause.pause, clause.depth))
        if clause.depth == 0:
            self.part += clause.pause in ("semi", "stop")
            self.sentence += clause.pause == "stop"
